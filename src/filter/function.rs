//! The functions of the filter language.

use super::item::Item;
use crate::nearest::nearest;

/// A function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    /// Text with capital letters.
    Upper,
    /// Text with small letters.
    Lower,
    /// How many bytes a field's value has.
    Len,
    /// How many values a field has.
    Count,
    /// A number or an address as text.
    String,
    /// The largest of all its arguments' values.
    Max,
    /// The smallest of all its arguments' values.
    Min,
    /// Without the sign.
    Abs,
}

impl Function {
    const ALL: [Self; 8] =
        [Self::Upper, Self::Lower, Self::Len, Self::Count, Self::String, Self::Max, Self::Min, Self::Abs];

    /// How it is written, in no other case than this.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Upper => "upper",
            Self::Lower => "lower",
            Self::Len => "len",
            Self::Count => "count",
            Self::String => "string",
            Self::Max => "max",
            Self::Min => "min",
            Self::Abs => "abs",
        }
    }

    /// The function with this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|function| function.name() == name)
    }

    /// The function name that was probably meant.
    pub(super) fn nearest(name: &str) -> Option<&'static str> {
        match nearest(name, Self::ALL.iter().map(|function| function.name()).chain(["length", "size"])) {
            Some("length" | "size") => Some(Self::Len.name()),
            other => other,
        }
    }

    /// Does it take more than one argument?
    pub(super) fn takes_several(self) -> bool {
        matches!(self, Self::Max | Self::Min)
    }

    /// Its value for one value of its only argument, for the functions that work on values one by one.
    pub(super) fn apply(self, item: Item<'_>) -> Option<Item<'_>> {
        match self {
            Self::Upper => Some(item.with_text(<[u8]>::to_ascii_uppercase)),
            Self::Lower => Some(item.with_text(<[u8]>::to_ascii_lowercase)),
            Self::String => Some(item.into_text()),
            Self::Abs => item.absolute(),
            Self::Len | Self::Count | Self::Max | Self::Min => None,
        }
    }
}
