//! What the fields are for that no byte holds: the place in the stream, and Wireshark's sequence analysis.
//!
//! The rows of a table of their own, put behind those of the header fields: the match stays exhaustive.

/// Put these rows behind `rows` in the table that the macro `table` makes.
macro_rules! with_stream {
    ($table:ident { $($rows:tt)* }) => { $table! { $($rows)*
    TcpStream "Which conversation of the capture this is, counted from 0 as Wireshark counts.",
        "캡처의 몇 번째 대화인지 나타낸다. Wireshark의 방식으로 0부터 센다.";
    TcpCompleteness "What the frames before this one showed: 1 SYN, 2 SYN,ACK, 4 ACK, 8 data, 16 FIN, 32 RST.",
        "이 프레임 앞까지 본 것을 나타낸다. 1은 SYN, 2는 SYN,ACK, 4는 ACK, 8은 데이터, 16은 FIN, 32는 RST다.";
    TcpSeq "The sequence number, counted from the first number of its direction.",
        "그 방향의 첫 번호부터 센 시퀀스 번호다.";
    TcpNxtSeq "The number behind this segment's last, counted in the same way.",
        "이 세그먼트 바로 다음 번호를 같은 방식으로 센 것이다.";
    TcpAck "The ACK number, counted from the first number of the other direction.",
        "상대 방향의 첫 번호부터 센 ACK 번호다.";
    TcpWindowSize "The window in bytes: the header's number times the factor that both sides agreed on, if it is known.",
        "바이트로 나타낸 윈도우다. 양쪽이 합의한 배수를 알면 헤더의 값에 곱한다.";
    TcpWindowSizeScaleFactor "What the window is multiplied by; -1: not known; -2: not used.",
        "윈도우에 곱하는 배수다. -1이면 알 수 없고 -2면 쓰지 않는다.";
    TcpTimeRelative "Time since the first frame of this stream.",
        "이 스트림의 첫 프레임부터 지난 시간이다.";
    TcpTimeDelta "Time since the previous frame of this stream.",
        "이 스트림의 바로 앞 프레임부터 지난 시간이다.";
    TcpAnalysis "What Wireshark's rules make of the numbers; our own findings are judged apart.",
        "Wireshark의 규칙으로 번호를 살핀 결과다. 우리의 판단은 이것과 따로 내린다.";
    TcpAnalysisFlags "At least one of Wireshark's remarks applies.",
        "Wireshark의 지적 가운데 적어도 하나가 해당한다.";
    TcpAnalysisAcksFrame "The frame that this ACK number covers to its end.",
        "이 ACK 번호가 끝까지 확인한 프레임이다.";
    TcpAnalysisAckRtt "Time from that frame to its ACK.",
        "그 프레임부터 이 ACK까지 걸린 시간이다.";
    TcpAnalysisInitialRtt "Time from the last SYN to the first ACK behind it: a round trip, if both went straight through.",
        "마지막 SYN부터 그 뒤의 첫 ACK까지 걸린 시간이다. 둘 다 바로 닿았다면 한 번 왕복한 시간이다.";
    TcpAnalysisBytesInFlight "Bytes that this direction sent and the other has not acknowledged yet.",
        "이 방향으로 보냈지만 상대가 아직 확인하지 않은 바이트 수다.";
    TcpAnalysisPushBytesSent "Bytes sent since the last segment with PSH.",
        "PSH가 있던 마지막 세그먼트 뒤로 보낸 바이트 수다.";
    TcpAnalysisRto "How long it took until this was sent again.",
        "다시 보내기까지 걸린 시간이다.";
    TcpAnalysisRtoFrame "The frame from which that time is counted.",
        "그 시간을 재기 시작한 프레임이다.";
    TcpAnalysisDuplicateAckNum "How often this ACK was repeated so far.",
        "이 ACK가 지금까지 되풀이된 횟수다.";
    TcpAnalysisDuplicateAckFrame "The frame whose ACK is repeated.",
        "되풀이되는 ACK가 처음 나온 프레임이다.";
    TcpAnalysisRetransmission "Takes numbers that this direction sent before: presumably sent again.",
        "이 방향이 이미 쓴 번호를 다시 쓴다. 재전송으로 본다.";
    TcpAnalysisFastRetransmission "Sent again within 20 ms of repeated ACKs that ask for it.",
        "이 데이터를 요구하는 ACK가 되풀이된 뒤 20ms 안에 다시 보낸 것이다.";
    TcpAnalysisSpuriousRetransmission "Sent again although the other side had acknowledged it.",
        "상대가 이미 확인한 데이터를 다시 보낸 것이다.";
    TcpAnalysisOutOfOrder "Fills a gap so soon that it was presumably overtaken, not lost.",
        "빈 곳을 아주 빨리 채운다. 잃어버린 것이 아니라 순서가 바뀐 것으로 본다.";
    TcpAnalysisLostSegment "Begins behind the number expected next: something in front of it is not in the capture.",
        "다음에 올 번호보다 뒤에서 시작한다. 그 앞의 데이터가 캡처에 없다.";
    TcpAnalysisAckLostSegment "Acknowledges what is not in the capture.",
        "캡처에 없는 데이터를 확인한다.";
    TcpAnalysisWindowUpdate "Like the segment before it, but for the window.",
        "바로 앞 세그먼트와 윈도우만 다르다.";
    TcpAnalysisWindowFull "Its data end exactly where the window ends that the other side opened.",
        "데이터의 끝이 상대가 연 윈도우의 끝과 꼭 맞는다.";
    TcpAnalysisKeepAlive "Goes back by one number, with at most one byte: asks whether the other side is still there.",
        "번호를 하나 되돌려 1바이트 이하를 보낸다. 상대가 아직 있는지 묻는 것이다.";
    TcpAnalysisKeepAliveAck "Answers such a question.",
        "그 물음에 대한 응답이다.";
    TcpAnalysisDuplicateAck "The segment before it once more: same ACK number, same window, no data.",
        "바로 앞 세그먼트를 되풀이한다. ACK 번호와 윈도우가 같고 데이터가 없다.";
    TcpAnalysisZeroWindow "Window 0: its sender has no room for data.",
        "윈도우가 0이다. 보낸 쪽에 데이터를 받을 자리가 없다.";
    TcpAnalysisZeroWindowProbe "One byte into a closed window: asks whether it has opened.",
        "닫힌 윈도우에 1바이트를 보낸다. 열렸는지 묻는 것이다.";
    TcpAnalysisZeroWindowProbeAck "Answers such a byte: the window is still 0.",
        "그 바이트에 대한 응답이다. 윈도우는 아직 0이다.";
    TcpAnalysisReusedPorts "Begins with another number than the one known for these addresses and ports.",
        "같은 주소와 포트에서 알고 있던 것과 다른 번호로 시작한다.";
    TcpAnalysisTfoSyn "A SYN with a Fast Open cookie.",
        "Fast Open 쿠키가 실린 SYN이다.";
    TcpAnalysisTfoAck "This SYN,ACK acknowledges data that came with the SYN.",
        "SYN에 실린 데이터까지 확인하는 SYN,ACK다.";
    TcpAnalysisTfoIgnored "This SYN,ACK acknowledges the SYN, not the data that came with it.",
        "SYN만 확인하고 거기에 실린 데이터는 확인하지 않는 SYN,ACK다.";
    } };
}

pub(super) use with_stream;
