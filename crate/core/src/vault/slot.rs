//! Slots: each belongs to an unlock method, and wraps the vault key in its own way.
//!
//! | kind | the wrapping key |
//! |---|---|
//! | `device` | the browser's own, which no script can read: the shell wraps and unwraps |
//! | `passphrase` | Argon2id of the passphrase |
//! | `recovery` | HKDF of the 160 random bits of the recovery code |
//! | `passkey` | HKDF of the passkey's output (WebAuthn PRF) |
//!
//! A slot of any other kind is a later version's: it is kept, authenticated with the header, and
//! written back.

mod exchange;
mod floor;
mod passphrase;
mod recovery;
mod suggest;
mod wrap;

pub use floor::lacking;
pub use passphrase::{KdfError, KdfParameters};
pub use recovery::{RecoveryCode, RecoveryError};
pub use suggest::Suggestion;

use super::{SlotKey, VaultKey, id::VaultId};
use crate::{
    Entropy, base64,
    json::{Map, Value, object},
};

const DEVICE: &str = "device";
pub(super) const PASSPHRASE: &str = "passphrase";
const RECOVERY: &str = "recovery";
const PASSKEY: &str = "passkey";

/// Bytes of the salt of a slot.
const SALT: usize = 16;

/// The most passphrase slots that are tried: each takes most of a second, in a stranger's file too.
const MOST_TRIED: usize = 3;

/// Bytes of a passkey's PRF output (WebAuthn level 3, section 10.1.4).
const PRF: usize = 32;

/// The vault key, wrapped by the browser's own key, which no script can read.
///
/// Both fields come from the shell: the core neither wraps nor unwraps, and stores them as given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceSlot {
    /// The nonce of AES-GCM.
    pub nonce: Vec<u8>,
    /// Ciphertext and tag of the 32 bytes of the vault key.
    pub wrapped: Vec<u8>,
}

/// A passkey that can open the vault, and the input for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// The credential's id.
    pub credential: Vec<u8>,
    /// The input of its pseudo-random function; another input gives another output.
    pub input: Vec<u8>,
}

/// An unlock method, with what its slot is made from.
#[derive(Debug)]
pub enum UnlockMethod<'a> {
    /// The key derived from the passphrase by `parameters`. It replaces an earlier passphrase.
    Passphrase {
        /// How the key was derived.
        parameters: &'a KdfParameters,
        /// The key itself.
        key: &'a SlotKey,
    },
    /// A recovery code. It replaces an earlier one.
    Recovery(&'a RecoveryCode),
    /// A passkey. It replaces the slot of the same credential.
    Passkey {
        /// Which passkey, with its input.
        passkey: &'a Passkey,
        /// Its output.
        output: &'a [u8],
    },
}

/// Names a slot, to be removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MethodName<'a> {
    /// The browser's own key.
    Device,
    /// The passphrase.
    Passphrase,
    /// The recovery code.
    Recovery,
    /// The passkey of this credential.
    Passkey(&'a [u8]),
}

impl MethodName<'_> {
    fn names(self, slot: &Map) -> bool {
        match self {
            Self::Device => kind(slot) == Some(DEVICE),
            Self::Passphrase => kind(slot) == Some(PASSPHRASE),
            Self::Recovery => kind(slot) == Some(RECOVERY),
            Self::Passkey(credential) => is_passkey(slot, credential),
        }
    }
}

impl<'a> UnlockMethod<'a> {
    /// The name of the slot that this one replaces.
    pub(super) fn name(&self) -> MethodName<'a> {
        match self {
            Self::Passphrase { .. } => MethodName::Passphrase,
            Self::Recovery(_) => MethodName::Recovery,
            Self::Passkey { passkey, .. } => MethodName::Passkey(&passkey.credential),
        }
    }
}

/// Why a slot doesn't give the vault key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnlockError {
    /// The vault has no slot of this kind.
    #[error("this vault does not have this unlock method: choose another")]
    NoSlot,
    /// A later version of Tandem wrote the slot, or it was altered beyond reading.
    #[error("this unlock method cannot be read: update Tandem, or choose another")]
    Unreadable,
    /// No key can be derived from the passphrase.
    #[error(transparent)]
    KdfParameters(#[from] KdfError),
    /// The passkey's output is too short or all zero, so no key is derived from it.
    #[error("this passkey gives no key: choose another, or a passphrase")]
    Unusable,
    /// The given secret doesn't open the slot (or the slot was altered).
    #[error("this does not open the vault: try again")]
    Wrong,
}

/// All slots of a header, in order, with everything that a later version put into them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Slots(Vec<Map>);

impl Slots {
    /// Parses slots far enough to know that each has a kind, and that the device slot is complete.
    pub(super) fn from_stored(slots: Vec<Map>) -> Option<Self> {
        let slots = Self(slots);
        let named = slots.0.iter().all(|slot| kind(slot).is_some());
        let whole = slots.of(DEVICE).all(|slot| read_device(slot).is_some());
        (named && whole).then_some(slots)
    }

