//! Where random bytes come from.

/// A source of random bytes, provided by the caller: the core has none of its own.
///
/// # Security
/// Every implementation outside of tests must be cryptographically strong; vault keys,
/// nonces and record ids are drawn from it.
pub trait Entropy {
    /// Fills `bytes` completely.
    fn fill(&mut self, bytes: &mut [u8]);
}
