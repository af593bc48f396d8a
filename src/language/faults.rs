//! What is wrong with a file that a person wrote to be held to a capture, what would help, and what it asks for that is
//! not here.

use crate::language::Message;

messages! {
    /// What is wrong, without the place.
    Fault {
        FaultFormatMissing {}
            en "the file must begin with format: ackplain-expect/1"
            ko "파일은 format: ackplain-expect/1로 시작해야 한다";
        FaultFormat { found: String }
            en "unknown format \"{found}\": this program reads ackplain-expect/1"
            ko "알 수 없는 형식 \"{found}\": 이 프로그램은 ackplain-expect/1을 읽는다";
        FaultUnknownKey { key: String, there: String }
            en "unknown key \"{key}\"; here may stand {there}"
            ko "알 수 없는 키 \"{key}\". 여기에 쓸 수 있는 키: {there}";
        FaultMissingKey { key: String }
            en "the key \"{key}\" is missing"
            ko "\"{key}\" 키가 없다";
        FaultWants { wanted: Box<Message>, found: Box<Message> }
            en "{wanted} is expected here, and this is {found}"
            ko "여기에 있어야 할 것: {wanted}. 실제로 있는 것: {found}";
        FaultEmptyText {}
            en "this must not be empty"
            ko "비워 둘 수 없다";
        FaultEmptyList {}
            en "this is empty: it would expect nothing"
            ko "비어 있다. 이대로는 아무것도 확인하지 않는다";
        FaultNoExpectations {}
            en "the file expects nothing: \"expect\" is an empty list"
            ko "파일에 기대하는 것이 없다. \"expect\" 목록이 비어 있다";
        FaultAsksNothing { there: String }
            en "this expectation asks for nothing; it needs at least one of {there}"
            ko "이 항목은 아무것도 확인하지 않는다. 다음 가운데 하나는 있어야 한다: {there}";
        FaultSameId { id: String }
            en "two expectations have the id \"{id}\": an id names one of them in every report"
            ko "id \"{id}\"이(가) 두 번 나온다. id는 모든 보고서에서 항목 하나를 가리킨다";
        FaultId { id: String }
            en "\"{id}\" is no id: letters, digits, - _ . only"
            ko "\"{id}\"은(는) id로 쓸 수 없다. 글자, 숫자, - _ . 만 쓸 수 있다";
        FaultConnectionAndFrame {}
            en "an expectation is about a connection or about a frame, not both"
            ko "한 항목에는 connection과 frame 가운데 하나만 쓸 수 있다";
        FaultNumber { found: String, least: u64, most: u64 }
            en "{found} is out of range: a number from {least} to {most} is expected"
            ko "{found}은(는) 범위를 벗어났다. {least}부터 {most}까지의 수여야 한다";
        FaultNumberLeast { found: String, least: u64 }
            en "{found} is out of range: a whole number from {least} on is expected"
            ko "{found}은(는) 범위를 벗어났다. {least} 이상의 정수여야 한다";
        FaultFilter { said: String }
            en "the display filter is wrong: {said}"
            ko "디스플레이 필터가 잘못되었다: {said}";
        FaultNoField { name: String }
            en "no header field is called \"{name}\""
            ko "\"{name}\"(이)라는 헤더 필드는 없다";
        FaultFieldWithoutFrame { name: String }
            en "\"{name}\" is a header field, and header fields belong to a frame: this expectation names none"
            ko "\"{name}\"은(는) 헤더 필드다. 헤더 필드는 프레임에 있는데 이 항목에는 frame이 없다";
        FaultKeyWithoutDot { name: String }
            en "\"{name}\" must begin with a dot: keys are jq paths"
            ko "\"{name}\"은(는) 점으로 시작해야 한다. 키는 jq 경로다";
        FaultLabel { name: String }
            en "\"{name}\" is a layer and has no value of its own"
            ko "\"{name}\"은(는) 계층 이름이며 자체 값이 없다";
        FaultOrdinary {}
            en "an exact value belongs under \"equals\"; here stands how it is compared"
            ko "정확한 값은 \"equals\"에 쓴다. 여기에는 비교하는 방법을 쓴다";
        FaultQuantity { found: String }
            en "\"{found}\" is no number with an optional unit (ns us ms s min h, or B kB KiB MB MiB GB GiB)"
            ko "\"{found}\"은(는) 단위(ns us ms s min h 또는 B kB KiB MB MiB GB GiB)를 붙일 수 있는 수가 아니다";
        FaultRangeEmpty { low: String, high: String }
            en "nothing lies between {low} and {high}: the smaller one comes first"
            ko "{low}부터 {high}까지에는 아무 값도 없다. 작은 값을 먼저 쓴다";
        FaultRangeTwo {}
            en "a range is two numbers: [least, most]"
            ko "범위는 수 두 개로 쓴다: [최솟값, 최댓값]";
        FaultRegex { said: String }
            en "the regular expression is wrong: {said}"
            ko "정규 표현식이 잘못되었다: {said}";
        FaultWord { found: String, there: String }
            en "\"{found}\" is none of {there}"
            ko "\"{found}\"은(는) 다음 가운데 하나가 아니다: {there}";
        FaultNotAWord { found: String, there: String }
            en "the report never says \"{found}\" here; it says one of {there}"
            ko "보고서의 이 자리에 \"{found}\"은(는) 나오지 않는다. 나올 수 있는 값: {there}";
        FaultNetwork { found: String }
            en "\"{found}\" is no network: an address and the length of its prefix are expected, such as 10.0.0.0/8"
            ko "\"{found}\"은(는) 네트워크가 아니다. 10.0.0.0/8처럼 주소와 프리픽스 길이를 쓴다";
        FaultMustBeTrue {}
            en "only true can stand here: for the contrary there is a word of its own"
            ko "여기에는 true만 쓸 수 있다. 반대 뜻에는 다른 키가 있다";
        FaultVersion { found: String }
            en "\"{found}\" is no version to require: comparisons such as \">=0.2\" or \">=0.2, <1\" are expected"
            ko "\"{found}\"은(는) 버전 조건이 아니다. \">=0.2\"나 \">=0.2, <1\" 같은 비교를 쓴다";
        FaultSha256 { found: String }
            en "\"{found}\" is no SHA-256: 64 hexadecimal digits are expected"
            ko "\"{found}\"은(는) SHA-256이 아니다. 16진수 64자리여야 한다";
        FaultSha256Differs { expected: String, actual: String }
            en "this is another capture: its SHA-256 is {actual}, and {expected} is expected"
            ko "다른 캡처다. SHA-256이 {actual}인데 {expected}이어야 한다";
        FaultCaptureMissing { path: String }
            en "there is no capture {path}"
            ko "캡처 {path}이(가) 없다";
        FaultCaptureUnreadable { said: String }
            en "the capture cannot be read: {said}"
            ko "캡처를 읽을 수 없다: {said}";
        FaultOutside { path: String }
            en "\"{path}\" must be a path relative to this file, without a drive or a root"
            ko "\"{path}\"은(는) 이 파일을 기준으로 한 상대 경로여야 한다";
        FaultFrameTooHigh { frame: u64, frames: u64 }
            en "there is no frame {frame}: the capture has {frames}"
            ko "{frame}번 프레임은 없다. 캡처에는 프레임이 {frames}개 있다";
        FaultStreamTooHigh { stream: u64, there: String }
            en "there is no stream {stream}; there are {there}"
            ko "스트림 {stream}은(는) 없다. 있는 스트림: {there}";
        FaultNoConnectionChosen { there: String }
            en "the filter chooses no connection; there are {there}"
            ko "필터가 고르는 커넥션이 없다. 있는 커넥션: {there}";
        FaultNoConnectionAtAll {}
            en "the capture has no TCP connection"
            ko "캡처에 TCP 커넥션이 없다";
        FaultConnectionsChosen { count: u64, which: String }
            en "the filter chooses {count} connections, and one is needed: {which}"
            ko "필터가 커넥션 {count}개를 고른다. 하나여야 한다: {which}";
        FaultNoFrameChosen { frames: u64 }
            en "the filter chooses none of the {frames} frames"
            ko "프레임 {frames}개 가운데 필터가 고르는 것이 없다";
        FaultFramesChosen { count: u64, which: String }
            en "the filter chooses {count} frames, and one is needed: {which}"
            ko "필터가 프레임 {count}개를 고른다. 하나여야 한다: {which}";
        FaultTooLarge { frames: u64, most: u64 }
            en "this looks at the steps of {frames} frames, and {most} are the most; choose a connection, or count frames with a filter"
            ko "이 항목은 프레임 {frames}개의 단계를 본다. 최대 {most}개까지 볼 수 있다. 커넥션을 하나 고르거나 필터로 프레임 수를 센다";
        FaultQuery { said: Box<Message> }
            en "{said}"
            ko "{said}";
        FaultNoFinding { code: String }
            en "there is no finding \"{code}\""
            ko "\"{code}\"(이)라는 발견 항목은 없다";
        FaultSnapshotUnreadable { path: String, said: String }
            en "the snapshot {path} cannot be read: {said}"
            ko "스냅숏 {path}을(를) 읽을 수 없다: {said}";
        FaultViewFields { view: String }
            en "\"fields\" belongs to the view \"fields\", and this is \"{view}\""
            ko "\"fields\"는 view가 \"fields\"일 때만 쓴다. 여기는 \"{view}\"(이)다";
        FaultNotFinite {}
            en "a number that is not finite equals nothing"
            ko "유한하지 않은 수와 같은 값은 없다";
        FaultKeyKind {}
            en "the key of a mapping must be text"
            ko "매핑의 키는 문자열이어야 한다";
        FaultUnreadable { said: String }
            en "the file cannot be read: {said}"
            ko "파일을 읽을 수 없다: {said}";
    }
}

