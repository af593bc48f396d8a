//! Comments of a first draft.

messages! {
    /// A comment.
    DraftLine {
        DraftAbout {}
            en "Say here what the capture shows and why it is kept; then take away what does not matter."
            ko "이 캡처가 무엇을 보여 주고 왜 남겨 두는지 여기에 적는다. 그런 다음 중요하지 않은 것을 지운다.";
        DraftTime {}
            en "Lengths of time change with every run; a range such as {{range: [1ms, 50ms]}} says what is still right."
            ko "시간은 실행할 때마다 달라진다. {{range: [1ms, 50ms]}} 같은 범위로 어디까지 괜찮은지 적는다.";
        DraftMore { more: u64 }
            en "{more} more connections are not told here."
            ko "나머지 커넥션 {more}개는 여기에 적지 않았다.";
    }
}