    pub(super) fn stored(&self) -> &[Map] {
        &self.0
    }

    /// The first device slot.
    pub(super) fn device(&self) -> Option<DeviceSlot> {
        self.of(DEVICE).next().and_then(read_device)
    }

    /// The KDF parameters of the passphrase.
    pub(super) fn kdf(&self) -> Result<KdfParameters, UnlockError> {
        kdf(self.of(PASSPHRASE).next().ok_or(UnlockError::NoSlot)?)
    }

    /// Those of each passphrase that is tried and can be read.
    pub(super) fn kdfs(&self) -> Vec<KdfParameters> {
        self.of(PASSPHRASE).take(MOST_TRIED).filter_map(|slot| kdf(slot).ok()).collect()
    }

    pub(super) fn has_passphrase(&self) -> bool {
        self.of(PASSPHRASE).next().is_some()
    }

    pub(super) fn has_recovery(&self) -> bool {
        self.of(RECOVERY).next().is_some()
    }

    /// The passkeys that can be read.
    pub(super) fn passkeys(&self) -> Vec<Passkey> {
        self.of(PASSKEY).filter_map(read_passkey).collect()
    }

    /// How many slots this version doesn't know.
    pub(super) fn unknown(&self) -> usize {
        let known = [DEVICE, PASSPHRASE, RECOVERY, PASSKEY];
        self.0.iter().filter(|slot| !kind(slot).is_some_and(|kind| known.contains(&kind))).count()
    }

    pub(super) fn by_passphrase(&self, vault: VaultId, typed: &str) -> Result<VaultKey, UnlockError> {
        let open = |slot: &Map| kdf(slot)?.key(typed)?.unwrap(vault, slot).ok_or(UnlockError::Wrong);
        first_opened(self.of(PASSPHRASE).take(MOST_TRIED).map(open))
    }

    pub(super) fn by_recovery(&self, vault: VaultId, code: &RecoveryCode) -> Result<VaultKey, UnlockError> {
        let open = |slot: &Map| code.key(&salt(slot)?).unwrap(vault, slot).ok_or(UnlockError::Wrong);
        first_opened(self.of(RECOVERY).map(open))
    }

    pub(super) fn by_passkey(
        &self,
        vault: VaultId,
        credential: &[u8],
        output: &[u8],
    ) -> Result<VaultKey, UnlockError> {
        let is_meant = |slot: &&Map| bytes(slot, "credential").as_deref() == Some(credential);
        let slot = self.of(PASSKEY).find(is_meant).ok_or(UnlockError::NoSlot)?;
        passkey_key(output, &salt(slot)?)?.unwrap(vault, slot).ok_or(UnlockError::Wrong)
    }

    /// These slots with `device` replacing the first device slot, or at the end.
    pub(super) fn with_device(&self, device: &DeviceSlot) -> Self {
        let slot = object([
            ("kind", Value::from(DEVICE)),
            ("nonce", text(&device.nonce)),
            ("wrapped", text(&device.wrapped)),
        ]);
        self.with(slot, |old| kind(old) == Some(DEVICE))
    }

    /// These slots with another unlock method, which wraps `key`.
    pub(super) fn with_method(
        &self,
        vault: VaultId,
        method: &UnlockMethod<'_>,
        key: &VaultKey,
        entropy: &mut impl Entropy,
    ) -> Result<Self, UnlockError> {
        let mut salt = [0; SALT];
        entropy.fill(&mut salt);
        let salted = |kind: &str| object([("kind", Value::from(kind)), ("salt", text(&salt))]);
        Ok(match method {
            UnlockMethod::Passphrase { parameters, key: by } => {
                let slot = by.wrap(vault, parameters.slot(), key, entropy);
                self.with(slot, |old| kind(old) == Some(PASSPHRASE))
            }
            UnlockMethod::Recovery(code) => {
                let slot = code.key(&salt).wrap(vault, salted(RECOVERY), key, entropy);
                self.with(slot, |old| kind(old) == Some(RECOVERY))
            }
            UnlockMethod::Passkey { passkey, output } => {
                let mut slot = salted(PASSKEY);
                slot.insert("credential".to_owned(), text(&passkey.credential));
                slot.insert("input".to_owned(), text(&passkey.input));
                let slot = passkey_key(output, &salt)?.wrap(vault, slot, key, entropy);
                self.with(slot, |old| is_passkey(old, &passkey.credential))
            }
        })
    }

    /// These slots without the named one; `None` if there is none.
    pub(super) fn without(&self, named: MethodName<'_>) -> Option<Self> {
        let left: Vec<_> = self.0.iter().filter(|slot| !named.names(slot)).cloned().collect();
        (left.len() < self.0.len()).then_some(Self(left))
    }

