//! Which inputs of a page want a code.
//!
//! A page script describes what it sees, [`ask`] says what it is for. What is not certain is
//! nothing: a code that lands in the wrong field is worse than one that is copied by hand.
//!
//! Evidence and decision are apart. `evidence` says what is so of a field, each fact with its name; [`Model`]
//! weighs it. `veto` has the few rules that no weight overrules. `docs/forms.md` tells how the weights came about.

mod answer;
mod around;
mod boxes;
mod buttons;
mod chosen;
mod claim;
mod confirm;
mod evidence;
mod facts;
#[cfg(test)]
mod faults;
mod foreign;
mod input;
mod lexicon;
mod model;
mod order;
mod read;
mod text;
mod told;
mod veto;
mod words;

pub use answer::{Ask, Candidate, Reason, ask, ask_if_kept, candidates, decide};
pub use chosen::{Target, Traits, found_again, may_take, traits};
pub use confirm::confirming;
pub use facts::{Evidence, names};
pub use input::{Group, Input, Page, Picture, Place};
pub use model::Model;
