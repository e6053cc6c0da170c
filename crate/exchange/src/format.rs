use crate::{Content, Error, Import, Request, read};

/// A format that can be read.
#[derive(Debug)]
pub struct Format {
    /// What the shell calls it; never shown.
    pub id: &'static str,
    /// The app's own name, the same in every language.
    pub app: &'static str,
    pub(crate) detect: fn(&Content<'_>) -> bool,
    pub(crate) read: fn(&Content<'_>, &Request<'_>) -> Result<Import, Error>,
}

/// A line of the table: the module has `detect` and `read`.
macro_rules! format {
    ($id:literal, $app:literal, $module:ident) => {
        Format { id: $id, app: $app, detect: read::$module::detect, read: read::$module::read }
    };
}

/// Every format that can be read, in the order in which a file is held against them.
pub const FORMATS: &[Format] = &[
    format!("aegis", "Aegis", aegis),
    format!("2fas", "2FAS", twofas),
    format!("authenticator-2fa", "2FA Authenticator", authenticator_2fa),
    format!("bhxch-totp", "TOTP (bhxch)", bhxch_totp),
    format!("ente", "Ente Auth", ente),
    format!("proton-authenticator", "Proton Authenticator", proton_authenticator),
    format!("stratum", "Stratum", stratum),
    format!("raivo", "Raivo", raivo),
    format!("duo", "Duo Mobile", duo),
    format!("andotp", "andOTP", andotp),
    format!("freeotp", "FreeOTP", freeotp),
    format!("authy", "Authy", authy),
    format!("battlenet", "Battle.net Authenticator", battlenet),
    format!("steam", "Steam", steam),
    format!("cotp", "cotp", cotp),
    format!("authenticator-extension", "Authenticator", authenticator_extension),
    format!("totp-authenticator", "TOTP Authenticator", totp_authenticator),
    format!("zip", "Zip", zipped),
    format!("html", "HTML", html),
    // Wide: any text or JSON with key URIs in it.
    format!("key-uris", "Key URIs", key_uris),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_an_id_of_its_own() {
        for (index, format) in FORMATS.iter().enumerate() {
            assert!(FORMATS.iter().skip(index + 1).all(|other| other.id != format.id), "{}", format.id);
        }
    }
}
