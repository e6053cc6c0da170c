//! Reading files, one after the other, into one list of accounts.

use js_sys::{Array, Function, Uint8Array};
use tandem_browser::{normalised, seconds};
use tandem_core::vault::pack;
use tandem_exchange::{Import, MAX_FILE, Request, detect, read, sample};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

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

    /// Reads a file by its content, and says what it is. `names` and `files` are the other chosen files.
    /// Before each key derivation, `deriving` is called with how long all of them take on a slow
    /// machine, in milliseconds.
    ///
    /// # Errors
    /// `file_needs_passphrase` and `file_wrong_passphrase`, if another passphrase may open the file;
    /// otherwise why it isn't read.
    #[wasm_bindgen(unchecked_return_type = "About")]
    pub fn add(
        &mut self,
        bytes: &[u8],
        passphrase: Option<String>,
        names: Vec<String>,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array[]")] files: &Array,
        now: f64,
        #[wasm_bindgen(unchecked_param_type = "(milliseconds: number) => void")] deriving: &Function,
    ) -> Result<JsValue, Error> {
        let files: Vec<Vec<u8>> = files.iter().map(|file| Uint8Array::new(&file).to_vec()).collect();
        let companions: Vec<(&str, &[u8])> =
            names.iter().zip(&files).map(|(name, file)| (name.as_str(), file.as_slice())).collect();
        let tell = |nanoseconds| {
            // The progress bar is for the user: without it, reading goes on.
            let _ = deriving.call1(&JsValue::NULL, &milliseconds(nanoseconds).into());
        };
        let mut request = Request::new(seconds(now)).with_companions(&companions).telling(&tell);
        let own = || detect(bytes).is_some_and(|format| format.id == TANDEM);
        let passphrase = passphrase.map(|passphrase| typed(passphrase, own()));
        if let Some(passphrase) = &passphrase {
            request = request.with_passphrase(passphrase);
        }
        let import = read(bytes, &request)?;
        let about = About::of(&import);
        self.take(import);
        serde_wasm_bindgen::to_value(&about).map_err(Error::unexpected)
    }

    /// The accounts of all files, in order, for the vault's `compareImport` and `importAccounts`.
    #[must_use]
    pub fn packed(&self) -> Uint8Array {
        let candidates = self.read.iter().flat_map(|import| &import.candidates);
        Uint8Array::from(pack(candidates.map(|candidate| &candidate.account)).as_slice())
    }
}

impl Basket {
    pub(crate) fn take(&mut self, import: Import) {
        self.read.push(import);
    }
}

/// The most bytes that a file may have.
#[wasm_bindgen(js_name = longestFile)]
#[must_use]
pub fn longest_file() -> usize {
    MAX_FILE
}

/// Derives an unused key, so that the caller can measure this machine. Returns how long that takes
/// on a slow machine, in milliseconds.
#[wasm_bindgen(js_name = deriveSample)]
#[must_use]
pub fn derive_sample() -> f64 {
    milliseconds(sample())
}

/// Whole milliseconds. Ten seconds of them fit into 32 bits.
fn milliseconds(nanoseconds: u64) -> f64 {
    u32::try_from(nanoseconds / 1_000_000).map_or(f64::MAX, f64::from)
}

/// The id of Tandem's own format.
pub(crate) const TANDEM: &str = "tandem";

/// The passphrase in the form that the format expects: normalised for Tandem's own, as typed for
/// other apps'.
pub(crate) fn typed(passphrase: String, own: bool) -> Zeroizing<String> {
    let passphrase = Zeroizing::new(passphrase);
    if own { normalised(&passphrase) } else { passphrase }
}
