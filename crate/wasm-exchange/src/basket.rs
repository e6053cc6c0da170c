//! Reading files, one after the other, into one list of accounts.

use js_sys::{Array, JsString, Uint8Array};
use tandem_core::vault::pack;
use tandem_exchange::{Import, Request, detect, read};
use wasm_bindgen::prelude::*;

use crate::{error::Error, view::About};

/// What was read so far.
#[wasm_bindgen]
#[derive(Default)]
pub struct Basket {
    read: Vec<Import>,
}

#[wasm_bindgen]
impl Basket {
    /// Nothing yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a file by its content, and says what it is. `names` and `files` are what was chosen along with it.
    ///
    /// # Errors
    /// `file_needs_passphrase` and `file_wrong_passphrase` where the same with another passphrase may succeed; otherwise
    /// why it is not read.
    #[wasm_bindgen(unchecked_return_type = "About")]
    pub fn add(
        &mut self,
        bytes: &[u8],
        passphrase: Option<String>,
        names: Vec<String>,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array[]")] files: &Array,
        now: f64,
    ) -> Result<JsValue, Error> {
        let files: Vec<Vec<u8>> = files.iter().map(|file| Uint8Array::new(&file).to_vec()).collect();
        let companions: Vec<(&str, &[u8])> =
            names.iter().zip(&files).map(|(name, file)| (name.as_str(), file.as_slice())).collect();
        let mut request = Request::new(seconds(now)).with_companions(&companions);
        let own = detect(bytes).is_some_and(|format| format.id == TANDEM);
        let passphrase = passphrase.map(|passphrase| if own { normal(&passphrase) } else { passphrase });
        if let Some(passphrase) = &passphrase {
            request = request.with_passphrase(passphrase);
        }
        let import = read(bytes, &request)?;
        let about = About::of(&import);
        self.take(import);
        serde_wasm_bindgen::to_value(&about).map_err(Error::unexpected)
    }

    /// The accounts of all files in their order, for the vault's `compareImport` and `importAccounts`.
    #[must_use]
    pub fn packed(&self) -> Vec<u8> {
        let candidates = self.read.iter().flat_map(|import| &import.candidates);
        pack(candidates.map(|candidate| &candidate.account)).to_vec()
    }
}

impl Basket {
    pub(crate) fn take(&mut self, import: Import) {
        self.read.push(import);
    }
}

/// The format whose passphrases are Tandem's own.
pub(crate) const TANDEM: &str = "tandem";

/// A passphrase as Tandem takes it: the same letters typed on another system are the same bytes. Other apps take
/// theirs as it is typed.
pub(crate) fn normal(passphrase: &str) -> String {
    JsString::from(passphrase).normalize("NFC").into()
}

/// Unix seconds from JavaScript's number.
#[expect(clippy::as_conversions, reason = "saturates, which is what is wanted of a broken clock")]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "as above")]
pub(crate) fn seconds(now: f64) -> u64 {
    now.floor() as u64
}
