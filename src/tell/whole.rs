//! Everything that was chosen of a capture, told to one format: the overview, each connection, and the frames that are
//! not TCP.

use super::gather::Gathered;
use super::others::others;
use super::overview::Overview;
use super::peer::Joints;
use super::report::Report;
use super::story::{Trouble, tell_with};
use crate::capture::Reader;

/// Tell what was gathered, with what a second capture says of it if there is one. The format chooses what of it is
/// read.
///
/// # Errors
/// The capture cannot be read again, or the report cannot be written.
pub fn tell_capture(
    source: &mut Reader,
    gathered: &Gathered,
    joints: Option<&Joints>,
    report: &mut dyn Report,
) -> Result<(), Trouble> {
    let wants = report.wants(gathered);
    if wants.overview {
        report.overview(&Overview::of(source, gathered)?)?;
    }
    report.capture(gathered)?;
    for (place, chosen) in gathered.chosen.iter().enumerate() {
        tell_with(source, chosen, joints.and_then(|joints| joints.at(place)), report)?;
    }
    if wants.others {
        others(report, source)?;
    }
    report.finish()?;
    Ok(())
}
