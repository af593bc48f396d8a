//! Two captures of one connection: what each says of the other's segments.

use super::argument::{Amount, Segments, Span};
use crate::connection::Side;

messages! {
    /// A sentence about a connection that two captures show.
    Peer {
        // Of the connection.
        SeenThere { file: String, connection: u32, client: String, server: String }
            en "the same connection in {file}: connection {connection} there, {client} → {server}"
            ko "{file}에 있는 같은 커넥션: 그곳에서는 커넥션 {connection}, {client} → {server}";
        NotThere { file: String }
            en "this connection is not in {file}"
            ko "이 커넥션은 {file}에 없다";
        TakenNear { near: Side, file: String }
            en "this capture is the one taken nearer the {near}, {file} the one nearer its peer"
            ko "이 캡처가 {near} 쪽에 더 가깝고, {file} 파일은 상대 쪽에 더 가깝다";
        ClockAhead { file: String, by: Span }
            en "clock of {file}: {by} ahead of this one, by estimate: so the quickest segment takes equally long each way. If the two ways differ, half of the difference is in it"
            ko "{file} 파일의 시계는 이쪽보다 {by} 앞선다. 가장 빠른 세그먼트가 양쪽으로 똑같이 걸린다고 보고 추정한 값이다. 두 방향의 시간이 다르면 그 차이의 절반이 들어 있다";
        ClockBehind { file: String, by: Span }
            en "clock of {file}: {by} behind this one, by estimate: so the quickest segment takes equally long each way. If the two ways differ, half of the difference is in it"
            ko "{file} 파일의 시계는 이쪽보다 {by} 늦다. 가장 빠른 세그먼트가 양쪽으로 똑같이 걸린다고 보고 추정한 값이다. 두 방향의 시간이 다르면 그 차이의 절반이 들어 있다";
        ClockUnknown {}
            en "how the two clocks differ is not known: that takes segments of both directions in both captures, so no times are told"
            ko "두 시계의 차이를 알 수 없다. 양쪽 방향의 세그먼트가 두 캡처에 모두 있어야 한다. 그래서 걸린 시간은 말하지 않는다";
        MatchedByOrder { segments: Segments }
            en "{segments} equal to another in all that is compared (numbers, control bits, window, length, timestamps, identification): matched by order, so which of several repeats was lost is likely and not sure"
            ko "{segments}는 비교하는 모든 것(번호, 컨트롤 비트, 윈도우, 길이, 타임스탬프, 식별자)이 다른 세그먼트와 같다. 순서로 맞추었으므로 여러 번 보낸 것 가운데 어느 것이 사라졌는지는 확실하지 않다";
        MatchedByNumbers { segments: Segments }
            en "{segments} with another window, timestamps or identification in the other capture: something on the way rewrites them. They are matched by sequence numbers, control bits and length"
            ko "{segments}는 두 캡처에서 윈도우, 타임스탬프, 식별자 가운데 무엇인가가 다르다. 도중의 장비가 고쳐 쓴다. 시퀀스 번호와 컨트롤 비트, 길이로 맞추었다";
        Way { sender: Side, sent: Segments, arrived: u64, lost: u64 }
            en "from the {sender}: {sent} sent, {arrived} arrived, {lost} lost"
            ko "{sender}에서 보낸 것: {sent}, 도착 {arrived}개, 손실 {lost}개";
        ExtraThere { extra: u64, file: String, frames: String }
            en "{extra} more seen only where they arrive, in {file} (frames {frames}): doubled on the way, missed by the capture where they left, or put in on the way by someone else"
            ko "도착한 곳인 {file}에서만 보이는 것 {extra}개(프레임 {frames}): 오는 길에 복제되었거나, 떠난 곳의 캡처가 놓쳤거나, 도중에 누군가 끼워 넣었다";
        ExtraHere { extra: u64, frames: String }
            en "{extra} more seen only where they arrive, in this capture (frames {frames}): doubled on the way, missed by the capture where they left, or put in on the way by someone else"
            ko "도착한 곳인 이 캡처에서만 보이는 것 {extra}개(프레임 {frames}): 오는 길에 복제되었거나, 떠난 곳의 캡처가 놓쳤거나, 도중에 누군가 끼워 넣었다";
        Rewritten { side: Side, here: String, there: String }
            en "a device on the way rewrote the {side}'s address and port (NAT): {here} here, {there} there"
            ko "도중의 장비가 {side}의 주소와 포트를 바꾸었다(NAT). 여기서는 {here}, 그곳에서는 {there}";
        WayTook { shortest: Span, median: Span, longest: Span }
            en "on the way at least {shortest}, half of them up to {median}, at most {longest}"
            ko "오는 데 걸린 시간은 가장 짧은 것이 {shortest}, 중간값이 {median}, 가장 긴 것이 {longest}";
        LostBefore { file: String, frames: String }
            en "lost before they reached this capture: in {file} frames {frames}"
            ko "이 캡처에 닿기 전에 사라진 것: {file} 파일의 프레임 {frames}";
        // Of a segment.
        ArrivesIn { file: String, frame: u64, after: Span }
            en "arrives in frame {frame} of {file}, {after} later"
            ko "{after} 뒤 {file} 파일의 {frame}번 프레임으로 도착한다";
        ArrivesAsFrame { file: String, frame: u64 }
            en "arrives in frame {frame} of {file}"
            ko "{file} 파일의 {frame}번 프레임으로 도착한다";
        LeavesIn { file: String, frame: u64, before: Span }
            en "left in frame {frame} of {file}, {before} earlier"
            ko "{before} 전에 {file} 파일의 {frame}번 프레임으로 떠났다";
        LeavesAsFrame { file: String, frame: u64 }
            en "left in frame {frame} of {file}"
            ko "{file} 파일의 {frame}번 프레임으로 떠났다";
        LostBetween { file: String }
            en "lost between the two captures: it is not in {file}"
            ko "두 캡처 사이에서 사라졌다. {file}에는 없다";
        MissedThere { file: String, data: Amount }
            en "not in {file}, yet its receiver acknowledges its {data} there and no other copy of them is to be seen: that capture missed it, it was not lost"
            ko "{file}에는 없지만 받는 쪽이 그 {data}를 확인했고 다른 사본도 보이지 않는다. 그 캡처가 놓쳤을 뿐 사라지지 않았다";
        OnlyHere { file: String }
            en "not in {file}, where it should have left: doubled on the way, missed by that capture, or put in on the way by someone else"
            ko "떠난 곳인 {file}에는 없다. 오는 길에 복제되었거나, 그 캡처가 놓쳤거나, 도중에 누군가 끼워 넣었다";
    }
}
