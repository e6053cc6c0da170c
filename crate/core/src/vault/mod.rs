//! The set of accounts, sealed.
