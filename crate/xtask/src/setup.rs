//! What the commands need of the machine: looked for, installed where that can be done, else named.

pub(crate) mod browser;
mod debian;
pub(crate) mod node;
pub(crate) mod rust;
