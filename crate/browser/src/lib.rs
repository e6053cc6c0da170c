//! What both wasm modules take from the browser: random bytes.

use tandem_core::Entropy;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = crypto)]
    static CRYPTO: web_sys::Crypto;
}

/// `crypto.getRandomValues`, in pages and Workers alike.
#[derive(Debug)]
pub struct Browser;

impl Entropy for Browser {
    fn fill(&mut self, bytes: &mut [u8]) {
        // The browser refuses only more than 65,536 bytes at once; a nonce or a key has 32 at most.
        CRYPTO
            .with(|crypto| crypto.get_random_values_with_u8_array(bytes).map(drop))
            .expect("browsers always have random bytes to give");
    }
}
