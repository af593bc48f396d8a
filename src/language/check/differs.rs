//! What is said of a capture that is not as expected, where no rule of the protocol says it better.

messages! {
    /// A sentence about a difference.
    Differs {
        DiffersThat {}
            en "the expression must be true for what the capture holds"
            ko "캡처의 내용에 대해 식이 참이어야 한다";
        DiffersSeveral { count: u64 }
            en "the expression yields {count} values, and one is compared; [ ] around it makes a list of them"
            ko "식의 결과가 {count}개인데 하나만 비교할 수 있다. [ ]로 묶으면 목록이 된다";
        DiffersNull { path: String }
            en "there is nothing here, because {path} is null: the capture does not show it, or it did not happen"
            ko "{path}이(가) null이므로 값이 없다. 캡처에 보이지 않거나 일어나지 않은 일이다";
        DiffersFailed { said: String }
            en "the expression cannot be computed here: {said}"
            ko "식을 여기서 계산할 수 없다: {said}";
        DiffersKind {}
            en "one is text and the other a number: in YAML, quotes make the difference"
            ko "하나는 문자열이고 하나는 수다. YAML에서는 따옴표에 따라 달라진다";
        DiffersNoField { frame: u64, layers: String }
            en "frame {frame} has no such field; it holds {layers}"
            ko "{frame}번 프레임에는 그 필드가 없다. 프레임의 계층: {layers}";
        DiffersRepeated { count: u64 }
            en "the frame has this field {count} times; a list of values compares them all"
            ko "프레임에 이 필드가 {count}번 있다. 값의 목록으로 모두 비교할 수 있다";
        DiffersMore { frames: String }
            en "not expected: {frames}"
            ko "기대하지 않은 것: {frames}";
        DiffersFewer { frames: String }
            en "missing: {frames}"
            ko "빠진 것: {frames}";
        DiffersMoreAndFewer { more: String, fewer: String }
            en "not expected: {more}; missing: {fewer}"
            ko "기대하지 않은 것: {more}. 빠진 것: {fewer}";
        DiffersChosen { frames: String }
            en "chosen are {frames}"
            ko "골라진 것: {frames}";
        DiffersNoneChosen {}
            en "nothing is chosen"
            ko "골라진 것이 없다";
        DiffersFindings { there: String }
            en "the findings here are {there}"
            ko "여기에 있는 발견 항목: {there}";
        DiffersNoFindings {}
            en "there is no finding here"
            ko "여기에는 발견 항목이 없다";
        DiffersText { near: String }
            en "the explanation comes nearest to it with: {near}"
            ko "설명에서 가장 가까운 곳: {near}";
        DiffersNoText {}
            en "no part of the explanation resembles it"
            ko "설명에 비슷한 곳이 없다";
        DiffersSnapshotLine { line: u64 }
            en "the first difference is in line {line} of the snapshot"
            ko "스냅숏의 {line}번째 줄에서 처음으로 달라진다";
        DiffersSnapshotNew {}
            en "there is no such snapshot yet; ackplain check --bless=new writes it"
            ko "아직 이 스냅숏이 없다. ackplain check --bless=new가 만든다";
        DiffersValue {}
            en "the capture says otherwise"
            ko "캡처의 내용은 다르다";
    }
}
