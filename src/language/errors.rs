//! What goes wrong before or beside the reading: every complaint of the command line, in both languages.
//!
//! A complaint names the file, where in it, and what to do next. It is said on standard error and decides an exit code;
//! what is wrong *inside* a capture is a finding and stands in the report.

use super::Language;
use super::remarks;
use crate::capture::{Damage, DamageKind};

/// A complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Complaint {
    /// No such file.
    NoFile {
        /// What was asked for.
        path: String,
    },
    /// No such file, and the word resembles a command.
    NoFileButCommand {
        /// What was typed.
        word: String,
        /// The command that it resembles.
        command: &'static str,
    },
    /// No header field has this name.
    NoField {
        /// What was asked for.
        name: String,
        /// The nearest that exists.
        nearest: Option<&'static str>,
    },
    /// No field and no other term has this name.
    NoTerm {
        /// What was asked for.
        name: String,
        /// The nearest that exists.
        nearest: Option<String>,
    },
    /// `fields` without any field.
    NoFieldNamed,
    /// `fields` without a capture.
    FieldsWithoutCapture,
    /// A layout option that does not exist.
    BadLayout {
        /// What was given.
        option: String,
    },
    /// No connection has a frame that the filter chooses.
    NothingChosen {
        /// The file.
        path: String,
        /// The filter.
        filter: String,
    },
    /// A display filter is wrong: the report, a line each.
    Filter {
        /// See above.
        lines: Vec<String>,
    },
    /// The operating system refused to read.
    Unreadable {
        /// The file.
        path: String,
        /// What it said.
        error: String,
    },
    /// The operating system refused to write.
    Unwritable {
        /// The file.
        path: String,
        /// What it said.
        error: String,
    },
    /// A directory.
    Directory {
        /// Which.
        path: String,
    },
    /// No bytes at all.
    Empty {
        /// The file.
        path: String,
    },
    /// Fewer bytes than a capture's file header.
    Short {
        /// The file.
        path: String,
        /// Bytes there.
        have: usize,
        /// Bytes needed.
        needed: usize,
    },
    /// Compressed.
    Compressed {
        /// The file.
        path: String,
        /// Compressed how.
        how: &'static str,
        /// The command that unpacks it to standard output.
        unpack: Option<&'static str>,
    },
    /// Compressed, and what is inside is compressed again.
    CompressedTwice {
        /// The file.
        path: String,
        /// Compressed how.
        how: &'static str,
        /// And inside.
        inner: &'static str,
        /// The command that takes the outer layer off.
        unpack: Option<&'static str>,
    },
    /// Compressed, and no capture inside.
    Inside {
        /// The file.
        path: String,
        /// Compressed how.
        how: &'static str,
        /// What would be said of the file if it were not compressed.
        inside: Box<Complaint>,
    },
    /// Compressed, and cannot be unpacked as far as a capture would begin.
    Unpacking {
        /// The file.
        path: String,
        /// Compressed how.
        how: &'static str,
        /// Why.
        damage: DamageKind,
    },
    /// Text.
    Text {
        /// The file.
        path: String,
    },
    /// Another capture format.
    OtherCapture {
        /// The file.
        path: String,
        /// Its name.
        name: &'static str,
    },
    /// A pcap version that is not read.
    PcapVersion {
        /// The file.
        path: String,
        /// Major.
        major: u16,
        /// Minor.
        minor: u16,
    },
    /// No capture, and nothing known either.
    Unknown {
        /// The file.
        path: String,
        /// Its first bytes, as hex.
        first: String,
    },
    /// `--stream N` beyond the last.
    NoStream {
        /// The file.
        path: String,
        /// Asked for.
        stream: u32,
        /// How many there are.
        streams: u64,
    },
    /// Frames count from 1.
    FrameZero,
    /// `--frame N` beyond the last.
    NoFrame {
        /// The file.
        path: String,
        /// Asked for.
        frame: u64,
        /// How many there are.
        frames: u64,
    },
    /// A frame that belongs to no TCP connection.
    NotTcp {
        /// The file, quoted for a shell.
        path: String,
        /// Which.
        frame: u64,
    },
    /// The container is damaged here and there; what was read was used.
    Damaged {
        /// The file.
        path: String,
        /// The first place.
        damage: Damage,
        /// How many more.
        more: u64,
    },
    /// The report would be written over the capture.
    OverItself {
        /// The capture.
        path: String,
    },
    /// A command that stands behind something else.
    CommandLate {
        /// What stands before it.
        word: String,
    },
    /// None of the connections asked for is in the other capture.
    NotInPeer {
        /// The capture that is explained.
        path: String,
        /// The other one.
        peer: String,
        /// One connection that was looked for.
        connection: String,
        /// How many more were.
        more: u64,
    },
    /// Two captures cannot both be standard input.
    TwoInputs,
    /// A live capture cannot begin.
    Live(super::live::Live),
    /// `--partition` with something else than a part.
    BadPartition {
        /// What was given.
        text: String,
    },
}

