//! `live` on real interfaces: what it prints against what two passes print of the file that it wrote meanwhile, what it
//! loses, and what it may still do once it runs.
//!
//! Traffic flows only on loopback and between two network namespaces that a test makes for itself, and a counted number
//! of packets of it. What needs root, libpcap or `ip` is skipped where that is missing, and says so; where
//! `ACKPLAIN_NEEDS_LIVE=1` is set it fails.
#![allow(clippy::print_stdout)] // how much a kernel lost is worth a look

use crate::support::lines::{of_explain, of_news};
use crate::support::program::{self, Run};
use crate::support::world::{Capture, World, may_capture, skip};
use nix::sys::signal::Signal;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;
use std::time::Duration;

#[test]
fn live_tells_step_for_step_what_two_passes_tell_of_the_recorded_file() {
    let Some(world) = World::make("steps") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("trace.pcapng");
    let capture = Capture::start(
        &world.client,
        &["-i", "veth", "-w", file.to_str().expect("UTF-8"), "--comments", "tcp or icmp or icmp6"],
    );
    let [v4, v6]: [SocketAddr; 2] =
        ["10.9.0.2:8080", "[fd00:9::2]:8080"].map(|text| text.parse().expect("an address"));
    for server in [v4, v6] {
        let listener = world.server.within(|| TcpListener::bind(server)).expect("listens");
        let answering = std::thread::spawn(move || http(&listener));
        world.client.within(|| ask(server));
        answering.join().expect("answered");
        // Refused: nobody listens there.
        let mut closed = server;
        closed.set_port(81);
        let refused = world.client.within(|| TcpStream::connect(closed)).expect_err("nobody listens");
        assert_eq!(refused.kind(), std::io::ErrorKind::ConnectionRefused);
    }
    // Filtered: the answers of this address go into a black hole.
    let silent: SocketAddr = "10.9.0.4:8080".parse().expect("an address");
    let patience = Duration::from_millis(1500);
    let silence = world.client.within(|| TcpStream::connect_timeout(&silent, patience)).expect_err("silence");
    assert_eq!(silence.kind(), std::io::ErrorKind::TimedOut);
    let run = capture.end();
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("nothing lost"), "{}", run.stderr);

    let path = file.to_str().expect("UTF-8");
    let explained = program::run(["explain", "--brief", "--all", "--lang", "en", path]);
    let (live, two) = (of_news(&run.stdout), of_explain(&explained.stdout));
    assert_eq!(live, two, "{}", run.stderr);
    assert_eq!(live.len(), 5);
    for id in 0..5 {
        assert!(live[&id].len() > 3, "connection {id}: {:?}", live[&id]);
    }
    let ends: Vec<&str> =
        run.stdout.lines().filter(|l| l.contains("over: ") || l.contains("ends: ")).collect();
    let of = |id: u32| {
        let own = ends.iter().find(|line| line.trim_start().starts_with(&format!("{id} ")));
        own.unwrap_or_else(|| panic!("no end of {id}:\n{}", run.stdout))
    };
    // Over IPv6 segments have no identification, and here their checksums are left to the card: none is another one's
    // copy.
    assert!(of(0).contains("over: orderly close"), "{}", of(0));
    assert!(of(2).contains("over: orderly close"), "{}", of(2));
    assert!(of(1).contains("refused, ECONNREFUSED") && of(3).contains("refused, ECONNREFUSED"));
    assert!(of(4).contains("when the capture ends: no answer"), "{}", of(4));
    // Both sockets' states stand below the step that changed them.
    assert!(run.stdout.contains("client SYN-SENT · server SYN-RECEIVED"), "{}", run.stdout);
    // Wireshark's users find the steps as comments on the packets.
    let recorded = fs::read(&file).expect("recorded");
    assert!(String::from_utf8_lossy(&recorded).contains("connection 0: SYN  seq "));
}

/// Answers one request and closes.
fn http(listener: &TcpListener) {
    let (mut stream, _) = listener.accept().expect("a client");
    let mut request = Vec::new();
    let mut some = [0; 512];
    while !request.ends_with(b"\r\n\r\n") {
        let got = stream.read(&mut some).expect("a request");
        assert!(got > 0, "the request is cut");
        request.extend_from_slice(&some[..got]);
    }
    let body = "x".repeat(5000);
    write!(stream, "HTTP/1.0 200 OK\r\nContent-Length: 5000\r\n\r\n{body}").expect("answered");
}

