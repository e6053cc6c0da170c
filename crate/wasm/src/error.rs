//! What is thrown to JavaScript: a code, and the values for its sentence.
//!
//! The sentence for a code is `error_<code>` in `_locales`. Every code that crosses the boundary is
//! in this file and nowhere else.

mod part;

use serde::Serialize;
use tandem_core::{
    account::{self, Field},
    base32, otpauth,
    site::Refused,
    vault::{
        AddError, CounterError, EditError, KdfError, OpenError, PictureError, ProtectError, RecoveryError,
        UndoError, UnlockError, WriteError,
    },
};
use wasm_bindgen::JsValue;

pub(crate) use part::ErrorValue;

/// A typed error.
#[derive(Debug, Serialize)]
pub struct Error {
    code: &'static str,
    values: Vec<ErrorValue>,
}

impl Error {
    pub(crate) fn plain(code: &'static str) -> Self {
        Self { code, values: Vec::new() }
    }

    pub(crate) fn new<T: ToString>(code: &'static str, values: impl IntoIterator<Item = T>) -> Self {
        Self { code, values: values.into_iter().map(|value| ErrorValue::Text(value.to_string())).collect() }
    }

    pub(crate) fn key_too_long() -> Self {
        Self::plain("key_too_long")
    }

    /// An id without an account.
    pub(crate) fn account_gone() -> Self {
        Self::plain("account_gone")
    }

    /// What is wrong with a typed site.
    pub(crate) fn of_site(refused: Refused) -> Self {
        Self::plain(match refused {
            Refused::NotSecure => "site_not_https",
            Refused::NotWeb | Refused::Unclear => "site_unclear",
        })
    }

    /// A pair needs time steps.
    pub(crate) fn pair_by_counter() -> Self {
        Self::plain("pair_by_counter")
    }

    /// A key whose length isn't the vault key's.
    pub(crate) fn wrong_key() -> Self {
        Self::plain("vault_wrong_key")
    }

    /// Mistakes that none of our callers makes.
    pub(crate) fn unexpected(told: impl ToString) -> Self {
        Self::new("unexpected", [told])
    }

    pub(crate) fn code(&self) -> &'static str {
        self.code
    }

    pub(crate) fn into_parts(self) -> (&'static str, Vec<ErrorValue>) {
        (self.code, self.values)
    }
}

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        // An object of two plain fields can always be serialised; if not, the code alone still says
        // what happened.
        serde_wasm_bindgen::to_value(&error).unwrap_or_else(|_| Self::from_str(error.code))
    }
}

impl From<base32::Error> for Error {
    fn from(error: base32::Error) -> Self {
        match error {
            base32::Error::Empty => Self::plain("secret_empty"),
            base32::Error::TooShort => Self::plain("secret_too_short"),
            base32::Error::Wrong { character, position } => {
                Self::new("secret_wrong_character", [character.to_string(), position.to_string()])
            }
        }
    }
}

impl From<otpauth::Error> for Error {
    fn from(error: otpauth::Error) -> Self {
        match error {
            otpauth::Error::NotKeyUri => Self::plain("uri_not_key"),
            otpauth::Error::Migration => Self::plain("uri_migration"),
            otpauth::Error::UnknownType(found) => Self::new("uri_unknown_type", [found]),
            otpauth::Error::NoSecret => Self::plain("uri_no_secret"),
            otpauth::Error::Secret(error) => error.into(),
            otpauth::Error::NotHexadecimal => Self::plain("uri_not_hexadecimal"),
            otpauth::Error::Contradiction(parameter) => Self::new("uri_contradiction", [parameter]),
            otpauth::Error::Lookalike { found, .. } => Self::new("uri_lookalike", [found]),
            otpauth::Error::Algorithm(found) => Self::new("unknown_algorithm", [found]),
            otpauth::Error::Encoder(found) => Self::new("uri_unknown_encoder", [found]),
            otpauth::Error::Digits(found) => Self::new("digits_out_of_range", [found]),
            otpauth::Error::Period(found) => Self::new("period_out_of_range", [found]),
            otpauth::Error::Counter(found) => Self::new("counter_out_of_range", [found]),
            otpauth::Error::Encoding(parameter) => Self::new("uri_encoding", [parameter]),
            otpauth::Error::NoPin | otpauth::Error::Pin(_) => Self::plain("uri_no_pin"),
            otpauth::Error::Account(error) => error.into(),
        }
    }
}

impl From<otpauth::ExportError> for Error {
    fn from(error: otpauth::ExportError) -> Self {
        match error {
            otpauth::ExportError::Broken => Self::plain("export_broken"),
            otpauth::ExportError::AnotherSet => Self::plain("export_another_set"),
        }
    }
}

impl From<otpauth::Why> for Error {
    fn from(why: otpauth::Why) -> Self {
        match why {
            otpauth::Why::NoSecret => Self::plain("unkept_no_secret"),
            otpauth::Why::Algorithm => Self::plain("unkept_algorithm"),
            otpauth::Why::Digits => Self::plain("unkept_digits"),
            otpauth::Why::Kind => Self::plain("unkept_kind"),
            otpauth::Why::Counter => Self::plain("unkept_counter"),
            otpauth::Why::Account(error) => error.into(),
        }
    }
}

