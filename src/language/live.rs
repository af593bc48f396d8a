//! Live capture: what is said around the steps, and why a capture cannot begin.

use super::Language;
use super::Message;
use super::argument::{Amount, Argument};
use super::screen::grouped;
use crate::connection::{Evidence, Side, State};
use serde::Serialize;

/// Declares numbers of things, with the singular that English needs.
macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident en $one:literal $many:literal ko $ko:literal;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
            #[serde(transparent)]
            pub struct $name(pub u64);

            impl Argument for $name {
                fn spoken(&self, lang: Language) -> String {
                    let n = grouped(self.0);
                    match (lang, self.0) {
                        (Language::English, 1) => format!("{n} {}", $one),
                        (Language::English, _) => format!("{n} {}", $many),
                        (Language::Korean, _) => format!("{} {n}개", $ko),
                    }
                }
            }

            #[cfg(test)]
            impl crate::language::argument::Sample for $name {
                fn sample() -> Self { Self(1234) }
            }
        )*
    };
}

numbers! {
    /// So many packets.
    Packets en "packet" "packets" ko "패킷";
    /// So many connections.
    Connections en "connection" "connections" ko "커넥션";
    /// So many steps.
    Steps en "step" "steps" ko "단계";
    /// So many files.
    Files en "file" "files" ko "파일";
}

