//! Words that stand in reports and in files of expectations, and so never change: each is written beside what it names,
//! and the list of them all is made from the same rows.

/// A plain enum whose variants have words that never change, whatever the variants are called.
macro_rules! coded {
    ($(#[$outer:meta])* $name:ident { $( $(#[$inner:meta])* $variant:ident $word:literal, )* }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name { $( $(#[$inner])* #[serde(rename = $word)] $variant, )* }

        impl $name {
            /// Every one of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its word.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}
