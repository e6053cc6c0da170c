//! The unlock methods of a vault.
//!
//! `deriveKey` and `keyByPassphrase` take most of a second and much memory, which a wasm instance
//! never gives back, so they run in a Worker that then ends.

use js_sys::Uint8Array;
use tandem_browser::{Browser, normalised};
use tandem_core::vault::{
    DeviceSlot, Header, KdfParameters, MethodName, Passkey, RecoveryCode, SlotKey, Suggestion, UnlockError,
    UnlockMethod,
};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use crate::{
    error::Error,
    js::{Time, bytes, from_js, key_of, number, to_js},
    vault::Vault,
    view::{DerivedKey, KdfView, NewPasskey, PasskeyView, UnlockMethods},
};

/// The unlock methods of a stored vault, before it is opened.
///
/// # Errors
/// What is wrong with the text.
#[wasm_bindgen(js_name = unlockMethods, unchecked_return_type = "UnlockMethods")]
pub fn unlock_methods(text: &str) -> Result<JsValue, Error> {
    let header = Header::read(text)?;
    let passkeys = header.passkeys().into_iter();
    to_js(&UnlockMethods {
        device: header.device().is_some(),
        passphrase: header.has_passphrase(),
        kdf: header.kdf().ok().map(|parameters| KdfView::of(&parameters)),
        recovery: header.has_recovery(),
        passkeys: passkeys.map(|Passkey { credential, input }| PasskeyView { credential, input }).collect(),
        unknown: header.unknown_slots(),
        saved: header.saved().map(number),
    })
}

/// Whether a text is a later state of the same vault, as far as anyone can see without its key.
#[wasm_bindgen(js_name = isLater)]
#[must_use]
pub fn is_later(text: &str, than: &str) -> bool {
    match (Header::read(text), Header::read(than)) {
        (Ok(text), Ok(than)) => text.is_later_than(&than),
        _ => false,
    }
}

/// The vault key, by passphrase. For a Worker.
///
/// # Errors
/// A wrong passphrase; a slot that can't be read or asks for too much work; what is wrong with the
/// text.
#[wasm_bindgen(js_name = keyByPassphrase)]
pub fn key_by_passphrase(text: &str, passphrase: &str) -> Result<Uint8Array, Error> {
    Ok(bytes(&Header::read(text)?.unlock_by_passphrase(&normalised(passphrase))?))
}

/// The vault key, by recovery code.
///
/// # Errors
/// A typing error in the code; another vault's code; what is wrong with the text.
#[wasm_bindgen(js_name = keyByRecovery)]
pub fn key_by_recovery(text: &str, code: &str) -> Result<Uint8Array, Error> {
    Ok(bytes(&Header::read(text)?.unlock_by_recovery(&RecoveryCode::parse(code)?)?))
}

/// The vault key, by a passkey's output (WebAuthn PRF).
///
/// # Errors
/// Another passkey, or one without a usable output; what is wrong with the text.
#[wasm_bindgen(js_name = keyByPasskey)]
pub fn key_by_passkey(text: &str, credential: &[u8], output: &[u8]) -> Result<Uint8Array, Error> {
    Ok(bytes(&Header::read(text)?.unlock_by_passkey(credential, output)?))
}

/// Whether a recovery code was typed without errors.
///
/// # Errors
/// Where the error is.
#[wasm_bindgen(js_name = checkRecovery)]
pub fn check_recovery(code: &str) -> Result<(), Error> {
    Ok(RecoveryCode::parse(code).map(drop)?)
}

/// How many characters a new passphrase lacks.
#[wasm_bindgen]
#[must_use]
pub fn lacking(passphrase: &str) -> usize {
    tandem_core::vault::lacking(&normalised(passphrase))
}

/// Whether a group of the recovery code was typed correctly.
#[wasm_bindgen(js_name = isRecoveryGroup)]
#[must_use]
pub fn is_recovery_group(typed: &str, written: &str) -> bool {
    RecoveryCode::is_group(typed, written)
}

/// A random passphrase.
#[wasm_bindgen(js_name = suggestPassphrase)]
#[must_use]
pub fn suggest_passphrase() -> String {
    Suggestion::draw(&mut Browser).to_string()
}

/// How hard a suggested passphrase is to guess, in bits.
#[wasm_bindgen(js_name = suggestedBits)]
#[must_use]
pub fn suggested_bits() -> usize {
    Suggestion::BITS
}

/// Seconds to wait after this many wrong tries in a row.
#[wasm_bindgen(js_name = waitAfter)]
#[must_use]
pub fn wait_after(wrong: u32) -> u32 {
    tandem_core::vault::wait_after(wrong)
}

/// Seconds until the next try, which is allowed at `until`; both in milliseconds since 1970.
#[wasm_bindgen(js_name = waitLeft)]
#[must_use]
pub fn wait_left(until: f64, now: f64) -> u32 {
    tandem_core::vault::wait_left(Time::from(until).0, Time::from(now).0)
}

/// How many passes take half a second here, if the usual number took this many milliseconds.
#[wasm_bindgen(js_name = kdfParameters)]
#[must_use]
pub fn kdf_parameters(milliseconds: u32) -> u32 {
    KdfParameters::passes_for(milliseconds)
}

