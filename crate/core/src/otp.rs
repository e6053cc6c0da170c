//! One-time passwords: RFC 4226, RFC 6238 and the few schemes that differ from them.
//!
//! | use | for |
//! |---|---|
//! | [`code`] | one code of a known step or counter |
//! | [`window`] | the codes around a moment, and how long the current one lasts |
//! | [`Generator`] | many codes of one account: the secret is prepared once |
//!
//! Battle.net's authenticator is TOTP with eight digits and needs no code of its own.

mod code;
mod generator;
mod scheme;
mod window;
mod yandex;

pub use code::Code;
pub use generator::{Generator, code};
pub use scheme::{Algorithm, Digits, OutOfRange, Period, Scheme};
pub use window::{Window, window};
pub use yandex::Unfit;
