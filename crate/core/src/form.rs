//! Which inputs of a page want a code.
//!
//! A page script describes a page's inputs, and [`ask`] answers which of them take a code. If that is not certain,
//! the answer is nothing: a code in the wrong field is worse than one that is copied by hand.
//!
//! Evidence and decision are separate. `evidence` collects named facts about a field; [`Model`] adds up their
//! weights. `veto` has the few rules that no weight overrules. `docs/forms.md` says how the weights were learned.

mod alone;
mod answer;
mod around;
mod boxes;
mod buttons;
mod candidates;
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
mod shape;
mod text;
mod told;
mod veto;
mod words;

pub use answer::{Ask, Reason, ask, ask_if_kept, decide};
pub use candidates::{Candidate, candidates};
pub use chosen::{Target, Traits, found_again, may_take, traits};
pub use confirm::confirming;
pub use facts::{Evidence, names};
pub use input::{Group, Input, Page, Picture, Place};
pub use model::Model;
