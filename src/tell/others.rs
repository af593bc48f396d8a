//! The frames without TCP, in a pass of their own: nothing of them was kept by the first.

use super::cursor::{Cursor, Next};
use super::report::{OtherFrame, Report};
use super::story::Trouble;
use crate::capture::Reader;
use crate::connection::{Deaf, Limits, Tracker};
use crate::dissect::{self, Cheap};
use crate::explain;

/// Tell every frame that is not TCP, from the capture's beginning.
///
/// # Errors
/// The capture cannot be read again, or the report cannot be written.
pub fn others(report: &mut dyn Report, source: &mut Reader) -> Result<(), Trouble> {
    source.rewind()?;
    let mut cursor = Cursor::new(source, Tracker::new(Deaf, Limits::default()), ());
    while let Some(next) = cursor.advance()? {
        let Next::Frame(met) = next else { continue };
        let protocol = match &met.packet.cheap {
            Cheap::Tcp(_) => continue,
            Cheap::IcmpQuoting(quote) if quote.v6 => dissect::Other::Icmpv6,
            Cheap::IcmpQuoting(_) => dissect::Other::Icmp,
            Cheap::Other(other) => *other,
        };
        let tree = met.packet.tree();
        let message = explain::other(protocol, Some(&tree));
        report.other(&OtherFrame {
            frame: met.frame.no,
            protocol,
            connection: met.connection.map(|id| id.0),
            message: &message,
        })?;
    }
    Ok(())
}
