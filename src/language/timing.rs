//! How long things took, and who was waited for.

use super::Language;
use super::argument::{Amount, Argument, Packets, Span, Spans, Times};
use crate::connection::timing::{Clue, Repeated, Waited};
use crate::connection::{Cause, Side};
use serde::Serialize;

/// Whom or what was waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Waiter {
    /// What.
    pub kind: Waited,
    /// Whose; `None` of the network and of nobody.
    pub side: Option<Side>,
}

messages! {
    /// A sentence about times.
    Timed {
        // The handshake.
        BothHalves { whole: Span, server: Span, syn: u64, answer: u64, client: Span, own_syn: u64, ack: u64 }
            en "{whole} there and back, from here {server} of it to the server (frames {syn} and {answer}) and {client} to the client (frames {own_syn} and {ack})"
            ko "왕복 {whole}. 캡처한 곳에서 서버까지 왕복 {server}(프레임 {syn}, {answer}), 클라이언트까지 왕복 {client}(프레임 {own_syn}, {ack})";
        OneHalf { side: Side, took: Span, from: u64, to: u64 }
            en "{took} from here to the {side} and back (frames {from} and {to}); the other half is not visible"
            ko "캡처한 곳에서 {side}까지 갔다 오는 데 {took}(프레임 {from}, {to}). 나머지 절반은 보이지 않는다";
        NoHalf {}
            en "not visible: no SYN with the ACK of it"
            ko "알 수 없음: SYN과 그것에 대한 ACK가 함께 보이지 않는다";
        WhichSyn { side: Side, sent: Times, least: Span, most: Span }
            en "the SYN was sent {sent}, and headers do not tell which of them the {side} answers: its half is {least}, or up to {most}"
            ko "SYN을 {sent} 보냈고, {side}의 응답이 그중 어느 것에 대한 것인지는 헤더로는 알 수 없다. 그쪽 왕복은 {least}이거나 길게는 {most}까지다";
        WhichSynByTimestamp { side: Side, sent: Times, frame: u64 }
            en "the SYN was sent {sent}; the timestamp that the {side} echoes shows that it answers frame {frame} (RFC 7323, 3.2)"
            ko "SYN을 {sent} 보냈지만 {side}의 응답에 되돌아온 타임스탬프로 {frame}번 프레임에 대한 것임을 알 수 있다 (RFC 7323, 3.2)";
        TakenNearEnd { side: Side, far: Side, clue: Clue }
            en "taken near the {side}, {clue} (inferred): its half is its own time, the other one the network's and the {far}'s"
            ko "{clue} {side} 가까이에서 캡처했다(추정). 그쪽 왕복은 {side} 자신이 쓴 시간이고, 나머지가 네트워크와 {far}의 몫이다";
        TakenNearBoth { clue: Clue }
            en "both ends are near, {clue} (inferred): hardly any of it is the network's"
            ko "{clue} 양쪽이 모두 가깝다(추정). 네트워크의 몫은 거의 없다";
        TakenBetween { clue: Clue }
            en "taken on the way, {clue} (inferred): each half holds a part of the network, only both together are a round trip"
            ko "{clue} 도중에서 캡처했다(추정). 네트워크의 몫이 양쪽에 나뉘어 있어, 둘을 더해야 왕복 시간이 된다";
        TakenOnRouter {}
            en "taken on a router between them: each packet is there before and behind it, with a smaller time to live (inferred); each half holds a part of the network, only both together are a round trip"
            ko "둘 사이의 라우터에서 캡처했다(추정). 모든 패킷이 라우터 앞과 뒤에서 두 번 보이고 TTL만 작아진다. 네트워크의 몫이 양쪽에 나뉘어 있어, 둘을 더해야 왕복 시간이 된다";
        TakenAnywhere {}
            en "where the capture was taken is not visible"
            ko "캡처한 위치는 헤더로는 알 수 없다";
        TakenContradictory {}
            en "where the capture was taken is not visible: the clues (gaps, times to live, checksums) contradict each other"
            ko "캡처한 위치는 알 수 없다. 단서(간격, TTL, 체크섬)가 서로 어긋난다";
        InitialRttDiffers { theirs: Span, from: u64, to: u64 }
            en "Wireshark's tcp.analysis.initial_rtt is {theirs} here: it counts from the SYN of frame {from}, the last one before the first ACK without SYN, to that ACK, frame {to}; that is not the round trip of this handshake"
            ko "Wireshark의 tcp.analysis.initial_rtt는 여기서 {theirs}이다. SYN 없는 첫 ACK({to}번 프레임)와 그 앞의 마지막 SYN({from}번 프레임) 사이를 센 값이며, 이 접속 동작의 왕복 시간이 아니다";
        ClockWentBack { times: Times }
            en "the clock went back {times}: all times here are uncertain"
            ko "시계가 {times} 뒤로 갔다. 여기 있는 시간은 모두 확실하지 않다";
        // Round trips.
        TripsByAck { side: Side, min: Span, median: Span, max: Span, samples: u64 }
            en "to the {side} and back at least {min}, median {median}, at most {max} (ACKs: {samples})"
            ko "{side}까지 가장 짧게 {min}, 중앙값 {median}, 가장 길게 {max} (ACK {samples}개)";
        TripsByTimestamp { side: Side, min: Span, median: Span, max: Span, samples: u64 }
            en "to the {side} and back by timestamps (RFC 7323, 4.1) at least {min}, median {median}, at most {max} (echoes: {samples})"
            ko "{side}까지 타임스탬프로 재면(RFC 7323, 4.1) 가장 짧게 {min}, 중앙값 {median}, 가장 길게 {max} (되돌아온 값 {samples}개)";
        TripsAmbiguous { side: Side, acks: u32, first: u64 }
            en "ACKs of the {side} that give no sample: {acks}, the first in frame {first}. What they acknowledge was sent more than once or came late (Karn's algorithm; RFC 6298, 3); Wireshark's tcp.analysis.ack_rtt shows a time there nevertheless"
            ko "표본이 되지 못한 {side}의 ACK: {acks}개, 첫 번째는 {first}번 프레임. 여러 번 보냈거나 늦게 온 것을 확인하기 때문이다 (Karn 알고리즘; RFC 6298, 3). Wireshark의 tcp.analysis.ack_rtt는 그래도 시간을 적는다";
        TripsCaveat {}
            en "an ACK may be held back for anything under 0.5 s (RFC 9293, 3.8.6.3), so the shortest comes nearest to the network"
            ko "ACK는 0.5초 미만까지 늦춰 보낼 수 있으므로(RFC 9293, 3.8.6.3) 가장 짧은 값이 네트워크에 가장 가깝다";
        // Sent again.
        AgainAfter { sender: Side, what: Repeated, seq: u32, frame: u64, waits: Spans, fits: Cause }
            en "{what} {seq} of the {sender} (frame {frame}): again after {waits}. Fits {fits}"
            ko "{sender}의 {what} {seq}번(프레임 {frame}): {waits} 뒤에 다시. {fits}에 들어맞는다";
        AgainGrowing { sender: Side, what: Repeated, seq: u32, frame: u64, waits: Spans, growth: String, fits: Cause }
            en "{what} {seq} of the {sender} (frame {frame}): again after {waits}, each wait {growth} times the one before. Fits {fits}"
            ko "{sender}의 {what} {seq}번(프레임 {frame}): {waits} 뒤에 다시. 기다린 시간은 앞의 {growth}배. {fits}에 들어맞는다";
        AgainUnseen { sender: Side, what: Repeated, seq: u32, frame: u64, fits: Cause }
            en "{what} {seq} of the {sender}: again in frame {frame}; when it was sent before is not in the capture. Fits {fits}"
            ko "{sender}의 {what} {seq}번: {frame}번 프레임에서 다시. 앞서 보낸 때는 캡처에 없다. {fits}에 들어맞는다";
        AgainSyn { sender: Side, what: Repeated, seq: u32, frame: u64, waits: Spans, fits: Cause, answers: u64 }
            en "{what} {seq} of the {sender} (frame {frame}): again after {waits}. Fits {fits}; or it answers the SYN of frame {answers}, which came again"
            ko "{sender}의 {what} {seq}번(프레임 {frame}): {waits} 뒤에 다시. {fits}에 들어맞는다. 다시 온 {answers}번 프레임의 SYN에 대한 응답일 수도 있다";
        AgainAnswersSyn { sender: Side, what: Repeated, seq: u32, frame: u64, waits: Spans, answers: u64 }
            en "{what} {seq} of the {sender} (frame {frame}): again after {waits}. It answers the SYN of frame {answers}, which came again"
            ko "{sender}의 {what} {seq}번(프레임 {frame}): {waits} 뒤에 다시. 다시 온 {answers}번 프레임의 SYN에 대한 응답이다";
        AgainReordered { sender: Side, what: Repeated, seq: u32, frame: u64, waits: Spans, first: u64, last: u64 }
            en "{what} {seq} of the {sender} (frame {frame}): again after {waits}. Fits a fast retransmission: the repeated ACKs of frames {first} to {last} came of the reordering, so it was not needed"
            ko "{sender}의 {what} {seq}번(프레임 {frame}): {waits} 뒤에 다시. 빠른 재전송에 들어맞는다. 프레임 {first}–{last}의 반복된 ACK는 순서가 바뀐 탓이었으므로 필요하지 않았다";
        AgainReorderedProven { sender: Side, what: Repeated, seq: u32, frame: u64, waits: Spans, first: u64, last: u64, report: u64 }
            en "{what} {seq} of the {sender} (frame {frame}): again after {waits}. Fits a fast retransmission: the repeated ACKs of frames {first} to {last} came of the reordering, so it was not needed (D-SACK in frame {report})"
            ko "{sender}의 {what} {seq}번(프레임 {frame}): {waits} 뒤에 다시. 빠른 재전송에 들어맞는다. 프레임 {first}–{last}의 반복된 ACK는 순서가 바뀐 탓이었으므로 필요하지 않았다({report}번 프레임의 D-SACK)";
        AgainTooSoon { sender: Side, what: Repeated, seq: u32, frame: u64, waits: Spans }
            en "{what} {seq} of the {sender} (frame {frame}): again after {waits}. Fits no timer: it is shorter than a round trip"
            ko "{sender}의 {what} {seq}번(프레임 {frame}): {waits} 뒤에 다시. 왕복 시간보다 짧으므로 어떤 타이머에도 들어맞지 않는다";
        AgainMore { more: u64 }
            en "further sendings: {more}"
            ko "그 밖의 재전송: {more}개";
        TimerRule {}
            en "RFC 6298 asks for 1 s at least (2.4) and for twice as long each time (5.5); the waits are what was seen"
            ko "RFC 6298은 적어도 1초(2.4), 거듭될 때마다 두 배(5.5)를 요구한다. 위의 시간은 캡처에 보이는 그대로다";
        SynTimerRule {}
            en "RFC 6298 asks for 1 s at first, while no round trip is measured (2.1), and for twice as long each time (5.5); the waits are what was seen"
            ko "RFC 6298은 왕복 시간을 재기 전에는 1초(2.1), 거듭될 때마다 두 배(5.5)를 요구한다. 위의 시간은 캡처에 보이는 그대로다";
        BothTimerRules {}
            en "RFC 6298 asks for 1 s at first while no round trip is measured (2.1), later for 1 s at least (2.4), and for twice as long each time (5.5); the waits are what was seen"
            ko "RFC 6298은 왕복 시간을 재기 전에는 1초(2.1), 그 뒤에는 적어도 1초(2.4), 거듭될 때마다 두 배(5.5)를 요구한다. 위의 시간은 캡처에 보이는 그대로다";
        SynTimerLinear {}
            en "Linux 6.5 and later waits about 1 s for the first repeats and doubles only then"
            ko "Linux 6.5부터는 처음 몇 번은 약 1초씩 기다리고 그 뒤에 두 배로 늘린다";
        // Windows.
        WindowWasClosed { side: Side, times: Times, length: Span, probes: u32 }
            en "the {side}'s window was closed {times}, {length} in all; probes: {probes}"
            ko "{side}의 윈도우가 {times} 닫혔고 모두 {length} 동안이었다. 프로브: {probes}개";
        WindowStaysClosed { side: Side, probes: u32 }
            en "the {side}'s window is closed when the capture ends; probes: {probes}"
            ko "캡처가 끝날 때 {side}의 윈도우는 닫혀 있다. 프로브: {probes}개";
        WindowWasFull { side: Side, times: Times, most: Amount }
            en "the {side}'s window was filled to its end {times} (at most {most} under way)"
            ko "{side}의 윈도우를 {times} 끝까지 채웠다(확인을 기다린 데이터는 최대 {most})";
        // Answers.
        Answered { side: Side, times: Times, median: Span, max: Span, from: u64, to: u64 }
            en "the {side} answered {times}: median {median}, at most {max} (frames {from} to {to})"
            ko "{side}가 {times} 응답했다. 중앙값 {median}, 가장 길게 {max} (프레임 {from}–{to})";
        AnsweredBeyond { side: Side, times: Times, median: Span, own_median: Span, max: Span, own_max: Span, from: u64, to: u64 }
            en "the {side} answered {times}: median {median}, at most {max} (frames {from} to {to}); beyond the shortest round trip {own_median} and {own_max}"
            ko "{side}가 {times} 응답했다. 중앙값 {median}, 가장 길게 {max} (프레임 {from}–{to}). 가장 짧은 왕복 시간을 빼면 {own_median}, {own_max}";
        AnsweredOnce { side: Side, took: Span, from: u64, to: u64 }
            en "the {side} answered once, after {took} (frames {from} to {to})"
            ko "{side}가 한 번 응답했다. {took} 뒤(프레임 {from}–{to})";
        AnsweredOnceBeyond { side: Side, took: Span, own: Span, from: u64, to: u64 }
            en "the {side} answered once, after {took} (frames {from} to {to}), {own} of it beyond the shortest round trip"
            ko "{side}가 한 번 응답했다. {took} 뒤(프레임 {from}–{to}), 가장 짧은 왕복 시간을 빼면 {own}";
        // Silences.
        SilentProgram { length: Span, from: u64, to: u64, side: Side }
            en "{length} between frames {from} and {to}: nothing was unacknowledged, so no TCP was waited for; until the {side} spoke, its program had nothing to say"
            ko "프레임 {from}과(와) {to} 사이 {length}: 확인을 기다리는 것이 없었으니 TCP를 기다린 것이 아니다. {side}가 보낼 때까지 그쪽 애플리케이션이 보낼 것이 없었다";
        SilentUnseen { length: Span, from: u64, to: u64, side: Side }
            en "{length} between frames {from} and {to}: nothing that this capture shows was unacknowledged: either the {side}'s program had nothing to say, or what it sent was lost before this point"
            ko "프레임 {from}과(와) {to} 사이 {length}: 이 캡처에 보이는 것 가운데 확인을 기다리는 데이터는 없었다. {side}의 애플리케이션이 보낼 것이 없었거나, 보낸 것이 이 지점에 오기 전에 사라졌다";
        SilentJump { length: Span, from: u64, to: u64, side: Side, jump: u32, unseen: Packets }
            en "{length} between frames {from} and {to}: nothing that this capture shows was unacknowledged: either the {side}'s program had nothing to say, or what it sent was lost before this point (its IP identification jumps by {jump} where 1 is usual: {unseen} not seen)"
            ko "프레임 {from}과(와) {to} 사이 {length}: 이 캡처에 보이는 것 가운데 확인을 기다리는 데이터는 없었다. {side}의 애플리케이션이 보낼 것이 없었거나, 보낸 것이 이 지점에 오기 전에 사라졌다(IP 식별자가 {jump}만큼 건너뛴다. 보이지 않는 패킷이 {unseen} 있다)";
        SilentLost { length: Span, from: u64, to: u64, side: Side, file: String, frames: String }
            en "{length} between frames {from} and {to}: no pause of the {side}. What it sent meanwhile was lost on the way here, by {file} (frames {frames})"
            ko "프레임 {from}과(와) {to} 사이 {length}: {side}가 쉰 것이 아니다. 그 사이에 보낸 것이 여기 오기 전에 사라졌다({file} 파일의 프레임 {frames})";
        TimesByPeer { side: Side, file: String }
            en "of the {side}: by {file}, which was taken nearer to it"
            ko "{side}에 관한 것은 그쪽에 더 가까운 {file} 파일을 따른다";
        SilentAnswer { length: Span, from: u64, to: u64, side: Side, waiting: Side, data: Amount }
            en "{length} between frames {from} and {to}: unacknowledged {data} of the {waiting}, until the {side} answered with data; its program took the time, or the way there and back did"
            ko "프레임 {from}과(와) {to} 사이 {length}: {waiting}가 보낸 {data}가 확인을 기다리다가 {side}가 데이터로 응답했다. 그쪽 애플리케이션이 시간을 썼거나, 오가는 길이 오래 걸렸다";
        SilentTimer { length: Span, from: u64, to: u64, side: Side, owing: Side, data: Amount }
            en "{length} between frames {from} and {to}: unacknowledged {data} of the {side}; the network or the {owing} owed an ACK, and the {side} sent again"
            ko "프레임 {from}과(와) {to} 사이 {length}: {side}가 보낸 {data}가 확인되지 않았다. 네트워크나 {owing}의 ACK를 기다리다가 다시 보냈다";
        SilentUnheard { length: Span, from: u64, to: u64, side: Side }
            en "{length} between frames {from} and {to}: what the {side} had sent was acknowledged here, but the {side} sent it again: the ACK was late or lost behind this point, or not taken in yet"
            ko "프레임 {from}과(와) {to} 사이 {length}: {side}가 보낸 것은 여기서 이미 확인되었는데 {side}가 다시 보냈다. 그 ACK가 늦었거나, 이 지점 너머에서 사라졌거나, 아직 받아들여지지 않았다";
        SilentOpening { length: Span, from: u64, to: u64, side: Side, owing: Side }
            en "{length} between frames {from} and {to}: the SYN of the {side} was not acknowledged; the network or the {owing} owed an answer"
            ko "프레임 {from}과(와) {to} 사이 {length}: {side}의 SYN이 확인되지 않았다. 네트워크나 {owing}의 응답을 기다렸다";
        SilentWindow { length: Span, from: u64, to: u64, side: Side, probes: u32 }
            en "{length} between frames {from} and {to}: the {side}'s window was closed or full; probes within: {probes}"
            ko "프레임 {from}과(와) {to} 사이 {length}: {side}의 윈도우가 닫혔거나 가득 찼다. 그 사이의 프로브: {probes}개";
        SilentSender { length: Span, from: u64, to: u64, side: Side, data: Amount }
            en "{length} between frames {from} and {to}: unacknowledged {data} of the {side}, and it sent on by itself; its program or its TCP took the time"
            ko "프레임 {from}과(와) {to} 사이 {length}: {side}가 보낸 {data}가 확인을 기다리는 가운데 스스로 더 보냈다. 그쪽 애플리케이션이나 TCP가 쓴 시간이다";
        SilentWay { length: Span, from: u64, to: u64, side: Side }
            en "{length} between frames {from} and {to}: the way to the {side} and back, or an ACK that the {side} held back"
            ko "프레임 {from}과(와) {to} 사이 {length}: {side}까지 오가는 길이거나, {side}가 ACK를 늦춘 것이다";
        SilentKeepAlives { count: u32 }
            en "keep-alives within: {count}"
            ko "그 사이의 킵얼라이브: {count}개";
        // Where the time went.
        TimeWent { whole: Span, parts: Vec<SpentPart> }
            en "{parts}, of {whole} (inferred)"
            ko "{whole} 가운데 {parts} (추정)";
        NoTimePassed {}
            en "no time passed between its segments"
            ko "세그먼트 사이에 흐른 시간이 없다";
        UntilIcmp { took: Span, frame: u64 }
            en "{took} for the ICMP error (frame {frame})"
            ko "ICMP 오류가 올 때까지 {took} ({frame}번 프레임)";
        TimeWentBy { whole: Span, parts: Vec<SpentPart>, file: String }
            en "{parts}, of {whole} (inferred by {file})"
            ko "{whole} 가운데 {parts} ({file} 파일에 따른 추정)";
        MostlyFor { who: Waiter, took: Span, whole: Span }
            en "mostly for {who}: {took} of {whole} (inferred)"
            ko "주로 {who}: {whole} 가운데 {took} (추정)";
        MixedFor { who: Waiter, took: Span, other: Waiter, other_took: Span }
            en "no one part is more than half: {who} {took}, {other} {other_took} (inferred)"
            ko "절반을 넘는 것이 없다: {who} {took}, {other} {other_took} (추정)";
        FitsNetwork {}
            en "fits as well: a long way, or queues on it. The shortest round trip tells the way; what the median adds is queues, or ACKs held back"
            ko "이렇게도 볼 수 있다: 경로가 멀거나 도중의 큐에서 지연되었다. 가장 짧은 왕복 시간이 경로 자체의 시간이고, 중앙값이 그보다 긴 만큼은 큐의 지연이나 지연된 ACK다";
        FitsWay {}
            en "fits as well: a long way, or queues on it"
            ko "이렇게도 볼 수 있다: 경로가 멀거나 도중의 큐에서 지연되었다";
        FitsDamagedAnswer { side: Side, peer: Side, frame: u64 }
            en "why: the {peer}'s answer in frame {frame} has a wrong checksum, so the {side} dropped it and sent again"
            ko "이유: {peer}의 응답({frame}번 프레임)은 체크섬이 틀리다. 그래서 {side}가 그것을 버리고 다시 보냈다";
        FitsHiddenLoss { side: Side }
            en "stands on the {side}'s IP identification. Fits as well: what is not seen were ACKs, or went elsewhere, and its program had nothing to say"
            ko "{side}의 IP 식별자로 본 것이다. 이렇게도 볼 수 있다: 보이지 않는 것이 ACK였거나 다른 곳으로 갔고, 그쪽 애플리케이션은 보낼 것이 없었다";
        FitsLateAck { side: Side }
            en "fits as well: queues on the way; or the {side}'s TCP held its ACKs back"
            ko "이렇게도 볼 수 있다: 도중의 큐에서 지연되었거나, {side}의 TCP가 ACK를 늦췄다";
        FitsRecovery { side: Side, peer: Side }
            en "fits as well: the {side}'s segment was lost, or the {peer}'s ACK of it, or the {peer} did not take it in"
            ko "이렇게도 볼 수 있다: {side}의 세그먼트가 사라졌거나, {peer}의 ACK가 사라졌거나, {peer}가 받아들이지 않았다";
        FitsWindow { side: Side, peer: Side }
            en "fits as well: the {side}'s program does not read, or its buffer is small for this round trip; whether the {peer} had more to send is visible only where it probed"
            ko "이렇게도 볼 수 있다: {side}의 애플리케이션이 읽지 않거나, 버퍼가 이 왕복 시간에 비해 작다. {peer}에게 보낼 것이 더 있었는지는 프로브를 보낸 때에만 알 수 있다";
        FitsOwnHost { side: Side }
            en "fits as well: the {side}'s host did not let its program run; headers do not tell what a program waits for"
            ko "이렇게도 볼 수 있다: {side}의 호스트가 애플리케이션을 제때 실행하지 않았다. 애플리케이션이 무엇을 기다렸는지는 헤더로는 알 수 없다";
        FitsFarHost { side: Side }
            en "fits as well: queues on the way to the {side} and back, a loss repaired before this point, or its congestion window: from here they look like a slow program"
            ko "이렇게도 볼 수 있다: {side}까지 오가는 도중의 큐에서 지연되었거나, 이 지점에 오기 전에 손실이 복구되었거나, 그쪽 혼잡 윈도우 때문이다. 여기서는 느린 애플리케이션과 똑같이 보인다";
        FitsSender { side: Side }
            en "fits as well: the {side}'s congestion window or pacing, or a program that writes piece by piece; headers do not tell which"
            ko "이렇게도 볼 수 있다: {side}의 혼잡 윈도우나 전송 간격 조절, 또는 조금씩 쓰는 애플리케이션. 어느 것인지는 헤더로는 알 수 없다";
        DecidesCaptureAt { side: Side }
            en "what would decide: a capture taken on the {side}'s host"
            ko "이것으로 가릴 수 있다: {side}의 호스트에서 한 캡처";
        DecidesBothEnds {}
            en "what would decide: captures at both ends, compared with --peer"
            ko "이것으로 가릴 수 있다: 양쪽 끝에서 한 캡처를 --peer로 비교";
        DecidesSocket { side: Side }
            en "what would decide: no capture; the {side}'s own account of its socket (ss -ti) and its program's log"
            ko "이것으로 가릴 수 있다: 캡처로는 안 된다. {side}의 소켓이 스스로 적은 것(ss -ti)과 애플리케이션의 기록";
    }
}

