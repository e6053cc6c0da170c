//! Every plain object that crosses this boundary.

use serde::Serialize;
use tandem_core::account::Account;
use tandem_exchange::{Lack, Refused, Writer};
use tsify::Tsify;

use crate::error::Error;

/// What a file is, and what of it cannot be kept.
#[derive(Serialize, Tsify)]
pub(crate) struct About {
    /// Which format, for the shell.
    format: &'static str,
    /// The app's own name.
    app: &'static str,
    /// How many accounts are in it that can be kept.
    count: usize,
    /// QR codes that are there, of an export that is not whole.
    #[tsify(optional)]
    have: Option<usize>,
    /// QR codes that such an export has.
    #[tsify(optional)]
    of: Option<usize>,
    /// What cannot be kept.
    refused: Vec<RefusedView>,
}

/// An account that cannot be kept, and why: `code` and `values` are an error's.
#[derive(Serialize, Tsify)]
pub(crate) struct RefusedView {
    name: String,
    code: &'static str,
    values: Vec<String>,
}

impl About {
    pub(crate) fn of(import: &tandem_exchange::Import) -> Self {
        let known = tandem_exchange::FORMATS.iter().find(|format| format.id == import.format);
        Self {
            format: import.format,
            app: known.map_or("", |format| format.app),
            count: import.candidates.len(),
            have: import.parts.map(|(have, _)| have),
            of: import.parts.map(|(_, of)| of),
            refused: import.refused.iter().map(RefusedView::of).collect(),
        }
    }
}

impl RefusedView {
    fn of(refused: &Refused) -> Self {
        let (code, values) = Error::from(&refused.why).into_parts();
        Self { name: refused.name.clone(), code, values }
    }
}

/// A format that can be written.
#[derive(Serialize, Tsify)]
pub(crate) struct WriterView {
    id: &'static str,
    app: &'static str,
    ending: &'static str,
    sealed: bool,
}

/// What a format cannot hold of an account.
#[derive(Serialize, Tsify)]
pub(crate) struct LackView {
    title: String,
    #[tsify(type = "('account' | 'label' | 'note' | 'tags' | 'pinned')[]")]
    lacks: Vec<&'static str>,
}

impl WriterView {
    pub(crate) fn of(writer: &Writer) -> Self {
        Self { id: writer.id, app: writer.app, ending: writer.ending, sealed: writer.sealed }
    }
}

impl LackView {
    pub(crate) fn of(account: &Account, lacks: &[Lack]) -> Self {
        let lacks = lacks.iter().map(|lack| match lack {
            Lack::Account => "account",
            Lack::Label => "label",
            Lack::Note => "note",
            Lack::Tags => "tags",
            Lack::Pinned => "pinned",
        });
        Self { title: account.title().unwrap_or_default().to_owned(), lacks: lacks.collect() }
    }
}
