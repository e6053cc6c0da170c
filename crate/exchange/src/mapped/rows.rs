//! Rows and named columns, from a table or from the longest list of objects in JSON.

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::{Digest, Sha256};
use tandem_core::sorted::sort;

use crate::{Content, fit::clip, json::text, table::Table};

/// More columns than any table of accounts has; further ones aren't shown.
const MOST_COLUMNS: usize = 100;

/// The greatest depth of a list of rows in a file, and of a value in its row.
const DEEPEST: usize = 5;

/// How many values of a column are shown.
const SAMPLES: usize = 3;

/// How many characters of a possible secret are shown.
const HINT: usize = 4;

/// The kind of a file with rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Comma-separated values, or with semicolons or tabs.
    Table,
    /// JSON.
    Json,
}

/// The rows of a file.
#[derive(Debug)]
pub struct Rows {
    shape: Shape,
    columns: Vec<String>,
    /// The texts of each row with the indices of their columns, in ascending order.
    rows: Vec<Vec<(usize, String)>>,
}

impl Rows {
    /// The kind of the file.
    #[must_use]
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The names of the columns; for JSON, the path within a row: `login.totp`.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The same for all files with the same columns.
    #[must_use]
    pub fn signature(&self) -> String {
        let digest = Sha256::digest(self.columns.join("\n"));
        base16ct::lower::encode_string(digest.get(..16).unwrap_or_default())
    }

    /// A few values of a column, so that the user can recognise it. Only the start of possible
    /// secrets.
    #[must_use]
    pub fn samples(&self, column: usize) -> Vec<String> {
        let hidden = self.columns.get(column).is_some_and(|name| is_password(name));
        let texts = (0..self.len()).map(|row| self.cell(row, column).trim()).filter(|text| !text.is_empty());
        texts.take(SAMPLES).map(|text| if hidden { "•••".to_owned() } else { shown(text) }).collect()
    }

    /// A value; empty if the row has none.
    pub(super) fn cell(&self, row: usize, column: usize) -> &str {
        let cells = self.rows.get(row).map_or(&[][..], Vec::as_slice);
        let found =
            cells.binary_search_by_key(&column, |(place, _)| *place).ok().and_then(|at| cells.get(at));
        found.map_or("", |(_, text)| text)
    }
}

pub(super) fn read(bytes: &[u8]) -> Option<Rows> {
    let content = Content::new(bytes);
    match content.json() {
        Some(json) => of_json(json),
        None => of_table(content.text()?),
    }
}

fn of_table(text: &str) -> Option<Rows> {
    if text.trim_start().starts_with(['{', '[', '<']) || text.contains('\0') {
        return None;
    }
    let table = Table::parse(text).ok()?;
    let names: Vec<String> = table.names().map(|name| name.trim().to_owned()).take(MOST_COLUMNS).collect();
    if names.len() < 2 {
        return None;
    }
    let mut rows: Vec<Vec<(usize, String)>> = Vec::new();
    // If the first row is already an account, columns are named by number.
    let columns = if names.iter().any(|name| is_secret(name)) {
        rows.push(names.iter().cloned().enumerate().collect());
        (1..=names.len()).map(|number| number.to_string()).collect()
    } else {
        distinct(names)
    };
    for row in table.rows().chain(table.unclosed()) {
        let cells = row.iter().take(columns.len()).enumerate();
        let row: Vec<_> = cells
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(place, cell)| (place, cell.to_owned()))
            .collect();
        if !row.is_empty() {
            rows.push(row);
        }
    }
    (!rows.is_empty()).then_some(Rows { shape: Shape::Table, columns, rows })
}

/// A column without a name, or with a repeated one, gets a number.
fn distinct(names: Vec<String>) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for (number, name) in (1_usize..).zip(names) {
        let name = match name.as_str() {
            "" => number.to_string(),
            name if columns.iter().any(|known| known == name) => format!("{name} {number}"),
            name => name.to_owned(),
        };
        columns.push(name);
    }
    columns
}

fn of_json(json: &Value) -> Option<Rows> {
    let objects = longest(json, DEEPEST)?;
    let (mut columns, mut places, mut rows) = (Vec::new(), BTreeMap::new(), Vec::new());
    for object in objects {
        let mut row = Vec::new();
        flatten(object, String::new(), DEEPEST, &mut |path, text| {
            let next = columns.len();
            let place = *places.entry(path).or_insert_with_key(|path: &String| {
                columns.push(path.clone());
                next
            });
            if place < MOST_COLUMNS {
                row.push((place, text));
            }
        });
        // Nearly always they are in order.
        if !row.is_sorted_by_key(|(place, _)| *place) {
            sort(&mut row, |(one, _), (other, _)| one.cmp(other));
        }
        rows.push(row);
    }
    columns.truncate(MOST_COLUMNS);
    (!columns.is_empty()).then_some(Rows { shape: Shape::Json, columns, rows })
}

/// The longest list of objects, or the values of the largest object of objects.
fn longest(json: &Value, depth: usize) -> Option<Vec<&Value>> {
    let depth = depth.checked_sub(1)?;
    let values: Vec<&Value> = match json {
        Value::Array(values) => values.iter().collect(),
        Value::Object(members) => members.values().collect(),
        _ => return None,
    };
    let own: Vec<&Value> = values.iter().copied().filter(|value| value.is_object()).collect();
    // An object's members are rows only if all of them are objects; otherwise they are its parts.
    let is_list = json.is_array() || own.len() == values.len() && own.len() > 1;
    let own = Some(own).filter(|own| is_list && !own.is_empty());
    let within = values.iter().filter_map(|value| longest(value, depth)).max_by_key(Vec::len);
    match (own, within) {
        // A list within the rows belongs to them.
        (Some(own), Some(within)) if json.is_object() && within.len() > own.len() => Some(within),
        (Some(own), _) => Some(own),
        (None, within) => within,
    }
}