/// A part of the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SpentPart {
    /// Of a hundred; 0 stands for less than one.
    pub share: u32,
    /// Whom or what it waited for.
    pub who: Waiter,
}

impl Argument for SpentPart {
    fn spoken(&self, lang: Language) -> String {
        let (share, who) = (self.share, self.who.spoken(lang));
        match share {
            0 => say!(lang, en: "under 1% for {who}", ko: "{who} 1% 미만"),
            _ => say!(lang, en: "{share}% for {who}", ko: "{who} {share}%"),
        }
    }
}

impl Argument for Waiter {
    fn spoken(&self, lang: Language) -> String {
        let whose = |side: Option<Side>| side.map(|side| side.spoken(lang)).unwrap_or_default();
        let side = whose(self.side);
        match self.kind {
            Waited::Network => say!(lang, en: "the network", ko: "네트워크"),
            Waited::LateAck => say!(lang, en: "late ACKs of the {side}", ko: "{side}의 늦은 ACK"),
            Waited::Recovery => say!(lang, en: "the {side} to send again", ko: "{side}의 재전송"),
            Waited::Window => say!(lang, en: "the {side}'s window", ko: "{side}의 윈도우"),
            Waited::Application => say!(lang, en: "the {side}'s program", ko: "{side}의 애플리케이션"),
            Waited::Sender => say!(lang, en: "the {side} to send on", ko: "{side}의 다음 송신"),
            Waited::Nobody => say!(lang, en: "nobody (only keep-alives)", ko: "기다린 것 없음(킵얼라이브뿐)"),
        }
    }
}

