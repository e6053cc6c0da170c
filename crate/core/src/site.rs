//! Which accounts belong to an address.
//!
//! An [`Address`] exists only for pages that may get codes: https, and http on this machine.
//! [`fit`] says whether one account belongs there, [`fitting`] which of many do. Hosts are compared
//! by whole labels from the right, never by what they contain. What a page says about itself (its
//! title, its text) doesn't count.

mod address;
mod aws;
mod domain;
mod fit;
#[cfg(test)]
mod hostile;
mod icons;
mod issuers;
mod listed;
mod shared;
pub mod suffixes;

pub use address::{Address, Refused};
pub use aws::Partition;
pub use fit::{Fit, fit, fitting, home_of, keeps, likely};
pub use icons::{icon, usual_icon};
pub use listed::{Reach, has_choice, meant, reach, suggested, written};
