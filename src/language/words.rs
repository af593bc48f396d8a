//! Words without arguments: headings, labels, column heads, the marks of evidence.

use crate::connection::{Evidence, Side, Variable};

words! {
    /// A heading, a label or another word of the screens.
    Word {
        // The frame of a story.
        Connection en "Connection" ko "커넥션";
        Connections en "Connections" ko "커넥션";
        Client en "client" ko "클라이언트";
        Server en "server" ko "서버";
        ThirdParty en "third party" ko "제삼자";
        Step en "Step" ko "단계";
        Frame en "frame" ko "프레임";
        Frames en "frames" ko "프레임";
        Packet en "packet" ko "패킷";
        BeforeFirstSegment en "Before the first segment" ko "첫 세그먼트가 나가기 전";
        NotInCapture en "not in the capture" ko "캡처에는 없음";
        HowItEnds en "How it ends" ko "어떻게 끝났는가";
        HowLong en "How long it took" ko "얼마나 걸렸는가";
        // Labels of how long things took.
        TimesHandshake en "handshake" ko "접속 동작";
        TimesTrips en "round trips" ko "왕복 시간";
        TimesAgain en "sent again" ko "재전송";
        TimesWindows en "windows" ko "윈도우";
        TimesAnswers en "answers" ko "응답";
        TimesSilences en "silences" ko "침묵";
        TimesVerdict en "waited for" ko "무엇을 기다렸나";
        /// A run of data segments folded into one line.
        DataSegments en "data segments" ko "데이터 세그먼트";
        OnTheServer en "on the server" ko "서버에서는";
        // A step.
        TravelsAs en "travels as" ko "전송되는 모습";
        Field en "field" ko "필드";
        HeaderField en "header field" ko "헤더 필드";
        Bytes en "bytes" ko "바이트";
        OnTheWire en "on the wire" ko "실제 바이트";
        Value en "value" ko "값";
        WhatItSays en "what it says here" ko "여기서의 의미";
        Options en "options" ko "옵션";
        Written en "written" ko "기록된 제어 정보";
        ClientSocket en "client's socket" ko "클라이언트의 소켓";
        ServerSocket en "server's socket" ko "서버의 소켓";
        Before en "before" ko "이전";
        After en "after" ko "이후";
        State en "state" ko "상태";
        Peer en "peer" ko "상대";
        Arithmetic en "arithmetic" ko "계산";
        Why en "why" ko "이유";
        Otherwise en "otherwise" ko "그렇지 않았다면";
        NotSeen en "not seen" ko "보이지 않는 것";
        Finding en "finding" ko "특이 사항";
        Findings en "findings" ko "특이 사항";
        FitsAsWell en "fits as well" ko "달리 볼 수도";
        WouldDecide en "would decide" ko "가려 줄 것";
        WiresharkSays en "Wireshark says" ko "Wireshark 표시";
        Rule en "rule" ko "규칙";
        BothSocketsNow en "both sockets now" ko "지금 두 소켓";
        // Evidence.
        Observed en "observed" ko "관측";
        Confirmed en "confirmed" ko "확인";
        Inferred en "inferred" ko "추정";
        NotVisible en "not visible" ko "헤더로는 알 수 없음";
        Contradicted en "contradicted" ko "반증";
        // Severity.
        Note en "note" ko "참고";
        Warning en "warning" ko "주의";
        Error en "error" ko "오류";
        // The overview and `list`.
        Capture en "capture" ko "캡처";
        File en "file" ko "파일";
        Format en "format" ko "형식";
        Quality en "quality" ko "품질";
        AlsoHere en "also here" ko "그 밖에";
        Next en "next" ko "다음";
        OpenedIn en "opened in" ko "접속 시간";
        Both en "both" ko "양쪽";
        ClosedBy en "closed by" ko "끊은 쪽";
        WhatHappened en "what happened" ko "무슨 일이 있었나";
        Outcome en "outcome" ko "결과";
        Start en "start" ko "시작";
        Duration en "duration" ko "걸린 시간";
        BytesBothWays en "bytes →  ←" ko "바이트 →  ←";
        Then en "then" ko "이어서";
        Interface en "interface" ko "인터페이스";
        Interfaces en "interfaces" ko "인터페이스";
        Ethernet en "Ethernet" ko "이더넷";
        Loopback en "loopback" ko "루프백";
        LinkType en "link type" ko "링크 종류";
        TakenAt en "where it was taken" ko "캡처한 위치";
        Unknown en "unknown" ko "알 수 없음";
        None en "none" ko "없음";
        Yes en "yes" ko "예";
        No en "no" ko "아니요";
        // `frame`.
        Offset en "offset" ko "오프셋";
        Hex en "hex" ko "16진수";
        Layer en "layer" ko "계층";
        Name en "name" ko "이름";
        Meaning en "meaning" ko "의미";
        Time en "time" ko "시각";
        Length en "length" ko "길이";
    }
}

impl From<Evidence> for Word {
    fn from(evidence: Evidence) -> Self {
        match evidence {
            Evidence::Observed => Self::Observed,
            Evidence::Confirmed => Self::Confirmed,
            Evidence::Inferred => Self::Inferred,
            Evidence::Unknown => Self::NotVisible,
            Evidence::Contradicted => Self::Contradicted,
        }
    }
}

impl From<Side> for Word {
    fn from(side: Side) -> Self {
        match side {
            Side::Client => Self::Client,
            Side::Server => Self::Server,
        }
    }
}

impl Word {
    /// "client's socket", "server's socket".
    pub fn socket_of(side: Side) -> Self {
        match side {
            Side::Client => Self::ClientSocket,
            Side::Server => Self::ServerSocket,
        }
    }

    /// What a variable is called in a table: the RFC's name in both languages, except for the plain words.
    pub fn variable(variable: Variable, lang: super::Language) -> &'static str {
        match variable {
            Variable::State => Self::State.text(lang),
            Variable::LocalAddress => Plain::LocalAddress.text(lang),
            Variable::LocalPort => Plain::LocalPort.text(lang),
            Variable::PeerAddress => Plain::PeerAddress.text(lang),
            Variable::PeerPort => Plain::PeerPort.text(lang),
            Variable::SackPermitted => Plain::SackPermitted.text(lang),
            Variable::Iss
            | Variable::SndUna
            | Variable::SndNxt
            | Variable::SndWnd
            | Variable::SndWl1
            | Variable::SndWl2
            | Variable::Irs
            | Variable::RcvNxt
            | Variable::RcvWnd
            | Variable::RcvMss
            | Variable::SendMss
            | Variable::SndShift
            | Variable::RcvShift
            | Variable::Timestamps
            | Variable::TsRecent => variable.name(),
        }
    }
}

words! {
    /// Variables that the RFC gives no abbreviation.
    Plain {
        LocalAddress en "local address" ko "자신의 주소";
        LocalPort en "local port" ko "자신의 포트";
        PeerAddress en "peer address" ko "상대의 주소";
        PeerPort en "peer port" ko "상대의 포트";
        SackPermitted en "SACK permitted" ko "SACK 허용";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn every_word_is_there_in_both_languages() {
        for word in Word::ALL {
            assert!(!word.text(Language::English).is_empty());
            let korean = word.text(Language::Korean);
            assert!(korean.chars().any(|c| ('가'..='힣').contains(&c)), "{word:?}: {korean}");
        }
    }
}
