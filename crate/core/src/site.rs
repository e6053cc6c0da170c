//! Which accounts belong to an address.
