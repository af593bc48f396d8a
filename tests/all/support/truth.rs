//! What the Linux kernel wrote down while a sample was captured (`NAME.truth.txt`).
//!
//! Three kinds of lines are read. `STATE TCP a.p > b.q OLD -> NEW` is the tracepoint `inet_sock_set_state`:
//! a socket goes from one state to the next. `EVENT tcp_probe … snd_nxt=… snd_una=… snd_wnd=…` is what a
//! socket held just before it took a segment in. `STEP client error [Errno N]` is what the client's `connect()`
//! returned.
//!
//! The traits of that log, all handled here or in [`Incarnation::accepts`]:
//!
//! * a client's port is 0 at SYN-SENT if the kernel was still to choose it;
//! * TIME-WAIT is logged as CLOSE, because the kernel puts another, smaller socket in its place;
//! * a server's LISTEN -> SYN-RECEIVED is logged when the last ACK of the handshake arrives;
//! * the kernel passes through FIN-WAIT-2 where RFC 9293 goes from FIN-WAIT-1 to TIME-WAIT at once.

use std::collections::BTreeMap;
use std::fs;

/// A socket: its address and port, its peer's address and port.
pub type Socket = (String, u16, String, u16);

/// What a socket holds: SND.NXT, SND.UNA and SND.WND.
pub type Held = (u64, u64, u64);

/// The kernel's account of one capture.
#[derive(Debug, Default)]
pub struct Truth {
    /// The states that each socket went through, one list for each time its ports were used.
    pub states: BTreeMap<Socket, Vec<Incarnation>>,
    /// What each socket held before each segment it took in.
    pub held: BTreeMap<Socket, Vec<Held>>,
    /// The numbers of the errors that the client's calls returned, in order.
    pub errors: Vec<u32>,
}

/// The states of one use of a socket, as the kernel logged them, in RFC 9293's spelling.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Incarnation(pub Vec<&'static str>);

impl Truth {
    /// Reads the kernel's log beside a sample; `None` if there is none.
    pub fn of(stem: &str) -> Option<Self> {
        let path = super::samples::path(&format!("{stem}.truth.txt"));
        fs::read_to_string(path).ok().map(|text| Self::parse(&text))
    }

    /// Reads a log.
    pub fn parse(text: &str) -> Self {
        let mut truth = Self::default();
        // Sockets in SYN-SENT whose port was not chosen yet, by (address, peer, peer's port).
        let mut portless: BTreeMap<(String, String, u16), u32> = BTreeMap::new();
        for line in text.lines() {
            if let Some((socket, old, new)) = state_line(line) {
                truth.state(&mut portless, socket, old, new);
            } else if let Some((socket, held)) = probe_line(line) {
                truth.held.entry(socket).or_default().push(held);
            } else if let Some(error) = error_line(line) {
                truth.errors.push(error);
            }
        }
        truth
    }

    fn state(
        &mut self,
        portless: &mut BTreeMap<(String, String, u16), u32>,
        socket: Socket,
        old: &str,
        new: &str,
    ) {
        let (address, port, peer, peer_port) = &socket;
        if *peer_port == 0 || peer == "0.0.0.0" || peer == "::" {
            return; // a listener
        }
        let opening = (address.clone(), peer.clone(), *peer_port);
        if *port == 0 {
            *portless.entry(opening).or_default() += 1;
            return;
        }
        let runs = self.states.entry(socket).or_default();
        if runs.is_empty() || matches!(old, "SYN_SENT" | "LISTEN" | "CLOSE") {
            let waiting = portless.get_mut(&opening).filter(|count| **count > 0);
            match (old, waiting) {
                ("SYN_SENT", Some(count)) => {
                    *count -= 1;
                    runs.push(Incarnation(vec!["SYN-SENT"]));
                }
                // Its CLOSE -> SYN-SENT was logged with the port: the run is already begun.
                ("SYN_SENT", None) if runs.last().is_some_and(|run| run.0.last() == Some(&"SYN-SENT")) => {}
                ("SYN_SENT", None) => runs.push(Incarnation(vec!["SYN-SENT"])),
                _ => runs.push(Incarnation::default()),
            }
        }
        let run = runs.last_mut().expect("a run was begun above");
        run.0.push(rfc_name(new));
    }
}

