//! Reads with `serde_json`, and refuses repeated members, deep nesting and too many values.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{DEEPEST, Map, Value};

/// The most values in one tree: a text of a few megabytes must not become a gigabyte.
const MOST: usize = 100_000;

/// Why a text can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It ends too early.
    End,
    /// It isn't JSON from here on; both count from 1, the column in bytes.
    Wrong {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// It is JSON, but not of the wanted kind, or it has a repeated member or too many values.
    Kind,
}

/// The members of an object, each value still as its text.
pub(crate) fn members(text: &str) -> Result<BTreeMap<String, &str>, Fault> {
    Ok(serde_json::from_str::<Members<'_>>(text)?.0)
}

/// Visits the elements of an array, each still as text.
pub(crate) fn elements<'a>(text: &'a str, each: impl FnMut(&'a str)) -> Result<(), Fault> {
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.deserialize_seq(Elements(each))?;
    Ok(reader.end()?)
}

/// A string without escapes.
pub(crate) fn plain(text: &str) -> Option<&str> {
    serde_json::from_str(text).ok()
}

/// The value of a whole text.
pub(crate) fn value(text: &str) -> Result<Value, Fault> {
    let raw: &RawValue = serde_json::from_str(text)?;
    let mut left = MOST;
    tree(raw.get(), 0, &mut left)
}

/// The tree of a text that is known to be one value. Numbers stay as written, since parsing would
/// round them.
fn tree(text: &str, depth: usize, left: &mut usize) -> Result<Value, Fault> {
    if depth > DEEPEST {
        return Err(Fault::Kind);
    }
    *left = left.checked_sub(1).ok_or(Fault::Kind)?;
    Ok(match text.as_bytes().first() {
        Some(b'{') => {
            let mut object = Map::new();
            for (name, text) in members(text)? {
                object.insert(name, tree(text, depth + 1, left)?);
            }
            Value::Object(object)
        }
        Some(b'[') => {
            let (mut texts, most) = (Vec::new(), *left);
            elements(text, |text| {
                if texts.len() <= most {
                    texts.push(text)
                }
            })?;
            Value::Array(texts.into_iter().map(|text| tree(text, depth + 1, left)).collect::<Result<_, _>>()?)
        }
        Some(b'"') => Value::String(serde_json::from_str(text)?),
        Some(b't') => Value::Bool(true),
        Some(b'f') => Value::Bool(false),
        Some(b'n') => Value::Null,
        _ => Value::Number(text.to_owned()),
    })
}

struct Members<'a>(BTreeMap<String, &'a str>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = BTreeMap::new();
                while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
                    // It would be unclear which of the two is meant.
                    if members.insert(name, value.get()).is_some() || members.len() > MOST {
                        return Err(de::Error::custom("a member stands twice, or there are too many"));
                    }
                }
                Ok(Members(members))
            }
        }
        reader.deserialize_map(Each)
    }
}

struct Elements<F>(F);

impl<'de, F: FnMut(&'de str)> Visitor<'de> for Elements<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut elements: A) -> Result<(), A::Error> {
        while let Some(element) = elements.next_element::<&RawValue>()? {
            (self.0)(element.get());
        }
        Ok(())
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        if error.is_eof() {
            Self::End
        } else if error.is_data() {
            Self::Kind
        } else {
            Self::Wrong { line: error.line(), column: error.column() }
        }
    }
}
