//! The page that `check` prints.

messages! {
    /// A line of it.
    PageLine {
        PageDiffers { id: String, subject: String, actual: String, expected: String }
            en "{id}: {subject} is {actual}, expected {expected}"
            ko "{id}: {subject} 값은 {actual}, 기대한 값은 {expected}";
        PageCount { id: String, subject: String, actual: String, expected: String }
            en "{id}: {subject} counts {actual}, expected {expected}"
            ko "{id}: {subject}의 개수는 {actual}, 기대한 개수는 {expected}";
        PageOnly { id: String, subject: String, actual: String, expected: String }
            en "{id}: {subject} gives {actual}, expected only {expected}"
            ko "{id}: {subject}의 결과는 {actual}, 기대한 것은 {expected}뿐이다";
        PageThat { id: String, subject: String, actual: String }
            en "{id}: {subject} is {actual}, not true"
            ko "{id}: {subject} 식이 참이 아니다. 결과: {actual}";
        PageFindingAbsent { id: String, code: String }
            en "{id}: the finding {code} is expected and not there"
            ko "{id}: 발견 항목 {code}이(가) 있어야 하는데 없다";
        PageFindingPresent { id: String, code: String }
            en "{id}: the finding {code} is there and not expected"
            ko "{id}: 발견 항목 {code}이(가) 없어야 하는데 있다";
        PageExplain { id: String, expected: String }
            en "{id}: the explanation does not say \"{expected}\""
            ko "{id}: 설명에 \"{expected}\"(이)라는 말이 없다";
        PageSnapshot { id: String, file: String, actual: String, expected: String }
            en "{id}: the snapshot {file} has {expected}, the capture {actual}"
            ko "{id}: 스냅숏 {file}에는 {expected}, 캡처에는 {actual}";
        PageUnexpectedPass { id: String, reason: String }
            en "{id}: holds, though it is known to fail ({reason}); take known_failure away"
            ko "{id}: 실패하는 것으로 적혀 있지만({reason}) 통과했다. known_failure를 지운다";
        PageKnownFailure { id: String, reason: String }
            en "{id}: fails as known: {reason}"
            ko "{id}: 알려진 대로 실패했다: {reason}";
        PageSkipped { id: String, why: String }
            en "{id}: skipped: {why}"
            ko "{id}: 건너뛰었다: {why}";
        PageFileSkipped { why: String }
            en "skipped: {why}"
            ko "건너뛰었다: {why}";
        PageCapture { path: String }
            en "capture {path}"
            ko "캡처 {path}";
        PageConnection { connection: u32 }
            en "connection {connection}"
            ko "커넥션 {connection}";
        PageFrame { frame: u64 }
            en "frame {frame}"
            ko "{frame}번 프레임";
        PageBytesInFile { field: String, first: u64, last: u64 }
            en "{field}, bytes {first} to {last} of the file"
            ko "{field}, 파일의 {first}~{last}번째 바이트";
        PageBytesInFrame { field: String, first: u64, last: u64 }
            en "{field}, bytes {first} to {last} of the frame"
            ko "{field}, 프레임의 {first}~{last}번째 바이트";
        PageByteInFile { field: String, byte: u64 }
            en "{field}, byte {byte} of the file"
            ko "{field}, 파일의 {byte}번째 바이트";
        PageByteInFrame { field: String, byte: u64 }
            en "{field}, byte {byte} of the frame"
            ko "{field}, 프레임의 {byte}번째 바이트";
        PageLedger { socket: crate::connection::Side, variable: String, before: String, after: String, evidence: crate::connection::Evidence }
            en "{socket}: {variable} {before} → {after} ({evidence})"
            ko "{socket}: {variable} {before} → {after} ({evidence})";
        PageHeld { count: u64 }
            en "{count} held"
            ko "통과 {count}";
        PageFailed { count: u64 }
            en "{count} failed"
            ko "실패 {count}";
        PageKnown { count: u64 }
            en "{count} failed as known"
            ko "알려진 실패 {count}";
        PageUnexpected { count: u64 }
            en "{count} held unexpectedly"
            ko "뜻밖의 통과 {count}";
        PageSkippedCount { count: u64 }
            en "{count} skipped"
            ko "건너뜀 {count}";
        PageBroken { count: u64 }
            en "{count} unusable files"
            ko "쓸 수 없는 파일 {count}";
        PageFiles { count: u64 }
            en "files: {count}"
            ko "파일 {count}개";
        PageOrphanCapture { path: String }
            en "{path}: no file of expectations names this capture"
            ko "{path}: 이 캡처를 가리키는 기대 파일이 없다";
        PageOrphanSnapshot { path: String }
            en "{path}: no expectation uses this snapshot (it is not deleted)"
            ko "{path}: 이 스냅숏을 쓰는 항목이 없다(지우지는 않는다)";
        PageTooManySkipped { skipped: u64, most: u64 }
            en "{skipped} were skipped, and --max-skipped allows {most}"
            ko "{skipped}개를 건너뛰었는데 --max-skipped는 {most}개까지 허용한다";
        PageNothingAsked {}
            en "no expectation was asked for: no file has such a tag or id, or there is no file ending in .expect.yaml"
            ko "확인할 항목이 없다. 그런 태그나 id가 없거나 .expect.yaml로 끝나는 파일이 없다";
        PageDraft { path: String }
            en "wrote {path}: read it, keep what matters, and say why in \"about\""
            ko "{path}을(를) 만들었다. 읽어 보고 중요한 것만 남긴 뒤 \"about\"에 이유를 적는다";
        PageDraftThere { path: String }
            en "{path} is there already and is not overwritten"
            ko "{path}이(가) 이미 있으므로 덮어쓰지 않는다";
        PageSelfTest { wrong: u64, right: u64 }
            en "self-test: {wrong} wrong expectations failed and {right} right ones held, as they should"
            ko "자체 시험: 틀린 항목 {wrong}개가 실패하고 맞는 항목 {right}개가 통과했다. 그래야 한다";
        PageSelfTestBad { id: String }
            en "self-test: the expectation \"{id}\" did not come out as it must: do not trust this program's verdicts"
            ko "자체 시험: 항목 \"{id}\"의 결과가 잘못되었다. 이 프로그램의 판정을 믿으면 안 된다";
        PageProgress { done: u64, all: u64 }
            en "{done} of {all} files"
            ko "파일 {all}개 가운데 {done}개";
        PageRunAgain {}
            en "the expectations of new captures were not looked at yet: run it again"
            ko "새 캡처의 항목은 아직 확인하지 않았다. 다시 실행한다";
        PageSaved { path: String }
            en "kept what failed in {path}"
            ko "실패한 것을 {path}에 남겼다";
    }
}
