//! The two macros that the catalogue is written with.

/// Both languages of one phrase, arguments captured by name: `say!(lang, en: "…{port}", ko: "…{port}")`.
macro_rules! say {
    ($lang:expr, en: $en:literal, ko: $ko:literal $(,)?) => {
        match $lang {
            $crate::language::Language::English => format!($en),
            $crate::language::Language::Korean => format!($ko),
        }
    };
}

/// A group of messages as a table: `/// doc` `Variant { argument: Type, … } en "…" ko "…";`
///
/// Makes the enum, its `text` in both languages, its serialised form `{"id", "args"}` and, for tests, a sample of every
/// variant. Each language's sentences stand in a function of their own, so that an argument which one of them does not
/// use is an unused variable, and the lints refuse it.
macro_rules! messages {
    (
        $(#[$outer:meta])*
        $name:ident {
            $(
                $(#[$inner:meta])*
                $variant:ident { $($argument:ident : $type:ty),* $(,)? }
                en $en:literal
                ko $ko:literal;
            )*
        }
    ) => {
        $(#[$outer])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs, unreachable_pub)] // some groups are for others, most are not
        #[allow(clippy::enum_variant_names)] // a variant's name is its id, which no other group may have
        pub enum $name {
            $(
                $(#[$inner])*
                #[doc = concat!("“", $en, "”")]
                $variant { $($argument: $type),* },
            )*
        }

        impl $name {
            /// The sentence, in one language.
            pub fn text(&self, lang: $crate::language::Language) -> String {
                match lang {
                    $crate::language::Language::English => self.english(),
                    $crate::language::Language::Korean => {
                        $crate::language::particle::settle(&self.korean())
                    }
                }
            }

            fn english(&self) -> String {
                match self {
                    $(Self::$variant { $($argument),* } => {
                        $(let $argument = $crate::language::argument::Argument::spoken(
                            $argument, $crate::language::Language::English);)*
                        format!($en)
                    })*
                }
            }

            fn korean(&self) -> String {
                match self {
                    $(Self::$variant { $($argument),* } => {
                        $(let $argument = $crate::language::argument::Argument::spoken(
                            $argument, $crate::language::Language::Korean);)*
                        format!($ko)
                    })*
                }
            }

            /// What programs read: the id, and the arguments by name.
            fn parts(&self) -> $crate::language::serialised::Parts<'_> {
                use $crate::language::serialised::{id, snake, snake_length};
                match self {
                    $(Self::$variant { $($argument),* } => (
                        const {
                            const NAME: &str = stringify!($variant);
                            const SNAKE: [u8; snake_length(NAME)] = snake(NAME);
                            id(&SNAKE)
                        },
                        vec![$(
                            (stringify!($argument), $crate::language::argument::Argument::part($argument)),
                        )*],
                    ),)*
                }
            }

            /// One of each.
            #[cfg(test)]
            pub(crate) fn samples() -> Vec<Self> {
                vec![
                    $(Self::$variant {
                        $($argument: $crate::language::argument::Sample::sample()),*
                    },)*
                ]
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::language::serialised::write(self.parts(), serializer)
            }
        }

        impl From<$name> for $crate::language::Message {
            fn from(message: $name) -> Self {
                Self::$name(message)
            }
        }
    };
}

/// Words without arguments: `Variant en "…" ko "…";`
macro_rules! words {
    (
        $(#[$outer:meta])*
        $name:ident {
            $( $(#[$inner:meta])* $variant:ident en $en:literal ko $ko:literal; )*
        }
    ) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, unreachable_pub)] // some groups are for others, most are not
        pub enum $name { $( $(#[$inner])* #[doc = concat!("“", $en, "”")] $variant, )* }

        #[allow(unreachable_pub)]
        impl $name {
            /// Every one of them. Of some groups only a test asks.
            #[allow(dead_code)]
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word, in one language.
            pub fn text(self, lang: $crate::language::Language) -> &'static str {
                match lang {
                    $crate::language::Language::English => match self { $(Self::$variant => $en,)* },
                    $crate::language::Language::Korean => match self { $(Self::$variant => $ko,)* },
                }
            }
        }
    };
}

/// One sentence for each variant of a plain enum: `fn name(Type) { Variant en "…" ko "…"; }`
macro_rules! sentences {
    (
        $(#[$outer:meta])*
        fn $name:ident($type:ident) {
            $( $variant:ident en $en:literal ko $ko:literal; )*
        }
    ) => {
        $(#[$outer])*
        pub(crate) fn $name(it: $type, lang: $crate::language::Language) -> &'static str {
            match lang {
                $crate::language::Language::English => match it { $($type::$variant => $en,)* },
                $crate::language::Language::Korean => match it { $($type::$variant => $ko,)* },
            }
        }
    };
}
