//! Key URIs, to an account and back.
