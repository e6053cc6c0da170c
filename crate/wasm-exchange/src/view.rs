//! Every plain object that crosses this boundary.

use serde::{Deserialize, Serialize};
use tandem_core::{account::Account, sorted::sort};
use tandem_exchange::{
    Candidate, Field, Lack, Mapped, Mapping, Refused, Rows, Shape, Writer, paper::Gathered,
};
use tsify::Tsify;

use crate::error::Error;

/// What a file is, and what in it can't be added.
#[derive(Serialize, Tsify)]
pub(crate) struct About {
    /// The format's id, for the shell.
    format: &'static str,
    /// The app's own name.
    app: &'static str,
    /// How many of its accounts can be added.
    count: usize,
    /// How many QR codes of an incomplete export were read.
    #[tsify(optional)]
    have: Option<usize>,
    /// How many QR codes such an export has.
    #[tsify(optional)]
    of: Option<usize>,
    /// What can't be added.
    refused: Vec<RefusedView>,
    /// Accounts with texts that were too long and were cut, by their titles.
    shortened: Vec<String>,
}

/// An account that can't be added, and why: `code` and `values` are an error's.
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
    /// Whether it is a set of QR codes, whose texts `qrTexts` gives.
    codes: bool,
}

/// What a format can't store of an account.
#[derive(Serialize, Tsify)]
pub(crate) struct LackView {
    title: String,
    #[tsify(type = "('account' | 'label' | 'note' | 'tags' | 'pinned' | 'sites' | 'icon' | 'hidden')[]")]
    lacks: Vec<&'static str>,
}

/// A QR code, in units of a module.
#[derive(Serialize, Tsify)]
pub(crate) struct DrawingView {
    /// The side of the square, including the quiet zone.
    pub(crate) side: usize,
    /// The dark modules, as the `d` of an SVG path.
    pub(crate) path: String,
}

/// The QR codes of one paper backup that were read.
#[derive(Serialize, Tsify)]
pub(crate) struct PaperView {
    /// What the texts of its QR codes have in common.
    set: String,
    have: usize,
    of: usize,
    /// The numbers of the missing codes.
    missing: Vec<usize>,
    /// The backup, if it is complete and what was printed.
    #[tsify(optional)]
    text: Option<String>,
}

impl From<Gathered> for PaperView {
    fn from(Gathered { set, have, of, missing, text }: Gathered) -> Self {
        Self { set, have, of, missing, text }
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
            Lack::OnlyHost => "only_host",
            Lack::Icon => "icon",
            Lack::Hidden => "hidden",
            Lack::Submit => "submit",
            Lack::Fields => "fields",
        });
        Self { title: told_apart(account), lacks: lacks.collect() }
    }
}

/// All names of an account: one person has the same name in many places.
fn told_apart(account: &Account) -> String {
    let names = [account.label.as_deref().unwrap_or_default(), &account.issuer, &account.name];
    let mut names = names.into_iter().filter(|name| !name.is_empty());
    let first = names.next().unwrap_or_default();
    let others: Vec<&str> = names.collect();
    if others.is_empty() { first.to_owned() } else { format!("{first} ({})", others.join(", ")) }
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
    /// The same for all files with the same columns; a mapping is remembered by it.
    signature: String,
    /// The mapping that the columns' names suggest.
    guess: MappingView,
}

/// A column.
#[derive(Serialize, Tsify)]
pub(crate) struct ColumnView {
    /// For JSON, the path within a row.
    name: String,
    /// A few of its values; only the start of possible secrets.
    samples: Vec<String>,
}

/// Which column is what: a column's name for each field.
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

/// The result of applying a mapping to a file.
#[derive(Serialize, Tsify)]
pub(crate) struct PreviewView {
    /// The first rows.
    rows: Vec<PreviewRow>,
    /// How many accounts can be added.
    good: usize,
    /// How many accounts can't.
    refused: usize,
    /// How many rows have no secret.
    without: usize,
}

/// A row as an account; if it isn't one, `code` and `values` are an error's.
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
    /// How many rows are shown.
    const SHOWN: usize = 10;

    pub(crate) fn of(mapped: &Mapped) -> Self {
        let import = &mapped.import;
        let good =
            import.candidates.iter().map(|candidate| (candidate.origin.place, PreviewRow::of(candidate)));
        let refused = import.refused.iter().map(|refused| (refused.place, PreviewRow::refused(refused)));
        let mut rows: Vec<(usize, PreviewRow)> =
            good.take(Self::SHOWN).chain(refused.take(Self::SHOWN)).collect();
        sort(&mut rows, |(one, _), (other, _)| one.cmp(other));
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
