//! Requirements of the commands: finds them, installs them if possible, or else names them.

pub(crate) mod browser;
mod debian;
pub(crate) mod node;
pub(crate) mod rust;
