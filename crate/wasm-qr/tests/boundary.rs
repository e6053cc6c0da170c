//! The reader as JavaScript sees it: plain objects out, errors as a code.

#![cfg(target_arch = "wasm32")]

use serde_json::{Value, json};
use tandem_wasm_qr::{Error, read_qr};
use wasm_bindgen::{Clamped, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn thrown(result: Result<JsValue, Error>) -> Value {
    let Err(error) = result else { panic!("nothing was thrown") };
    serde_wasm_bindgen::from_value(JsValue::from(error)).expect("a plain object")
}

#[wasm_bindgen_test]
fn every_fault_of_a_picture_is_a_code() {
    let fault = |code: &str| json!({ "code": code, "values": [] });
    assert_eq!(
        thrown(read_qr(Clamped(vec![0; 16]), 20_000, 20_000, "RGBA", "screenshot")),
        fault("picture_too_large")
    );
    assert_eq!(thrown(read_qr(Clamped(vec![0; 16]), 0, 0, "RGBA", "photo")), fault("picture_unreadable"));
    assert_eq!(thrown(read_qr(Clamped(vec![0; 15]), 2, 2, "RGBA", "photo")), fault("picture_unreadable"));
}

#[wasm_bindgen_test]
fn a_picture_without_a_code_is_no_fault() {
    let codes = read_qr(Clamped(vec![255; 16]), 2, 2, "RGBA", "screenshot")
        .unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(serde_wasm_bindgen::from_value::<Value>(codes).expect("a list"), json!([]));
}
