//! The core of Tandem: bytes, numbers and text in, values out.
//!
//! No clock, no randomness, no input or output, no JavaScript. Time is a parameter (Unix seconds),
//! randomness comes through [`Entropy`], pixels come as slices. The shell reports what a page looks
//! like and what the user pressed; the core decides what follows.
//!
//! | start with | for |
//! |---|---|
//! | [`otp`] | codes after RFC 4226 and RFC 6238, and the schemes of Steam, mOTP and Yandex |
//! | [`pair`] | two consecutive codes that stay together across a step |
//! | [`account`] | an enrolled authenticator, and how it is named on screen |
//! | [`otpauth`] | Key URIs, to an account and back |
//! | [`draft`] | an account typed field by field |
//! | [`intake`] | what a pasted, dropped or scanned text is, and the accounts in it |
//! | [`clock`] | how far a site's clock is from the computer's |
//! | [`search`] | which accounts a search finds, the best first |
//! | [`arrange`] | the order of the list |
//! | [`checkup`] | what needs attention about the accounts and their safety |
//! | [`qr`] | pixels to texts |
//! | [`vault`] | the set of accounts, sealed |
//! | [`site`] | which accounts belong to an address |
//! | [`form`] | which inputs of a page want a code |

mod entropy;
mod hex;
mod json;
mod text;

pub mod account;
pub mod arrange;
pub mod base32;
pub mod checkup;
pub mod clock;
pub mod draft;
pub mod form;
pub mod intake;
pub mod otp;
pub mod otpauth;
pub mod pair;
pub mod qr;
pub mod search;
pub mod secret;
pub mod site;
pub mod sorted;
pub mod vault;

pub use entropy::Entropy;
pub use text::clip;

use tandem_base64 as base64;
