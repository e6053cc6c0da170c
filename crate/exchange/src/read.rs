//! One reader a file. The head of the crate says how to add one.

pub(crate) mod aegis;
pub(crate) mod andotp;
pub(crate) mod authenticator_2fa;
pub(crate) mod authenticator_extension;
pub(crate) mod authenticator_plus;
pub(crate) mod authy;
pub(crate) mod battlenet;
pub(crate) mod bhxch_totp;
pub(crate) mod bitwarden;
pub(crate) mod bitwarden_csv;
pub(crate) mod cotp;
pub(crate) mod cxf;
pub(crate) mod dashlane;
pub(crate) mod dashlane_csv;
pub(crate) mod duo;
pub(crate) mod ente;
pub(crate) mod extract_otp_secrets;
pub(crate) mod freeotp;
pub(crate) mod google_database;
pub(crate) mod html;
pub(crate) mod kdbx;
pub(crate) mod kdbx_header;
pub(crate) mod kdbx_key;
pub(crate) mod keepass_csv;
pub(crate) mod keepass_xml;
pub(crate) mod keepassxc_csv;
pub(crate) mod keeper;
pub(crate) mod keeper_csv;
pub(crate) mod key_uris;
pub(crate) mod lastpass;
pub(crate) mod lastpass_csv;
pub(crate) mod microsoft_database;
pub(crate) mod nordpass_csv;
pub(crate) mod one_password;
pub(crate) mod one_password_csv;
pub(crate) mod proton_authenticator;
pub(crate) mod proton_pass;
pub(crate) mod proton_pass_csv;
pub(crate) mod raivo;
pub(crate) mod steam;
pub(crate) mod stratum;
pub(crate) mod stratum_database;
pub(crate) mod tandem;
pub(crate) mod totp_authenticator;
pub(crate) mod twofas;
pub(crate) mod twofauth;
pub(crate) mod zipped;

#[cfg(test)]
mod slips;
#[cfg(test)]
mod variants;
