//! ICMP and ICMPv6 errors: what their sender says, the two fields of the header, why they concern this connection.

use super::FieldLine;
use super::context::Context;
use crate::connection::{Errno, IcmpError, State, errno_of};
use crate::dissect::FieldId;
use crate::language::Message;
use crate::language::icmp::IcmpSays;
use crate::language::value::Value;

/// The error in its sender's words. `port` is the port that the quoted segment asked for.
pub(super) fn says(error: &IcmpError, port: u16) -> IcmpSays {
    let mtu = error.mtu;
    match (error.v6, error.kind, error.code) {
        (false, 3, 0) => IcmpSays::NetUnreachable {},
        (false, 3, 1) => IcmpSays::HostUnreachable {},
        (false, 3, 2) => IcmpSays::ProtocolUnreachable {},
        (false, 3, 3) => IcmpSays::PortUnreachable { port },
        (false, 3, 4) => match mtu {
            Some(mtu) if mtu > 0 => IcmpSays::TooBig { mtu },
            Some(_) | None => IcmpSays::TooBigUntold {},
        },
        (false, 3, 5) => IcmpSays::SourceRouteFailed {},
        (false, 3, 6) => IcmpSays::NetUnknown {},
        (false, 3, 7) => IcmpSays::HostUnknown {},
        (false, 3, 8) => IcmpSays::HostIsolated {},
        (false, 3, 9) => IcmpSays::NetProhibited {},
        (false, 3, 10) => IcmpSays::HostProhibited {},
        (false, 3, code @ (11 | 12)) => IcmpSays::ServiceUnreachable { code },
        (false, 3, 13) => IcmpSays::Prohibited {},
        (false, 3, code) => IcmpSays::OtherUnreachable { code },
        (false, 4, _) => IcmpSays::SourceQuench {},
        (false, 11, 0) => IcmpSays::Expired {},
        (false, 11, 1) => IcmpSays::ReassemblyExpired {},
        (false, 12, code) => IcmpSays::ParameterProblem { code },
        (true, 1, 0) => IcmpSays::V6NoRoute {},
        (true, 1, 1) => IcmpSays::V6Prohibited {},
        (true, 1, 2) => IcmpSays::V6BeyondScope {},
        (true, 1, 3) => IcmpSays::V6AddressUnreachable {},
        (true, 1, 4) => IcmpSays::V6PortUnreachable { port },
        (true, 1, 5) => IcmpSays::V6SourcePolicy {},
        (true, 1, 6) => IcmpSays::V6RejectRoute {},
        (true, 2, _) => IcmpSays::V6TooBig { mtu: mtu.unwrap_or(1280) },
        (true, 3, 0) => IcmpSays::V6Expired {},
        (true, 3, 1) => IcmpSays::V6ReassemblyExpired {},
        (true, 4, code) => IcmpSays::V6ParameterProblem { code },
        (_, kind, code) => IcmpSays::OtherError { kind, code },
    }
}

/// Type and code.
pub(super) fn fields(context: &Context<'_>, error: &IcmpError) -> Vec<FieldLine> {
    let (of_type, of_code) = if error.v6 {
        (FieldId::Icmpv6Type, FieldId::Icmpv6Code)
    } else {
        (FieldId::IcmpType, FieldId::IcmpCode)
    };
    let meaning = match (error.v6, error.kind) {
        (false, 3) if error.code == 13 => IcmpSays::TypeProhibited {},
        (false, 3) => IcmpSays::TypeUnreachable {},
        (false, 11) => IcmpSays::TypeExpired {},
        (false, 12) | (true, 4) => IcmpSays::TypeParameter {},
        (true, 1) => IcmpSays::TypeUnreachable6 {},
        (true, 2) => IcmpSays::TypeTooBig {},
        (true, 3) => IcmpSays::TypeExpired6 {},
        _ => IcmpSays::TypeOther {},
    };
    let (at, spot) = (error.at as usize, error.spot);
    [(of_type, 0, error.kind, meaning), (of_code, 1, error.code, code(error))]
        .into_iter()
        .filter_map(|(field, behind, number, meaning)| {
            let byte = context.bytes.get(at + behind)?;
            Some(FieldLine {
                field,
                datagram: spot.datagram,
                offset: spot.offset as usize + behind,
                length: 1,
                raw: format!("{byte:02x}"),
                value: Value::Number { number: u64::from(number) }.into(),
                meaning: meaning.into(),
            })
        })
        .collect()
}

/// The reason within the type, in a few words.
fn code(error: &IcmpError) -> IcmpSays {
    match (error.v6, error.kind, error.code) {
        (false, 3, 0) | (true, 1, 0) => IcmpSays::CodeNet {},
        (false, 3, 1) | (true, 1, 3) => IcmpSays::CodeHost {},
        (false, 3, 2) => IcmpSays::CodeProtocol {},
        (false, 3, 3) | (true, 1, 4) => IcmpSays::CodePort {},
        (false, 3, 4) => IcmpSays::CodeTooBig {},
        (false, 3, 5) => IcmpSays::CodeSourceRoute {},
        (false, 3, 6 | 7) => IcmpSays::CodeUnknown {},
        (false, 3, 8) => IcmpSays::CodeIsolated {},
        (false, 3, 9 | 10 | 13) | (true, 1, 1) => IcmpSays::CodeProhibited {},
        (false, 3, 11 | 12) => IcmpSays::CodeService {},
        (false, 11, 0) | (true, 3, 0) => IcmpSays::CodeTransit {},
        (false, 11, 1) | (true, 3, 1) => IcmpSays::CodeReassembly {},
        (true, 1, 2) => IcmpSays::CodeScope {},
        (true, 1, 5) => IcmpSays::CodeSourcePolicy {},
        (true, 1, 6) => IcmpSays::CodeReject {},
        _ => IcmpSays::CodeOther {},
    }
}

