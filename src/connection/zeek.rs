//! A connection in Zeek's words: `conn_state` and `history`.
//!
//! Written from Zeek's documented vocabulary, not from its code. Two rules of our own: RSTOS0 and SH are said only
//! where the SYN was really seen, and nothing is said where the capture does not decide.
//!
//! `conn_state` follows from a connection's summary, and where a RST came behind a FIN from who sent the first one,
//! which the letters of `history` tell (`connection/history.rs`). The tables of `list` know only the summary.

use crate::connection::{CloseKind, Outcome, Side, Summary};

/// Zeek's words for a connection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// `conn_state`.
    pub conn_state: Option<&'static str>,
    /// `history`.
    pub history: Option<String>,
}

impl Words {
    /// What a summary and the letters of its segments tell.
    pub fn new(summary: &Summary, history: &str) -> Self {
        let reset_by = history.chars().find_map(|letter| match letter {
            'R' => Some(Side::Client),
            'r' => Some(Side::Server),
            _ => None,
        });
        Self { conn_state: conn_state(summary, reset_by), history: Some(history.to_owned()) }
    }

    /// What a summary tells: the state, without the history.
    pub fn of_summary(summary: &Summary) -> Self {
        Self { conn_state: conn_state(summary, None), history: None }
    }
}

const SYN: u8 = 1;
const SYN_ACK: u8 = 2;

