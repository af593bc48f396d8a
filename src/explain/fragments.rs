//! Fragments of datagrams: which one a frame has a piece of, or completes, and what becomes of it.

use crate::capture::FrameNo;
use crate::dissect::datagram::{Datagram, Overlap, Piece, Whole};
use crate::dissect::{FieldId, Tree};
use crate::language::fragments::{Fragments, Pieces, Ranges};
use crate::language::{Amount, FrameList, Message};

/// What becomes of a datagram that waits for more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outlook {
    /// This frame completes it.
    Whole(FrameNo),
    /// The capture ends without the rest.
    Missing,
    /// It was given up when this frame came.
    GivenUp(FrameNo),
}

/// A fragment in `frame`, and what becomes of its datagram. `inside`: it came in fragments itself. `file` as it stands
/// in a command.
pub(crate) fn fragment(
    frame: FrameNo,
    datagram: &Datagram,
    outlook: &Outlook,
    inside: bool,
    file: &str,
) -> Vec<Message> {
    let (name, bytes) = (name(datagram), Ranges(brought(frame, datagram)));
    let mut said = vec![if inside {
        Fragments::FragmentInside { name, bytes }
    } else {
        Fragments::FragmentOf { name, bytes }
    }];
    let others: Vec<_> = datagram.pieces.iter().filter(|piece| piece.frame != frame).map(piece).collect();
    if !others.is_empty() {
        said.push(Fragments::FragmentOthers { pieces: Pieces(others) });
    }
    let missing = || {
        let missing = datagram.missing();
        Ranges(missing.iter().map(|&(from, to)| (from as u64, to.map(|to| to as u64))).collect())
    };
    said.push(match outlook {
        Outlook::Whole(by) => Fragments::FragmentWhole {
            bytes: Amount(datagram.total.unwrap_or(0) as u64),
            frame: *by,
            file: file.to_owned(),
        },
        Outlook::Missing => Fragments::FragmentMissing { bytes: missing() },
        Outlook::GivenUp(at) => Fragments::FragmentGivenUp { bytes: missing(), frame: *at },
    });
    said.into_iter().map(Message::from).collect()
}

/// A datagram that a frame completes.
pub fn whole(whole: &Whole) -> Vec<Message> {
    let about = &whole.about;
    let mut said = vec![Fragments::DatagramWhole {
        name: name(about),
        bytes: Amount(whole.data() as u64),
        pieces: Pieces(about.pieces.iter().map(piece).collect()),
    }];
    match whole.overlap {
        None => {}
        Some(Overlap::Same) => said.push(Fragments::DatagramAgain {}),
        Some(Overlap::Different) => said.push(Fragments::DatagramContradicts {}),
    }
    said.into_iter().map(Message::from).collect()
}

/// What stands over the bytes of a datagram that was put together.
pub(crate) fn head(whole: &Whole) -> Message {
    let frames = FrameList(whole.frames.iter().map(|&(no, _)| no).collect());
    Fragments::DatagramHead { frames, bytes: Amount(whole.data() as u64) }.into()
}

/// Said of a fragment that nothing was put together with.
pub(crate) fn alone(tree: &Tree<'_>) -> Option<Message> {
    let set = |id| tree.all(id).any(|field| !field.quoted && field.value.number() != Some(0));
    let fragment =
        [FieldId::IpFlagsMf, FieldId::IpFragOffset, FieldId::Ipv6FragmentMore, FieldId::Ipv6FragmentOffset]
            .into_iter()
            .any(set);
    fragment.then(|| Fragments::FragmentAlone {}.into())
}

/// "IPv4 10.0.0.1 → 10.0.0.2, ID 0x1c46".
fn name(datagram: &Datagram) -> String {
    let (version, id) = if datagram.src.is_ipv4() {
        (4, format!("0x{:04x}", datagram.id))
    } else {
        (6, format!("0x{:08x}", datagram.id))
    };
    format!("IPv{version} {} → {}, ID {id}", datagram.src, datagram.dst)
}

fn piece(piece: &Piece) -> (u64, u64, u64) {
    (piece.frame, piece.start.into(), piece.end.into())
}

fn brought(frame: FrameNo, datagram: &Datagram) -> Vec<(u64, Option<u64>)> {
    let own = datagram.pieces.iter().filter(|piece| piece.frame == frame);
    own.map(|piece| (piece.start.into(), Some(piece.end.into()))).collect()
}
