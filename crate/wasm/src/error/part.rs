//! Where a vault's text is wrong, as a word of `_locales`: `part_<name>`, with its numbers.

use serde::Serialize;
use tandem_core::vault::{OpenError, Part};
use tsify::Tsify;

/// A value in an error's sentence.
#[derive(Debug, Serialize, Tsify)]
#[serde(untagged)]
pub(crate) enum ErrorValue {
    /// A number, or a text that isn't ours: shown as it is.
    Text(String),
    /// A word of `_locales`, in the user's language.
    Word { part: &'static str, values: Vec<String> },
}

impl ErrorValue {
    /// The damaged part; `None` if the error isn't about damage.
    pub(super) fn of(error: &OpenError) -> Option<Self> {
        let (part, values) = match error {
            OpenError::Malformed(part) | OpenError::Altered(part) => named(*part),
            OpenError::NotJson { line, column } => ("line", vec![*line, *column]),
            OpenError::TooLong { bytes, .. } => ("bytes", vec![*bytes]),
            OpenError::TooMany { records, .. } => ("records_many", vec![*records]),
            OpenError::Truncated => ("end", Vec::new()),
            OpenError::Newer { .. } | OpenError::WrongKey | OpenError::Shared => return None,
        };
        Some(Self::Word { part, values: values.iter().map(ToString::to_string).collect() })
    }
}

fn named(part: Part) -> (&'static str, Vec<usize>) {
    let name = match part {
        Part::Whole => "whole",
        Part::Format => "format",
        Part::Vault => "vault",
        Part::Generation => "generation",
        Part::Slots => "slots",
        Part::Header => "header",
        Part::Records => "records",
        // People count from one.
        Part::Record(index) => return ("record", vec![index.saturating_add(1)]),
        Part::Mac => "mac",
    };
    (name, Vec::new())
}