    /// These slots for another vault key, each sealed to its public key; and the kinds of those
    /// without one. The device slot is left out, since only the shell can wrap it.
    pub(super) fn rewrapped(
        &self,
        vault: VaultId,
        key: &VaultKey,
        entropy: &mut impl Entropy,
    ) -> (Self, Vec<&str>) {
        let (mut slots, mut left_out) = (Vec::new(), Vec::new());
        for slot in &self.0 {
            match wrap::rewrap(vault, slot, key, entropy) {
                Some(slot) => slots.push(slot),
                None => left_out.extend(kind(slot).filter(|kind| *kind != DEVICE)),
            }
        }
        (Self(slots), left_out)
    }

    /// Adds the slots of `other` that are lacking here, and says whether there were any. Of two headers
    /// under one vault key, neither lacks a slot that was removed: whatever removes or changes one gives
    /// the vault another key.
    pub(super) fn unite(&mut self, other: &Self) -> bool {
        let before = self.0.len();
        for slot in &other.0 {
            if !self.0.contains(slot) {
                self.0.push(slot.clone());
            }
        }
        self.0.len() > before
    }

    /// Only the slots of one kind.
    pub(super) fn only(&self, method: MethodName<'_>) -> Self {
        Self(self.0.iter().filter(|slot| method.names(slot)).cloned().collect())
    }

    /// Whether one of these has this name.
    pub(super) fn has(&self, method: MethodName<'_>) -> bool {
        self.0.iter().any(|slot| method.names(slot))
    }

    /// Whether anything besides passkeys opens the vault: a passkey is lost with its device.
    pub(super) fn suffices(&self) -> bool {
        self.0.iter().any(|slot| matches!(kind(slot), Some(DEVICE | PASSPHRASE | RECOVERY)))
    }

    fn of<'a>(&'a self, wanted: &'a str) -> impl Iterator<Item = &'a Map> {
        self.0.iter().filter(move |slot| kind(slot) == Some(wanted))
    }

    /// These slots with `slot` replacing the first that is `replaced`, or at the end.
    fn with(&self, slot: Map, replaced: impl Fn(&Map) -> bool) -> Self {
        let mut slots = self.0.clone();
        match slots.iter_mut().find(|old| replaced(old)) {
            Some(old) => *old = slot,
            None => slots.push(slot),
        }
        Self(slots)
    }
}

/// The first key, since two browsers may each have added a passphrase or a recovery code before they
/// heard of each other. That one of them is wrong says more than that another can't be read.
fn first_opened(tried: impl Iterator<Item = Result<VaultKey, UnlockError>>) -> Result<VaultKey, UnlockError> {
    let mut first = Err(UnlockError::NoSlot);
    for opened in tried {
        match (&opened, &first) {
            (Ok(_), _) => return opened,
            (_, Err(UnlockError::Wrong)) => {}
            _ => first = opened,
        }
    }
    first
}

fn kdf(slot: &Map) -> Result<KdfParameters, UnlockError> {
    Ok(KdfParameters::read(slot).ok_or(UnlockError::Unreadable)??)
}

fn kind(slot: &Map) -> Option<&str> {
    slot.get("kind")?.as_str()
}

fn bytes(slot: &Map, name: &str) -> Option<Vec<u8>> {
    base64::decode(slot.get(name)?.as_str()?)
}

fn text(bytes: &[u8]) -> Value {
    Value::from(base64::encode(bytes))
}

fn salt(slot: &Map) -> Result<[u8; SALT], UnlockError> {
    bytes(slot, "salt").and_then(|salt| salt.try_into().ok()).ok_or(UnlockError::Unreadable)
}

fn read_device(slot: &Map) -> Option<DeviceSlot> {
    Some(DeviceSlot { nonce: bytes(slot, "nonce")?, wrapped: bytes(slot, "wrapped")? })
}

fn read_passkey(slot: &Map) -> Option<Passkey> {
    Some(Passkey { credential: bytes(slot, "credential")?, input: bytes(slot, "input")? })
}

fn is_passkey(slot: &Map, credential: &[u8]) -> bool {
    kind(slot) == Some(PASSKEY) && bytes(slot, "credential").as_deref() == Some(credential)
}

/// An authenticator without a pseudo-random function returns nothing, or zeros.
fn passkey_key(output: &[u8], salt: &[u8; SALT]) -> Result<SlotKey, UnlockError> {
    if output.len() < PRF || output.iter().all(|byte| *byte == 0) {
        return Err(UnlockError::Unusable);
    }
    Ok(SlotKey::derive(output, salt, "tandem vault passkey"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentences() {
        for (error, sentence) in [
            (UnlockError::NoSlot, "this vault does not have this unlock method: choose another"),
            (UnlockError::Unreadable, "this unlock method cannot be read: update Tandem, or choose another"),
            (UnlockError::KdfParameters(KdfError::Empty), "the passphrase is empty: type one"),
            (UnlockError::Unusable, "this passkey gives no key: choose another, or a passphrase"),
            (UnlockError::Wrong, "this does not open the vault: try again"),
        ] {
            assert_eq!(error.to_string(), sentence);
        }
    }
}
