//! One-time passwords: RFC 4226, RFC 6238 and the few schemes that differ from them.

mod scheme;

pub use scheme::{Algorithm, Digits, OutOfRange, Period, Scheme};