impl Incarnation {
    /// Is `ours` an order of states that means the same as the kernel's? `peer` is what the other socket went
    /// through.
    pub fn accepts(&self, ours: &[&str], peer: Option<&Self>, freedom: Freedom) -> bool {
        let ours: Vec<&str> =
            ours.iter().copied().skip_while(|state| matches!(*state, "CLOSED" | "LISTEN")).collect();
        let ours = without_repeats(&ours);
        self.meanings(peer, freedom).iter().any(|meaning| match freedom {
            _ if ours.is_empty() => false,
            Freedom::BegunBefore => meaning.ends_with(&ours),
            Freedom::EndsBefore => meaning.starts_with(&ours),
            Freedom::None | Freedom::ClosedByTimer => *meaning == ours,
        })
    }

    /// The orders of states that the log can mean.
    fn meanings(&self, peer: Option<&Self>, freedom: Freedom) -> Vec<Vec<&'static str>> {
        let logged: Vec<&str> = self.0.iter().copied().filter(|s| *s != "LISTEN").collect();
        let logged = without_repeats(&logged);
        let mut meanings = vec![logged.clone()];
        let Some((&"CLOSED", body)) = logged.split_last() else { return meanings };
        // A CLOSE behind FIN-WAIT-2 or CLOSING is the tracepoint's word for TIME-WAIT, if the peer sent FIN.
        if body.contains(&"FIN-WAIT-2") || body.contains(&"CLOSING") {
            let ends: &[&[&'static str]] = if peer.is_none_or(Self::sent_fin) {
                &[&["TIME-WAIT"], &["TIME-WAIT", "CLOSED"]]
            } else {
                &[&[], &["CLOSED"]]
            };
            meanings.clear();
            for end in ends {
                meanings.push([body, end].concat());
                if peer.is_none_or(Self::sent_fin) {
                    // FIN and the ACK of ours came in one segment.
                    let direct = body.iter().copied().filter(|s| *s != "FIN-WAIT-2");
                    meanings.push(direct.chain(end.iter().copied()).collect());
                }
            }
        }
        if freedom == Freedom::ClosedByTimer {
            meanings.push(body.to_vec());
        }
        meanings
    }

    fn sent_fin(&self) -> bool {
        self.0.iter().any(|state| matches!(*state, "LAST-ACK" | "CLOSING" | "FIN-WAIT-1"))
    }
}

/// What a capture cannot show, and a comparison must allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freedom {
    /// Nothing.
    None,
    /// The capture begins later than the connection: our order may be an end of the kernel's.
    BegunBefore,
    /// The capture ends earlier than the connection: our order may be a beginning of the kernel's.
    EndsBefore,
    /// A timer closed the socket, and no packet marks that.
    ClosedByTimer,
}

fn without_repeats<'a>(states: &[&'a str]) -> Vec<&'a str> {
    let mut once = states.to_vec();
    once.dedup();
    once
}

/// `T STATE TCP 10.0.0.1.40000 > 10.0.0.2.80 OLD -> NEW task=…`
fn state_line(line: &str) -> Option<(Socket, &str, &str)> {
    let (_, rest) = line.split_once(" STATE TCP ")?;
    let mut words = rest.split_ascii_whitespace();
    let (address, port) = words.next()?.rsplit_once('.')?;
    words.next().filter(|word| *word == ">")?;
    let (peer, peer_port) = words.next()?.rsplit_once('.')?;
    let old = words.next()?;
    words.next().filter(|word| *word == "->")?;
    let new = words.next()?;
    let socket = (address.into(), port.parse().ok()?, peer.into(), peer_port.parse().ok()?);
    Some((socket, old, new))
}

/// `T EVENT tcp_probe … src=10.0.0.1:40000 dest=10.0.0.2:80 … snd_nxt=0x1 snd_una=0x1 … snd_wnd=64240 …`
fn probe_line(line: &str) -> Option<(Socket, Held)> {
    let (_, rest) = line.split_once(" EVENT tcp_probe ")?;
    let word = |name: &str| {
        rest.split_ascii_whitespace().find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
    };
    let end = |name: &str| {
        let (address, port) = word(name)?.rsplit_once(':')?;
        let address = address.trim_start_matches('[').trim_end_matches(']');
        Some((address.to_owned(), port.parse::<u16>().ok()?))
    };
    let hexadecimal = |name: &str| u64::from_str_radix(word(name)?.strip_prefix("0x")?, 16).ok();
    let (address, port) = end("src")?;
    let (peer, peer_port) = end("dest")?;
    let held = (hexadecimal("snd_nxt")?, hexadecimal("snd_una")?, word("snd_wnd")?.parse().ok()?);
    Some(((address, port, peer, peer_port), held))
}

