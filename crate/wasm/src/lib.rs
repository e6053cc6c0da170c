//! The boundary between the core and JavaScript: conversions, no decisions.
