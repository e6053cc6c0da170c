//! The boundary between the core and JavaScript: conversions, no decisions.
//!
//! An opaque [`Vault`](vault::Vault) handle goes in, plain objects come out (`view`), errors are
//! thrown as a typed code with the values its sentence needs (`error`). Few fat calls: every code
//! that a list shows comes from one `rows`.

mod entropy;
mod error;
mod key;
mod page;
mod picture;
mod vault;
mod view;