messages! {
    /// What to do about it.
    Help {
        HelpMeant { meant: String }
            en "did you mean \"{meant}\"?"
            ko "혹시 \"{meant}\"을(를) 쓰려 했는가?";
        HelpRelative { relative: String }
            en "paths are relative to the YAML file: it would be {relative}"
            ko "경로는 YAML 파일을 기준으로 한다: {relative}";
        HelpOptionalCapture {}
            en "if the capture is not on every machine, say so: requires: {{capture: present}}"
            ko "모든 컴퓨터에 있는 캡처가 아니라면 그렇다고 쓴다: requires: {{capture: present}}";
        HelpSha256 {}
            en "if the new capture is right, ackplain check --bless-capture writes its SHA-256"
            ko "새 캡처가 맞다면 ackplain check --bless-capture로 SHA-256을 고쳐 쓴다";
        HelpFilterAlone { filter: String, capture: String }
            en "try it: ackplain list -Y '{filter}' {capture}"
            ko "직접 확인하려면: ackplain list -Y '{filter}' {capture}";
        HelpFieldsAlone { filter: String, capture: String }
            en "try it: ackplain fields -Y '{filter}' -e frame.number -e tcp.stream {capture}"
            ko "직접 확인하려면: ackplain fields -Y '{filter}' -e frame.number -e tcp.stream {capture}";
        HelpFrame { name: String }
            en "choose one: frame: {name}, or a frame's number"
            ko "프레임을 고른다: frame: {name} 또는 프레임 번호";
        HelpQuoteText {}
            en "YAML reads this as no text; put it in 'quotes' if text is meant"
            ko "YAML은 이것을 문자열로 읽지 않는다. 문자열이라면 '따옴표'로 묶는다";
        HelpIsCapture { path: String }
            en "this is a capture; ackplain check --new {path} writes a first draft of its expectations"
            ko "이것은 캡처 파일이다. ackplain check --new {path}이(가) 기대 파일의 초안을 만든다";
        HelpShape {}
            en "the shape of the file: ackplain check --help"
            ko "파일의 형식: ackplain check --help";
        HelpFindings { there: String }
            en "those that exist: {there}"
            ko "있는 항목: {there}";
    }
}

