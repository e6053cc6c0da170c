//! The unlock methods of a vault.

use serde::{Deserialize, Serialize};
use tandem_core::vault::KdfParameters;
use tsify::Tsify;

/// The unlock methods of a vault.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UnlockMethods {
    /// The browser's own key.
    pub(crate) device: bool,
    pub(crate) passphrase: bool,
    /// What a try at the passphrase costs; none where this version cannot try.
    #[tsify(optional)]
    pub(crate) kdf: Option<KdfView>,
    pub(crate) recovery: bool,
    pub(crate) passkeys: Vec<PasskeyView>,
    /// How many there are that this version does not know.
    pub(crate) unknown: usize,
    /// When it was made, in Unix seconds, where it is a backup.
    #[tsify(optional)]
    pub(crate) saved: Option<f64>,
}

/// The work on a passphrase.
#[derive(Serialize, Tsify)]
pub(crate) struct KdfView {
    /// KiB.
    memory: u32,
    passes: u32,
}

/// A passkey, and the input of its pseudo-random function.
#[derive(Serialize, Tsify)]
pub(crate) struct PasskeyView {
    pub(crate) credential: Vec<u8>,
    pub(crate) input: Vec<u8>,
}

/// The vault key as the browser's own key wrapped it.
#[derive(Serialize, Tsify)]
pub(crate) struct DeviceSlot {
    /// The nonce of AES-GCM.
    pub(crate) nonce: Vec<u8>,
    /// The vault key, sealed.
    pub(crate) wrapped: Vec<u8>,
}

/// A passkey and what it answered.
#[derive(Deserialize, Tsify)]
pub(crate) struct NewPasskey {
    pub(crate) credential: Vec<u8>,
    pub(crate) input: Vec<u8>,
    pub(crate) output: Vec<u8>,
}

/// A passphrase made into a key.
#[derive(Serialize, Deserialize, Tsify)]
pub(crate) struct DerivedKey {
    /// KiB.
    pub(crate) memory: u32,
    pub(crate) passes: u32,
    pub(crate) salt: Vec<u8>,
    pub(crate) key: Vec<u8>,
}

/// The unlock methods that a vault is to have, and no others.
#[derive(Deserialize, Tsify)]
pub(crate) struct Protection {
    #[tsify(optional)]
    pub(crate) passphrase: Option<DerivedKey>,
    /// Whether a recovery code is to be made.
    pub(crate) recovery: bool,
    #[tsify(optional)]
    pub(crate) passkey: Option<NewPasskey>,
}

impl KdfView {
    pub(crate) fn of(parameters: &KdfParameters) -> Self {
        Self { memory: parameters.memory(), passes: parameters.passes() }
    }
}
