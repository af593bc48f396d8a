//! The catalogue of messages.

use super::{Language, say};
use serde::Serialize;

/// A message with its arguments, in no language yet. In the report it is `{"id": …, "args": {…}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "id", content = "args", rename_all = "snake_case")]
pub enum Message {
    /// A SYN speaks.
    SynSpeaks {
        /// Destination port.
        port: u16,
        /// Its first number.
        iss: u32,
    },
}

/// The sentence, in one language.
pub fn text(message: &Message, lang: Language) -> String {
    match message {
        Message::SynSpeaks { port, iss } => say!(lang,
            en: "I want a connection to port {port}. I count my bytes from {iss}.",
            ko: "{port}번 포트에 접속하고 싶다. 내가 보내는 데이터는 {iss}번부터 센다."),
    }
}
