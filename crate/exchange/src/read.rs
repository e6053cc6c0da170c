//! One reader a file. The head of the crate says how to add one.

pub(crate) mod aegis;
pub(crate) mod authenticator_extension;
pub(crate) mod key_uris;
pub(crate) mod steam;
pub(crate) mod twofas;
