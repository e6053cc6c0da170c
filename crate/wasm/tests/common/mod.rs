//! Values as JavaScript sees them.

use js_sys::JSON;
use serde_json::{Value, json};
use tandem_wasm::Error;
use wasm_bindgen::JsValue;

/// What is handed to JavaScript.
pub(crate) fn read(value: Result<JsValue, Error>) -> Value {
    let value = value.unwrap_or_else(|error| panic!("{error:?}"));
    serde_wasm_bindgen::from_value(value).expect("a plain object")
}

/// What is thrown.
pub(crate) fn thrown<T>(result: Result<T, Error>) -> Value {
    let Err(error) = result else { panic!("nothing was thrown") };
    serde_wasm_bindgen::from_value(JsValue::from(error)).expect("a plain object")
}

/// Through JSON text: serde's own structures would treat numbers as another crate's features of
/// `serde_json` demand.
pub(crate) fn js(value: &Value) -> JsValue {
    JSON::parse(&value.to_string()).expect("JSON is JavaScript")
}

/// An error as JavaScript sees it.
pub(crate) fn error(code: &str, values: &[&str]) -> Value {
    json!({ "code": code, "values": values })
}
