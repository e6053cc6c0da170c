//! A shared secret that can't leak by accident.

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// The key of an account (or a PIN that takes part in its codes), at least one byte long.
///
/// # Security
/// Wiped when dropped. It has no `Clone`, `Display` or serialisation, and its `Debug` shows
/// nothing. Only [`Secret::expose`] gives the bytes, so every place that reads them can be found by
/// that name.
pub struct Secret(Zeroizing<Vec<u8>>);

/// Nothing was given where a secret is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the secret is empty")]
pub struct Empty;

impl Secret {
    /// Takes ownership of the bytes.
    ///
    /// # Errors
    /// [`Empty`] for no bytes: HMAC would accept them and make codes that look right.
    pub fn new(bytes: Vec<u8>) -> Result<Self, Empty> {
        let bytes = Zeroizing::new(bytes);
        if bytes.is_empty() { Err(Empty) } else { Ok(Self(bytes)) }
    }

    /// The bytes themselves.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// A copy, for the few places that need one (an undo, a replacement).
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }

    /// Whether both contain the same bytes, in a time that depends only on the lengths.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_of_it() {
        let secret = Secret::new(b"ABC".to_vec()).expect("three bytes");
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn no_bytes_are_no_secret() {
        assert_eq!(Secret::new(Vec::new()).err(), Some(Empty));
    }
}
