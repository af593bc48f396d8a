//! How a file is packed, as its first bytes tell, and what can be wrong with that.

use super::{DamageKind, Foreign};
use serde::Serialize;
use std::io;
use std::sync::{Arc, OnceLock};

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Compression {
    /// gzip (RFC 1952).
    Gzip,
    /// Zstandard (RFC 8878).
    Zstd,
    /// LZ4 frames.
    Lz4,
}

impl Compression {
    /// The name of the format and of its program.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Lz4 => "lz4",
        }
    }

    /// The compression of data that begin with these bytes.
    pub(super) fn of(head: [u8; 4]) -> Option<Self> {
        [Self::Gzip, Self::Zstd, Self::Lz4].into_iter().find(|known| head.starts_with(known.magic()))
    }

    /// How a member or frame begins.
    pub(super) fn magic(self) -> &'static [u8] {
        match self {
            Self::Gzip => &[0x1f, 0x8b],
            Self::Zstd => &[0x28, 0xb5, 0x2f, 0xfd],
            Self::Lz4 => &[0x04, 0x22, 0x4d, 0x18],
        }
    }
}

/// Does a frame begin here that decompressors of zstd and lz4 have to skip?
pub(super) fn is_skippable(magic: [u8; 4]) -> bool {
    matches!(magic, [0x50..=0x5f, 0x2a, 0x4d, 0x18])
}

/// Why compressed data cannot be unpacked further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// They end inside a member or frame.
    Cut,
    /// They contradict themselves, or their checksum is wrong.
    Corrupt,
    /// They need a dictionary, or more memory than is given to them.
    Unsupported,
    /// Something else stands behind them.
    Trailing,
}

/// What is known of a capture's compression: how, and at its end, what was wrong.
#[derive(Debug, Clone)]
pub(super) struct Packing {
    pub(super) compression: Compression,
    pub(super) damage: Arc<OnceLock<DamageKind>>,
}

impl Packing {
    pub(super) fn compression(&self) -> Compression {
        self.compression
    }

    /// Why the unpacked bytes ended, if not because the compressed ones did.
    pub(super) fn damage(&self) -> Option<DamageKind> {
        self.damage.get().cloned()
    }

    /// What a file is whose unpacked bytes are no capture but `what`.
    pub(super) fn refused(&self, what: Foreign) -> Foreign {
        let compression = self.compression;
        match self.damage() {
            // How much a decompressor gives out before it notices the damage depends on the pieces that it is fed: a
            // few bytes that look like nothing say no more than none.
            Some(damage) if matches!(what, Foreign::Empty | Foreign::Short { .. } | Foreign::Unknown(_)) => {
                Foreign::Unpacking { damage, compression }
            }
            _ => Foreign::Inside { compression, what: Box::new(what) },
        }
    }
}

/// Why reading came to no byte.
pub(super) enum Trouble {
    Input(io::Error),
    Fault(Fault),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Input(error)
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}