/// Derives the key of a new slot from a passphrase; memory in KiB. For a Worker.
///
/// # Errors
/// An empty passphrase, KDF parameters out of bounds, or too little memory.
#[wasm_bindgen(js_name = deriveKey, unchecked_return_type = "DerivedKey")]
pub fn derive_key(passphrase: &str, memory: Option<u32>, passes: Option<u32>) -> Result<JsValue, Error> {
    let (memory, passes) = (memory.unwrap_or(KdfParameters::MEMORY), passes.unwrap_or(KdfParameters::PASSES));
    let made = KdfParameters::draw(memory, passes, &mut Browser);
    let parameters = made.map_err(UnlockError::from)?;
    let key = parameters.key(&normalised(passphrase)).map_err(UnlockError::from)?;
    to_js(&DerivedKey { memory, passes, salt: parameters.salt().to_vec(), key: key.expose().to_vec() })
}

#[wasm_bindgen]
impl Vault {
    /// Whether the user has to unlock it; with the device slot, the browser does.
    #[wasm_bindgen(js_name = isProtected)]
    #[must_use]
    pub fn is_protected(&self) -> bool {
        self.vault.header().device().is_none()
    }

    /// Adds a passphrase, or replaces the old one; replacing gives the vault a new key.
    ///
    /// # Errors
    /// The vault is full.
    #[wasm_bindgen(js_name = setPassphrase)]
    pub fn set_passphrase(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "DerivedKey")] derived: JsValue,
    ) -> Result<(), Error> {
        let (parameters, key) = from_js::<DerivedKey>(derived)?.read()?;
        Ok(self
            .vault
            .add_method(&UnlockMethod::Passphrase { parameters: &parameters, key: &key }, &mut Browser)?)
    }

    /// Makes a recovery code; replacing an old one gives the vault a new key. The code is shown
    /// once and stored nowhere.
    ///
    /// # Errors
    /// The vault is full.
    #[wasm_bindgen(js_name = makeRecovery)]
    pub fn make_recovery(&mut self) -> Result<String, Error> {
        let code = RecoveryCode::draw(&mut Browser);
        self.vault.add_method(&UnlockMethod::Recovery(&code), &mut Browser)?;
        Ok(code.to_text().to_string())
    }

    /// Adds a passkey.
    ///
    /// # Errors
    /// A passkey without a usable output; a full vault.
    #[wasm_bindgen(js_name = addPasskey)]
    pub fn add_passkey(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "NewPasskey")] passkey: JsValue,
    ) -> Result<(), Error> {
        let NewPasskey { credential, input, output } = from_js(passkey)?;
        let output = Zeroizing::new(output);
        let method = UnlockMethod::Passkey { passkey: &Passkey { credential, input }, output: &output };
        Ok(self.vault.add_method(&method, &mut Browser)?)
    }

    /// Removes an unlock method and gives the vault a new key: `device`, `passphrase`, `recovery`,
    /// or `passkey` with its credential.
    ///
    /// # Errors
    /// The last method; no such method.
    #[wasm_bindgen(js_name = removeUnlockMethod)]
    pub fn remove_method(&mut self, kind: &str, credential: Option<Vec<u8>>) -> Result<(), Error> {
        let named = match kind {
            "device" => MethodName::Device,
            "passphrase" => MethodName::Passphrase,
            "recovery" => MethodName::Recovery,
            "passkey" => MethodName::Passkey(credential.as_deref().unwrap_or_default()),
            other => return Err(Error::unexpected(other)),
        };
        Ok(self.vault.remove_method(named, &mut Browser)?)
    }

    /// Turns protection off: the vault gets this new key, wrapped in the device slot alone.
    ///
    /// # Errors
    /// The vault is full.
    pub fn unprotect(&mut self, key: &Uint8Array, nonce: Vec<u8>, wrapped: Vec<u8>) -> Result<(), Error> {
        Ok(self.vault.unprotect(key_of(key)?, &DeviceSlot { nonce, wrapped }, &mut Browser)?)
    }

    /// Gives the vault a new key that only this passphrase and a recovery code open, and seals
    /// everything again. Returns the recovery code. The key in `storage.session` is outdated then.
    ///
    /// # Errors
    /// A full vault.
    pub fn protect(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "DerivedKey")] passphrase: JsValue,
    ) -> Result<String, Error> {
        let (parameters, key) = from_js::<DerivedKey>(passphrase)?.read()?;
        let code = RecoveryCode::draw(&mut Browser);
        let passphrase = UnlockMethod::Passphrase { parameters: &parameters, key: &key };
        self.vault.rekey(&[passphrase, UnlockMethod::Recovery(&code)], &mut Browser)?;
        Ok(code.to_text().to_string())
    }
}

impl DerivedKey {
    pub(crate) fn read(self) -> Result<(KdfParameters, SlotKey), Error> {
        let Self { memory, passes, salt, key } = self;
        let key = Zeroizing::new(key);
        let sized = (<[u8; 16]>::try_from(salt), <[u8; 32]>::try_from(key.as_slice()));
        let (Ok(salt), Ok(key)) = sized else { return Err(Error::unexpected("salt and key")) };
        let parameters = KdfParameters::new(memory, passes, 1, salt).map_err(UnlockError::from)?;
        Ok((parameters, SlotKey::from_bytes(key)))
    }
}
