//! One member of gzip (RFC 1952).
//!
//! flate2 reads the header and inflates; the rest is here, because its own reader of whole members withholds what came
//! out of the piece of input in which it notices an error, so that the same damaged file tells of more or fewer frames
//! as its bytes arrive. Here the input goes in as grains that lie at fixed places, and what came out of one stays.

use super::packed::Packed;
use super::packing::Fault;
use flate2::bufread::GzDecoder;
use flate2::{Crc, Decompress, FlushDecompress, Status};
use std::io::{BufRead as _, Read as _};

/// No less than the window of deflate (RFC 1951, 3.2.5: distances to 32,768): then all that an error leaves behind
/// fits.
const ROOM: usize = 64 * 1024;

/// See the module.
pub(super) struct Gzip {
    pub(super) packed: Packed,
    inflate: Decompress,
    /// Of all that came out.
    sum: Crc,
    /// What came out and where those of it begin and end that were not given out yet.
    out: Vec<u8>,
    start: usize,
    end: usize,
    next: Next,
}

/// What is to be read.
#[derive(Clone, Copy)]
enum Next {
    Data,
    Trailer,
    Nothing,
    Fault(Fault),
}

impl Gzip {
    /// Of a stream at the beginning of a member, whose header is read.
    pub(super) fn new(packed: Packed) -> Self {
        let header = GzDecoder::new(packed);
        let next = if header.header().is_some() { Next::Data } else { Next::Fault(Fault::Corrupt) };
        Self {
            packed: header.into_inner(),
            inflate: Decompress::new(false),
            sum: Crc::new(),
            out: vec![0; ROOM],
            start: 0,
            end: 0,
            next,
        }
    }

    /// The next bytes; none at the end of the member. A fault comes behind all that could be unpacked. What the stream
    /// says of itself (an error, an end too early) stands in [`packed`](Self::packed).
    pub(super) fn read(&mut self, room: &mut [u8]) -> Result<usize, Fault> {
        loop {
            if self.start < self.end {
                let most = room.len().min(self.end - self.start);
                room[..most].copy_from_slice(&self.out[self.start..self.start + most]);
                self.start += most;
                return Ok(most);
            }
            self.next = match self.next {
                Next::Data => self.inflate()?,
                Next::Trailer => self.trailer(),
                Next::Nothing => return Ok(0),
                Next::Fault(fault) => return Err(fault),
            };
        }
    }

    /// Unpacks what is left of a grain, or as much of it as fills the room.
    fn inflate(&mut self) -> Result<Next, Fault> {
        // The stream's own error was kept by it.
        let grain = self.packed.grain().map_err(|_| Fault::Cut)?;
        if grain.is_empty() {
            return Ok(Next::Fault(Fault::Cut));
        }
        let (used, given) = (self.inflate.total_in(), self.inflate.total_out());
        let status = self.inflate.decompress(grain, &mut self.out, FlushDecompress::None);
        let used = (self.inflate.total_in() - used) as usize;
        let given = ((self.inflate.total_out() - given) as usize).min(ROOM);
        self.packed.consume(used);
        self.sum.update(&self.out[..given]);
        (self.start, self.end) = (0, given);
        Ok(match status {
            Ok(Status::StreamEnd) => Next::Trailer,
            // Neither in nor out: it would go on like this.
            Ok(_) if used == 0 && given == 0 => Next::Fault(Fault::Corrupt),
            Ok(_) => Next::Data,
            Err(_) => Next::Fault(Fault::Corrupt),
        })
    }

    /// The checksum, and the length modulo 2^32.
    fn trailer(&mut self) -> Next {
        let mut trailer = [0; 8];
        if self.packed.read_exact(&mut trailer).is_err() {
            return Next::Fault(Fault::Cut);
        }
        let expected = [self.sum.sum().to_le_bytes(), self.sum.amount().to_le_bytes()].concat();
        if trailer[..] == expected[..] { Next::Nothing } else { Next::Fault(Fault::Corrupt) }
    }
}