/// The texts of an object by their paths; a list of texts is joined.
fn flatten(value: &Value, path: String, depth: usize, take: &mut impl FnMut(String, String)) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                flatten(value, path, depth, take);
            }
        }
        Value::Array(values) => {
            // Fields with their names beside their values: `{"type": "totp", "value": …}`.
            for value in values {
                if let Some((name, value)) = named(value) {
                    flatten(value, format!("{path}.{name}"), depth, take);
                }
            }
            let texts: Vec<String> = values.iter().filter_map(scalar).collect();
            if !texts.is_empty() {
                take(path, texts.join(", "));
            }
        }
        other => {
            if let Some(text) = scalar(other) {
                take(path, text);
            }
        }
    }
}

/// An object that represents one member. Its kind identifies a code better than a name in any
/// language.
fn named(object: &Value) -> Option<(&str, &Value)> {
    let own = ["type", "label", "name"].map(|member| text(object, member));
    let code = own.iter().find(|name| ["totp", "otp"].contains(&name.to_ascii_lowercase().as_str()));
    let [kind, label, name] = own;
    let name = code.copied().or_else(|| [label, name, kind].into_iter().find(|name| !name.is_empty()));
    Some((name?, object.get("value")?))
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Whether a column's name means a password or a PIN.
fn is_password(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["pass", "pwd", "pin", "kennwort", "パスワード", "暗証"].iter().any(|word| name.contains(word))
}

/// Whether a text looks like a secret: long enough, and base32 or a Key URI.
pub(super) fn is_secret(text: &str) -> bool {
    let text = text.trim();
    let bare = text.chars().filter(|c| !matches!(c, ' ' | '-' | '=')).collect::<String>();
    let letters = bare.chars().all(|c| matches!(c.to_ascii_uppercase(), 'A'..='Z' | '2'..='7'));
    // Words have no digits, and are in lower case.
    let coded = bare.chars().any(|c| matches!(c, '2'..='7')) || bare.chars().all(|c| c.is_ascii_uppercase());
    text.contains("://") && text.contains("secret=")
        || (bare.len() >= 16 && letters && coded && tandem_core::base32::decode(text).is_ok())
}

/// A value as it is shown.
fn shown(text: &str) -> String {
    let token = text.len() >= 16 && !text.contains([' ', '@', '.', '/']);
    if token || is_secret(text) || text.contains("secret=") || text.contains("key=") {
        return text.chars().take(HINT).chain(['…']).collect();
    }
    clip(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(text: &str) -> Option<Vec<String>> {
        Rows::of(text.as_bytes()).map(|rows| rows.columns().to_vec())
    }

    #[test]
    fn columns_by_their_names_or_numbers() {
        for (text, expected) in [
            ("A,b,\n1,2,3\n", &["A", "b", "3"][..]),
            ("a,a\n1,2\n", &["a", "a 2"]),
            ("Acme,ana,JBSWY3DPEHPK3PXP\nBank,bob,JBSWY3DPEHPK3PXQ\n", &["1", "2", "3"]),
            (r#"{"x":[{"a":1,"b":{"c":true,"d":["e","f"]}},{"g":"h","b":null}]}"#, &["a", "b.c", "b.d", "g"]),
            (r#"{"folders":[{"id":1}],"items":[{"name":"a"},{"name":"b"}]}"#, &["name"]),
            (r#"{"items":[{"name":"a","uris":[{"uri":"x"},{"uri":"y"},{"uri":"z"}]}]}"#, &["name"]),
        ] {
            assert_eq!(
                columns(text).as_deref(),
                Some(&expected.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()[..]),
                "{text}"
            );
        }
        for text in ["", "one column\nmore\n", "<a>,<b>\n1,2", "[1,2]", "{}", r#"{"a":{"b":1}}"#, "a,b\n"] {
            assert_eq!(columns(text), None, "{text}");
        }
    }

    #[test]
    fn samples_show_no_secret() {
        let rows = Rows::of(
            b"site,user,password,seed,link\nacme.example,ana@acme.example,hush,JBSWY3DPEHPK3PXP,otpauth://totp/a?secret=MZXW6YTBOI\n",
        )
        .unwrap();
        let samples: Vec<String> = (0..5).flat_map(|column| rows.samples(column)).collect();
        assert_eq!(samples, ["acme.example", "ana@acme.example", "•••", "JBSW…", "otpa…"]);
    }

    #[test]
    fn a_file_without_a_header_keeps_its_first_row() {
        let rows = Rows::of(b"Acme,ana,JBSWY3DPEHPK3PXP\nBank,bob,JBSWY3DPEHPK3PXQ\n").unwrap();
        assert_eq!((rows.len(), rows.cell(0, 0), rows.cell(1, 1)), (2, "Acme", "bob"));
    }

    #[test]
    fn files_of_the_same_columns_have_one_signature() {
        let signature = |text: &str| Rows::of(text.as_bytes()).unwrap().signature();
        assert_eq!(signature("a,b\n1,2\n"), signature("a;b\n3;4\n5;6\n"));
        assert_ne!(signature("a,b\n1,2\n"), signature("a,c\n1,2\n"));
    }
}