impl Complaint {
    /// The sentence, in one language.
    pub(crate) fn text(&self, lang: Language) -> String {
        match self {
            Self::NoFile { path } => say!(lang,
                en: "{path}: there is no such file. `ackplain --help` shows what can be given.",
                ko: "{path}: 그런 파일이 없다. 쓸 수 있는 것은 `ackplain --help`로 볼 수 있다."),
            Self::NoFileButCommand { word, command } => say!(lang,
                en: "{word}: neither a command nor a file. Did you mean `ackplain {command}`?",
                ko: "{word}: 그런 명령도, 그런 파일도 없다. `ackplain {command}` 명령을 뜻한 것인가?"),
            Self::NoField { name, nearest: Some(nearest) } => say!(lang,
                en: "{name}: no field has this name. Did you mean `{nearest}`? `ackplain fields --list` prints all.",
                ko: "{name}: 그런 이름의 필드는 없다. `{nearest}`을(를) 뜻한 것인가? 모든 필드는 `ackplain fields --list`로 볼 수 있다."),
            Self::NoField { name, nearest: None } => say!(lang,
                en: "{name}: no field has this name. `ackplain fields --list` prints all.",
                ko: "{name}: 그런 이름의 필드는 없다. 모든 필드는 `ackplain fields --list`로 볼 수 있다."),
            Self::NoTerm { name, nearest: Some(nearest) } => say!(lang,
                en: "{name}: no field, state, control bit or option has this name. Did you mean `{nearest}`? `ackplain field` prints all.",
                ko: "{name}: 그런 이름의 필드도, 상태도, 컨트롤 비트도, 옵션도 없다. `{nearest}`을(를) 뜻한 것인가? 모두 보려면 `ackplain field`를 쓴다."),
            Self::NoTerm { name, nearest: None } => say!(lang,
                en: "{name}: no field, state, control bit or option has this name. `ackplain field` prints all.",
                ko: "{name}: 그런 이름의 필드도, 상태도, 컨트롤 비트도, 옵션도 없다. 모두 보려면 `ackplain field`를 쓴다."),
            Self::NoFieldNamed => say!(lang,
                en: "no field is named. Give at least one, as in `-e frame.number -e tcp.seq_raw`.",
                ko: "필드를 하나도 지정하지 않았다. `-e frame.number -e tcp.seq_raw`처럼 하나 이상 지정한다."),
            Self::FieldsWithoutCapture => say!(lang,
                en: "no capture is named. Give a file, or `-` for standard input.",
                ko: "캡처를 지정하지 않았다. 파일 이름이나, 표준 입력을 뜻하는 `-`를 쓴다."),
            Self::BadLayout { option } => say!(lang,
                en: "-E {option}: there is no such option. There are header=y|n, separator=CHAR, occurrence=a|f|l, aggregator=CHAR and quote=d|s|n.",
                ko: "-E {option}: 그런 옵션은 없다. header=y|n, separator=문자, occurrence=a|f|l, aggregator=문자, quote=d|s|n을 쓸 수 있다."),
            Self::BadPartition { text } => say!(lang,
                en: "--partition {text}: not a part. Write hash:M/N with M from 1 to N, such as hash:1/3.",
                ko: "--partition {text}: 나눈 부분이 아니다. hash:1/3처럼 M이 1부터 N까지인 hash:M/N을 쓴다."),
            Self::NothingChosen { path, filter } => say!(lang,
                en: "{path}: no connection has a frame that `{filter}` chooses.",
                ko: "{path}: `{filter}`에 맞는 프레임이 있는 커넥션이 없다."),
            Self::Filter { lines } => lines.join("\n"),
            Self::Unreadable { path, error } => say!(lang,
                en: "{path}: cannot be read: {error}",
                ko: "{path}: 읽을 수 없다: {error}"),
            Self::Unwritable { path, error } => say!(lang,
                en: "{path}: cannot be written: {error}",
                ko: "{path}: 쓸 수 없다: {error}"),
            Self::Directory { path } => say!(lang,
                en: "{path}: a directory. Name a capture file inside it.",
                ko: "{path}: 디렉터리다. 그 안의 캡처 파일을 지정한다."),
            Self::Empty { path } => say!(lang,
                en: "{path}: empty: not even a capture's file header is there. Did the capturing program end before it wrote anything?",
                ko: "{path}: 빈 파일이다. 캡처 파일의 헤더조차 없다. 캡처 프로그램이 아무것도 쓰지 못하고 끝났는지 확인한다."),
            Self::Short { path, have, needed } => say!(lang,
                en: "{path}: only {have} bytes: a capture begins with a file header of {needed}. Copy or capture it again.",
                ko: "{path}: {have}바이트뿐이다. 캡처 파일은 {needed}바이트의 파일 헤더로 시작한다. 다시 복사하거나 다시 캡처한다."),
            Self::Compressed { path, how, unpack } => match unpack {
                Some(unpack) => say!(lang,
                    en: "{path}: compressed with {how}. Unpack it first: {unpack} | ackplain -",
                    ko: "{path}: {how} 형식으로 압축되어 있다. 먼저 압축을 푼다: {unpack} | ackplain -"),
                None => say!(lang,
                    en: "{path}: compressed with {how}. Unpack it first.",
                    ko: "{path}: {how} 형식으로 압축되어 있다. 먼저 압축을 푼다."),
            },
            Self::CompressedTwice { path, how, inner, unpack } => {
                let unpack = unpack.unwrap_or(how);
                say!(lang,
                    en: "{path}: compressed twice, with {inner} and then with {how}; one layer is unpacked here. Take the outer one off first: {unpack} | ackplain -",
                    ko: "{path}: {inner} 형식으로 압축한 것을 {how} 형식으로 다시 압축했다. 한 겹만 풀 수 있다. 바깥쪽 압축을 먼저 푼다: {unpack} | ackplain -")
            }
            Self::Inside { path, how, inside } => {
                let inside = inside.text(lang);
                let inside =
                    inside.strip_prefix(path.as_str()).unwrap_or(&inside).trim_start_matches([':', ' ']);
                say!(lang,
                    en: "{path}: compressed with {how}; inside: {inside}",
                    ko: "{path}: {how} 형식으로 압축되어 있다. 압축을 푼 내용: {inside}")
            }
            Self::Unpacking { path, how, damage } => {
                let why = remarks::unpacking(damage, lang).unwrap_or_default();
                say!(lang,
                    en: "{path}: compressed with {how}, and nothing of a capture could be unpacked: {why}",
                    ko: "{path}: {how} 형식으로 압축되어 있는데, 캡처의 시작 부분을 풀 수 없다. {why}")
            }
            Self::Text { path } => say!(lang,
                en: "{path}: text, not a capture. Save packets with `tcpdump -w FILE` or as pcapng in Wireshark.",
                ko: "{path}: 캡처가 아니라 텍스트다. 패킷은 `tcpdump -w FILE`로 저장하거나 Wireshark에서 pcapng로 저장한다."),
            Self::OtherCapture { path, name } => say!(lang,
                en: "{path}: a capture in {name} format, which is not read here. Convert it: editcap -F pcapng IN OUT",
                ko: "{path}: {name} 형식의 캡처다. 이 형식은 읽지 않는다. 먼저 변환한다: editcap -F pcapng IN OUT"),
            Self::PcapVersion { path, major, minor } => say!(lang,
                en: "{path}: pcap of version {major}.{minor}, which is not read here. Convert it: editcap -F pcapng IN OUT",
                ko: "{path}: 버전 {major}.{minor}의 pcap이다. 이 버전은 읽지 않는다. 먼저 변환한다: editcap -F pcapng IN OUT"),
            Self::Unknown { path, first } => say!(lang,
                en: "{path}: not a capture: it begins with {first}, where pcap or pcapng has its magic number.",
                ko: "{path}: 캡처가 아니다. pcap이나 pcapng의 매직 넘버가 있어야 할 곳에 {first}이(가) 있다."),
            Self::NoStream { path, stream, streams } => match streams {
                0 => say!(lang,
                    en: "--stream {stream}: there is no TCP connection in {path}.",
                    ko: "--stream {stream}: {path}에는 TCP 커넥션이 없다."),
                1 => say!(lang,
                    en: "--stream {stream}: {path} has one TCP stream, number 0.",
                    ko: "--stream {stream}: {path}에는 TCP 스트림이 0번 하나뿐이다."),
                _ => {
                    let last = streams - 1;
                    say!(lang,
                        en: "--stream {stream}: {path} has {streams} TCP streams, numbered 0 to {last}.",
                        ko: "--stream {stream}: {path}에는 TCP 스트림이 {streams}개 있다. 번호는 0부터 {last}까지다.")
                }
            },
            Self::FrameZero => say!(lang,
                en: "frame 0: frames count from 1.",
                ko: "프레임 0: 프레임 번호는 1부터 센다."),
            Self::NoFrame { path, frame, frames } => match frames {
                0 => say!(lang,
                    en: "frame {frame}: {path} has no frames.",
                    ko: "프레임 {frame}: {path}에는 프레임이 없다."),
                1 => say!(lang,
                    en: "frame {frame}: {path} has 1 frame.",
                    ko: "프레임 {frame}: {path}에는 프레임이 1개뿐이다."),
                _ => say!(lang,
                    en: "frame {frame}: {path} has {frames} frames.",
                    ko: "프레임 {frame}: {path}에는 프레임이 {frames}개 있다."),
            },
            Self::NotTcp { path, frame } => say!(lang,
                en: "frame {frame} belongs to no TCP connection. Its bytes: ackplain frame {path} {frame}",
                ko: "프레임 {frame}: 어느 TCP 커넥션에도 속하지 않는다. 바이트 보기: ackplain frame {path} {frame}"),
            Self::Damaged { path, damage, more } => {
                let remark = remarks::damage(damage, lang);
                if *more == 0 {
                    say!(lang, en: "{path}: {remark}", ko: "{path}: {remark}")
                } else {
                    say!(lang,
                        en: "{path}: {remark}; and {more} more such places",
                        ko: "{path}: {remark}. 이런 곳이 {more}군데 더 있다")
                }
            }
            Self::OverItself { path } => say!(lang,
                en: "{path}: the report would be written over the capture itself. Choose another file for -o.",
                ko: "{path}: 보고서가 캡처 파일을 덮어쓰게 된다. -o에 다른 파일을 지정한다."),
            Self::CommandLate { word } => say!(lang,
                en: "{word}: stands before the command. The command comes first: ackplain COMMAND {word}",
                ko: "{word}: 명령 앞에 있다. 명령을 먼저 쓴다: ackplain COMMAND {word}"),
            Self::NotInPeer { path, peer, connection, more: 0 } => say!(lang,
                en: "--peer {peer}: the connection {connection} of {path} is not in it, neither by addresses and ports nor by the first numbers of both sides.",
                ko: "--peer {peer}: {path}의 커넥션 {connection}은(는) 여기에 없다. 주소와 포트로도, 양쪽의 첫 번호로도 찾을 수 없다."),
            Self::NotInPeer { path, peer, connection, more } => say!(lang,
                en: "--peer {peer}: none of the connections of {path} is in it, neither by addresses and ports nor by the first numbers of both sides: {connection} and {more} more were looked for.",
                ko: "--peer {peer}: {path}의 커넥션이 하나도 없다. 주소와 포트로도, 양쪽의 첫 번호로도 찾을 수 없다. {connection} 밖에 {more}개를 찾았다."),
            Self::TwoInputs => say!(lang,
                en: "`-` was given twice: standard input can be read only once.",
                ko: "`-`가 두 번 주어졌다. 표준 입력은 한 번만 읽을 수 있다."),
            Self::Live(why) => why.text(lang),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_stream_is_told_how_many_there_are() {
        let complaint = |streams| {
            Complaint::NoStream { path: "a.pcap".to_owned(), stream: 999, streams }.text(Language::English)
        };
        assert_eq!(complaint(0), "--stream 999: there is no TCP connection in a.pcap.");
        assert_eq!(complaint(1), "--stream 999: a.pcap has one TCP stream, number 0.");
        assert_eq!(complaint(12), "--stream 999: a.pcap has 12 TCP streams, numbered 0 to 11.");
    }
}