fn conn_state(summary: &Summary, reset_by: Option<Side>) -> Option<&'static str> {
    let seen = |bit| summary.completeness & bit != 0;
    let closer = summary.close.map(|close| close.initiator);
    // An abort's first RST is its close; after a FIN the RST may be anybody's.
    let reset_by = reset_by.or(match summary.close {
        Some(close) if close.kind == CloseKind::Abort => Some(close.initiator),
        _ => None,
    });
    Some(match summary.outcome {
        Outcome::Refused => "REJ",
        Outcome::TimedOut | Outcome::Unanswered | Outcome::Unreachable => "S0",
        Outcome::Closed if seen(SYN) => "SF",
        Outcome::Established if seen(SYN) && seen(SYN_ACK) => "S1",
        Outcome::Closing if seen(SYN) && seen(SYN_ACK) => match closer? {
            Side::Client => "S2",
            Side::Server => "S3",
        },
        Outcome::Closing if seen(SYN) && closer == Some(Side::Client) => "SH",
        Outcome::Closing if !seen(SYN) && seen(SYN_ACK) && closer == Some(Side::Server) => "SHR",
        Outcome::Reset => match reset_by? {
            Side::Client if seen(SYN) && !seen(SYN_ACK) => "RSTOS0",
            Side::Server if !seen(SYN) && seen(SYN_ACK) => "RSTRH",
            Side::Client if seen(SYN) => "RSTO",
            Side::Server if seen(SYN) => "RSTR",
            Side::Client | Side::Server => "OTH",
        },
        Outcome::HalfOpen if seen(SYN) && seen(SYN_ACK) => "S1",
        Outcome::Established
        | Outcome::Closed
        | Outcome::Closing
        | Outcome::HalfOpen
        | Outcome::MidStream
        | Outcome::Stray => "OTH",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::tests::exchange::{Exchange, Log, ack, fin, rst, rst_ack, seg, syn, syn_ack};
    use crate::dissect::Flags;

    /// The words for an exchange, and those without the segments.
    fn words(x: Exchange) -> (Words, Words) {
        let log: Log = x.finish();
        (Words::new(&log.ended[0], &log.histories[0]), Words::of_summary(&log.ended[0]))
    }

    type Begin = fn() -> Exchange;
    type Act = fn(&mut Exchange);

    fn opened() -> Exchange {
        Exchange::new().opened()
    }

    /// Each value of `conn_state`, by what Zeek's documentation says it means.
    #[test]
    fn every_state_of_zeeks_documentation_has_its_exchange() {
        let table: [(&str, &str, Begin, Act, &str); 17] = [
            ("S0", "attempt seen, no reply", Exchange::new, |x| _ = x.client(syn(1000)), "S"),
            ("S1", "established, not terminated", opened, |_| {}, "ShA"),
            (
                "SF",
                "normal establishment and termination",
                opened,
                |x| {
                    x.client(ack(1001, 9001).data(5));
                    x.server(ack(9001, 1006).data(5));
                    x.client(fin(1006, 9006));
                    x.server(fin(9006, 1007));
                    x.client(ack(1007, 9007));
                },
                "ShADdFf",
            ),
            (
                "REJ",
                "attempt rejected",
                Exchange::new,
                |x| {
                    x.client(syn(1000));
                    x.server(rst_ack(0, 1001));
                },
                "Sr",
            ),
            (
                "S2",
                "established, close attempt by originator, no reply from responder",
                opened,
                |x| {
                    x.client(fin(1001, 9001));
                    x.server(ack(9001, 1002));
                },
                "ShAFa",
            ),
            (
                "S3",
                "established, close attempt by responder, no reply from originator",
                opened,
                |x| {
                    x.server(fin(9001, 1001));
                    x.client(ack(1001, 9002));
                },
                "ShAf",
            ),
            (
                "RSTO",
                "established, originator aborted",
                opened,
                |x| _ = x.client(rst_ack(1001, 9001)),
                "ShAR",
            ),
            ("RSTR", "responder sent a RST", opened, |x| _ = x.server(rst_ack(9001, 1001)), "ShAr"),
            (
                "RSTOS0",
                "originator sent SYN and RST, no SYN,ACK seen",
                Exchange::new,
                |x| {
                    x.client(syn(1000));
                    x.client(ack(1001, 9001));
                    x.client(rst_ack(1001, 9001));
                },
                "SAR",
            ),
            (
                "RSTRH",
                "responder sent SYN,ACK and RST, no SYN seen",
                Exchange::new,
                |x| {
                    x.server(syn_ack(9000, 1001));
                    x.server(rst_ack(9001, 1001));
                },
                "^hr",
            ),
            (
                "SH",
                "originator sent SYN and FIN, no SYN,ACK seen",
                Exchange::new,
                |x| {
                    x.client(syn(1000));
                    x.client(ack(1001, 9001));
                    x.client(fin(1001, 9001));
                },
                "SAF",
            ),
            (
                "SHR",
                "responder sent SYN,ACK and FIN, no SYN seen",
                Exchange::new,
                |x| {
                    x.server(syn_ack(9000, 1001));
                    x.server(ack(9001, 1001));
                    x.server(fin(9001, 1001));
                },
                "^haf",
            ),
            (
                "OTH",
                "no SYN, midstream traffic",
                Exchange::new,
                |x| {
                    x.client(ack(5000, 7000).data(10));
                    x.server(ack(7000, 5010));
                },
                "Da",
            ),
            (
                "S1",
                "repeated data and gaps are letters of their own",
                opened,
                |x| {
                    x.client(ack(1001, 9001).data(5));
                    x.client(ack(1001, 9001).data(5));
                    x.server(ack(9001, 1100));
                },
                "ShADTaG",
            ),
            ("S1", "a closed window", opened, |x| _ = x.server(ack(9001, 1001).window(0)), "ShAaw"),
            (
                "RSTO",
                "a RST for the SYN,ACK",
                Exchange::new,
                |x| {
                    x.client(syn(1000));
                    x.server(syn_ack(9000, 1001));
                    x.client(rst(1001));
                },
                "ShR",
            ),
            (
                "RSTO",
                "FIN with RST, SYN with FIN",
                opened,
                |x| {
                    x.client(seg(Flags::FIN | Flags::RST, 1001, 0));
                    x.server(seg(Flags::FIN | Flags::SYN, 9000, 0));
                },
                "ShAIFRqsf",
            ),
        ];
        for (state, meaning, begin, act, history) in table {
            let mut x = begin();
            act(&mut x);
            let (told, row) = words(x);
            assert_eq!(told.conn_state, Some(state), "{meaning}");
            assert_eq!(told.history.as_deref(), Some(history), "{meaning}");
            assert!(row.conn_state.is_none_or(|row| row == state), "{meaning}: {row:?} in a list");
        }
    }

    #[test]
    fn a_history_stays_short_whatever_comes() {
        let mut x = Exchange::new().opened();
        for n in 0..2_000_u32 {
            // Every combination of control bits, from both sides, with and without data, window open and closed.
            let segment = seg((n % 512) as u16, 1001 + n, 9001).data(n % 2).window((n % 3) as u16);
            if n % 5 == 0 {
                x.client(segment)
            } else {
                x.server(segment)
            };
        }
        let history = &x.finish().histories[0];
        // ^ once, eight letters once a side, four letters four times a side at most: 1, 10, 100 and 1,000.
        assert!(history.len() <= 1 + 2 * 8 + 2 * 4 * 4, "{history}");
    }

    #[test]
    fn what_is_counted_stands_again_at_each_power_of_ten() {
        let mut x = Exchange::new().opened();
        x.client(ack(1001, 9001).data(5));
        for _ in 0..12 {
            x.wait(300).client(ack(1001, 9001).data(5));
        }
        assert_eq!(words(x).0.history.as_deref(), Some("ShADTT"));
    }
}
