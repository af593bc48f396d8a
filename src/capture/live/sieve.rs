//! Capture filters over files: what `tcpdump -r FILE EXPRESSION` chooses.
//!
//! A filter is compiled for one link type, so there is one program for each that the capture has, made when its first
//! frame comes. The length on the wire and the length captured are handed over apart: `greater 100` asks about the
//! first, however short the frame was cut.

use super::pcap_ffi::{Handle, Program};
use super::{Libpcap, dlt};
use crate::capture::{Frame, LinkType};

/// The largest snap length that filters are compiled for: what they give back for "all of it".
const WHOLE: i32 = 262_144;

/// A capture filter.
pub(crate) struct Bpf {
    library: Libpcap,
    expression: String,
    /// By link type; `None` where the expression makes no sense for it, and so chooses nothing.
    programs: Vec<(LinkType, Option<Program>)>,
}

impl Bpf {
    /// Reads an expression, as pcap-filter(7) describes it.
    ///
    /// # Errors
    /// What libpcap said of it, for Ethernet.
    pub(crate) fn new(library: Libpcap, expression: &str) -> Result<Self, String> {
        let ethernet = compile(library, LinkType::ETHERNET, expression)?;
        Ok(Self {
            library,
            expression: expression.to_owned(),
            programs: vec![(LinkType::ETHERNET, Some(ethernet))],
        })
    }

    /// Does it choose this frame?
    pub(crate) fn chooses(&mut self, frame: &Frame<'_>) -> bool {
        let known = self.programs.iter().position(|(link, _)| *link == frame.link);
        let place = known.unwrap_or_else(|| {
            let program = compile(self.library, frame.link, &self.expression).ok();
            self.programs.push((frame.link, program));
            self.programs.len() - 1
        });
        let program = self.programs.get(place).and_then(|(_, program)| program.as_ref());
        program.is_some_and(|program| program.chooses(frame.bytes, frame.original))
    }
}

fn compile(library: Libpcap, link: LinkType, expression: &str) -> Result<Program, String> {
    let mut dead = Handle::dead(library.0, dlt(link), WHOLE).ok_or_else(String::new)?;
    dead.compile(expression)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::{Nanos, Place};

    fn frame(link: LinkType, bytes: &[u8], original: u32) -> Frame<'_> {
        Frame {
            no: 1,
            time: Some(Nanos(0)),
            interface: 0,
            link,
            original,
            bytes,
            fcs: None,
            at: Place::new(0, 0),
        }
    }

    /// 192.0.2.1.1024 > 192.0.2.2.80, TCP.
    const IP: [u8; 40] = [
        0x45, 0, 0, 40, 0, 0, 0, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2, 4, 0, 0, 80, 0, 0, 0, 1, 0, 0,
        0, 0, 0x50, 2, 0, 0, 0, 0, 0, 0,
    ];

    /// libpcap may not be there: then there is nothing to test, and the tests of the program say so.
    fn filter(expression: &str) -> Option<Bpf> {
        let library = Libpcap::open(None).ok()?;
        Some(Bpf::new(library, expression).expect("a filter"))
    }

    #[test]
    fn every_link_type_gets_its_own_program() {
        let Some(mut port) = filter("tcp dst port 80 and src host 192.0.2.1") else { return };
        let mut ethernet = vec![0; 12];
        ethernet.extend([8, 0]);
        ethernet.extend(IP);
        assert!(port.chooses(&frame(LinkType::ETHERNET, &ethernet, 54)));
        assert!(port.chooses(&frame(LinkType::RAW, &IP, 40)));
        assert!(!port.chooses(&frame(LinkType::ETHERNET, &IP, 40)));
        // No libpcap knows this link type: the frame is not chosen, and nothing breaks.
        assert!(!port.chooses(&frame(LinkType(60_000), &IP, 40)));
    }

    #[test]
    fn a_cut_frame_is_as_long_as_it_was_on_the_wire() {
        let Some(mut long) = filter("greater 100") else { return };
        assert!(long.chooses(&frame(LinkType::RAW, &IP, 1500)));
        assert!(!long.chooses(&frame(LinkType::RAW, &IP, 40)));
    }

    #[test]
    fn a_wrong_expression_is_an_error_with_libpcaps_words() {
        let Ok(library) = Libpcap::open(None) else { return };
        let error = Bpf::new(library, "tcp prot 80").err().expect("no filter");
        assert!(error.contains("syntax error"), "{error}");
    }
}
