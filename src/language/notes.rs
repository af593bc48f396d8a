//! What stands behind a finding: its short name, the rules that it goes by, what fits as well, what would decide, and what
//! Wireshark shows at such a segment where that says something else.
//!
//! A finding's sentence has its numbers; what stands here is the same for all findings of a kind, but for data sent again, where
//! it depends on the cause. Where nothing fits as well, the finding is a plain reading of bytes.

use super::Language;
use crate::connection::{Cause, FindingKind};
use serde::Serialize;

words! {
    /// What would tell a finding from what fits as well.
    Decider {
        ClientsHost en "a capture on the client's host" ko "클라이언트 호스트의 캡처";
        ServersHost en "a capture on the server's host" ko "서버 호스트의 캡처";
        SendersHost en "a capture on the host that it comes from" ko "보낸 쪽 호스트의 캡처";
        ReceiversHost en "a capture on the host that it goes to" ko "받는 쪽 호스트의 캡처";
        BothHosts en "captures on both hosts, compared with --peer" ko "양쪽 호스트의 캡처를 --peer로 비교한 것";
        BothWays en "a capture that sees both directions" ko "양방향이 모두 보이는 캡처";
        OffHost en "a capture off this host, on the wire or at the peer" ko "이 호스트 밖(회선이나 상대 호스트)의 캡처";
        IcmpSender en "a capture on the host that the ICMP message comes from" ko "ICMP 메시지를 보낸 호스트의 캡처";
        Earlier en "a capture that begins before the connection" ko "커넥션보다 먼저 시작한 캡처";
        Uncut en "a capture without a snap length" ko "스냅 길이를 두지 않은 캡처";
        OneQueue en "a capture in which all frames pass one queue and one clock" ko "모든 프레임이 한 대기열과 한 시계를 거치는 캡처";
        ServersAccount en "no capture: only the server's own account of its sockets (on Linux ss and nstat)"
            ko "캡처로는 알 수 없다. 서버 자신의 소켓 기록(Linux의 ss, nstat)뿐이다";
        SendersStack en "no capture: only its sender's own account of the socket (on Linux ss -ti and nstat)"
            ko "캡처로는 알 수 없다. 보낸 쪽 자신의 소켓 기록(Linux의 ss -ti, nstat)뿐이다";
        SendersProgram en "no capture: only the program that owns the socket, or a trace of its calls"
            ko "캡처로는 알 수 없다. 소켓을 가진 애플리케이션이나 그 호출의 기록뿐이다";
    }
}

/// A section of an RFC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Section {
    /// The RFC's number.
    pub rfc: u16,
    /// The section, as `3.10.7.4`; null if the whole is meant.
    pub section: Option<&'static str>,
}

impl Section {
    const fn new(rfc: u16, section: &'static str) -> Self {
        Self { rfc, section: if section.is_empty() { None } else { Some(section) } }
    }
}

impl std::fmt::Display for Section {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.section {
            Some(section) => write!(f, "RFC {}, {section}", self.rfc),
            None => write!(f, "RFC {}", self.rfc),
        }
    }
}

/// What stands behind a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    title: [&'static str; 2],
    /// The rules that it goes by; none for what is an artefact of the capture.
    pub rules: &'static [Section],
    fits: Option<[&'static str; 2]>,
    /// What would decide between it and what fits as well.
    pub decides: Option<Decider>,
    /// What Wireshark shows there that says something else.
    pub wireshark: Option<&'static str>,
}

impl Note {
    /// A name of a few words.
    pub fn title(&self, lang: Language) -> &'static str {
        self.title[lang as usize]
    }

    /// What fits the same bytes as well.
    pub fn fits(&self, lang: Language) -> Option<&'static str> {
        self.fits.map(|fits| fits[lang as usize])
    }
}

/// A row for each variant: `Variant en "title" ko "title" rules [9293 "3.1"] fits en "…" ko "…" decides Decider wireshark "…";`
macro_rules! notes {
    (@fits) => { None };
    (@fits $en:literal $ko:literal) => { Some([$en, $ko]) };
    (@decides) => { None };
    (@decides $decider:ident) => { Some(Decider::$decider) };
    (@shark) => { None };
    (@shark $label:literal) => { Some($label) };
    (
        $(#[$outer:meta])*
        $rows:ident, fn $name:ident($type:ident) {
            $(
                $variant:ident
                en $en:literal ko $ko:literal
                rules [$($rfc:literal $section:literal),*]
                $(fits en $fits_en:literal ko $fits_ko:literal)?
                $(decides $decider:ident)?
                $(wireshark $label:literal)?;
            )*
        }
    ) => {
        #[derive(Clone, Copy)]
        #[allow(clippy::enum_variant_names)]
        enum $rows { $($variant),* }

        impl $rows {
            const NAMES: &'static [&'static str] = &[$(stringify!($variant)),*];
            const ALL: &'static [Note] = &[$(Note {
                title: [$en, $ko],
                rules: &[$(Section::new($rfc, $section)),*],
                fits: notes!(@fits $($fits_en $fits_ko)?),
                decides: notes!(@decides $($decider)?),
                wireshark: notes!(@shark $($label)?),
            }),*];
        }

        $(#[$outer])*
        fn $name(it: &$type) -> Note {
            let row = match it { $($type::$variant { .. } => $rows::$variant),* };
            $rows::ALL[row as usize]
        }
    };
}