messages! {
    /// A sentence of a live capture.
    Live {
        // Beside the steps.
        LiveStates { client: String, server: String }
            en "client {client} · server {server}"
            ko "클라이언트 {client} · 서버 {server}";
        LiveContradicted { side: Side, from: String, to: State, evidence: Evidence, then: u64, by: u64 }
            en "frame {by} contradicts frame {then}: {side} {from} → {to} had been {evidence}"
            ko "{by}번 프레임이 {then}번 프레임을 반증함: {side} {from} → {to}은(는) {evidence}이었다";
        LiveConfirmed { side: Side, from: String, to: State, then: u64, by: u64 }
            en "frame {by} confirms frame {then}: {side} {from} → {to}"
            ko "{by}번 프레임이 {then}번 프레임을 확인함: {side} {from} → {to}";
        LiveOver { what: Box<Message>, client: Amount, server: Amount }
            en "over: {what} · client {client}, server {server}"
            ko "끝: {what} · 클라이언트 {client}, 서버 {server}";
        LiveStands { what: Box<Message>, client: Amount, server: Amount }
            en "when the capture ends: {what} · client {client}, server {server}"
            ko "캡처를 마칠 때: {what} · 클라이언트 {client}, 서버 {server}";
        LiveMoreStand { rest: Connections }
            en "… and {rest} more that are not over"
            ko "… 아직 끝나지 않은 것이 그 밖에 {rest}";
        LiveLost { lost: Packets }
            en "{lost} lost about here: the kernel's buffer was full. What follows may have gaps that were not on the wire"
            ko "이 부근에서 {lost} 잃음: 커널 버퍼가 가득 찼다. 이 뒤에 보이는 빈 곳은 실제 통신에는 없던 것일 수 있다";
        LiveLostByInterface { lost: Packets }
            en "{lost} lost about here by the network card or its driver. What follows may have gaps that were not on the wire"
            ko "이 부근에서 네트워크 카드나 드라이버가 {lost} 잃음. 이 뒤에 보이는 빈 곳은 실제 통신에는 없던 것일 수 있다";
        LiveSkipped { steps: Steps }
            en "{steps} not shown: the output is slower than the traffic. They were followed and counted"
            ko "{steps} 표시하지 않음: 출력이 트래픽보다 느리다. 따라가며 세기는 했다";
        LiveDamage { remark: String }
            en "the capture file: {remark}"
            ko "캡처 파일: {remark}";
        // The beginning, on standard error.
        LiveBegins { interface: String, link: String, units: String }
            en "capturing on {interface} ({link}, times in {units}). Ctrl-C ends it"
            ko "{interface}에서 캡처한다({link}, 시각 단위 {units}). 끝내려면 Ctrl-C를 누른다";
        LiveFollows { file: String }
            en "following {file}. Ctrl-C ends it"
            ko "{file}을(를) 따라 읽는다. 끝내려면 Ctrl-C를 누른다";
        LiveWarning { warning: String }
            en "libpcap warns: {warning}"
            ko "libpcap의 경고: {warning}";
        LiveBecame { user: String }
            en "rights given up: running as {user}, no capabilities; files and TCP ports are out of reach"
            ko "권한을 내려놓음: {user} 사용자로 실행, capability 없음. 파일과 TCP 포트에 접근할 수 없다";
        LiveConfined {}
            en "rights given up: no capabilities; files and TCP ports are out of reach"
            ko "권한을 내려놓음: capability 없음. 파일과 TCP 포트에 접근할 수 없다";
        LiveConfinedPartly { missing: String }
            en "rights given up as far as this system can; not possible: {missing}"
            ko "이 시스템에서 가능한 만큼만 권한을 내려놓음. 불가능한 것: {missing}";
        LiveUnconfined {}
            en "--no-sandbox: all rights are kept while packets from anybody are read"
            ko "--no-sandbox: 누가 보냈는지 모를 패킷을 읽는 동안에도 모든 권한을 그대로 가지고 있다";
        LiveNotUser {} en "becoming another user" ko "다른 사용자로 바뀌기";
        LiveNotCapabilities {} en "giving up capabilities" ko "capability 버리기";
        LiveNotPrivileges {} en "no_new_privs" ko "no_new_privs";
        LiveNotFiles {} en "keeping files out of reach (Landlock)" ko "파일 접근 막기(Landlock)";
        LiveNotPorts {} en "keeping TCP ports out of reach (Landlock)" ko "TCP 포트 접근 막기(Landlock)";
        LivePartlyFiles {}
            en "some rights on files (an older Landlock)"
            ko "파일에 대한 일부 권한 막기(오래된 Landlock)";
        LivePartlyPorts {}
            en "some rights on ports and processes (an older Landlock)"
            ko "포트와 프로세스에 대한 일부 권한 막기(오래된 Landlock)";
        // While it runs.
        LiveStatus { packets: Packets, connections: Connections }
            en "{packets}, {connections}"
            ko "{packets}, {connections}";
        LiveStatusLost { packets: Packets, connections: Connections, lost: Packets }
            en "{packets}, {connections}, lost: {lost}"
            ko "{packets}, {connections}, 손실: {lost}";
        // The end, on standard error.
        LiveCounted { packets: Packets, tcp: u64, connections: Connections, over: u64 }
            en "{packets}, {tcp} of them TCP or about it; {connections}, {over} of them over"
            ko "{packets}, 그중 TCP 관련 {tcp}개. {connections}, 그중 끝난 것 {over}개";
        LiveLostNothing {}
            en "nothing lost: neither the kernel nor the interface dropped a packet"
            ko "손실 없음: 커널도 인터페이스도 패킷을 버리지 않았다";
        LiveLostSome { kernel: Packets, interface: Packets }
            en "lost: {kernel} dropped by the kernel for lack of room, {interface} by the interface. --buffer makes the kernel's buffer larger"
            ko "손실: 자리가 없어 커널이 버린 {kernel}, 인터페이스가 버린 {interface}. --buffer로 커널 버퍼를 늘릴 수 있다";
        LiveLostCopies {}
            en "the kernel counts a packet on the loopback interface twice here, as sent and as received; so does its count of lost ones"
            ko "여기서는 커널이 루프백 인터페이스의 패킷을 보낼 때와 받을 때 한 번씩 두 번 센다. 손실 수도 마찬가지다";
        LiveUnread { packets: Packets }
            en "{packets} more had been counted by the kernel, but were not handed over before the end"
            ko "커널이 센 것 가운데 {packets}은(는) 끝나기 전에 넘겨받지 못했다";
        LiveSkippedInAll { steps: Steps }
            en "{steps} in all not shown, because the output was slower than the traffic"
            ko "출력이 트래픽보다 느려 표시하지 않은 {steps}";
        LiveForgotten { connections: Connections }
            en "{connections} forgotten while they were open, for lack of room: what came later of them counts as new"
            ko "자리가 없어 열려 있는 동안 잊은 {connections}: 그 뒤에 온 것은 새 커넥션으로 셌다";
        LiveWritten { packets: Packets, files: Files, last: String }
            en "{packets} written to {files}, the last one {last}"
            ko "{packets}을(를) {files}에 씀. 마지막 파일은 {last}";
        LiveNext { file: String }
            en "with hindsight: ackplain explain {file}"
            ko "뒤에 온 프레임까지 살펴 설명하기: ackplain explain {file}";
        LiveStopped { error: String }
            en "the capture ended by itself: {error}"
            ko "캡처가 저절로 끝났다: {error}";
        // Interfaces.
        FaceUp {} en "up" ko "켜짐";
        FaceDown {} en "down" ko "꺼짐";
        FaceIdle {} en "up, no carrier" ko "켜짐, 연결 없음";
        FaceLoopback {} en "loopback" ko "루프백";
        FaceWireless {} en "wireless" ko "무선";
        FaceConnected {} en "connected" ko "연결됨";
        FaceDisconnected {} en "not connected" ko "연결 안 됨";
        // Why it cannot begin.
        NoPcap { tried: String }
            en "libpcap is not installed (looked for {tried}); capturing and capture filters need it. Install it: sudo apt install libpcap0.8 (Debian, Ubuntu), sudo dnf install libpcap (Fedora), sudo pacman -S libpcap (Arch). Captures in files are read without it"
            ko "libpcap이 설치되어 있지 않다({tried} 이름으로 찾았다). 캡처와 캡처 필터에는 libpcap이 필요하다. 설치: sudo apt install libpcap0.8 (Debian, Ubuntu), sudo dnf install libpcap (Fedora), sudo pacman -S libpcap (Arch). 파일로 저장된 캡처는 libpcap 없이도 읽을 수 있다";
        BadPcap { tried: String, error: String }
            en "libpcap cannot be used ({tried}): {error}. Captures in files are read without it"
            ko "libpcap을 쓸 수 없다({tried}): {error}. 파일로 저장된 캡처는 libpcap 없이도 읽을 수 있다";
        NoLiveHere {}
            en "live capture works on Linux and macOS only. Elsewhere: dumpcap -i INTERFACE -w - | ackplain explain --follow -"
            ko "실시간 캡처는 Linux와 macOS에서만 된다. 다른 시스템에서는: dumpcap -i INTERFACE -w - | ackplain explain --follow -";
        NoInterfaceNamed { there: String }
            en "no interface is named. Give one with -i: {there}. `ackplain live --list-interfaces` says more about them"
            ko "인터페이스를 지정하지 않았다. -i로 하나를 지정한다: {there}. 자세한 목록은 `ackplain live --list-interfaces`로 볼 수 있다";
        NoInterfaces {}
            en "no interface can be seen. Root, or a binary with cap_net_raw, sees them all"
            ko "보이는 인터페이스가 없다. root이거나 cap_net_raw를 가진 실행 파일이면 모두 볼 수 있다";
        NoSuchInterface { interface: String, there: String }
            en "{interface}: there is no such interface. There are: {there}"
            ko "{interface}: 그런 인터페이스는 없다. 있는 것: {there}";
        NoSuchInterfaceNear { interface: String, there: String, near: String }
            en "{interface}: there is no such interface. Did you mean {near}? There are: {there}"
            ko "{interface}: 그런 인터페이스는 없다. {near}을(를) 뜻한 것인가? 있는 것: {there}";
        InterfacesUnknown { error: String }
            en "the interfaces cannot be listed: {error}"
            ko "인터페이스 목록을 볼 수 없다: {error}";
        NoRights { interface: String, binary: String }
            en "{interface}: this user may not capture. Just once: sudo ackplain live -i {interface}. From now on without sudo: sudo setcap cap_net_raw+ep {binary}; then everybody who can run that file can capture, unless it is kept for a group: sudo chgrp GROUP {binary} && sudo chmod 750 {binary}, before setcap"
            ko "{interface}: 이 사용자에게는 캡처 권한이 없다. 한 번만 쓸 때: sudo ackplain live -i {interface}. 앞으로 sudo 없이 쓸 때: sudo setcap cap_net_raw+ep {binary}. 그러면 이 파일을 실행할 수 있는 누구나 캡처할 수 있다. 한 그룹으로 제한하려면 setcap 전에: sudo chgrp GROUP {binary} && sudo chmod 750 {binary}";
        NoRightsElsewhere { interface: String }
            en "{interface}: this user may not capture. Just once: sudo ackplain live -i {interface}. From now on without sudo: install ChmodBPF, which comes with Wireshark, and join the group access_bpf"
            ko "{interface}: 이 사용자에게는 캡처 권한이 없다. 한 번만 쓸 때: sudo ackplain live -i {interface}. 앞으로 sudo 없이 쓸 때: Wireshark와 함께 오는 ChmodBPF를 설치하고 access_bpf 그룹에 들어간다";
        NotPromiscuous { interface: String }
            en "{interface}: promiscuous mode is not allowed here. Without --promiscuous the packets of this host are captured"
            ko "{interface}: 여기서는 promiscuous 모드를 쓸 수 없다. --promiscuous 없이 실행하면 이 호스트의 패킷을 캡처한다";
        InterfaceDown { interface: String }
            en "{interface}: the interface is down. Switch it on first: sudo ip link set {interface} up"
            ko "{interface}: 인터페이스가 꺼져 있다. 먼저 켠다: sudo ip link set {interface} up";
        CannotCapture { interface: String, error: String }
            en "{interface}: cannot be captured on: {error}"
            ko "{interface}: 캡처할 수 없다: {error}";
        BadCaptureFilter { expression: String, error: String }
            en "`{expression}` is no capture filter: {error}. Their language is that of tcpdump (man pcap-filter): `tcp port 80 and host 192.0.2.1`; display filters such as `tcp.port == 80` go behind -Y"
            ko "`{expression}`은(는) 캡처 필터가 아니다: {error}. 캡처 필터는 tcpdump의 언어로 쓴다(man pcap-filter): `tcp port 80 and host 192.0.2.1`. `tcp.port == 80` 같은 표시 필터는 -Y 뒤에 쓴다";
        RowNotWritable { folder: String, user: String }
            en "{folder}: {user} may not create files here, and no other rights are left once the capture runs. Choose another folder for -w, or keep all rights with --no-sandbox"
            ko "{folder}: {user} 사용자는 여기에 파일을 만들 수 없다. 캡처가 시작되면 다른 권한은 남지 않는다. -w에 다른 폴더를 지정하거나 --no-sandbox로 모든 권한을 유지한다";
        WriteToNowhere {}
            en "-w needs a file: standard output is taken by the steps. Packets on a pipe: tcpdump -i INTERFACE -U -w -"
            ko "-w에는 파일을 지정한다. 표준 출력에는 단계가 나온다. 패킷을 파이프로 보내려면: tcpdump -i INTERFACE -U -w -";
        FollowAsYaml {}
            en "--follow writes text or JSON, an object a line; there is no YAML of what has no end"
            ko "--follow의 출력은 텍스트 또는 한 줄에 객체 하나씩인 JSON이다. 끝나지 않는 것을 YAML로 쓸 수는 없다";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular_in_english_only() {
        let counted = |n| Live::LiveLost { lost: Packets(n) };
        assert!(counted(1).text(Language::English).starts_with("1 packet lost"));
        assert!(counted(2000).text(Language::English).starts_with("2,000 packets lost"));
        assert!(counted(1).text(Language::Korean).contains("패킷 1개 잃음"));
    }
}
