//! Base32 as people paste it.