/// What stands behind a finding of this kind.
pub fn note(kind: &FindingKind) -> Note {
    match kind {
        FindingKind::DataRepeated { cause, .. } => repeat(cause),
        other => general(other),
    }
}

notes! {
    /// Of a kind, whatever its numbers.
    Kinds, fn general(FindingKind) {
    SynRepeated
        en "SYN sent again" ko "SYN 재전송"
        rules [6298 "5"]
        fits en "the SYN or its answer was lost, a filter drops one of them, nobody has the address, or the server's queue is full"
             ko "SYN이나 그 응답이 사라졌거나, 필터가 버렸거나, 그 주소에 아무도 없거나, 서버의 대기열이 가득 찼을 수 있다"
        decides ServersHost;
    SynFallsBack
        en "SYN without an earlier offer" ko "앞서 한 제안을 뺀 SYN"
        rules [3168 "6.1.1.1", 7413 "4.2.2"]
        fits en "a device took the option out before the SYN came here"
             ko "이 지점에 오기 전에 도중의 장비가 옵션을 지웠을 수 있다"
        decides ClientsHost;
    SynAckRepeated
        en "SYN, ACK sent again" ko "SYN, ACK 재전송"
        rules [6298 "5"]
        fits en "the SYN, ACK was lost, or the ACK of it was, or the server does not accept that ACK yet; Linux also answers a SYN that comes again so"
             ko "SYN, ACK나 그에 대한 ACK가 사라졌거나, 서버가 그 ACK를 아직 받아들이지 않았을 수 있다. Linux는 다시 온 SYN에도 이렇게 답한다"
        decides BothHosts;
    ChecksumBad
        en "wrong TCP checksum" ko "잘못된 TCP 체크섬"
        rules [9293 "3.1"]
        fits en "damaged on the way, or only in the host that captured it"
             ko "오는 길에 손상되었을 수도, 캡처한 호스트 안에서만 손상되었을 수도 있다"
        decides ReceiversHost;
    ChecksumUnfinished
        en "checksum left to the network card" ko "네트워크 카드가 완성할 체크섬"
        rules [9293 "3.1"]
        fits en "a damaged checksum that happens to be just this sum, once in 65,536"
             ko "손상된 체크섬이 우연히 이 값일 수도 있다. 65,536번에 한 번이다"
        decides OffHost;
    HeaderCut
        en "TCP header cut" ko "잘린 TCP 헤더"
        rules []
        decides Uncut;
    PortReused
        en "ports used again" ko "다시 쓰인 포트"
        rules [9293 "3.4.1"]
        fits en "an old duplicate of a SYN, if a RST follows (RFC 9293, 3.5, figure 8)"
             ko "뒤에 RST가 온다면 오래된 중복 SYN일 수 있다 (RFC 9293, 3.5, 그림 8)"
        decides ClientsHost;
    BegunBefore
        en "begun before the capture" ko "캡처보다 먼저 시작"
        rules [7323 "2.3"]
        fits en "the SYN passed while the capture ran and was missed: by a capture filter, a full buffer, or another way"
             ko "캡처하는 동안 SYN이 지나갔지만 캡처 필터나 가득 찬 버퍼 때문에, 또는 다른 길로 가서 놓쳤을 수 있다"
        decides Earlier
        wireshark "window scaling factor -1 (unknown), and the field itself as the calculated window";
    RstOutsideWindow
        en "RST outside the window: dropped" ko "윈도우 밖의 RST: 버려진다"
        rules [9293 "3.10.7.4", 5961 "3.2"]
        fits en "the window is reckoned from what was captured: a segment that is missing here may have moved it"
             ko "윈도우는 캡처에 있는 것으로 계산했다. 캡처에 없는 세그먼트가 옮겨 놓았을 수 있다"
        decides ReceiversHost
        wireshark "Connection reset (RST)";
    RstUnexpected
        en "RST not at the expected number" ko "기다리는 번호가 아닌 RST"
        rules [9293 "3.10.7.4", 5961 "3.2"]
        fits en "inside the window, and challenged; outside of it, and dropped; or the capture missed what came before it"
             ko "윈도우 안이라 되묻거나, 윈도우 밖이라 버려지거나, 그 앞의 세그먼트를 캡처가 놓쳤을 수 있다"
        decides ReceiversHost
        wireshark "Connection reset (RST)";
    RstNotExact
        en "RST not at the expected number: challenged" ko "기다리는 번호가 아닌 RST: 되묻는다"
        rules [9293 "3.10.7.4", 5961 "3.2"]
        fits en "a stack without RFC 5961 closes at any RST in its window; and if data before it are missing only here, its number may be the exact one"
             ko "RFC 5961을 따르지 않는 구현은 윈도우 안의 RST라면 모두 받아들여 끊는다. 앞의 데이터가 이 캡처에만 없다면 정확한 번호일 수도 있다"
        decides ReceiversHost
        wireshark "Connection reset (RST)";
    RstDoesNotAcknowledge
        en "RST that does not acknowledge the SYN: dropped" ko "SYN을 확인하지 않는 RST: 버려진다"
        rules [9293 "3.10.7.3"]
        fits en "the answer to an earlier SYN of the same ports, or a forged one"
             ko "같은 포트의 예전 SYN에 대한 응답이거나 위조된 것일 수 있다"
        decides ClientsHost
        wireshark "Connection reset (RST)";
    RstWithoutSocket
        en "RST without ACK: ABORT, or nobody takes data" ko "ACK 없는 RST: ABORT이거나, 받을 애플리케이션이 없다"
        rules [9293 "3.10.5", 9293 "3.5.2", 9293 "3.6.1"]
        fits en "the program has closed the socket or ended, the host was restarted, or a device on the way forgot the connection and answers in the host's name"
             ko "애플리케이션이 소켓을 닫았거나 끝났거나, 호스트가 재시작했거나, 커넥션을 잊은 도중의 장비가 호스트의 이름으로 답했을 수 있다"
        decides SendersHost;
    RstAborts
        en "RST: the socket is aborted" ko "RST: 소켓을 강제로 끊는다"
        rules [9293 "3.10.5", 9293 "3.6.1"]
        fits en "data left unread at close() or when the program ended, SO_LINGER of 0, or a time-out; also a device in the host's name"
             ko "데이터를 읽지 않은 채 닫거나 애플리케이션이 끝났거나, SO_LINGER가 0이었거나, 시간 제한이 지났을 수 있다. 도중의 장비가 호스트의 이름으로 보냈을 수도 있다"
        decides SendersProgram;
    RstFromBothSides
        en "RSTs in the name of both sides" ko "양쪽의 이름으로 온 RST"
        rules [9293 "3.5.2"]
        fits en "both programs ended at the same time"
             ko "양쪽 애플리케이션이 같은 때에 끝났을 수 있다"
        decides BothHosts;
    ChallengeAnswersRst
        en "challenge ACK, answers a RST" ko "RST에 되묻는 ACK(challenge ACK)"
        rules [5961 "3.2", 9293 "3.10.7.4"]
        fits en "an ACK that was due anyway: it would carry the same number"
             ko "어차피 보낼 ACK였을 수 있다. 번호는 같다"
        decides SendersStack
        wireshark "[TCP Dup ACK]";
    ShiftTooLarge
        en "window shift above 14" ko "14보다 큰 윈도우 시프트"
        rules [7323 "2.3"];
    IcmpError
        en "ICMP error about this connection" ko "이 커넥션에 대한 ICMP 오류"
        rules [9293 "3.9.2.2"]
        fits en "a forged message: who knows the ports and guesses a number can send it"
             ko "포트를 알고 번호를 맞힌 제삼자가 위조했을 수 있다"
        decides IcmpSender
        wireshark "no tcp.stream in this frame";
    AckNotArrived
        en "the ACK had not arrived" ko "ACK가 도착하지 않았다"
        rules [9293 "3.10.7.4", 6298 "5"]
        fits en "the ACK was lost behind this point, or the SYN, ACK had left before it came, or the server holds the connection back (on Linux TCP_DEFER_ACCEPT or a full accept queue)"
             ko "ACK가 이 지점 뒤에서 사라졌거나, ACK가 닿기 전에 SYN, ACK가 이미 떠났거나, 서버가 접속을 미루었을 수 있다(Linux에서는 TCP_DEFER_ACCEPT나 가득 찬 accept 대기열)"
        decides ServersHost
        wireshark "[TCP Retransmission]";
    HandshakeAckRepeated
        en "ACK of a SYN, ACK that came again" ko "다시 온 SYN, ACK에 대한 ACK"
        rules [9293 "3.10.7.4"]
        wireshark "[TCP Dup ACK]";
    TimeWaitReused
        en "ports of a socket in TIME-WAIT" ko "TIME-WAIT 소켓의 포트"
        rules [9293 "3.6.1"]
        fits en "that TIME-WAIT is over already: no header shows its end"
             ko "그 TIME-WAIT가 이미 끝났을 수 있다. 끝은 헤더에 나타나지 않는다"
        decides ServersAccount;
    SynAckRejected
        en "RST answers the SYN, ACK" ko "SYN, ACK에 RST로 답한다"
        rules [9293 "3.5", 9293 "3.5.2"]
        fits en "a half-open port scan, a program that gave up, an old duplicate of a SYN (figure 8), or a device in the client's name"
             ko "반만 여는 포트 스캔, 포기한 애플리케이션, 오래된 중복 SYN(그림 8), 클라이언트의 이름으로 답한 장비일 수 있다"
        decides ClientsHost;
    NoHandshakeAck
        en "refused: there was no handshake" ko "거부: 접속 동작이 없었다"
        rules [9293 "3.10.7.1"]
        wireshark "tcp.completeness with the bit of the third segment, from this RST's ACK";
    RstAlone
        en "nothing but a RST" ko "RST뿐이다"
        rules []
        fits en "the answer to a segment that the capture lacks, or a RST that nothing asked for"
             ko "캡처에 없는 세그먼트에 대한 응답이거나, 아무도 부르지 않은 RST일 수 있다"
        decides Earlier;
    DataRepeated
        en "data sent again" ko "데이터 재전송"
        rules [6298 "5"];
    Discarded
        en "damaged: the receiver drops it" ko "손상: 받는 쪽이 버린다"
        rules [9293 "3.1"]
        fits en "damaged only in the host that captured it: then the receiver took it in"
             ko "캡처한 호스트 안에서만 손상되었을 수 있다. 그렇다면 받는 쪽은 받아들였다"
        decides ReceiversHost;
    PathMtu
        en "too large for the path" ko "경로에 비해 큰 패킷"
        rules [1191 "4", 4443 "3.2"]
        fits en "a forged message: who knows the ports and guesses a number can send it"
             ko "포트를 알고 번호를 맞힌 제삼자가 위조했을 수 있다"
        decides IcmpSender;
    PathMtuTaken
        en "the smaller MTU is kept to" ko "더 작은 MTU를 따른다"
        rules [1191 "3"]
        fits en "the program had no more to send than this"
             ko "애플리케이션이 보낼 것이 이만큼뿐이었을 수 있다"
        decides SendersStack;
    CapturedTwice
        en "seen twice" ko "두 번 보인다"
        rules []
        fits en "the network doubled the packet, of which a D-SACK would tell; or it was sent again with the same identification (RFC 9293, 3.8.1)"
             ko "네트워크가 패킷을 복제했거나(그러면 D-SACK가 알려 준다), 같은 식별자로 다시 보냈을 수 있다 (RFC 9293, 3.8.1)"
        decides ReceiversHost
        wireshark "[TCP Retransmission], [TCP Spurious Retransmission] or [TCP Dup ACK]";
    DoubledByNetwork
        en "doubled by the network" ko "네트워크가 복제했다"
        rules [2883 "4"]
        fits en "its sender sent it twice with the same identification"
             ko "보낸 쪽이 같은 식별자로 두 번 보냈을 수 있다"
        decides SendersHost
        wireshark "[TCP Dup ACK] here, [TCP Spurious Retransmission] at the copy";
    UnharmedCopy
        en "the damaged packet again, unharmed" ko "손상되었던 패킷의 온전한 사본"
        rules []
        fits en "sent again with the same identification"
             ko "같은 식별자로 다시 보냈을 수 있다"
        decides SendersHost
        wireshark "[TCP Retransmission]";
    AnswerFiledFirst
        en "filed behind its own answer" ko "자신에 대한 응답보다 뒤에 기록되었다"
        rules []
        decides OneQueue
        wireshark "tcp.completeness without the bit of the SYN";
    AnswerFiledLate
        en "filed late" ko "늦게 기록되었다"
        rules []
        decides OneQueue;
    FiledLate
        en "filed behind the ACK of it" ko "그에 대한 ACK보다 뒤에 기록되었다"
        rules []
        decides OneQueue
        wireshark "[TCP Spurious Retransmission]";
    FinRepeated
        en "FIN sent again" ko "FIN 재전송"
        rules [6298 "5", 9293 "3.10.7.4"]
        fits en "the FIN was lost, or the ACK of it"
             ko "FIN이 사라졌거나 그에 대한 ACK가 사라졌을 수 있다"
        decides BothHosts;
    RstNotTaken
        en "sends on behind the RST" ko "RST가 지나간 뒤에도 보낸다"
        rules [9293 "3.10.7.4"]
        fits en "the RST was lost behind this point, or its number did not fit"
             ko "RST가 이 지점 뒤에서 사라졌거나 번호가 맞지 않았을 수 있다"
        decides SendersHost;
    StillTrying
        en "connect() goes on" ko "connect()가 계속된다"
        rules [9293 "3.10.7.3", 9293 "3.9.2.2"]
        fits en "the rejection was lost behind this point, or the client's TCP does not heed it"
             ko "거절이 이 지점 뒤에서 사라졌거나, 클라이언트의 TCP가 따르지 않았을 수 있다"
        decides ClientsHost;
    ChallengeAck
        en "an older connection asks back" ko "예전 커넥션이 되묻는다"
        rules [5961 "4.2", 9293 "3.5.1"]
        fits en "a socket in TIME-WAIT, or a device on the way that remembers such a connection"
             ko "TIME-WAIT에 있는 소켓이거나, 그런 커넥션을 기억하는 도중의 장비일 수 있다"
        decides ServersHost
        wireshark "[TCP ACKed unseen segment]";
    SimultaneousOpen
        en "both sides open at once" ko "양쪽이 동시에 접속한다"
        rules [9293 "3.5", 9293 "3.10.7.3"]
        fits en "a split handshake, if the second SYN was sent after the first had arrived"
             ko "둘째 SYN을 첫 SYN이 닿은 뒤에 보냈다면 split handshake다"
        decides BothHosts
        wireshark "[TCP Retransmission] at the SYN, ACKs";
    SplitHandshake
        en "split handshake" ko "나누어진 접속 동작(split handshake)"
        rules [9293 "3.10.7.3"]
        fits en "a simultaneous open over a way so long that both SYNs could cross"
             ko "두 SYN이 엇갈릴 만큼 먼 길이라면 동시 접속이다"
        decides BothHosts
        wireshark "[TCP Retransmission] at the SYN, ACK";
    ImpliedSynAck
        en "a SYN, ACK that is not here" ko "캡처에 없는 SYN, ACK"
        rules [9293 "3.4"]
        decides BothWays;
    ImpliedFin
        en "most likely a FIN that is not here" ko "캡처에 없는 FIN으로 보인다"
        rules [9293 "3.4", 9293 "3.6"]
        fits en "one byte of data"
             ko "데이터 1바이트"
        decides BothWays;
    NotCaptured
        en "missed by the capture" ko "캡처가 놓쳤다"
        rules [9293 "3.4"]
        fits en "a device on the way that acknowledges in the receiver's name"
             ko "도중의 장비가 받는 쪽의 이름으로 확인했을 수 있다"
        decides BothHosts;
    Gap
        en "bytes before it were not seen" ko "앞의 바이트가 보이지 않는다"
        rules []
        fits en "lost before this point, overtaken, or missed by the capture. If they are acknowledged and never come, the capture missed them"
             ko "이 지점에 오기 전에 사라졌거나, 앞질렸거나, 캡처가 놓쳤을 수 있다. 끝내 보이지 않는데 확인된다면 캡처가 놓친 것이다"
        decides SendersHost
        wireshark "[TCP Previous segment not captured]";
    BeyondWindow
        en "beyond the window" ko "윈도우를 넘는다"
        rules [9293 "3.10.7.4"]
        fits en "segments that opened the window further are missing here, or it is an old duplicate"
             ko "윈도우를 더 연 세그먼트가 캡처에 없거나, 오래된 중복일 수 있다"
        decides ReceiversHost;
    Reordered
        en "overtaken on the way" ko "오는 길에 앞질렸다"
        rules []
        fits en "sent again by a stack that does not count its identifications up"
             ko "식별자를 차례로 늘리지 않는 구현이 다시 보냈을 수 있다"
        decides SendersHost
        wireshark "[TCP Out-Of-Order] or [TCP Retransmission]";
    KeepAlive
        en "keep-alive" ko "킵얼라이브"
        rules [9293 "3.8.4"]
        fits en "a probe of a closed window, if the segment that closed it is missing here"
             ko "윈도우를 닫은 세그먼트가 캡처에 없다면 닫힌 윈도우의 프로브일 수 있다"
        decides SendersStack;
    KeepAliveUnanswered
        en "keep-alive without an answer" ko "응답 없는 킵얼라이브"
        rules [9293 "3.8.4"]
        fits en "the answers take a way that this capture does not see"
             ko "응답이 이 캡처에 보이지 않는 길로 갔을 수 있다"
        decides ReceiversHost;
    KeepAliveAnswered
        en "keep-alive answered" ko "킵얼라이브에 대한 응답"
        rules [9293 "3.8.4"]
        wireshark "[TCP Keep-Alive ACK], or [TCP Window Update] behind a SYN, ACK whose window was not scaled";
    ZeroWindow
        en "window closed" ko "윈도우가 닫혔다"
        rules [9293 "3.8.6", 9293 "3.8.6.1"]
        fits en "a program that does not read or reads slowly, or a buffer that is small for what comes at once"
             ko "애플리케이션이 읽지 않거나 느리게 읽을 수도, 한꺼번에 오는 데이터에 비해 버퍼가 작을 수도 있다"
        decides SendersProgram;
    ZeroWindowProbe
        en "asks whether the window has opened" ko "윈도우가 열렸는지 묻는다"
        rules [9293 "3.8.6.1"]
        fits en "a keep-alive that comes while the window is closed"
             ko "윈도우가 닫힌 동안에 온 킵얼라이브일 수 있다"
        decides SendersStack;
    WindowOpens
        en "window open again" ko "윈도우가 다시 열렸다"
        rules [9293 "3.8.6"];
    WindowFull
        en "window filled to the end" ko "윈도우를 끝까지 채웠다"
        rules [9293 "3.8.6"]
        fits en "the sender may have got a later window that was not here yet"
             ko "이 지점에 아직 오지 않은 새 윈도우를 보낸 쪽이 이미 받았을 수 있다"
        decides SendersHost;
    WindowShrunk
        en "window shrunk" ko "윈도우가 줄었다"
        rules [9293 "3.8.6"]
        fits en "an ACK that was overtaken by a later one"
             ko "나중 것에 앞질린 ACK일 수 있다"
        decides SendersHost;
    DuplicateAck
        en "the same ACK again" ko "같은 ACK의 반복"
        rules [9293 "3.10.7.4"]
        fits en "reordering instead of a loss, or a packet that the network doubled"
             ko "손실이 아니라 순서가 바뀌었거나, 네트워크가 패킷을 복제했을 수 있다"
        decides SendersHost;
    AckRepeated
        en "the same ACK again, not for a gap" ko "빈 곳 때문이 아닌 같은 ACK의 반복"
        rules [5961 "3.2", 5961 "4.2"]
        fits en "data behind that number that only this capture lacks, or an old duplicate that it lacks"
             ko "그 번호 뒤의 데이터나 오래된 중복이 이 캡처에만 없을 수 있다"
        decides ReceiversHost
        wireshark "[TCP Dup ACK]";
    DuplicateSack
        en "a duplicate has arrived" ko "중복이 도착했다"
        rules [2883 "4"]
        fits en "sent again without need, or doubled by the network"
             ko "필요 없이 다시 보냈거나 네트워크가 복제했을 수 있다"
        decides BothHosts;
    FastOpenAccepted
        en "Fast Open: the data are taken" ko "Fast Open: 데이터를 받아들였다"
        rules [7413 "4.2.2"];
    FastOpenPartly
        en "a part of the SYN's data is taken" ko "SYN의 데이터를 일부만 받아들였다"
        rules [9293 "3.10.7.3", 7413 "4.2.2"]
        fits en "a device cut the SYN's data"
             ko "도중의 장비가 SYN의 데이터를 잘랐을 수 있다"
        decides ServersHost;
    FastOpenIgnored
        en "Fast Open: the data are not taken" ko "Fast Open: 데이터를 받아들이지 않았다"
        rules [7413 "4.2.2"]
        fits en "the server does not know the cookie or has Fast Open switched off, its queue is full, or a device took the data out"
             ko "서버가 쿠키를 모르거나 Fast Open이 꺼져 있거나 대기열이 가득 찼을 수 있다. 도중의 장비가 데이터를 지웠을 수도 있다"
        decides ServersHost
        wireshark "[TCP Retransmission] at the data that come again";
    SynDataAccepted
        en "the SYN's data are taken" ko "SYN의 데이터를 받아들였다"
        rules [9293 "3.10.7.3"];
    SynDataIgnored
        en "the SYN's data are not taken" ko "SYN의 데이터를 받아들이지 않았다"
        rules [9293 "3.10.7.3"]
        fits en "the server takes no data before the connection is open, or a device took them out"
             ko "서버가 접속이 이루어지기 전의 데이터를 받지 않거나, 도중의 장비가 데이터를 지웠을 수 있다"
        decides ServersHost
        wireshark "[TCP Retransmission] at the data that come again";
    FastOpenRequested
        en "Fast Open: a cookie is asked for" ko "Fast Open: 쿠키를 요청한다"
        rules [7413 "4.1.1"];
    FastOpenCookie
        en "Fast Open: a cookie is given" ko "Fast Open: 쿠키를 준다"
        rules [7413 "4.1.1"];
    EcnAgreed
        en "ECN agreed" ko "ECN 합의"
        rules [3168 "6.1.1"];
    EcnRefused
        en "ECN not taken up" ko "ECN을 받아들이지 않았다"
        rules [3168 "6.1.1"]
        fits en "a device on the way cleared the bits"
             ko "도중의 장비가 비트를 지웠을 수 있다"
        decides BothHosts;
    EcnReflected
        en "ECN bits sent back as they came" ko "ECN 비트를 그대로 되돌렸다"
        rules [3168 "6.1.1.2"];
    AccurateEcnAgreed
        en "Accurate ECN agreed" ko "Accurate ECN 합의"
        rules [9768 ""];
    AccurateEcnRefused
        en "plain ECN instead of Accurate ECN" ko "Accurate ECN 대신 보통의 ECN"
        rules [9768 "", 3168 "6.1.1"]
        fits en "a device on the way cleared one of the bits"
             ko "도중의 장비가 비트 하나를 지웠을 수 있다"
        decides BothHosts;
    CongestionMarked
        en "marked on the way: congestion" ko "오는 길에 붙은 혼잡 표시"
        rules [3168 "5"]
        fits en "a sender or a device that fills the field with something else, as before there was ECN"
             ko "ECN이 없던 때처럼 이 필드를 다른 뜻으로 쓰는 호스트나 장비일 수 있다"
        decides SendersHost;
    CongestionEchoed
        en "congestion reported" ko "혼잡을 알린다"
        rules [3168 "6.1.3"];
    CongestionAnswered
        en "sends less because of congestion" ko "혼잡에 답해 덜 보낸다"
        rules [3168 "6.1.2"]
        fits en "a time-out or a fast retransmission at the same time: they set CWR too"
             ko "같은 때의 타임아웃이나 빠른 재전송일 수 있다. 그때도 CWR을 세운다"
        decides SendersStack;
    MptcpJoin
        en "Multipath TCP: a further path" ko "다중 경로 TCP: 새 경로"
        rules [8684 "3.1", 8684 "3.2"]
        fits en "another key that was not captured and hashes to the same token"
             ko "캡처되지 않은 다른 키의 해시가 우연히 같은 토큰일 수 있다"
        decides Earlier;
    MptcpJoined
        en "Multipath TCP: the path may join" ko "다중 경로 TCP: 경로를 받아들였다"
        rules [8684 "3.2"];
    MptcpJoinRefused
        en "Multipath TCP: the path cannot join" ko "다중 경로 TCP: 경로를 받아들이지 않았다"
        rules [8684 "3.2"]
        fits en "a device on the way took the option out"
             ko "도중의 장비가 옵션을 지웠을 수 있다"
        decides BothHosts;
    MptcpAgreed
        en "Multipath TCP agreed" ko "다중 경로 TCP 합의"
        rules [8684 "3.1"];
    MptcpFallback
        en "no Multipath TCP: plain TCP" ko "다중 경로 TCP가 아닌 보통 TCP"
        rules [8684 "3.1"]
        fits en "the peer does not know Multipath TCP, or a device on the way took the option out"
             ko "상대가 다중 경로 TCP를 모르거나, 도중의 장비가 옵션을 지웠을 수 있다"
        decides BothHosts;
    Urgent
        en "urgent data" ko "긴급 데이터"
        rules [9293 "3.8.5"]
        fits en "the end is one less where a stack points at the last urgent byte (RFC 6093, 3.2)"
             ko "마지막 긴급 바이트를 가리키는 구현이라면 끝이 하나 앞이다 (RFC 6093, 3.2)"
        decides SendersStack;
    UrgentPointerUnused
        en "urgent pointer without URG" ko "URG 없는 긴급 포인터"
        rules [9293 "3.1"];
    OddFlags
        en "control bits without use" ko "쓰임이 없는 컨트롤 비트"
        rules [9293 "3.10.7"]
        fits en "a port scan, or a device that set the bits"
             ko "포트 스캔이거나, 도중의 장비가 비트를 바꾸었을 수 있다"
        decides SendersHost;
    OldTimestamp
        en "older timestamp: dropped" ko "오래된 타임스탬프: 버려진다"
        rules [7323 "5.3"]
        fits en "an old duplicate; or the capture filed segments in another order than they came"
             ko "오래된 중복이거나, 캡처에 기록된 순서가 도착한 순서와 다를 수 있다"
        decides ReceiversHost;
    RstFromElsewhere
        en "RST unlike its sender's packets" ko "송신처의 다른 패킷과 다른 RST"
        rules []
        fits en "the host itself, by another way or from a part of its stack that fills headers differently"
             ko "호스트 자신이 다른 길로 보냈거나, 헤더를 다르게 채우는 구현일 수 있다"
        decides SendersHost;
    MemoryBounded
        en "more than is remembered" ko "기억하는 한도를 넘었다"
        rules [];
    OneDirection
        en "one direction only" ko "한 방향만 캡처되었다"
        rules []
        decides BothWays
        wireshark "tcp.completeness without the bits of the missing side";
    }
}

