//! What the wasm modules need from the browser: function arguments, random bytes, the time, and
//! Unicode normalisation.

mod read;

pub use read::{Fault, from_js};

use js_sys::{JsString, Uint8Array};
use tandem_core::Entropy;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = crypto)]
    static CRYPTO: web_sys::Crypto;

    type TextEncoder;
    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;
    #[wasm_bindgen(method)]
    fn encode(this: &TextEncoder, text: &JsString) -> Uint8Array;
}

/// Passes a long text in one piece. As a parameter, it would go letter by letter through a script
/// that isn't optimised yet while a popup opens: 13 ms for a vault.
#[must_use]
pub fn long_text(text: &JsString) -> String {
    String::from_utf8_lossy(&TextEncoder::new().encode(text).to_vec()).into_owned()
}

/// `crypto.getRandomValues`, in pages and Workers alike.
#[derive(Debug)]
pub struct Browser;

impl Entropy for Browser {
    fn fill(&mut self, bytes: &mut [u8]) {
        // The browser refuses only more than 65,536 bytes in one call; a nonce or a key has at most
        // 32.
        CRYPTO
            .with(|crypto| crypto.get_random_values_with_u8_array(bytes).map(drop))
            .expect("browsers never run out of random bytes");
    }
}

/// Unix seconds from JavaScript's number; a clock before 1970 counts as 1970.
#[must_use]
#[expect(clippy::as_conversions, reason = "saturates, which suits a broken clock")]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "as above")]
pub fn seconds(now: f64) -> u64 {
    now.floor() as u64
}

/// The same letters become the same bytes on every system (NFC), as key derivation needs.
#[must_use]
pub fn normalised(passphrase: &str) -> Zeroizing<String> {
    Zeroizing::new(JsString::from(passphrase).normalize("NFC").into())
}