impl Argument for Clue {
    fn spoken(&self, lang: Language) -> String {
        match self {
            Self::Gaps => say!(lang, en: "by these gaps", ko: "이 간격으로 보아"),
            Self::Ttl => say!(lang, en: "by the times to live", ko: "TTL로 보아"),
            Self::Routed => say!(lang,
                en: "by packets on both sides of a router", ko: "라우터 양쪽의 패킷으로 보아"),
            Self::Checksum => say!(lang,
                en: "by checksums left to the network card", ko: "네트워크 카드에 맡긴 체크섬으로 보아"),
        }
    }
}

impl Argument for Repeated {
    fn spoken(&self, lang: Language) -> String {
        match self {
            Self::Syn => "SYN".to_owned(),
            Self::SynAck => "SYN,ACK".to_owned(),
            Self::Data => say!(lang, en: "data", ko: "데이터"),
            Self::Fin => "FIN".to_owned(),
        }
    }
}

impl Argument for Cause {
    fn spoken(&self, lang: Language) -> String {
        match self {
            Self::Fast => say!(lang,
                en: "a fast retransmission (repeated ACK numbers or SACK blocks)",
                ko: "빠른 재전송(반복된 ACK 번호나 SACK 블록)"),
            Self::Timeout => say!(lang, en: "the retransmission timer", ko: "재전송 타이머"),
            Self::AfterTimeout => say!(lang,
                en: "what follows a timeout: it is sent again as ACKs come in (RFC 6298, 5.4)",
                ko: "타이머가 끝난 뒤 ACK가 오는 대로 다시 보내는 경우(RFC 6298, 5.4)"),
            Self::TailLossProbe => say!(lang,
                en: "a tail loss probe (RFC 8985, 7.3)", ko: "꼬리 손실 탐색(RFC 8985, 7.3)"),
            Self::TimeoutOrProbe => say!(lang,
                en: "the retransmission timer or a tail loss probe", ko: "재전송 타이머나 꼬리 손실 탐색"),
            Self::Unneeded => say!(lang,
                en: "a timer whose ACK was late or lost behind this point",
                ko: "ACK가 늦었거나 이 지점 너머에서 사라진 경우"),
            Self::FastOpenIgnored => say!(lang,
                en: "data of the SYN that were not taken in", ko: "SYN의 데이터가 받아들여지지 않은 경우"),
            Self::Probe => say!(lang, en: "a probe of a closed window", ko: "닫힌 윈도우의 프로브"),
            Self::TooLarge => say!(lang,
                en: "a packet that was too large for the path (RFC 1191)",
                ko: "경로에 비해 너무 큰 패킷(RFC 1191)"),
            Self::Unknown => say!(lang,
                en: "no timer known: headers do not tell why", ko: "알려진 타이머가 아닌 경우(이유는 헤더로는 알 수 없음)"),
        }
    }
}

#[cfg(test)]
mod samples {
    use super::*;
    use crate::language::argument::Sample;

    macro_rules! sample {
        ($($type:ty = $value:expr),* $(,)?) => {
            $(impl Sample for $type {
                fn sample() -> Self { $value }
            })*
        };
    }

    sample! {
        Clue = Clue::Gaps,
        Repeated = Repeated::Data,
        Cause = Cause::Timeout,
        Waiter = Waiter { kind: Waited::Application, side: Some(Side::Server) },
        SpentPart = SpentPart { share: 40, who: Waiter { kind: Waited::Network, side: None } },
    }

    #[test]
    fn every_kind_of_waiting_speaks_both_languages() {
        use crate::connection::timing::KINDS;
        for kind in KINDS {
            let who = Waiter { kind, side: Some(Side::Client) };
            let (en, ko) = (who.spoken(Language::English), who.spoken(Language::Korean));
            assert!(!en.is_empty() && ko.chars().any(|c| ('가'..='힣').contains(&c)), "{en} {ko}");
        }
    }
}