notes! {
    /// Of data sent again, by its cause.
    Causes, fn repeat(Cause) {
    Fast
        en "sent again: a hole was reported" ko "다시 보냄: 빈 곳을 알았다"
        rules [2018 "5"]
        fits en "reordering that looked like a loss: then a D-SACK follows"
             ko "손실처럼 보인 순서 바뀜일 수 있다. 그러면 D-SACK가 뒤따른다"
        decides ReceiversHost;
    Timeout
        en "sent again: the timer ran out" ko "다시 보냄: 타이머가 끝났다"
        rules [6298 "5"]
        fits en "the segment was lost, or the ACK of it was, or either was late"
             ko "세그먼트가 사라졌거나, 그에 대한 ACK가 사라졌거나, 둘 중 하나가 늦었을 수 있다"
        decides ReceiversHost;
    AfterTimeout
        en "sent again: what follows a timeout" ko "다시 보냄: 타이머가 끝난 뒤"
        rules [6298 "5.4"]
        fits en "SACK blocks or repeated ACK numbers that did not pass here told of the hole"
             ko "여기를 지나지 않은 SACK 블록이나 반복된 ACK 번호가 빈 곳을 알렸을 수 있다"
        decides SendersStack;
    TailLossProbe
        en "sent again: tail loss probe" ko "다시 보냄: 꼬리 손실 탐색"
        rules [8985 "7.2", 8985 "7.3"]
        fits en "a retransmission timer that is shorter than usual"
             ko "재전송 타이머가 보통보다 짧았을 수 있다"
        decides SendersStack;
    TimeoutOrProbe
        en "sent again: timer or tail loss probe" ko "다시 보냄: 타이머 또는 꼬리 손실 탐색"
        rules [6298 "5", 8985 "7.2", 8985 "7.3"]
        fits en "either of the two"
             ko "둘 다 가능하다"
        decides SendersStack;
    Unneeded
        en "sent again without need" ko "필요 없이 다시 보냄"
        rules []
        fits en "the ACK was still on its way to the sender, or lost behind this point"
             ko "ACK가 아직 보낸 쪽으로 가는 중이었거나 이 지점 뒤에서 사라졌을 수 있다"
        decides SendersHost;
    FastOpenIgnored
        en "the SYN's data sent again" ko "SYN의 데이터를 다시 보냄"
        rules [7413 "4.2.2"]
        wireshark "[TCP Retransmission]";
    Probe
        en "sent again into a closed window" ko "닫힌 윈도우에 다시 보냄"
        rules [9293 "3.8.6.1"]
        fits en "the retransmission timer, if the segment did not arrive before the window closed"
             ko "윈도우가 닫히기 전에 세그먼트가 닿지 않았다면 재전송 타이머일 수 있다"
        decides SendersStack;
    TooLarge
        en "sent again, smaller" ko "더 작게 다시 보냄"
        rules [1191 "3"]
        fits en "the retransmission timer, at the same moment"
             ko "같은 때에 재전송 타이머가 끝났을 수 있다"
        decides SendersStack;
    Unknown
        en "sent again" ko "다시 보냄"
        rules []
        fits en "the timer, a report of a hole, a probe: what would tell them apart is not here"
             ko "타이머, 빈 곳의 알림, 탐색 가운데 어느 것인지 가릴 것이 캡처에 없다"
        decides SendersStack;
    }
}

