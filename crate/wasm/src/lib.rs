//! The boundary between the core and JavaScript: conversions, no decisions.
//!
//! JavaScript holds an opaque [`Vault`](vault::Vault) handle and gets plain objects (`view`).
//! Errors are thrown as a code with the values for its sentence (`error`). Calls are few and large:
//! one `rows` makes every code that a list shows.

mod account;
mod backup;
mod clock;
mod error;
mod import;
mod intake;
mod js;
mod key;
mod page;
mod protect;
mod share;
mod show;
mod trash;
mod vault;
mod view;

pub use backup::outlived_copies;
pub use clock::{compare_clocks, followed_clock};
pub use error::Error;
pub use intake::intake;
pub use key::{check_secret, compose, is_key};
pub use page::confirming_button;
pub use protect::{
    check_recovery, derive_key, is_later, is_recovery_group, kdf_parameters, key_by_passkey,
    key_by_passphrase, key_by_recovery, lacking, suggest_passphrase, suggested_bits, unlock_methods,
    wait_after, wait_left,
};
pub use share::room_for;
pub use vault::Vault;
