//! Every plain object that crosses this boundary.

use serde::{Deserialize, Serialize};
use tandem_core::account::Account;
use tandem_exchange::{
    Candidate, Field, Lack, Mapped, Mapping, Refused, Rows, Shape, Writer, paper::Gathered,
};
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
    /// Accounts with texts that are longer than an account can hold, by their titles: only the beginning is kept.
    shortened: Vec<String>,
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
            shortened: import
                .candidates
                .iter()
                .filter(|candidate| !candidate.cut.is_empty())
                .map(titled)
                .collect(),
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
    /// Whether it is a set of QR codes, which `qrTexts` gives one by one.
    codes: bool,
}

/// What a format cannot hold of an account.
#[derive(Serialize, Tsify)]
pub(crate) struct LackView {
    title: String,
    #[tsify(type = "('account' | 'label' | 'note' | 'tags' | 'pinned' | 'sites')[]")]
    lacks: Vec<&'static str>,
}

/// A QR code, in units of a module.
#[derive(Serialize, Tsify)]
pub(crate) struct DrawingView {
    /// The side of the square, quiet zone included.
    pub(crate) side: usize,
    /// The dark modules, as the `d` of an SVG path.
    pub(crate) path: String,
}

/// What QR codes of a backup on paper give together.
#[derive(Serialize, Tsify)]
pub(crate) struct PaperView {
    have: usize,
    of: usize,
    /// The numbers of those that are missing.
    missing: Vec<usize>,
    /// The backup, once it is whole.
    #[tsify(optional)]
    text: Option<String>,
}

impl From<Gathered> for PaperView {
    fn from(Gathered { have, of, missing, text }: Gathered) -> Self {
        Self { have, of, missing, text }
    }
}

impl WriterView {
    pub(crate) fn of(writer: &Writer) -> Self {
        Self {
            id: writer.id,
            app: writer.app,
            ending: writer.ending,
            sealed: writer.sealed,
            codes: writer.is_codes(),
        }
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
            Lack::Sites => "sites",
        });
        Self { title: account.title().unwrap_or_default().to_owned(), lacks: lacks.collect() }
    }
}

fn titled(candidate: &Candidate) -> String {
    candidate.account.title().unwrap_or_default().to_owned()
}

/// A table, or JSON with a list of objects.
#[derive(Serialize, Tsify)]
pub(crate) struct TableView {
    #[tsify(type = "'csv' | 'json'")]
    kind: &'static str,
    /// How many rows there are.
    rows: usize,
    columns: Vec<ColumnView>,
    /// The same for files of the same columns: what a mapping is remembered by.
    signature: String,
    /// What the columns' names suggest.
    guess: MappingView,
}

/// A column.
#[derive(Serialize, Tsify)]
pub(crate) struct ColumnView {
    /// Of JSON the path within a row.
    name: String,
    /// A few of its values; of what may be a secret only the beginning.
    samples: Vec<String>,
}

/// Which column holds what: a column's name for a field.
#[derive(Default, Serialize, Deserialize, Tsify)]
#[serde(default)]
pub(crate) struct MappingView {
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issuer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    algorithm: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    digits: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pin: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    site: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pinned: Option<String>,
}

/// What a mapping makes of a file.
#[derive(Serialize, Tsify)]
pub(crate) struct PreviewView {
    /// The first ones.
    rows: Vec<PreviewRow>,
    /// Accounts that can be kept.
    good: usize,
    /// Accounts that cannot.
    refused: usize,
    /// Rows without a secret.
    without: usize,
}

/// A row as an account; `code` and `values` are an error's, where it is none.
#[derive(Serialize, Tsify, Default)]
pub(crate) struct PreviewRow {
    issuer: String,
    name: String,
    /// How codes are made: `TOTP, SHA-1, 6, 30 s`.
    codes: String,
    note: String,
    tags: Vec<String>,
    site: String,
    #[tsify(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[tsify(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<Vec<String>>,
}

impl TableView {
    pub(crate) fn of(rows: &Rows) -> Self {
        let columns = rows.columns().iter().enumerate();
        Self {
            kind: match rows.shape() {
                Shape::Table => "csv",
                Shape::Json => "json",
            },
            rows: rows.len(),
            columns: columns
                .map(|(place, name)| ColumnView { name: name.clone(), samples: rows.samples(place) })
                .collect(),
            signature: rows.signature(),
            guess: rows.guess().into(),
        }
    }
}

impl MappingView {
    fn place(&mut self, field: Field) -> &mut Option<String> {
        match field {
            Field::Secret => &mut self.secret,
            Field::Issuer => &mut self.issuer,
            Field::Name => &mut self.name,
            Field::Type => &mut self.kind,
            Field::Algorithm => &mut self.algorithm,
            Field::Digits => &mut self.digits,
            Field::Period => &mut self.period,
            Field::Counter => &mut self.counter,
            Field::Pin => &mut self.pin,
            Field::Note => &mut self.note,
            Field::Tags => &mut self.tags,
            Field::Site => &mut self.site,
            Field::Pinned => &mut self.pinned,
        }
    }
}

impl From<Mapping> for MappingView {
    fn from(Mapping(fields): Mapping) -> Self {
        let mut view = Self::default();
        for (field, column) in fields {
            *view.place(field) = Some(column);
        }
        view
    }
}

impl From<MappingView> for Mapping {
    fn from(mut view: MappingView) -> Self {
        Self(Field::ALL.into_iter().filter_map(|field| Some((field, view.place(field).take()?))).collect())
    }
}

impl PreviewView {
    /// Rows that are shown.
    const SHOWN: usize = 10;

    pub(crate) fn of(mapped: &Mapped) -> Self {
        let import = &mapped.import;
        let good =
            import.candidates.iter().map(|candidate| (candidate.origin.place, PreviewRow::of(candidate)));
        let refused = import.refused.iter().map(|refused| (refused.place, PreviewRow::refused(refused)));
        let mut rows: Vec<(usize, PreviewRow)> =
            good.take(Self::SHOWN).chain(refused.take(Self::SHOWN)).collect();
        rows.sort_by_key(|(place, _)| *place);
        Self {
            rows: rows.into_iter().map(|(_, row)| row).take(Self::SHOWN).collect(),
            good: import.candidates.len(),
            refused: import.refused.len(),
            without: mapped.without,
        }
    }
}

impl PreviewRow {
    fn of(candidate: &Candidate) -> Self {
        let account = &candidate.account;
        Self {
            issuer: account.issuer.clone(),
            name: account.name.clone(),
            codes: account.scheme.to_string(),
            note: account.note.clone(),
            tags: account.tags.clone(),
            site: account.sites.first().map(|site| site.host.clone()).unwrap_or_default(),
            ..Self::default()
        }
    }

    fn refused(refused: &Refused) -> Self {
        let (code, values) = Error::from(&refused.why).into_parts();
        Self { name: refused.name.clone(), code: Some(code), values: Some(values), ..Self::default() }
    }
}
