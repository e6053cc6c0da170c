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

/// Bytes that differ from draw to draw.
#[cfg(test)]
pub(crate) struct Numbered(pub(crate) u64);

#[cfg(test)]
impl Entropy for Numbered {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0 += 1;
        bytes.iter_mut().zip(self.0.to_le_bytes().iter().cycle()).for_each(|(to, from)| *to = *from);
    }
}
