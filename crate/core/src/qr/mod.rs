//! Pixels to texts.
