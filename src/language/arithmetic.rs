//! The arithmetic, shown as a sum.

use super::argument::Sum;
use crate::connection::{Side, Variable};

messages! {
    /// A number and how it was made.
    Line {
        AckSum { ack: u32, sum: Sum, frame: u64 }
            en "ack {ack} = seq {sum} of frame {frame}"
            ko "ack {ack} = {frame}번 프레임의 seq {sum}";
        PlusSum { side: Side, variable: Variable, value: u32, sum: Sum, field: &'static str, frame: u64 }
            en "{side}'s {variable} {value} = {field} {sum} of frame {frame}"
            ko "{side}의 {variable} {value} = {frame}번 프레임의 {field} {sum}";
        MinusSum { side: Side, variable: Variable, value: u32, from: u32, less: u32, field: &'static str, frame: u64 }
            en "{side}'s {variable} {value} = {field} {from} - {less} of frame {frame}"
            ko "{side}의 {variable} {value} = {frame}번 프레임의 {field} {from} - {less}";
        ShiftedWindow { side: Side, variable: Variable, value: u32, from: u32, shift: u8, frame: u64 }
            en "{side}'s {variable} {value} = window {from} × 2^{shift} of frame {frame}"
            ko "{side}의 {variable} {value} = {frame}번 프레임의 윈도우 {from} × 2^{shift}";
    }
}
