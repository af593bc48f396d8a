//! Captures inside gzip, zstd or lz4, unpacked as they are read.
//!
//! [`Unpacked`] is a stream of plain bytes over a stream of compressed ones. It takes any number of gzip
//! members, zstd frames or lz4 frames in a row, as `cat a.gz b.gz` and the parallel compressors write them,
//! steps over skippable frames (zstd, lz4) and over zeros behind the last gzip member (padding of tapes).
//! flate2, ruzstd and lz4_flex do the work on one member or frame at a time; what stands between them is
//! decided here, so that nothing that ends early passes for whole. All that is told is a function of the bytes alone:
//! from a file, from memory and from a pipe in any pieces comes the same, also of damaged data.
//!
//! *Damage.* To the reader above, compressed data that are cut or corrupt are an input that ends: everything
//! unpacked before is used. Why it ended stands in [`Packing`], which the reader asks at the end. A corrupt
//! stream is noticed where it contradicts itself or at its checksum, which may be behind the first wrong byte.
//! Real errors of the input stay errors.
//!
//! *Bounds.* A few bytes can stand for very many. So many compressed bytes may unpack to [`RATIO`] times as many
//! ([`FREE`] bytes are always allowed), and to [`MOST`] in all; then unpacking ends, and that is damage.
//! Memory: 64 KiB of input and the decompressor's window: 32 KiB for gzip, at most some 12 MiB for lz4; for
//! zstd what the frame asks for, at most [`WINDOW`], of which only what it fills is ever touched.
//!
//! *Limits.* A zstd frame's last window is handed out only when the frame is whole or cut: of a pipe that
//! is still being written, the newest bytes come late. zstd and lz4 dictionaries are not to be had. lz4's
//! legacy frames (`lz4 -l`) do not say where they end and are refused by name.

use super::DamageKind;
use super::gzip::Gzip;
use super::packed::Packed;
use super::packing::{Compression, Fault, Packing, Trouble};

use lz4_flex::frame::{self as lz4, FrameDecoder as Lz4Decoder};
use ruzstd::decoding::errors::FrameDecoderError;
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder as ZstdDecoder};
use std::io::{self, Read};
use std::sync::{Arc, OnceLock};

/// So many bytes may come out for one that goes in.
const RATIO: u64 = 1000;

/// So many bytes may come out anyway.
const FREE: u64 = 1 << 20;

/// No more than so many bytes may come out, whatever goes in.
const MOST: u64 = 64 << 30;

/// The largest window of a zstd frame: what zstd's own programs allow without being asked.
const WINDOW: u64 = 128 << 20;

/// The plain bytes of a compressed stream; they end where it cannot be unpacked further.
pub(super) struct Unpacked {
    state: State,
    compression: Option<Compression>,
    damage: Arc<OnceLock<DamageKind>>,
    /// Bytes given out.
    given: u64,
}

enum State {
    /// Before, between and behind members or frames.
    Between(Packed),
    Gzip(Box<Gzip>),
    Zstd(Box<Zstd>),
    Lz4(Box<Lz4Decoder<Packed>>),
    End,
}

impl Unpacked {
    /// Over a stream that begins with a magic number that [`Compression::of`] or [`is_skippable`] knows.
    pub(super) fn new(stream: Box<dyn Read + Send>) -> Self {
        let packed = Packed::new(stream);
        Self { state: State::Between(packed), compression: None, damage: Arc::default(), given: 0 }
    }

    /// How the stream is compressed; known when something was read.
    pub(super) fn packing(&self) -> Option<Packing> {
        let compression = self.compression?;
        Some(Packing { compression, damage: Arc::clone(&self.damage) })
    }

    /// Takes `got` more bytes as far as the bound allows.
    fn bounded(&mut self, got: usize) -> usize {
        let (Some(compression), Some(packed)) = (self.compression, self.state.packed()) else {
            return got;
        };
        let packed = packed.used;
        let bound = packed.saturating_mul(RATIO).clamp(FREE, MOST);
        let room = bound.saturating_sub(self.given);
        if got as u64 <= room {
            self.given += got as u64;
            return got;
        }
        self.given = bound.max(self.given);
        self.state = State::End;
        // Nothing is told twice: the end is final.
        let _ = self.damage.set(DamageKind::Expansion { compression, packed, bound });
        room as usize
    }

    fn fail(&mut self, fault: Fault) {
        let packed = self.state.packed().map_or(0, |packed| packed.used);
        self.state = State::End;
        if let Some(compression) = self.compression {
            let _ = self.damage.set(DamageKind::Compression { compression, fault, packed });
        }
    }
}

impl Read for Unpacked {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if room.is_empty() {
            return Ok(0);
        }
        loop {
            match self.state.step(&mut self.compression, room) {
                Ok(Some(got)) => return Ok(self.bounded(got.min(room.len()))),
                Ok(None) if matches!(self.state, State::End) => return Ok(0),
                Ok(None) => {}
                Err(Trouble::Fault(fault)) => {
                    self.fail(fault);
                    return Ok(0);
                }
                Err(Trouble::Input(error)) => return Err(error),
            }
        }
    }
}