/// The note on a finding's code, or on the cause of a repeat, as the report spells them: its name and itself.
pub fn named(word: Option<&str>) -> Vec<(String, Note)> {
    let kinds = Kinds::NAMES.iter().zip(Kinds::ALL);
    let causes = Causes::NAMES.iter().zip(Causes::ALL);
    kinds
        .chain(causes)
        .map(|(name, note)| (spelt(name), *note))
        .filter(|(code, _)| word.is_none_or(|word| super::terms::same(code, word)))
        .collect()
}

/// `SynRepeated` as `syn_repeated`.
fn spelt(variant: &str) -> String {
    let mut code = String::new();
    for c in variant.chars() {
        if c.is_ascii_uppercase() && !code.is_empty() {
            code.push('_');
        }
        code.push(c.to_ascii_lowercase());
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_rows_are_the_codes() {
        let rows: Vec<String> = Kinds::NAMES.iter().map(|name| spelt(name)).collect();
        assert_eq!(rows, FindingKind::CODES);
        let json = serde_json::to_value(Cause::TimeoutOrProbe).expect("plain data");
        assert!(Causes::NAMES.iter().any(|name| json == spelt(name)));
    }

    #[test]
    fn a_name_is_short_and_its_own_and_a_doubt_says_what_would_decide() {
        for lang in [Language::English, Language::Korean] {
            let titles: BTreeSet<&str> = named(None).iter().map(|(_, note)| note.title(lang)).collect();
            assert_eq!(titles.len(), Kinds::ALL.len() + Causes::ALL.len());
            assert!(titles.iter().all(|title| title.chars().count() <= 48));
        }
        for (code, note) in named(None) {
            assert!(note.fits.is_none() || note.decides.is_some(), "{code}: what would decide?");
        }
    }

    #[test]
    fn a_repeat_is_noted_by_its_cause() {
        let seq = crate::connection::Seq(1);
        let (first, gap_since, after) = (None, None, None);
        let kind = FindingKind::DataRepeated { seq, data: 1, first, gap_since, cause: Cause::Timeout, after };
        assert_eq!(note(&kind).title(Language::English), "sent again: the timer ran out");
        assert_eq!(note(&kind).rules.iter().map(ToString::to_string).collect::<Vec<_>>(), ["RFC 6298, 5"]);
    }
}
