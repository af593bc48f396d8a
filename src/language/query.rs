//! What is wrong with a jq expression, in both languages.

messages! {
    /// What is wrong with an expression.
    QueryProblem {
        QueryEmpty {}
            en "an expression is expected here, such as .client.iss"
            ko "여기에는 .client.iss 같은 식이 있어야 한다";
        QueryLong { length: u64, most: u64 }
            en "the expression has {length} bytes, and {most} are the most"
            ko "식이 {length}바이트다. 최대 {most}바이트까지 쓸 수 있다";
        QueryDeep { most: u64 }
            en "brackets or signs stand more than {most} deep here"
            ko "여기서 괄호나 부호가 {most}단계보다 깊이 겹친다";
        QueryUnclosed { open: String }
            en "this {open} is not closed"
            ko "여기서 연 {open}이(가) 닫히지 않았다";
        QueryDigit {}
            en "a digit is expected here"
            ko "여기에는 숫자가 있어야 한다";
        QueryName {}
            en "a name is expected here"
            ko "여기에는 이름이 있어야 한다";
        QueryEscape {}
            en "there is no such escape sequence in jq: a backslash itself is written twice"
            ko "jq에 이런 이스케이프 시퀀스는 없다. 역슬래시 자체는 두 번 쓴다";
        QueryCharacter { found: String }
            en "{found} has no meaning in jq; text stands in \"double quotes\", and is written 'in single quotes' around them in YAML"
            ko "jq에서 {found}은(는) 뜻이 없다. 문자열은 \"큰따옴표\"로 묶고, YAML에서는 그 바깥을 '작은따옴표'로 묶는다";
        QueryMore { found: String }
            en "the expression is over before {found}: an operator or a | is missing"
            ko "{found} 앞에서 식이 끝난다. 연산자나 |가 빠져 있다";
        QueryExpectsSign { sign: String, found: String }
            en "{sign} is expected here, not {found}"
            ko "여기에는 {found}이(가) 아니라 {sign}이(가) 있어야 한다";
        QueryEndsBefore { sign: String }
            en "the expression ends where {sign} is still expected"
            ko "{sign}이(가) 더 있어야 하는데 식이 끝난다";
        QueryExpectsKey { found: String }
            en "a key is expected here, not {found}; a name with dots is written .\"tcp.flags\""
            ko "여기에는 {found}이(가) 아니라 키가 있어야 한다. 점이 있는 이름은 .\"tcp.flags\"처럼 쓴다";
        QueryExpectsValue { found: String }
            en "a value is expected here, not {found}"
            ko "여기에는 {found}이(가) 아니라 값이 있어야 한다";
        QueryEndsEarly {}
            en "the expression ends where a value is still expected"
            ko "값이 더 있어야 하는데 식이 끝난다";
        QueryNoFunction { name: String, arguments: u64 }
            en "there is no function {name}/{arguments} in jq; a key of the report begins with a dot: .{name}"
            ko "jq에 {name}/{arguments}(이)라는 함수는 없다. 보고서의 키는 점으로 시작한다: .{name}";
        QueryNoVariable { name: String }
            en "{name} is not defined here"
            ko "여기서 {name}은(는) 정의되어 있지 않다";
        QueryRefused { name: String }
            en "{name} cannot be used here: it depends on the machine or the time, or need not end"
            ko "{name}은(는) 여기서 쓸 수 없다. 컴퓨터나 시각에 따라 값이 달라지거나 끝나지 않을 수 있다";
        QueryNoKey { key: String, there: String }
            en "the report has no key \"{key}\" here; it has {there}"
            ko "보고서의 이 자리에 \"{key}\"라는 키는 없다. 있는 키: {there}";
        QueryFailed { said: String }
            en "jq: {said}"
            ko "jq: {said}";
        QueryMemory {}
            en "the expression takes too much memory: it repeats text, builds too many values, or nests them too deep"
            ko "식이 메모리를 너무 많이 쓴다. 문자열을 되풀이하거나 값을 너무 많이 만들거나 너무 깊이 겹친다";
        QueryMany { most: u64 }
            en "the expression yields more than {most} values"
            ko "식의 결과가 {most}개를 넘는다";
    }
}
