//! Pages as `tests/forms/collect.mjs` described them, and what is right on each.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use serde_json::Value;
use tandem_core::form::{Ask, Candidate, Group, Input, Page, Picture, Place, candidates};

/// A page and the right answer.
pub(crate) struct Known {
    pub(crate) file: String,
    /// Whose page it is: pages of one product are never on both sides of a test.
    pub(crate) product: String,
    pub(crate) lang: String,
    /// None where the page's script failed.
    pub(crate) page: Option<Page>,
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) right: Right,
}

impl Known {
    /// Whether it is a page that a site served, and not one that was written for this.
    pub(crate) fn is_site(&self) -> bool {
        self.file.contains('/')
    }
}

/// What a page asks for; fields as places in its inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Right {
    Nothing,
    Pair(Vec<i64>),
    Single(Vec<i64>),
    Boxes(Vec<i64>),
}

impl Right {
    pub(crate) fn is_nothing(&self) -> bool {
        *self == Self::Nothing
    }

    pub(crate) fn fields(&self) -> &[i64] {
        match self {
            Self::Nothing => &[],
            Self::Pair(fields) | Self::Single(fields) | Self::Boxes(fields) => fields,
        }
    }
}

impl From<&Ask> for Right {
    fn from(ask: &Ask) -> Self {
        let placed = |fields: &[usize]| fields.iter().filter_map(|at| i64::try_from(*at).ok()).collect();
        match ask {
            Ask::Nothing(_) => Self::Nothing,
            Ask::Pair(fields) => Self::Pair(placed(fields)),
            Ask::Single(field) => Self::Single(placed(&[*field])),
            Ask::Boxes(fields) => Self::Boxes(placed(fields)),
        }
    }
}

/// Reads a file of descriptions, a page a line.
///
/// # Errors
/// The file cannot be read, or a line is no description.
pub(crate) fn read(file: &Path) -> Result<Vec<Known>> {
    let text = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    text.lines().map(|line| known(&serde_json::from_str(line)?)).collect()
}

/// What one line describes.
///
/// # Errors
/// It is no description.
pub(super) fn known(line: &Value) -> Result<Known> {
    let file = text(line, "file");
    let wanted: Vec<i64> = list(line, "wanted").iter().map(|place| place.as_i64().unwrap_or(-1)).collect();
    let right = match text(line, "kind").as_str() {
        "none" => Right::Nothing,
        "pair" => Right::Pair(wanted),
        "single" => Right::Single(wanted),
        "boxes" => Right::Boxes(wanted),
        other => return Err(anyhow!("{file}: there is no kind {other:?}")),
    };
    let page = line.get("page").filter(|page| page.is_object()).map(page_of);
    let candidates = page.as_ref().and_then(candidates).unwrap_or_default();
    Ok(Known { product: product_of(&file), lang: text(line, "lang"), page, candidates, right, file })
}

/// The first part of a file's name.
fn product_of(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.split(['-', '_', '.']).next().unwrap_or(name).to_owned()
}

fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn number(value: &Value, name: &str) -> f64 {
    value.get(name).and_then(Value::as_f64).unwrap_or_default()
}

fn flag(value: &Value, name: &str) -> bool {
    value.get(name).and_then(Value::as_bool).unwrap_or_default()
}

fn place(value: &Value) -> Place {
    Place {
        left: number(value, "left"),
        top: number(value, "top"),
        width: number(value, "width"),
        height: number(value, "height"),
    }
}

fn page_of(page: &Value) -> Page {
    Page {
        title: text(page, "title"),
        inputs: list(page, "inputs").iter().map(input).collect(),
        groups: list(page, "groups").iter().map(group).collect(),
    }
}

/// The pages are kept without their addresses, so where their forms lead says nothing here.
fn input(input: &Value) -> Input {
    let whole = |name: &str| input.get(name).and_then(Value::as_u64);
    Input {
        kind: text(input, "kind"),
        name: text(input, "name"),
        id: text(input, "id"),
        autocomplete: text(input, "autocomplete"),
        mode: text(input, "mode"),
        pattern: text(input, "pattern"),
        label: text(input, "label"),
        placeholder: text(input, "placeholder"),
        hint: text(input, "hint"),
        extra: text(input, "extra"),
        set: text(input, "set"),
        near: text(input, "near"),
        value: text(input, "value"),
        longest: whole("longest").and_then(|longest| u32::try_from(longest).ok()),
        visible: flag(input, "visible"),
        opacity: number(input, "opacity"),
        aside: flag(input, "aside"),
        open: flag(input, "open"),
        place: place(input),
        group: whole("group").and_then(|group| usize::try_from(group).ok()).unwrap_or(usize::MAX),
        leaves: false,
    }
}

fn group(group: &Value) -> Group {
    Group {
        name: text(group, "name"),
        text: text(group, "text"),
        heading: text(group, "heading"),
        buttons: text(group, "buttons"),
        links: text(group, "links"),
        pictures: list(group, "pictures")
            .iter()
            .map(|picture| Picture { name: text(picture, "name"), place: place(picture) })
            .collect(),
    }
}
