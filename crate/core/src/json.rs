//! JSON (RFC 8259), as far as a vault needs it.
//!
//! `serde_json` reads; a repeated member and nesting beyond [`DEEPEST`] are errors here. Numbers
//! stay text, so that what a later version wrote is written back digit for digit. Writing is our
//! own code, because its output is authenticated and may contain secrets: one text for one value,
//! emitted in pieces, so that no buffer grows and leaves a copy in memory.

mod reader;
#[cfg(test)]
mod tests;

use litemap::LiteMap;
use zeroize::Zeroize;

pub(crate) use reader::{Fault, elements, members, plain, value};

/// The most levels; reading is recursive.
pub(crate) const DEEPEST: usize = 64;

/// The members of an object, in ascending order of their names.
pub(crate) type Map = LiteMap<String, Value>;

/// Any JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// As written.
    Number(String),
    String(String),
    Array(Vec<Value>),
    Object(Map),
}

impl Value {
    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// A whole number, without rounding.
    pub(crate) fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Number(text) => text.parse().ok(),
            _ => None,
        }
    }

    pub(crate) fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Number(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// Wipes all texts in it.
    pub(crate) fn wipe(&mut self) {
        match self {
            Self::String(text) | Self::Number(text) => text.zeroize(),
            Self::Array(values) => values.iter_mut().for_each(Self::wipe),
            Self::Object(members) => members.iter_mut().for_each(|(_, value)| value.wipe()),
            Self::Null | Self::Bool(_) => {}
        }
    }

    /// The text, which may be secret if the value is.
    pub(crate) fn to_text(&self) -> String {
        let mut text = String::new();
        self.write(&mut |piece| text.push_str(piece));
        text
    }

    /// Emits the text in pieces: no white space, members in ascending order of their names. So each
    /// value has exactly one text, which can be authenticated.
    pub(crate) fn write(&self, out: &mut impl FnMut(&str)) {
        match self {
            Self::Null => out("null"),
            Self::Bool(value) => out(if *value { "true" } else { "false" }),
            Self::Number(text) => out(text),
            Self::String(text) => write_string(text, out),
            Self::Array(values) => {
                out("[");
                for (index, value) in values.iter().enumerate() {
                    if index > 0 {
                        out(",");
                    }
                    value.write(out);
                }
                out("]");
            }
            Self::Object(members) => write_object(members, out),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number.to_string())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number.to_string())
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

/// An object of these members, inserted one by one: `collect` would bring another sort into the
/// module.
pub(crate) fn object<'a>(members: impl IntoIterator<Item = (&'a str, Value)>) -> Map {
    let mut object = Map::new();
    for (name, value) in members {
        object.insert(name.to_owned(), value);
    }
    object
}

pub(crate) fn write_object(members: &Map, out: &mut impl FnMut(&str)) {
    out("{");
    for (index, (name, value)) in members.iter().enumerate() {
        if index > 0 {
            out(",");
        }
        write_string(name, out);
        out(":");
        value.write(out);
    }
    out("}");
}

/// Escapes only what it must, in the shortest way.
pub(crate) fn write_string(text: &str, out: &mut impl FnMut(&str)) {
    out("\"");
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c < ' ' || c == '"' || c == '\\') {
        let (plain, special) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out(plain);
        let mut characters = special.chars();
        match characters.next() {
            Some('"') => out("\\\""),
            Some('\\') => out("\\\\"),
            Some('\u{8}') => out("\\b"),
            Some('\t') => out("\\t"),
            Some('\n') => out("\\n"),
            Some('\u{c}') => out("\\f"),
            Some('\r') => out("\\r"),
            other => {
                let mut escape = "\\u00".to_owned();
                crate::hex::push_lower(&[other.and_then(|c| u8::try_from(c).ok()).unwrap_or(0)], &mut escape);
                out(&escape);
            }
        }
        rest = characters.as_str();
    }
    out(rest);
    out("\"");
}