/// Asks once and reads to the end.
fn ask(server: SocketAddr) {
    let mut stream = TcpStream::connect(server).expect("connects");
    write!(stream, "GET / HTTP/1.0\r\nHost: {server}\r\n\r\n").expect("asked");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answered");
    assert!(answer.starts_with("HTTP/1.0 200 OK") && answer.len() > 5000);
}

#[test]
fn of_two_hundred_thousand_packets_back_to_back_none_is_missing_without_a_word() {
    const PACKETS: u64 = 200_000;
    let Some(world) = World::make("flood") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("flood.pcapng");
    let path = file.to_str().expect("UTF-8");
    let capture =
        Capture::start(&world.client, &["-i", "lo", "-w", path, "--format", "jsonl", "udp port 5299"]);
    flood(&world, PACKETS);
    let run = capture.end();
    let last = run.stdout.lines().last().expect("a summary");
    let summary: serde_json::Value = serde_json::from_str(last).expect("JSON");
    let number = |value: &serde_json::Value| value.as_u64().expect("a number");
    let (captured, lost) = (number(&summary["frames"]), number(&summary["lost"]["kernel"]));
    println!("{captured} captured, {lost} lost in the kernel");
    // The kernel counts each packet once, although loopback shows it twice; and what it counts is either here or lost.
    assert_eq!(number(&summary["lost"]["received"]), PACKETS, "{}", run.stderr);
    assert_eq!(captured + lost, PACKETS, "{}", run.stderr);
    assert_eq!(lost > 0, run.stderr.contains("dropped by the kernel"), "{}", run.stderr);
    assert_eq!(lost == 0, run.stderr.contains("nothing lost"), "{}", run.stderr);
    // The file holds what was captured, and says what was not.
    let list = program::run(["list", "--format", "json", path]).json();
    assert_eq!(number(&list["capture"]["frames"]), captured);
    assert_eq!(number(&list["capture"]["interfaces"][0]["dropped"]), lost);
}

/// Sends so many packets over the client's loopback, one right behind the other.
fn flood(world: &World, packets: u64) {
    world.client.within(|| {
        let to = UdpSocket::bind("127.0.0.1:5299").expect("a socket");
        let from = UdpSocket::bind("127.0.0.1:0").expect("a socket");
        from.connect(to.local_addr().expect("an address")).expect("connects");
        for number in 0..packets {
            from.send(&number.to_be_bytes()).expect("sent");
        }
    });
}

#[test]
fn what_a_full_kernel_buffer_drops_is_counted_shown_and_recorded() {
    const PACKETS: u64 = 60_000;
    let Some(world) = World::make("full") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("full.pcapng");
    let path = file.to_str().expect("UTF-8");
    let arguments = ["-i", "lo", "--buffer", "1M", "-w", path, "udp port 5299"];
    let capture = Capture::start(&world.client, &arguments);
    // A program that does not run reads nothing: the buffer must overflow.
    capture.signal(Signal::SIGSTOP);
    flood(&world, PACKETS);
    capture.signal(Signal::SIGCONT);
    let run = capture.end();
    let list = program::run(["list", "--format", "json", path]).json();
    let captured = list["capture"]["frames"].as_u64().expect("a number");
    let lost = list["capture"]["interfaces"][0]["dropped"].as_u64().expect("a number");
    assert_eq!(captured + lost, PACKETS, "{}", run.stderr);
    assert!(lost > 0 && captured > 0, "{captured} captured, {lost} lost");
    let findings = list["capture"]["findings"].as_array().expect("a list");
    assert!(findings.iter().any(|finding| finding["count"] == lost), "{findings:?}");
    assert!(run.stdout.contains("lost about here: the kernel's buffer was full"), "{}", run.stdout);
    assert!(run.stderr.contains("dropped by the kernel for lack of room"), "{}", run.stderr);
}