/// What joins it to this connection, who sent it, how hard it is.
pub(super) fn why(context: &Context<'_>, error: &IcmpError) -> Vec<Message> {
    let about = context.about;
    let (client, server) = (about.client.endpoint, about.server.endpoint);
    // Which side's segment is quoted; as a rule the client's SYN.
    let (from, to) = match &context.icmp {
        Some(quote) => (quote.src_port, quote.dst_port),
        None => (client.port, server.port),
    };
    let ports = format!("{from} → {to}");
    let joined = match error.quoted_seq {
        Some(seq) => IcmpSays::Joined { ports, seq: seq.0 },
        None => IcmpSays::JoinedByPorts { ports },
    };
    let sender = if error.from == server.ip {
        IcmpSays::FromServer {}
    } else if error.from == client.ip {
        IcmpSays::FromClient { from: error.from.to_string() }
    } else {
        IcmpSays::FromOnTheWay { from: error.from.to_string() }
    };
    let port = matches!((error.v6, error.kind, error.code), (false, 3, 3) | (true, 1, 4));
    let by_another = matches!(sender, IcmpSays::FromOnTheWay { .. }) && port;
    let filter = by_another.then_some(IcmpSays::PortByAnother {});
    [joined, sender].into_iter().chain(filter).chain([hardness(error)]).map(Message::from).collect()
}

/// Hard, soft or neither (RFC 9293, 3.9.2.2).
fn hardness(error: &IcmpError) -> IcmpSays {
    match (error.v6, error.kind, error.code) {
        (false, 3, 4) | (true, 2, _) => IcmpSays::ForPathMtu {},
        (false, 3, 2 | 3) => IcmpSays::Hard {},
        (false, 4, _) => IcmpSays::Discarded {},
        (false, 3, 0 | 1 | 5) | (false, 11, 0 | 1) | (false, 12, _) => IcmpSays::Soft {},
        (true, 1, 0 | 3) | (true, 3, 0 | 1) | (true, 4, 0..=2) => IcmpSays::Soft {},
        _ => IcmpSays::Unclassed {},
    }
}

/// What would be different.
pub(super) fn otherwise(context: &Context<'_>, error: &IcmpError) -> Vec<Message> {
    let waits = context.facts.before.iter().any(|socket| socket.state == Some(State::SynSent));
    match errno_of(error) {
        Some(_) if waits => vec![IcmpSays::IfEstablished {}.into(), IcmpSays::IfSilent {}.into()],
        Some(_) | None => Vec::new(),
    }
}

/// Does this errno come from an ICMP error rather than from a RST?
pub(super) fn from_icmp(errno: Errno, refused_by_rst: bool) -> bool {
    match errno {
        Errno::Refused => !refused_by_rst,
        Errno::HostUnreachable
        | Errno::NetUnreachable
        | Errno::NoProtocol
        | Errno::Access
        | Errno::NotSupported
        | Errno::HostDown
        | Errno::NoNet
        | Errno::Protocol => true,
        Errno::Reset | Errno::TimedOut | Errno::Pipe => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{IpAddr, Ipv4Addr};

    fn error(v6: bool, kind: u8, code: u8) -> IcmpError {
        IcmpError {
            from: IpAddr::V4(Ipv4Addr::new(10, 0, 0, 254)),
            v6,
            kind,
            code,
            mtu: None,
            quoted_seq: None,
            at: 34,
            spot: crate::dissect::Spot { datagram: 0, offset: 34 },
        }
    }

    #[test]
    fn hard_and_soft_are_those_of_rfc_9293() {
        for code in [2, 3] {
            assert_eq!(hardness(&error(false, 3, code)), IcmpSays::Hard {});
        }
        for (kind, code) in [(3, 0), (3, 1), (3, 5), (11, 0), (11, 1), (12, 0)] {
            assert_eq!(hardness(&error(false, kind, code)), IcmpSays::Soft {});
        }
        for (kind, code) in [(1, 0), (1, 3), (3, 0), (3, 1), (4, 2)] {
            assert_eq!(hardness(&error(true, kind, code)), IcmpSays::Soft {});
        }
        for code in [9, 10, 13] {
            assert_eq!(hardness(&error(false, 3, code)), IcmpSays::Unclassed {});
        }
        assert_eq!(hardness(&error(false, 3, 4)), IcmpSays::ForPathMtu {});
        assert_eq!(hardness(&error(true, 2, 0)), IcmpSays::ForPathMtu {});
    }

    #[test]
    fn every_type_and_code_says_something() {
        for v6 in [false, true] {
            for kind in 0..=255 {
                for code in [0, 1, 3, 13, 255] {
                    let said = Message::from(says(&error(v6, kind, code), 80));
                    assert!(!said.text(crate::language::Language::Korean).is_empty());
                }
            }
        }
    }
}
