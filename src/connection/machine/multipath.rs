//! Is Multipath TCP in use? The client's segment behind the SYN,ACK says it: the first one, or the one with its first
//! data, carries both keys (RFC 8684, 3.1).

use crate::connection::facts::{Listen, Pair, Side};
use crate::connection::machine::Machine;
use crate::connection::machine::now::Now;
use crate::connection::machine::record::{Known, Marks};
use crate::connection::tokens;

impl<L: Listen> Machine<'_, L> {
    /// See the module.
    #[inline]
    pub(super) fn multipath(&mut self, now: &Now<'_>) {
        let Pair([client, server]) = &self.conn.sockets;
        let asked = now.side == Side::Client && client.has(Known::MP_CAPABLE) && !now.seg.flags.syn();
        if asked && server.has(Known::MP_CAPABLE) && !self.conn.marks.has(Marks::MULTIPATH) {
            self.multipath_third(now);
        }
    }

    #[cold]
    fn multipath_third(&mut self, now: &Now<'_>) {
        if tokens::capable(now.seg) {
            self.conn.marks.set(Marks::MULTIPATH);
        } else if now.seg.data > 0 {
            // Its first data without keys: plain TCP. It is not looked at again.
            self.conn.socket_mut(now.side).known.clear(Known::MP_CAPABLE);
        }
    }
}
