//! The formats that can be read.

use crate::{Content, Error, Import, Request, read};

/// A format that can be read.
#[derive(Debug)]
pub struct Format {
    /// Its id for the shell; never shown.
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

/// Every format that can be read, in the order in which they are tried.
pub const FORMATS: &[Format] = &[
    format!("tandem", "Tandem", tandem),
    format!("aegis", "Aegis", aegis),
    format!("2fas", "2FAS", twofas),
    format!("2fauth", "2FAuth", twofauth),
    format!("authenticator-2fa", "2FA Authenticator", authenticator_2fa),
    format!("bhxch-totp", "TOTP (bhxch)", bhxch_totp),
    format!("ente", "Ente Auth", ente),
    format!("proton-authenticator", "Proton Authenticator", proton_authenticator),
    format!("stratum", "Stratum", stratum),
    format!("raivo", "Raivo", raivo),
    format!("duo", "Duo Mobile", duo),
    format!("authenticator-plus", "Authenticator Plus", authenticator_plus),
    format!("andotp", "andOTP", andotp),
    format!("freeotp", "FreeOTP", freeotp),
    format!("authy", "Authy", authy),
    format!("battlenet", "Battle.net Authenticator", battlenet),
    format!("steam", "Steam", steam),
    format!("bitwarden", "Bitwarden", bitwarden),
    format!("bitwarden-csv", "Bitwarden CSV", bitwarden_csv),
    format!("keepass", "KeePass", kdbx),
    format!("keepass-xml", "KeePass XML", keepass_xml),
    format!("keepass-csv", "KeePass CSV", keepass_csv),
    format!("keepassxc-csv", "KeePassXC CSV", keepassxc_csv),
    format!("lastpass", "LastPass Authenticator", lastpass),
    format!("lastpass-csv", "LastPass CSV", lastpass_csv),
    format!("cxf", "FIDO Credential Exchange", cxf),
    format!("keeper", "Keeper", keeper),
    format!("keeper-csv", "Keeper CSV", keeper_csv),
    format!("dashlane", "Dashlane", dashlane),
    format!("dashlane-csv", "Dashlane CSV", dashlane_csv),
    format!("nordpass", "NordPass CSV", nordpass_csv),
    format!("1password-csv", "1Password CSV", one_password_csv),
    format!("proton-pass-csv", "Proton Pass CSV", proton_pass_csv),
    format!("proton-pass", "Proton Pass", proton_pass),
    format!("1pux", "1Password", one_password),
    format!("google-database", "Google Authenticator (SQLite)", google_database),
    format!("microsoft-database", "Microsoft Authenticator (SQLite)", microsoft_database),
    format!("stratum-database", "Stratum (SQLite)", stratum_database),
    format!("extract-otp-secrets", "extract_otp_secrets", extract_otp_secrets),
    format!("cotp", "cotp", cotp),
    format!("authenticator-extension", "Authenticator", authenticator_extension),
    format!("totp-authenticator", "TOTP Authenticator", totp_authenticator),
    format!("zip", "Zip", zipped),
    format!("html", "HTML", html),
    // Very general: any text or JSON with Key URIs.
    format!("key-uris", "Key URIs", key_uris),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_names_every_format() {
        let readme = include_str!("../../../README.md");
        for Format { app, .. } in FORMATS {
            assert!(
                readme.lines().any(|line| line.starts_with(&["| ", app, " |"].concat())),
                "the README lacks {app}"
            );
        }
    }

    #[test]
    fn every_format_has_an_id_of_its_own() {
        for (index, format) in FORMATS.iter().enumerate() {
            assert!(FORMATS.iter().skip(index + 1).all(|other| other.id != format.id), "{}", format.id);
        }
    }
}
