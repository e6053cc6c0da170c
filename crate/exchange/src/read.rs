//! One reader a file. The head of the crate says how to add one.

pub(crate) mod aegis;
pub(crate) mod andotp;
pub(crate) mod authenticator_2fa;
pub(crate) mod authenticator_extension;
pub(crate) mod authy;
pub(crate) mod battlenet;
pub(crate) mod bhxch_totp;
pub(crate) mod cotp;
pub(crate) mod duo;
pub(crate) mod ente;
pub(crate) mod freeotp;
pub(crate) mod html;
pub(crate) mod key_uris;
pub(crate) mod proton_authenticator;
pub(crate) mod raivo;
pub(crate) mod steam;
pub(crate) mod stratum;
pub(crate) mod totp_authenticator;
pub(crate) mod twofas;
pub(crate) mod zipped;