impl State {
    /// The next bytes of a member, or `None` where one begins or ends.
    fn step(
        &mut self,
        compression: &mut Option<Compression>,
        room: &mut [u8],
    ) -> Result<Option<usize>, Trouble> {
        let got = match self {
            Self::End => return Ok(None),
            Self::Between(packed) => {
                match packed.next(*compression)? {
                    Some(found) => {
                        *compression = Some(found);
                        self.begin(found);
                    }
                    None => *self = Self::End,
                }
                return Ok(None);
            }
            Self::Gzip(gzip) => gzip.read(room),
            Self::Zstd(zstd) => zstd.read(room),
            Self::Lz4(lz4) => lz4.read(room).map_err(|error| lz4_fault(&error)),
        };
        let Some(packed) = self.packed_mut() else { return Ok(None) };
        if let Some(error) = packed.error.take() {
            return Err(error.into());
        }
        match got {
            Err(_) | Ok(0) if packed.starved => Err(Fault::Cut.into()),
            Err(fault) => Err(fault.into()),
            Ok(0) => {
                self.end();
                Ok(None)
            }
            Ok(got) => Ok(Some(got)),
        }
    }

    /// A member or frame begins.
    fn begin(&mut self, compression: Compression) {
        let Self::Between(packed) = std::mem::replace(self, Self::End) else { return };
        *self = match compression {
            Compression::Gzip => Self::Gzip(Box::new(Gzip::new(packed))),
            Compression::Zstd => Self::Zstd(Box::new(Zstd::new(packed))),
            Compression::Lz4 => Self::Lz4(Box::new(Lz4Decoder::new(packed))),
        };
    }

    /// A member or frame has ended.
    fn end(&mut self) {
        *self = match std::mem::replace(self, Self::End) {
            Self::Gzip(gzip) => Self::Between(gzip.packed),
            Self::Zstd(zstd) => Self::Between(zstd.packed),
            Self::Lz4(lz4) => Self::Between(lz4.into_inner()),
            other => other,
        };
    }

    fn packed(&self) -> Option<&Packed> {
        match self {
            Self::Between(packed) => Some(packed),
            Self::Gzip(gzip) => Some(&gzip.packed),
            Self::Zstd(zstd) => Some(&zstd.packed),
            Self::Lz4(lz4) => Some(lz4.get_ref()),
            Self::End => None,
        }
    }

    fn packed_mut(&mut self) -> Option<&mut Packed> {
        match self {
            Self::Between(packed) => Some(packed),
            Self::Gzip(gzip) => Some(&mut gzip.packed),
            Self::Zstd(zstd) => Some(&mut zstd.packed),
            Self::Lz4(lz4) => Some(lz4.get_mut()),
            Self::End => None,
        }
    }
}

fn lz4_fault(error: &io::Error) -> Fault {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<lz4::Error>());
    match inner {
        Some(lz4::Error::DictionaryNotSupported) => Fault::Unsupported,
        _ => Fault::Corrupt,
    }
}

/// One zstd frame.
struct Zstd {
    packed: Packed,
    decoder: ZstdDecoder,
    begun: bool,
    /// No more blocks can be had; what was unpacked is still to be given out.
    broken: Option<Fault>,
}

impl Zstd {
    fn new(packed: Packed) -> Self {
        let mut decoder = ZstdDecoder::new();
        decoder.set_max_window_size(WINDOW);
        // A decoder that is used again gets its window in one piece. A new one lets it grow, and holds the old one and
        // one of twice its size at once. So it begins with a frame of nothing, and a window of 1 KiB.
        let nothing: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd, 0, 0];
        let broken = decoder.reset(nothing).err().map(|error| zstd_fault(&error));
        Self { packed, decoder, begun: false, broken }
    }

    fn read(&mut self, room: &mut [u8]) -> Result<usize, Fault> {
        if !self.begun {
            self.begun = true;
            self.decoder.reset(&mut self.packed).map_err(|error| zstd_fault(&error))?;
        }
        loop {
            if self.decoder.can_collect() > 0 {
                return self.decoder.read(room).map_err(|_| Fault::Corrupt);
            }
            if let Some(fault) = self.broken {
                return Err(fault);
            }
            if self.decoder.is_finished() {
                let stated = self.decoder.get_checksum_from_data();
                let good = stated.is_none() || stated == self.decoder.get_calculated_checksum();
                return if good { Ok(0) } else { Err(Fault::Corrupt) };
            }
            let blocks = BlockDecodingStrategy::UptoBlocks(1);
            if let Err(error) = self.decoder.decode_blocks(&mut self.packed, blocks) {
                let fault = zstd_fault(&error);
                self.broken = Some(fault);
                // The decoder keeps a window of bytes until the last block: an empty one, of our own, frees them.
                // Four more bytes stand for the checksum.
                let last: &[u8] = &[1, 0, 0, 0, 0, 0, 0];
                self.decoder.decode_blocks(last, BlockDecodingStrategy::All).map_err(|_| fault)?;
            }
        }
    }
}

fn zstd_fault(error: &FrameDecoderError) -> Fault {
    match error {
        FrameDecoderError::DictNotProvided { .. } | FrameDecoderError::WindowSizeTooBig { .. } => {
            Fault::Unsupported
        }
        _ => Fault::Corrupt,
    }
}
