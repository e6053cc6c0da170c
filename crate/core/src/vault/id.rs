//! Ids of vaults and records: 128 random bits, base64url as text.

use std::{fmt, str::FromStr};

use crate::{Entropy, base64};

/// The id of a record, and so of its account, for as long as the vault exists.
///
/// As text: 22 characters of base64url without padding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId([u8; 16]);

/// The id of a vault; it isn't secret.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct VaultId([u8; 16]);

/// A text that isn't a record's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the id of a record: 22 characters of base64url are expected")]
pub struct NotAnId;

impl RecordId {
    pub(super) fn draw(entropy: &mut impl Entropy) -> Self {
        Self(draw(entropy))
    }

    /// The first bytes of a keyed hash: the same content gives the same id.
    pub(super) fn of_hash(hash: &[u8; 32]) -> Self {
        let mut id = [0; 16];
        id.iter_mut().zip(hash).for_each(|(to, from)| *to = *from);
        Self(id)
    }

    pub(super) fn bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl VaultId {
    pub(super) fn draw(entropy: &mut impl Entropy) -> Self {
        Self(draw(entropy))
    }

    pub(super) fn bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl FromStr for RecordId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        parse(text).map(Self)
    }
}

impl FromStr for VaultId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        parse(text).map(Self)
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base64::encode(&self.0))
    }
}

impl fmt::Debug for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordId({self})")
    }
}

impl fmt::Display for VaultId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base64::encode(&self.0))
    }
}

impl fmt::Debug for VaultId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VaultId({self})")
    }
}

fn draw(entropy: &mut impl Entropy) -> [u8; 16] {
    let mut bytes = [0; 16];
    entropy.fill(&mut bytes);
    bytes
}

/// Sixteen bytes have exactly one text: the four leftover bits must be zero.
fn parse(text: &str) -> Result<[u8; 16], NotAnId> {
    base64::decode(text).and_then(|bytes| bytes.try_into().ok()).ok_or(NotAnId)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_and_its_text_are_one_to_one() {
        let id: RecordId = "AAECAwQFBgcICQoLDA0ODw".parse().unwrap();
        assert_eq!(id.bytes(), &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
        assert_eq!(id.to_string(), "AAECAwQFBgcICQoLDA0ODw");
        for wrong in ["", "AAECAwQFBgcICQoLDA0OD", "AAECAwQFBgcICQoLDA0ODx", "AAECAwQFBgcICQoLDA0ODw=="] {
            assert_eq!(wrong.parse::<RecordId>(), Err(NotAnId), "{wrong:?}");
        }
    }

    #[test]
    fn the_sentence_of_a_text_that_is_no_id() {
        assert_eq!(NotAnId.to_string(), "not the id of a record: 22 characters of base64url are expected");
    }
}