#[test]
fn loopback_inside_any_is_seen_once() {
    const PACKETS: u64 = 100;
    let Some(world) = World::make("any") else { return };
    let capture = Capture::start(&world.client, &["-i", "any", "--format", "jsonl", "udp port 5299"]);
    flood(&world, PACKETS);
    let run = capture.end();
    let last = run.stdout.lines().last().expect("a summary");
    let summary: serde_json::Value = serde_json::from_str(last).expect("JSON");
    assert_eq!(summary["frames"], PACKETS);
    // The kernel has counted each of them twice, so that is not passed on as a number of packets.
    assert!(summary["lost"]["received"].is_null(), "{summary}");
}

#[test]
fn who_reads_no_further_ends_the_capture() {
    let Some(world) = World::make("closed") else { return };
    let capture = Capture::start_unread(&world.client, &["-i", "lo", "tcp port 9"]).close_output();
    // A line is told, nobody takes it, and the program sees that, at the latest with the next one.
    world.client.within(|| {
        for _ in 0..20 {
            assert!(TcpStream::connect("127.0.0.1:9").is_err(), "nobody listens");
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    let run = capture.wait();
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn a_reader_that_stalls_costs_steps_on_its_screen_and_no_packet() {
    const CONNECTIONS: usize = 6_000;
    let Some(world) = World::make("stall") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stall.pcapng");
    let path = file.to_str().expect("UTF-8");
    // Nobody reads its output before all is sent: a pipe and the queue hold a part of it only.
    let capture = Capture::start_unread(
        &world.client,
        &["-i", "lo", "-w", path, "--full", "-c", "12000", "tcp port 9"],
    );
    world.client.within(|| {
        for _ in 0..CONNECTIONS {
            assert!(TcpStream::connect("127.0.0.1:9").is_err(), "nobody listens");
        }
    });
    // It ends by itself, behind the last packet, and finishes the file before it waits for us.
    let list = loop {
        let json = program::run(["list", "--format", "json", path]).json();
        // The counts behind the last packet are written at the end.
        if json["capture"]["interfaces"][0]["dropped"].is_u64() {
            break json;
        }
    };
    assert_eq!(list["capture"]["frames"].as_u64(), Some(2 * CONNECTIONS as u64));
    assert_eq!(list["connections"].as_array().map(Vec::len), Some(CONNECTIONS));
    let run = capture.end();
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("steps not shown: the output is slower than the traffic"));
    assert!(run.stderr.contains("in all not shown"), "{}", run.stderr);
    assert!(run.stderr.contains("12,000 packets, 12000 of them TCP"), "{}", run.stderr);
    assert!(run.stderr.contains("nothing lost"), "{}", run.stderr);
}

#[test]
fn an_interface_that_goes_away_ends_the_capture_with_a_word() {
    let Some(world) = World::make("gone") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("gone.pcapng");
    let path = file.to_str().expect("UTF-8");
    let capture = Capture::start(&world.client, &["-i", "veth", "-w", path, "tcp"]);
    let closed: SocketAddr = "10.9.0.2:81".parse().expect("an address");
    assert!(world.client.within(|| TcpStream::connect(closed)).is_err(), "nobody listens");
    world.client.ip("link del veth");
    let run = capture.wait();
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains("the capture ended by itself"), "{}", run.stderr);
    assert!(run.stdout.contains("refused, ECONNREFUSED"), "{}", run.stdout);
    assert_eq!(program::run(["list", path]).code, Some(0));
}

#[test]
fn a_row_of_files_holds_every_packet_once() {
    const PACKETS: u16 = 600;
    let Some(world) = World::make("row") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    // The next files are created by whoever is left when root's rights are gone.
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).expect("a folder for all");
    let file = folder.path().join("row.pcapng");
    let path = file.to_str().expect("UTF-8");
    let capture =
        Capture::start(&world.client, &["-i", "lo", "-w", path, "--rotate-size", "8K", "udp port 5298"]);
    world.client.within(|| {
        let to = UdpSocket::bind("127.0.0.1:5298").expect("a socket");
        let from = UdpSocket::bind("127.0.0.1:0").expect("a socket");
        for number in 0..PACKETS {
            from.send_to(&number.to_be_bytes(), to.local_addr().expect("an address")).expect("sent");
        }
    });
    let run = capture.end();
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let mut names: Vec<_> =
        fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    names.sort();
    assert!(names.len() > 3, "{names:?}");
    let mut numbers = Vec::new();
    for name in &names {
        assert!(name.metadata().expect("a file").len() <= 8192);
        let name = name.to_str().expect("UTF-8");
        let fields = program::run(["fields", "-e", "udp.payload", name]);
        numbers.extend(fields.stdout.lines().map(|hex| u16::from_str_radix(hex, 16).expect("a number")));
    }
    assert_eq!(numbers, (0..PACKETS).collect::<Vec<_>>());
}

#[test]
fn once_it_runs_nothing_can_be_done_but_to_capture_print_and_record() {
    let Some(world) = World::make("rights") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("trace.pcapng");
    let path = file.to_str().expect("UTF-8");
    // The folder is root's alone, and so is the way to it: it must be opened before root's rights go.
    let run = world.client.run(&["live", "-i", "lo", "-w", path, "--try-sandbox"]);
    let tried: serde_json::Value = serde_json::from_str(run.stdout.trim()).expect("JSON");
    let tried = tried.as_object().expect("an object");
    if !run.stderr.contains("rights given up: running as nobody") {
        return skip("rights", &format!("this kernel cannot do all of it: {}", run.stderr));
    }
    assert!(tried.len() >= 10, "{tried:?}");
    for (what, how) in tried {
        assert_eq!(how, "refused", "{what}");
    }
    // In a folder that nobody may write in, files can be created; elsewhere still not.
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).expect("a folder for all");
    let run = world.client.run(&["live", "-i", "lo", "-w", path, "--try-sandbox"]);
    let tried: serde_json::Value = serde_json::from_str(run.stdout.trim()).expect("JSON");
    assert_eq!(tried["create a file where it records"], "possible");
    assert_eq!(tried["create a file elsewhere"], "refused");
    assert_eq!(tried["read what it recorded"], "refused");
    // And without all that, everything can be done: the attempts are real ones.
    let run = world.client.run(&["live", "-i", "lo", "-w", path, "--try-sandbox", "--no-sandbox"]);
    let tried: serde_json::Value = serde_json::from_str(run.stdout.trim()).expect("JSON");
    for (what, how) in tried.as_object().expect("an object") {
        assert_eq!(how, "possible", "{what}");
    }
    assert!(run.stderr.contains("--no-sandbox"), "{}", run.stderr);
}

