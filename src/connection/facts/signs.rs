//! A RST beside its sender's other packets: what fits and what differs, with the numbers of each.

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

/// A counter that moves on by at most this much from packet to packet counts the packets of this connection.
pub(crate) const STEP: u16 = 64;
/// … and this far ahead of the last one it may still be the same counter: packets are missed, some counters serve
/// several connections.
const AHEAD: u16 = 1024;

/// So many points are worth telling.
const ENOUGH: u32 = 3;

/// How a side numbers its packets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Numbering {
    /// All are 0.
    Zero,
    /// Each a little more than the one before: the last one.
    Counting(u16),
}

/// One property of a RST, beside its sender's other packets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "property", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Sign {
    /// Time to live or hop limit; of the others the least and the most.
    Ttl { here: u8, least: u8, most: u8 },
    /// Identification.
    Identification { here: u16, others: Numbering },
    /// The DF bit.
    DontFragment { here: bool, others: bool },
    /// The window field; of the others the least and the most.
    Window { here: u16, least: u16, most: u16 },
    /// From the data that it acknowledges to the RST, and the quickest round trip to its sender: in microseconds, in
    /// the report in seconds.
    Time {
        #[serde(serialize_with = "seconds")]
        took: u32,
        #[serde(serialize_with = "seconds")]
        quickest: u32,
    },
    /// It carries no options.
    NoOptions,
}

impl Sign {
    /// What a difference is worth.
    fn points(self) -> u32 {
        match self {
            Self::Ttl { .. } => 3,
            Self::Identification { .. } | Self::DontFragment { .. } | Self::Time { .. } => 2,
            Self::Window { .. } => 1,
            Self::NoOptions => 0,
        }
    }
}

/// A RST beside its sender's other packets, in all properties that can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs {
    pub(crate) ttl: u8,
    /// First, least, most.
    pub(crate) ttls: [u8; 3],
    pub(crate) identification: Option<(u16, Numbering)>,
    pub(crate) dont_fragment: Option<(bool, bool)>,
    /// Here, least, most.
    pub(crate) window: [u16; 3],
    /// In microseconds: here, and the quickest.
    pub(crate) time: Option<(u32, u32)>,
    pub(crate) no_options: bool,
}

impl Signs {
    /// What differs, the most telling first.
    pub fn differs(&self) -> Vec<Sign> {
        self.all().filter(|(_, fits)| !fits).map(|(sign, _)| sign).collect()
    }

    /// What does not.
    pub fn fits(&self) -> Vec<Sign> {
        self.all().filter(|(_, fits)| *fits).map(|(sign, _)| sign).collect()
    }

    /// Is that enough to say that somebody else may have sent it?
    pub(crate) fn enough(&self) -> bool {
        self.differs().into_iter().map(Sign::points).sum::<u32>() >= ENOUGH
    }

    fn all(&self) -> impl Iterator<Item = (Sign, bool)> {
        let [_, least, most] = self.ttls;
        let ttl = (Sign::Ttl { here: self.ttl, least, most }, (least..=most).contains(&self.ttl));
        let time = self.time.map(|(took, quickest)| (Sign::Time { took, quickest }, took >= quickest / 2));
        let identification = self.identification.map(|(here, others)| {
            let fits = match others {
                Numbering::Zero => here == 0,
                // 0 with DF is an answer made without the socket that counts.
                Numbering::Counting(last) => here == 0 || follows(here, last),
            };
            (Sign::Identification { here, others }, fits)
        });
        let dont_fragment =
            self.dont_fragment.map(|(here, others)| (Sign::DontFragment { here, others }, here == others));
        let [here, least, most] = self.window;
        let window = (Sign::Window { here, least, most }, here == 0 || (least..=most).contains(&here));
        let options = self.no_options.then_some((Sign::NoOptions, true));
        [Some(ttl), time, identification, dont_fragment, Some(window), options].into_iter().flatten()
    }
}

impl Serialize for Signs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("Signs", 4)?;
        map.serialize_field("ttl", &self.ttl)?;
        map.serialize_field("usual", &self.ttls[0])?;
        map.serialize_field("differs", &self.differs())?;
        map.serialize_field("fits", &self.fits())?;
        map.end()
    }
}

// The signature is serde's.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn seconds<S: Serializer>(micros: &u32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(f64::from(*micros) / 1e6)
}

/// Is `here` a number that a counter at `last` reaches soon, or has just left (a packet that was overtaken)?
pub(crate) fn follows(here: u16, last: u16) -> bool {
    let ahead = here.wrapping_sub(last);
    (1..=AHEAD).contains(&ahead) || ahead > u16::MAX - STEP
}
