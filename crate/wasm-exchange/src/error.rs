//! What is thrown to JavaScript: a code, and the values for its sentence, which is `error_<code>` in
//! `_locales`. The vault's module has the same errors.

use serde::Serialize;
use tandem_core::{account::Invalid, base32, otpauth};
use tandem_exchange::{Refusal, Unfit, Why, WriteError, paper::PaperError};
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

    fn new<T: ToString>(code: &'static str, values: impl IntoIterator<Item = T>) -> Self {
        Self { code, values: values.into_iter().map(|value| value.to_string()).collect() }
    }

    /// For mistakes that none of our callers makes.
    pub(crate) fn unexpected(told: impl ToString) -> Self {
        Self::new("unexpected", [told])
    }

    pub(crate) fn into_parts(self) -> (&'static str, Vec<String>) {
        (self.code, self.values)
    }
}

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        // Two plain fields can always be converted. If not, the code alone still says what happened.
        serde_wasm_bindgen::to_value(&error).unwrap_or_else(|_| Self::from_str(error.code))
    }
}

impl From<tandem_exchange::Error> for Error {
    fn from(error: tandem_exchange::Error) -> Self {
        use tandem_exchange::Error as File;
        match error {
            File::Unknown => Self::plain("file_unknown"),
            File::NeedsPassphrase { app } => Self::new("file_needs_passphrase", [app]),
            File::WrongPassphrase { app } => Self::new("file_wrong_passphrase", [app]),
            File::NeedsCompanion { name } => Self::new("file_needs_companion", [name]),
            File::Broken { app: Some(app) } => Self::new("file_broken_of", [app]),
            File::Broken { app: None } => Self::plain("file_broken"),
            File::Refused(refusal) => refusal.into(),
        }
    }
}

impl From<WriteError> for Error {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Unknown => Self::unexpected(error),
            WriteError::NoPassphrase => Self::plain("passphrase_empty"),
            WriteError::Nothing => Self::plain("export_nothing"),
            WriteError::TooLarge => Self::plain("export_too_large"),
            WriteError::NotReadBack => Self::plain("export_not_read_back"),
        }
    }
}

impl From<PaperError> for Error {
    fn from(error: PaperError) -> Self {
        match error {
            PaperError::TooLong => Self::plain("paper_too_long"),
            PaperError::Damaged => Self::plain("paper_damaged"),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::TooLong => Self::plain("file_too_long"),
            Refusal::TooMany => Self::plain("file_too_many"),
            Refusal::TooMuchMemory { mebibytes } => Self::new("file_memory", [mebibytes]),
            Refusal::TooSlow { seconds } => Self::new("file_slow", [seconds]),
            Refusal::AccountRestricted => Self::plain("file_account_restricted"),
            Refusal::Pgp => Self::plain("file_pgp"),
            Refusal::Database => Self::plain("file_database"),
            Refusal::Log => Self::plain("file_log"),
            Refusal::Later => Self::plain("file_later"),
            Refusal::Device => Self::plain("file_device"),
            Refusal::Archive => Self::plain("file_archive"),
            Refusal::Compression => Self::plain("file_compression"),
            Refusal::Office => Self::plain("file_office"),
            Refusal::Encoding => Self::plain("file_encoding"),
            Refusal::Nothing => Self::plain("file_nothing"),
        }
    }
}

impl From<&Why> for Error {
    fn from(why: &Why) -> Self {
        match why {
            Why::Uri(error) => error.into(),
            Why::TooLong => Self::plain("unkept_long"),
            Why::Name => Self::plain("unkept_name"),
            Why::Packed => Refusal::Archive.into(),
            Why::Compression => Refusal::Compression.into(),
            Why::Unreadable => Self::plain("unkept_unreadable"),
            Why::NoSecret => Self::plain("unkept_no_secret"),
            Why::Secret(error) => error.into(),
            Why::NotHexadecimal => Self::plain("uri_not_hexadecimal"),
            Why::Sealed => Self::plain("unkept_sealed"),
            Why::Kind(_) => Self::plain("unkept_kind"),
            Why::Algorithm(found) => Self::new("unknown_algorithm", [found]),
            // Google's exports have a code for the number of digits, not the number.
            Why::Number(Unfit::Digits, found) if found.is_empty() => Self::plain("unkept_digits"),
            Why::Number(_, found) => Self::new("unkept_number", [found]),
            Why::NoPin => Self::plain("uri_no_pin"),
            Why::Trashed => Self::plain("unkept_trashed"),
            Why::Later => Self::plain("unkept_later"),
            Why::Account(Invalid::Unfit(_)) => Self::plain("secret_unfit"),
            // Readers have already cleaned the texts; only their length can be wrong.
            Why::Account(_) => Self::plain("unkept_name"),
        }
    }
}

impl From<&otpauth::Error> for Error {
    fn from(error: &otpauth::Error) -> Self {
        match error {
            otpauth::Error::NoSecret => Self::plain("unkept_no_secret"),
            otpauth::Error::Secret(error) => error.into(),
            otpauth::Error::NotHexadecimal => Self::plain("uri_not_hexadecimal"),
            otpauth::Error::UnknownType(_) => Self::plain("unkept_kind"),
            otpauth::Error::Algorithm(found) => Self::new("unknown_algorithm", [found]),
            otpauth::Error::Digits(found)
            | otpauth::Error::Period(found)
            | otpauth::Error::Counter(found) => Self::new("unkept_number", [found]),
            otpauth::Error::Contradiction(parameter) => Self::new("uri_contradiction", [parameter]),
            otpauth::Error::Lookalike { found, .. } => Self::new("uri_lookalike", [found]),
            otpauth::Error::Encoding(parameter) => Self::new("uri_encoding", [parameter]),
            otpauth::Error::NoPin | otpauth::Error::Pin(_) => Self::plain("uri_no_pin"),
            otpauth::Error::Account(_) => Self::plain("secret_unfit"),
            otpauth::Error::Encoder(found) => Self::new("uri_unknown_encoder", [found]),
            otpauth::Error::Migration => Self::plain("export_broken"),
            otpauth::Error::NotKeyUri => Self::plain("uri_not_key"),
        }
    }
}

impl From<&base32::Error> for Error {
    fn from(error: &base32::Error) -> Self {
        match error {
            base32::Error::Empty => Self::plain("unkept_no_secret"),
            base32::Error::TooShort => Self::plain("secret_too_short"),
            base32::Error::Wrong { character, position } => {
                Self::new("secret_wrong_character", [character.to_string(), position.to_string()])
            }
        }
    }
}
