//! Find: from pixels to the squares in a code's corners, and to those that belong together.

pub(in crate::qr) mod finder;
pub(in crate::qr) mod missing;
pub(in crate::qr) mod threshold;
pub(in crate::qr) mod tiles;
pub(in crate::qr) mod tiny;
pub(in crate::qr) mod triple;
