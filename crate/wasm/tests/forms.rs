//! The browser weighs fields exactly as the training did, to the bit.

#![cfg(target_arch = "wasm32")]

use tandem_core::form::Model;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_sums_are_what_they_were_where_they_were_learned() {
    assert_eq!(Model::current().digest(), Model::current().check);
}
