//! The members of a JSON object that may be secret.
//!
//! They are taken out one by one, so that the rest can be kept. (Derived readers that keep the rest
//! cost 70 kB of the module.)

use std::fmt;

use zeroize::Zeroizing;

use super::seal::TAG;
use crate::json::{self, Map, Value};

/// Members of an object that may be secret: wiped when dropped.
#[derive(Default, Clone, PartialEq)]
pub(super) struct Members(pub(super) Map);

impl Members {
    /// The members of an unsealed content.
    pub(super) fn read(content: &[u8]) -> Option<Self> {
        match json::value(std::str::from_utf8(content).ok()?).ok()? {
            Value::Object(members) => Some(Self(members)),
            mut other => {
                other.wipe();
                None
            }
        }
    }

    /// The members of a value that is an object.
    pub(super) fn of(value: Value) -> Option<Self> {
        match value {
            Value::Object(members) => Some(Self(members)),
            _ => None,
        }
    }

    /// A member's value, which must exist and be valid.
    pub(super) fn required<T>(&mut self, name: &str, read: impl FnOnce(Value) -> Option<T>) -> Option<T> {
        read(self.0.remove(name)?)
    }

    /// A member's value: `Some(None)` if there is no such member, `None` if it is invalid.
    pub(super) fn optional<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(Value) -> Option<T>,
    ) -> Option<Option<T>> {
        self.0.remove(name).map_or(Some(None), |value| read(value).map(Some))
    }

    /// The value of a member that earlier versions didn't know: an invalid one is a later
    /// version's, and stays in the rest.
    pub(super) fn newer<T>(&mut self, name: &str, read: impl FnOnce(Value) -> Option<T>) -> Option<T> {
        let said = read(self.0.get(name)?.clone())?;
        self.0.remove(name);
        Some(said)
    }

    /// The bytes to be sealed.
    ///
    /// Measures first: a buffer that grew would leave unwiped copies in memory.
    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut length = 0;
        json::write_object(&self.0, &mut |piece| length += piece.len());
        let mut bytes = Zeroizing::new(Vec::with_capacity(length + TAG));
        json::write_object(&self.0, &mut |piece| bytes.extend_from_slice(piece.as_bytes()));
        bytes
    }
}

impl Drop for Members {
    fn drop(&mut self) {
        self.0.iter_mut().for_each(|(_, value)| value.wipe());
    }
}

impl fmt::Debug for Members {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Members(…)")
    }
}
