//! The frames without TCP, in a pass of their own: nothing of them was kept by the first.

use super::tell::Trouble;
use super::{OtherFrame, Report};
use crate::capture::{Event, Reader, Source as _};
use crate::connection::{Deaf, Limits, Tracker};
use crate::dissect::{self, Cheap, Packets};
use crate::explain;

/// Tell every frame that is not TCP, from the capture's beginning.
///
/// # Errors
/// The capture cannot be read again, or the report cannot be written.
pub fn others(report: &mut dyn Report, source: &mut Reader) -> Result<(), Trouble> {
    source.rewind()?;
    let mut tracker = Tracker::new(Deaf, Limits::default());
    let mut packets = Packets::new();
    while let Some(event) = source.next()? {
        let Event::Frame(frame) = event else { continue };
        let packet = packets.read(&frame);
        let connection = tracker.take_packet(&packet);
        let protocol = match &packet.cheap {
            Cheap::Tcp(_) => continue,
            Cheap::IcmpQuoting(quote) if quote.v6 => dissect::Other::Icmpv6,
            Cheap::IcmpQuoting(_) => dissect::Other::Icmp,
            Cheap::Other(other) => *other,
        };
        let tree = packet.tree();
        let message = explain::other(protocol, Some(&tree));
        report.other(&OtherFrame {
            frame: frame.no,
            protocol,
            connection: connection.map(|id| id.0),
            message: &message,
        })?;
    }
    Ok(())
}
