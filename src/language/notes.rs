//! What stands behind a finding: its short name, the rules that it goes by, what fits as well, what would decide, and
//! what Wireshark shows at such a segment where that says something else.
//!
//! A finding's sentence has its numbers; a note is the same for all findings of a kind, but for data sent again, where
//! it depends on the cause. Where nothing fits as well, the finding is a plain reading of bytes. The notes themselves
//! stand in the rows of [`findings`](super::findings).

use super::Language;
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
pub(crate) struct Section {
    /// The RFC's number.
    pub rfc: u16,
    /// The section, as `3.10.7.4`; null if the whole is meant.
    pub section: Option<&'static str>,
}

impl Section {
    pub(super) const fn new(rfc: u16, section: &'static str) -> Self {
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
pub(crate) struct Note {
    pub(super) title: [&'static str; 2],
    /// The rules that it goes by; none for what is an artefact of the capture.
    pub rules: &'static [Section],
    pub(super) fits: Option<[&'static str; 2]>,
    /// What would decide between it and what fits as well.
    pub decides: Option<Decider>,
    /// What Wireshark shows there that says something else.
    pub wireshark: Option<&'static str>,
}

impl Note {
    /// A name of a few words.
    pub(crate) fn title(&self, lang: Language) -> &'static str {
        self.title[lang as usize]
    }

    /// What fits the same bytes as well.
    pub(crate) fn fits(&self, lang: Language) -> Option<&'static str> {
        self.fits.map(|fits| fits[lang as usize])
    }
}