#[test]
fn a_row_of_files_where_nobody_may_create_any_is_refused_at_once() {
    let Some(world) = World::make("refused") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("row.pcapng");
    let path = file.to_str().expect("UTF-8");
    let run = world.client.run(&["live", "-i", "lo", "-w", path, "--rotate-seconds", "60"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("nobody may not create files here"), "{}", run.stderr);
}

#[test]
fn who_called_sudo_owns_the_file_and_the_process() {
    use std::os::unix::fs::MetadataExt as _;

    let Some(world) = World::make("sudo") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("trace.pcapng");
    let path = file.to_str().expect("UTF-8");
    let mut command = world.client.command(&["live", "-i", "lo", "-w", path, "--try-sandbox"]);
    let output = command.env("SUDO_UID", "54321").env("SUDO_GID", "54322").output().expect("runs");
    let stderr = String::from_utf8(output.stderr).expect("UTF-8");
    if !stderr.contains("running as 54321") {
        return skip("sudo", &format!("this system cannot become that user: {stderr}"));
    }
    let about = file.metadata().expect("a file");
    assert_eq!((about.uid(), about.gid()), (54_321, 54_322));
}

#[test]
fn without_libpcap_one_sentence_says_what_to_install_and_files_are_read() {
    let missing = |arguments: &[&str]| {
        program::finish(program::command(arguments).env("ACKPLAIN_LIBPCAP", "no-such-libpcap.so.1"))
    };
    for (lang, says) in [("en", "sudo apt install libpcap0.8"), ("ko", "libpcap이 설치되어 있지 않다")]
    {
        for arguments in [
            &["live", "-i", "lo"][..],
            &["live", "--list-interfaces"],
            &["list", "refused.pcap", "--bpf", "tcp"],
            &["explain", "refused.pcap", "--bpf", "tcp"],
            &["fields", "refused.pcap", "-e", "frame.number", "--bpf", "tcp"],
        ] {
            let Run { code, stdout, stderr } = missing(&[arguments, &["--lang", lang]].concat());
            assert_eq!(code, Some(2), "{arguments:?}");
            assert!(stdout.is_empty(), "{stdout}");
            assert_eq!(stderr.lines().count(), 1, "{stderr}");
            assert!(stderr.contains(says), "{stderr}");
        }
    }
    for arguments in [&["refused.pcap"][..], &["explain", "refused.pcap"], &["list", "refused.pcap"]] {
        let Run { code, stdout, stderr } = missing(arguments);
        assert_eq!((code, stderr.as_str()), (Some(0), ""), "{arguments:?}");
        assert!(!stdout.is_empty());
    }
}

/// The library must be opened, never linked: a binary that needs it does not start without it.
#[test]
#[cfg(target_pointer_width = "64")]
fn the_binary_needs_no_library_but_those_of_c() {
    let needed = needed(&fs::read(env!("CARGO_BIN_EXE_ackplain")).expect("the binary"));
    assert!(!needed.is_empty(), "not even libc: nothing was read");
    for library in &needed {
        let plain = ["libc.", "libm.", "libgcc_s.", "libpthread.", "libdl.", "librt.", "ld-linux", "ld-musl"];
        assert!(plain.iter().any(|name| library.starts_with(name)), "{library} of {needed:?}");
    }
}

/// The DT_NEEDED entries of a 64-bit ELF file of this machine's byte order.
#[cfg(target_pointer_width = "64")]
fn needed(elf: &[u8]) -> Vec<String> {
    let word = |at: usize| {
        let bytes = elf.get(at..at + 8).expect("inside the file");
        u64::from_ne_bytes(bytes.try_into().expect("eight bytes")) as usize
    };
    let half = |at: usize| u16::from_ne_bytes([elf[at], elf[at + 1]]) as usize;
    let long = |at: usize| u32::from_ne_bytes(elf[at..at + 4].try_into().expect("four bytes"));
    assert_eq!(elf.get(..5), Some(&b"\x7fELF\x02"[..]));
    let (table, size, count) = (word(0x20), half(0x36), half(0x38));
    let segments: Vec<usize> = (0..count).map(|index| table + index * size).collect();
    // PT_LOAD: from addresses to places in the file.
    let place = |address: usize| {
        segments
            .iter()
            .filter(|&&at| long(at) == 1)
            .map(|&at| (word(at + 8), word(at + 16), word(at + 32)))
            .find(|&(_, from, length)| (from..from + length).contains(&address))
            .map(|(offset, from, _)| address - from + offset)
            .expect("a loaded address")
    };
    // PT_DYNAMIC: pairs of a tag and a value.
    let dynamic = segments.iter().find(|&&at| long(at) == 2).map(|&at| (word(at + 8), word(at + 32)));
    let (from, length) = dynamic.expect("a dynamic binary");
    let entries: Vec<(usize, usize)> = (from..from + length)
        .step_by(16)
        .map(|at| (word(at), word(at + 8)))
        .take_while(|e| e.0 != 0)
        .collect();
    let strings = entries.iter().find(|entry| entry.0 == 5).map(|entry| place(entry.1)).expect("strings");
    entries
        .iter()
        .filter(|entry| entry.0 == 1)
        .map(|entry| {
            let name = &elf[strings + entry.1..];
            let end = name.iter().position(|byte| *byte == 0).expect("an end");
            String::from_utf8_lossy(&name[..end]).into_owned()
        })
        .collect()
}

#[test]
fn a_capture_filter_over_a_file_chooses_frames_and_leaves_their_numbers() {
    if !may_capture("a_capture_filter_over_a_file", false) {
        return;
    }
    let numbers = |filter: &str| {
        let run = program::run(["fields", "orderly_close.pcapng", "-e", "frame.number", "--bpf", filter]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        run.stdout.lines().map(|line| line.parse::<u64>().expect("a number")).collect::<Vec<_>>()
    };
    assert_eq!(numbers("arp"), [1, 2]);
    assert_eq!(numbers("tcp[tcpflags] & tcp-syn != 0"), [3, 4]);
    assert_eq!(numbers("port 9999"), [] as [u64; 0]);
    // Frames of up to 96 bytes were kept; the filter asks for their lengths on the wire.
    let lengths = |arguments: &[&str]| {
        let run = program::run([&["fields", "data_cut.pcap", "-e", "frame.len"], arguments].concat());
        run.stdout.lines().map(|line| line.parse::<u64>().expect("a number")).collect::<Vec<_>>()
    };
    let long: Vec<u64> = lengths(&[]).into_iter().filter(|length| *length >= 100).collect();
    assert!(!long.is_empty());
    assert_eq!(lengths(&["--bpf", "greater 100"]), long);
    // Both passes of `explain`, and `list`, see the same frames.
    let all = program::run(["list", "rejects.pcap", "--format", "jsonl"]).stdout;
    let first: serde_json::Value = serde_json::from_str(all.lines().next().expect("a row")).expect("JSON");
    let filter = format!("port {}", first["client"]["port"]);
    let some = program::run(["list", "rejects.pcap", "--format", "jsonl", "--bpf", &filter]).stdout;
    assert_eq!(some.lines().count(), 1);
    let told = program::run(["explain", "rejects.pcap", "--brief", "--bpf", &filter]);
    assert_eq!(of_explain(&told.stdout).len(), 1, "{}", told.stdout);

    let wrong = program::run(["list", "refused.pcap", "rejects.pcap", "--bpf", "tcp prot 80"]);
    assert_eq!(wrong.code, Some(2));
    assert_eq!(wrong.stderr.lines().count(), 1, "{}", wrong.stderr);
    assert!(wrong.stderr.contains("`tcp prot 80` is no capture filter"), "{}", wrong.stderr);
}

#[test]
fn what_cannot_be_captured_is_said_with_what_to_do() {
    if !may_capture("what_cannot_be_captured", false) {
        return;
    }
    let said = |arguments: &[&str], code: i32| {
        let run = program::run([&["live"], arguments].concat());
        assert_eq!(run.code, Some(code), "{arguments:?}: {}", run.stderr);
        assert!(run.stdout.is_empty(), "{}", run.stdout);
        run.stderr
    };
    assert!(said(&["-i", "l0"], 2).contains("l0: there is no such interface"));
    assert!(said(&["-i", "lo", "-w", "-"], 2).contains("-w needs a file"));
    assert!(said(&["-i", "lo", "tcp", "prot", "80"], 2).contains("`tcp prot 80` is no capture filter"));
    assert!(said(&["-i", "lo", "-Y", "tcp.prot == 80"], 2).contains("tcp.prot"));
    assert!(said(&["-i", "lo", "--rotate-size", "8K"], 2).contains("--write"));
    assert!(said(&["-i", "lo", "--buffer", "many"], 2).contains("64M"));
}

#[test]
fn who_may_not_capture_is_told_the_exact_command() {
    if !may_capture("who_may_not_capture", true) {
        return;
    }
    // A copy that anybody can run: the binary itself may lie where only root can look.
    let folder = tempfile::tempdir().expect("a folder");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("a folder for all");
    let binary = folder.path().join("ackplain");
    fs::copy(env!("CARGO_BIN_EXE_ackplain"), &binary).expect("copied");
    let run = |lang: &str| {
        use std::os::unix::process::CommandExt as _;

        let mut command = Command::new(&binary);
        command.args(["live", "-i", "lo", "--lang", lang]).current_dir("/").uid(65_534).gid(65_534);
        let output = command.output().expect("runs");
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    let binary = binary.canonicalize().expect("a path").display().to_string();
    for lang in ["en", "ko"] {
        let said = run(lang);
        assert!(said.contains(&format!("sudo setcap cap_net_raw+ep {binary}")), "{said}");
        assert!(said.contains("sudo ackplain live -i lo"), "{said}");
    }
}

#[test]
fn the_interfaces_are_listed_with_their_addresses() {
    let Some(world) = World::make("faces") else { return };
    let run = world.client.run(&["live", "-D", "--format", "jsonl"]);
    let faces: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let face = |name: &str| faces.iter().find(|face| face["name"] == name).expect("an interface");
    assert_eq!(face("lo")["loopback"], true);
    let veth = face("veth");
    assert_eq!((&veth["up"], &veth["loopback"]), (&true.into(), &false.into()));
    let addresses = veth["addresses"].as_array().expect("a list");
    assert!(addresses.contains(&"10.9.0.1".into()) && addresses.contains(&"fd00:9::1".into()), "{veth}");
    let text = world.client.run(&["live", "-D", "--lang", "ko"]).stdout;
    assert!(text.lines().any(|line| line.starts_with("lo ") && line.contains("루프백")), "{text}");
}
