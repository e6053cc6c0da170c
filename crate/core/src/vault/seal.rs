//! Keys and their use: sealing a record, authenticating the header and the list.
//!
//! ```text
//! vault key (256 random bits)
//!   ├─ HKDF-SHA-256, info "tandem vault sealing"        -> XChaCha20-Poly1305, one record each
//!   └─ HKDF-SHA-256, info "tandem vault authentication" -> HMAC-SHA-256, header and list
//! ```

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{AeadInOut, KeyInit},
};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{
    VaultKey,
    id::{RecordId, VaultId},
};
use crate::Entropy;

/// The vault's format number, which is part of everything sealed or authenticated.
pub(super) const FORMAT: u64 = 1;
/// Bytes of a nonce of XChaCha20-Poly1305.
const NONCE: usize = 24;
/// Bytes of a tag of Poly1305.
pub(super) const TAG: usize = 16;

/// The two keys derived from the vault key.
pub(super) struct Keys {
    sealing: XChaCha20Poly1305,
    authentication: Zeroizing<[u8; 32]>,
}

/// The place of a sealed content; moved to any other place, it doesn't open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) vault: VaultId,
    pub(super) record: RecordId,
    pub(super) revision: u64,
}

/// Nonce, ciphertext and tag, in this order.
pub(super) struct Sealed(Vec<u8>);

/// An HMAC-SHA-256 over a list of parts.
pub(super) type AuthTag = [u8; 32];

impl Keys {
    pub(super) fn derive(key: &VaultKey) -> Self {
        // No salt: the input is a uniformly random key, made for one vault.
        let hkdf = Hkdf::<Sha256>::new(None, key.expose());
        let mut sealing = Zeroizing::new([0; 32]);
        let mut authentication = Zeroizing::new([0; 32]);
        for (info, output) in
            [("tandem vault sealing", &mut sealing), ("tandem vault authentication", &mut authentication)]
        {
            hkdf.expand(info.as_bytes(), &mut **output).expect("32 bytes are within what HKDF gives");
        }
        Self { sealing: XChaCha20Poly1305::new((&*sealing).into()), authentication }
    }

    /// Seals `plaintext` under a new random nonce; the buffer is overwritten by its ciphertext.
    pub(super) fn seal(
        &self,
        place: &Place,
        mut plaintext: Zeroizing<Vec<u8>>,
        entropy: &mut impl Entropy,
    ) -> Sealed {
        let mut nonce = [0; NONCE];
        entropy.fill(&mut nonce);
        self.sealing
            .encrypt_in_place(&XNonce::from(nonce), &place.associated_data(), &mut *plaintext)
            .expect("a record is far below the 256 GiB of one message");
        Sealed([nonce.as_slice(), &plaintext].concat())
    }

    /// The content; none if the key, the place or a byte differs from when it was sealed.
    pub(super) fn open(&self, place: &Place, sealed: &Sealed) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, ciphertext) = sealed.0.split_first_chunk::<NONCE>()?;
        let mut content = Zeroizing::new(ciphertext.to_vec());
        self.sealing
            .decrypt_in_place(&XNonce::from(*nonce), &place.associated_data(), &mut *content)
            .ok()
            .map(|()| content)
    }

    /// The tag of `parts`, one after another; the caller makes the sequence unambiguous.
    pub(super) fn tag<'a>(&self, parts: impl IntoIterator<Item = &'a [u8]>) -> AuthTag {
        self.mac(parts).finalize().into_bytes().into()
    }

    /// Whether `tag` is that of `parts`, compared in constant time.
    pub(super) fn verifies<'a>(&self, tag: &AuthTag, parts: impl IntoIterator<Item = &'a [u8]>) -> bool {
        self.mac(parts).verify_slice(tag).is_ok()
    }

    fn mac<'a>(&self, parts: impl IntoIterator<Item = &'a [u8]>) -> Hmac<Sha256> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&*self.authentication).expect("HMAC takes keys of every length");
        for part in parts {
            mac.update(part);
        }
        mac
    }
}

impl Place {
    /// Each field has a fixed length, so that no two places share their bytes.
    fn associated_data(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(67);
        bytes.extend_from_slice(b"tandem vault record");
        bytes.extend_from_slice(&FORMAT.to_be_bytes());
        bytes.extend_from_slice(self.vault.bytes());
        bytes.extend_from_slice(self.record.bytes());
        bytes.extend_from_slice(&self.revision.to_be_bytes());
        bytes
    }
}

impl Sealed {
    /// `None` for fewer bytes than a nonce and a tag take.
    pub(super) fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        (bytes.len() >= NONCE + TAG).then_some(Self(bytes))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Nonce and tag, which represent the record in the list's authentication: the tag covers the
    /// ciphertext, and is checked when the record is opened.
    pub(super) fn seals(&self) -> [&[u8]; 2] {
        let nonce = self.0.get(..NONCE).unwrap_or_default();
        let tag = self.0.last_chunk::<TAG>().map_or(&[][..], |tag| tag);
        [nonce, tag]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_content_is_at_least_nonce_and_tag() {
        assert!(Sealed::from_bytes(vec![0; 39]).is_none());
        assert!(Sealed::from_bytes(vec![0; 40]).is_some());
    }
}
