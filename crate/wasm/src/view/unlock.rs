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
    /// What a try at the passphrase costs; none if this version can't try.
    #[tsify(optional)]
    pub(crate) kdf: Option<KdfView>,
    pub(crate) recovery: bool,
    pub(crate) passkeys: Vec<PasskeyView>,
    /// How many methods this version doesn't know.
    pub(crate) unknown: usize,
    /// When the backup was made, in Unix seconds; none for a vault.
    #[tsify(optional)]
    pub(crate) saved: Option<f64>,
}

/// The KDF parameters of a passphrase.
#[derive(Serialize, Tsify)]
pub(crate) struct KdfView {
    /// KiB.
    memory: u32,
    passes: u32,
}

/// A passkey, and the input for its pseudo-random function.
#[derive(Serialize, Tsify)]
pub(crate) struct PasskeyView {
    pub(crate) credential: Vec<u8>,
    pub(crate) input: Vec<u8>,
}

/// The vault key, wrapped by the browser's own key.
#[derive(Serialize, Tsify)]
pub(crate) struct DeviceSlot {
    /// The nonce of AES-GCM.
    pub(crate) nonce: Vec<u8>,
    /// The encrypted vault key.
    pub(crate) wrapped: Vec<u8>,
}

/// A passkey and its output.
#[derive(Deserialize, Tsify)]
pub(crate) struct NewPasskey {
    pub(crate) credential: Vec<u8>,
    pub(crate) input: Vec<u8>,
    pub(crate) output: Vec<u8>,
}

/// A key derived from a passphrase, with its KDF parameters.
#[derive(Serialize, Deserialize, Tsify)]
pub(crate) struct DerivedKey {
    /// KiB.
    pub(crate) memory: u32,
    pub(crate) passes: u32,
    pub(crate) salt: Vec<u8>,
    pub(crate) key: Vec<u8>,
}

impl KdfView {
    pub(crate) fn of(parameters: &KdfParameters) -> Self {
        Self { memory: parameters.memory(), passes: parameters.passes() }
    }
}