messages! {
    /// A kind of YAML value.
    YamlKind {
        KindText {} en "text" ko "문자열";
        KindNumber {} en "a number" ko "수";
        KindWhole {} en "a whole number" ko "정수";
        KindBoolean {} en "true or false" ko "true나 false";
        KindList {} en "a list" ko "목록";
        KindMapping {} en "a mapping (key: value)" ko "매핑(키: 값)";
        KindNothing {} en "nothing" ko "빈 값";
        KindTextOrList {} en "text or a list of texts" ko "문자열이나 문자열 목록";
        KindFilterOrNumber {} en "a display filter or a number" ko "디스플레이 필터나 수";
        KindTextOrMapping {} en "text or a mapping" ko "문자열이나 매핑";
    }
}

messages! {
    /// Why something is not looked at here.
    Unmet {
        UnmetVersion { wanted: String, have: String }
            en "needs version {wanted}, and this is {have}"
            ko "버전 {wanted}이(가) 필요한데 이 프로그램은 {have}(이)다";
        UnmetFeature { feature: String, there: String }
            en "needs the feature \"{feature}\", which this version does not have (it has {there})"
            ko "\"{feature}\" 기능이 필요한데 이 버전에는 없다(있는 기능: {there})";
        UnmetCapture { path: String }
            en "the capture {path} is not there"
            ko "캡처 {path}이(가) 없다";
    }
}
