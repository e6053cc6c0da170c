//! Which inputs of a page want a code.
//!
//! A page script describes what it sees, [`ask`] says what it is for. What is not certain is
//! nothing: a code that lands in the wrong field is worse than one that is copied by hand.

mod answer;
mod boxes;
mod input;
mod order;
mod sign;
mod text;
mod words;

pub use answer::{Ask, Reason, ask};
pub use input::{Group, Input, Page, Picture, Place};
