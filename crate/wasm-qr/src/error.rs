//! What is thrown to JavaScript: a code with the values for its sentence, as in the vault's module.
//!
//! The sentence for a code is `error_<code>` in `_locales`.

use serde::Serialize;
use tandem_core::qr::PictureError;
use wasm_bindgen::JsValue;

/// A typed error.
#[derive(Debug, Serialize)]
pub struct Error {
    code: &'static str,
    values: Vec<String>,
}

impl Error {
    fn plain(code: &'static str) -> Self {
        Self { code, values: Vec::new() }
    }

    /// Mistakes that none of our callers makes.
    pub(crate) fn unexpected(told: &impl ToString) -> Self {
        Self { code: "unexpected", values: vec![told.to_string()] }
    }
}

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        // An object of two plain fields can always be serialised; if not, the code alone still says
        // what happened.
        serde_wasm_bindgen::to_value(&error).unwrap_or_else(|_| Self::from_str(error.code))
    }
}

impl From<PictureError> for Error {
    fn from(error: PictureError) -> Self {
        Self::plain(match error {
            PictureError::TooLarge { .. } => "picture_too_large",
            PictureError::Empty | PictureError::WrongLength { .. } => "picture_unreadable",
        })
    }
}
