//! The second boundary between Rust and JavaScript: other apps' files.
//!
//! The import and export page loads it in a Worker that ends with the file, so that nothing of the file stays in
//! memory. Accounts leave it packed ([`tandem_core::vault::pack`]); the module of the vault unpacks them.

mod basket;
mod error;
mod mapped;
mod paper;
mod view;
mod write;

pub use basket::{Basket, derive_sample, longest_file};
pub use error::Error;
pub use mapped::{preview_mapped, table_of};
pub use paper::{draw_qr, paper_parts, paper_text};
pub use write::{lacks, qr_texts_of, write_file, writers};
