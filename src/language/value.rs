//! A header field's value as a reader writes it. Options name themselves, so that a line of them can be read alone.

use super::argument::{Amount, Bits};

messages! {
    /// The value of a header field.
    Value {
        Number { number: u64 }
            en "{number}" ko "{number}";
        Size { bytes: Amount }
            en "{bytes}" ko "{bytes}";
        Flags { bits: Bits }
            en "{bits}" ko "{bits}";
        NotRead {}
            en "–" ko "–";
        Good {}
            en "good" ko "정상";
        Bad {}
            en "bad" ko "틀림";
        Unfinished {}
            en "unfinished" ko "미완성";
        Unverified {}
            en "unverified" ko "확인 불가";
        Text { text: String }
            en "{text}" ko "{text}";
        // Options.
        Mss { bytes: u16 }
            en "MSS {bytes}" ko "MSS {bytes}";
        Shift { shift: u8 }
            en "window shift {shift}" ko "윈도우 시프트 {shift}";
        SackPermitted {}
            en "SACK permitted" ko "SACK 허용";
        SackBlocks { blocks: String }
            en "SACK {blocks}" ko "SACK {blocks}";
        Timestamp { value: u32 }
            en "timestamp {value}" ko "타임스탬프 {value}";
        TimestampEcho { value: u32, echo: u32 }
            en "timestamp {value}, echo {echo}" ko "타임스탬프 {value}, 에코 {echo}";
        NoOperation {}
            en "NOP" ko "NOP";
        EndOfList {}
            en "end of options" ko "옵션 끝";
        FastOpenRequest {}
            en "Fast Open, cookie wanted" ko "Fast Open, 쿠키 요청";
        FastOpenCookie { cookie: String }
            en "Fast Open, cookie {cookie}" ko "Fast Open, 쿠키 {cookie}";
        Mptcp { subtype: String }
            en "MPTCP {subtype}" ko "MPTCP {subtype}";
        Md5 {}
            en "MD5 signature" ko "MD5 서명";
        Authentication { key: u8, next: u8 }
            en "TCP-AO key {key}, next {next}" ko "TCP-AO 키 {key}, 다음 {next}";
        UserTimeoutSeconds { seconds: u16 }
            en "user timeout {seconds} s" ko "사용자 타임아웃 {seconds}초";
        UserTimeoutMinutes { minutes: u16 }
            en "user timeout {minutes} min" ko "사용자 타임아웃 {minutes}분";
        Experiment { id: String }
            en "experiment {id}" ko "실험 옵션 {id}";
        UnknownOption { kind: u8 }
            en "option {kind}, unknown" ko "알 수 없는 옵션 {kind}";
        CutOption { kind: u8 }
            en "option {kind}, cut" ko "잘린 옵션 {kind}";
        MalformedOption { kind: u8 }
            en "option {kind}, malformed" ko "잘못된 옵션 {kind}";
    }
}
