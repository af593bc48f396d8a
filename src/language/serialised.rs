//! A message as programs read it: `{"id": …, "args": {…}}`.
//!
//! The id is the variant's name in `snake_case`, the arguments stand under their names. A derived `Serialize` would be
//! compiled for every message and every format anew, which was a tenth of all the code that the compiler was given. So
//! each group takes its message apart once ([`Parts`]), in code that knows no format, and one short function writes the
//! parts into any.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use serde_json::Value;

/// A message taken apart: its id and its arguments by name.
pub(super) type Parts<'a> = (&'static str, Vec<(&'static str, Part<'a>)>);

/// An argument, ready to be written.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Part<'a> {
    /// A number.
    Number(u64),
    /// A text.
    Text(&'a str),
    /// Anything else that JSON has.
    Value(Value),
}

impl<'a> Part<'a> {
    /// What serde makes of it.
    pub(super) fn of<T: Serialize + ?Sized>(argument: &T) -> Part<'a> {
        // Arguments are plain data: they all have a JSON form.
        Part::Value(serde_json::to_value(argument).unwrap_or_default())
    }
}

/// Write a message's parts.
pub(super) fn write<S: Serializer>((id, args): Parts<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut message = serializer.serialize_map(Some(2))?;
    message.serialize_entry("id", id)?;
    message.serialize_entry("args", &Named(args))?;
    message.end()
}

struct Named<'a>(Vec<(&'static str, Part<'a>)>);

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, part)| (name, part)))
    }
}

/// How long a variant's name is in `snake_case`.
pub(super) const fn snake_length(name: &str) -> usize {
    let name = name.as_bytes();
    let mut length = name.len();
    let mut at = 1;
    while at < name.len() {
        if name[at].is_ascii_uppercase() {
            length += 1;
        }
        at += 1;
    }
    length
}

/// A variant's name in `snake_case`: `SynRepeated` is `syn_repeated`.
pub(super) const fn snake<const LENGTH: usize>(name: &str) -> [u8; LENGTH] {
    let name = name.as_bytes();
    let mut snake = [b'_'; LENGTH];
    let (mut from, mut to) = (0, 0);
    while from < name.len() {
        // The underscore is there already.
        if from > 0 && name[from].is_ascii_uppercase() {
            to += 1;
        }
        snake[to] = name[from].to_ascii_lowercase();
        from += 1;
        to += 1;
    }
    snake
}

/// The id as text. Names are ASCII, so there always is one.
pub(super) const fn id(snake: &[u8]) -> &str {
    match std::str::from_utf8(snake) {
        Ok(id) => id,
        Err(_) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::fragments::Fragments;
    use crate::language::speech::Speech;

    #[test]
    fn an_id_is_the_variants_name_in_snake_case() {
        let one: [u8; snake_length("Syn")] = snake("Syn");
        let several: [u8; snake_length("SynAckRepeated2")] = snake("SynAckRepeated2");
        assert_eq!((id(&one), id(&several)), ("syn", "syn_ack_repeated2"));
    }

    #[test]
    fn every_format_is_given_the_same_parts() {
        let message = Speech::Syn { port: 80, iss: 5 };
        let text = r#"{"id":"syn","args":{"port":80,"iss":5}}"#;
        assert_eq!(serde_json::to_string(&message).expect("plain data"), text);
        assert_eq!(serde_json::to_value(&message).expect("plain data").to_string(), text);
        for message in Fragments::samples() {
            let parts = serde_json::to_value(&message).expect("plain data");
            assert!(parts["id"].as_str().is_some_and(|id| !id.is_empty()) && parts["args"].is_object());
        }
    }
}