/// `T STEP client error [Errno 111] Connection refused`
fn error_line(line: &str) -> Option<u32> {
    let (_, rest) = line.split_once(" STEP client error [Errno ")?;
    rest.split_once(']')?.0.parse().ok()
}

/// The kernel's name of a state in RFC 9293's spelling.
fn rfc_name(kernel: &str) -> &'static str {
    match kernel {
        "SYN_SENT" => "SYN-SENT",
        "SYN_RECV" => "SYN-RECEIVED",
        "ESTABLISHED" => "ESTABLISHED",
        "FIN_WAIT1" => "FIN-WAIT-1",
        "FIN_WAIT2" => "FIN-WAIT-2",
        "CLOSE_WAIT" => "CLOSE-WAIT",
        "LAST_ACK" => "LAST-ACK",
        "CLOSING" => "CLOSING",
        "CLOSE" => "CLOSED",
        "LISTEN" => "LISTEN",
        other => panic!("the kernel has no state {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "\
1.0 STATE TCP 0.0.0.0.80 > 0.0.0.0.0 CLOSE -> LISTEN task=x
1.1 STATE TCP 10.0.0.1.0 > 10.0.0.2.80 CLOSE -> SYN_SENT task=x
1.2 STATE TCP 10.0.0.1.40000 > 10.0.0.2.80 SYN_SENT -> ESTABLISHED task=x
1.3 EVENT tcp_probe family=AF_INET6 src=[fd00::1]:40000 dest=[fd00::2]:80 mark=0x0 data_len=1 snd_nxt=0x66f4d0df snd_una=0x66f4d0de snd_cwnd=10 ssthresh=2 snd_wnd=64512 srtt=31
1.4 STATE TCP 10.0.0.1.40000 > 10.0.0.2.80 ESTABLISHED -> FIN_WAIT1 task=x
1.5 STATE TCP 10.0.0.1.40000 > 10.0.0.2.80 FIN_WAIT1 -> FIN_WAIT2 task=x
1.6 STATE TCP 10.0.0.1.40000 > 10.0.0.2.80 FIN_WAIT2 -> CLOSE task=x
1.7 STEP client error [Errno 111] Connection refused
";

    #[test]
    fn a_log_gives_states_and_values_by_socket() {
        let truth = Truth::parse(LOG);
        let socket: Socket = ("10.0.0.1".into(), 40_000, "10.0.0.2".into(), 80);
        let run = Incarnation(vec!["SYN-SENT", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "CLOSED"]);
        assert_eq!(truth.states, BTreeMap::from([(socket, vec![run])]));
        let six: Socket = ("fd00::1".into(), 40_000, "fd00::2".into(), 80);
        assert_eq!(truth.held[&six], [(0x66f4_d0df, 0x66f4_d0de, 64_512)]);
        assert_eq!(truth.errors, [111]);
    }

    #[test]
    fn a_close_after_fin_wait_2_means_time_wait_only_if_the_peer_sent_fin() {
        let ours = ["SYN-SENT", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2"];
        let with_time_wait = [&ours[..], &["TIME-WAIT"]].concat();
        let truth = Truth::parse(LOG);
        let run = &truth.states.values().next().expect("one socket")[0];
        let closed = Incarnation(vec!["SYN-RECEIVED", "ESTABLISHED", "CLOSE-WAIT", "LAST-ACK"]);
        let aborted = Incarnation(vec!["SYN-RECEIVED", "ESTABLISHED", "CLOSE-WAIT", "CLOSED"]);
        assert!(run.accepts(&with_time_wait, Some(&closed), Freedom::None));
        assert!(!run.accepts(&ours, Some(&closed), Freedom::None));
        assert!(run.accepts(&ours, Some(&aborted), Freedom::None));
        assert!(!run.accepts(&with_time_wait, Some(&aborted), Freedom::None));
    }

    #[test]
    fn a_state_left_out_is_not_accepted() {
        let truth = Truth::parse(LOG);
        let run = &truth.states.values().next().expect("one socket")[0];
        assert!(!run.accepts(&["SYN-SENT", "FIN-WAIT-1", "TIME-WAIT"], None, Freedom::None));
        let late = ["ESTABLISHED", "FIN-WAIT-1", "TIME-WAIT"];
        assert!(!run.accepts(&late, None, Freedom::None));
        assert!(run.accepts(&late, None, Freedom::BegunBefore));
    }
}
