//! The members of an object of JSON that may be secret.
//!
//! They are taken out one by one, so that what is left over can be kept. (Derived readers that
//! keep left-overs cost 70 kB of the module.)

use std::fmt;

use zeroize::Zeroizing;

use super::seal::TAG;
use crate::json::{self, Map, Value};

/// Members of an object that may be secret: wiped when dropped.
#[derive(Default, Clone, PartialEq)]
pub(super) struct Members(pub(super) Map);

impl Members {
    /// The members of what was sealed.
    pub(super) fn read(content: &[u8]) -> Option<Self> {
        match json::value(std::str::from_utf8(content).ok()?).ok()? {
            Value::Object(members) => Some(Self(members)),
            mut other => {
                other.wipe();
                None
            }
        }
    }

    /// Of a member that is an object itself.
    pub(super) fn of(value: Value) -> Option<Self> {
        match value {
            Value::Object(members) => Some(Self(members)),
            _ => None,
        }
    }

    /// What a member says, which must be there and make sense.
    pub(super) fn required<T>(&mut self, name: &str, read: impl FnOnce(Value) -> Option<T>) -> Option<T> {
        read(self.0.remove(name)?)
    }

    /// What a member says: `Some(None)` where there is no such member, `None` where it is another kind of thing.
    pub(super) fn optional<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(Value) -> Option<T>,
    ) -> Option<Option<T>> {
        self.0.remove(name).map_or(Some(None), |value| read(value).map(Some))
    }

    /// What a member says that earlier versions did not know: another kind of thing is a later version's, and
    /// is left over.
    pub(super) fn newer<T>(&mut self, name: &str, read: impl FnOnce(Value) -> Option<T>) -> Option<T> {
        let said = read(self.0.get(name)?.clone())?;
        self.0.remove(name);
        Some(said)
    }

    /// The bytes to be sealed.
    ///
    /// Measures first: a buffer that grew would leave its smaller selves, unwiped, in memory.
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