impl From<OpenError> for Error {
    fn from(error: OpenError) -> Self {
        match (ErrorValue::of(&error), error) {
            (_, OpenError::Newer { format }) => Self::new("vault_newer", [format]),
            (_, OpenError::WrongKey) => Self::plain("vault_wrong_key"),
            (_, OpenError::Shared) => Self::plain("vault_shared"),
            (part, _) => Self { code: "vault_damaged", values: part.into_iter().collect() },
        }
    }
}

impl From<WriteError> for Error {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::TooLarge { .. } => Self::plain("account_too_large"),
            WriteError::Full => Self::plain("vault_full"),
        }
    }
}

impl From<UnlockError> for Error {
    fn from(error: UnlockError) -> Self {
        Self::plain(match error {
            UnlockError::NoSlot => "method_not_there",
            UnlockError::Unreadable => "method_unreadable",
            UnlockError::KdfParameters(KdfError::Empty) => "passphrase_empty",
            UnlockError::KdfParameters(KdfError::Bounds) => "passphrase_bounds",
            UnlockError::KdfParameters(KdfError::Memory) => "passphrase_memory",
            UnlockError::Unusable => "passkey_unusable",
            UnlockError::Wrong => "method_wrong",
        })
    }
}

impl From<RecoveryError> for Error {
    fn from(error: RecoveryError) -> Self {
        match error {
            RecoveryError::Length { characters } => Self::new("recovery_length", [characters]),
            RecoveryError::Character { character, position } => {
                Self::new("recovery_character", [character.to_string(), position.to_string()])
            }
            RecoveryError::Group { number } => Self::new("recovery_group", [number]),
        }
    }
}

impl From<ProtectError> for Error {
    fn from(error: ProtectError) -> Self {
        match error {
            ProtectError::NoSlot => Self::plain("method_not_there"),
            ProtectError::Last => Self::plain("last_method"),
            ProtectError::Outdated => Self::plain("method_outdated"),
            ProtectError::Unusable(error) => error.into(),
            ProtectError::Write(error) => error.into(),
        }
    }
}

impl From<AddError> for Error {
    fn from(error: AddError) -> Self {
        match error {
            AddError::TooMany { .. } => Self::plain("vault_full"),
            AddError::Impossible => Self::plain("backup_impossible"),
            AddError::Write(error) => error.into(),
        }
    }
}

impl From<EditError> for Error {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Unknown => Self::plain("account_gone"),
            EditError::Write(error) => error.into(),
        }
    }
}

impl From<UndoError> for Error {
    fn from(error: UndoError) -> Self {
        match error {
            UndoError::Changed => Self::plain("backup_changed_since"),
            UndoError::Write(error) => error.into(),
        }
    }
}

impl From<PictureError> for Error {
    fn from(error: PictureError) -> Self {
        match error {
            PictureError::Unfit { .. } => Self::plain("picture_unfit"),
            PictureError::TooMany { limit } => Self::new("too_many_pictures", [limit]),
            PictureError::Write(error) => error.into(),
        }
    }
}

impl From<CounterError> for Error {
    fn from(error: CounterError) -> Self {
        match error {
            CounterError::Unknown => Self::plain("account_gone"),
            CounterError::NotCounted => Self::plain("not_by_counter"),
            CounterError::First => Self::plain("counter_first"),
            CounterError::Spent => Self::plain("counter_spent"),
            CounterError::Write(error) => error.into(),
        }
    }
}

impl From<account::Invalid> for Error {
    fn from(error: account::Invalid) -> Self {
        match error {
            account::Invalid::TooLong { field, .. } => Self::new(
                match field {
                    Field::Issuer => "issuer_too_long",
                    Field::Name => "name_too_long",
                    Field::Label | Field::Icon => "label_too_long",
                    Field::Note => "note_too_long",
                    Field::Site => "site_too_long",
                    Field::Tag => "tag_too_long",
                },
                [field.longest()],
            ),
            account::Invalid::TooMany { field: Field::Site, limit } => Self::new("too_many_sites", [limit]),
            account::Invalid::TooMany { limit, .. } => Self::new("too_many_tags", [limit]),
            account::Invalid::Blank(Field::Site) => Self::plain("site_blank"),
            account::Invalid::Blank(_) => Self::plain("tag_blank"),
            account::Invalid::Control { position, .. } => Self::new("control_character", [position]),
            account::Invalid::Unfit(_) => Self::plain("secret_unfit"),
        }
    }
}

impl From<Refused> for Error {
    fn from(error: Refused) -> Self {
        Self::plain(match error {
            Refused::NotWeb => "page_not_web",
            Refused::NotSecure => "page_not_https",
            Refused::Unclear => "page_unclear",
        })
    }
}
