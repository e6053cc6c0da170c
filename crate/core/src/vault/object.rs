//! JSON objects, built member by member.

use serde_json::{Map, Value};

/// An object of these members.
///
/// Not by `collect`: that sorts them first, and a sort of its own for each kind of list is two
/// kilobytes of what people download.
pub(super) fn object<'a>(members: impl IntoIterator<Item = (&'a str, Value)>) -> Map<String, Value> {
    let mut object = Map::new();
    for (name, value) in members {
        object.insert(name.to_owned(), value);
    }
    object
}
