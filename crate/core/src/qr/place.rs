//! Place: from three finders to a map that gives the pixel of each module.

pub(in crate::qr) mod curve;
pub(in crate::qr) mod fit;
#[cfg(test)]
mod folded;
pub(in crate::qr) mod map;
pub(in crate::qr) mod mesh;
pub(in crate::qr) mod timing;
pub(in crate::qr) mod trace;
pub(in crate::qr) mod traced;
