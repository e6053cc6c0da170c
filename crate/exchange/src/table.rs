//! Tables of comma-separated values, as password managers write them. The first row names the
//! columns, a row may be shorter or longer than it, and blank rows are ignored.

use std::io::Read;

use csv::{ReaderBuilder, StringRecord};

use crate::{
    Content, Error, Import, Refusal, Request, Why,
    draft::{Draft, Key, Kind, Number},
    fit::clip,
    item::Item,
};

/// The most rows, refused before they are kept in memory.
const MOST_ROWS: usize = 200_000;

/// A row that no table has, added after the last.
const LAST: &[u8] = b"\n\0\n";

/// The longest first row, so that no other file is searched for a table.
const LONGEST_HEADER: usize = 4_096;

/// Keeper's names of the custom field with the code: the older one, and `$oneTimeCode` with
/// anything behind it. In a table, the next cell contains the code.
pub(crate) const KEEPER_CODES: [&str; 2] = ["TFC:Keeper", "$oneTimeCode"];

/// The content of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// A key URI, `steam://SECRET` or a bare secret.
    Code,
    /// The service: a title.
    Issuer,
    /// The account name; of several such columns, the first that isn't empty.
    Name,
    Site,
    Note,
    /// A folder or a group, or several tags separated by commas or semicolons.
    Tag,
    /// The path of a group below the root: `Root/Work`.
    Group,
    Pinned,
    Kind,
    Algorithm,
    Digits,
    Period,
    Counter,
    /// Unix seconds.
    Created,
}

/// A format's columns: their names, in any case.
pub(crate) type Columns = &'static [(&'static str, Column)];

/// A table with known columns.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// As in the file.
    names: Vec<String>,
    headers: Vec<String>,
    rows: Vec<StringRecord>,
    unclosed: Vec<StringRecord>,
}

impl Table {
    /// A text as a table.
    ///
    /// # Errors
    /// There is no header, or too many rows.
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let mut text = rows(text);
        let mut builder = builder(text);
        let mut table = Self::default();
        // After an unclosed quotation mark all others are doubled, so that none of them opens.
        for first in [true, false] {
            let mut reader = builder.has_headers(first).from_reader(text.as_bytes().chain(LAST));
            if first {
                let names = reader.headers().map_err(|_| Error::BROKEN)?.iter();
                table.names = names.map(str::to_owned).collect();
                table.headers = table.names.iter().map(|header| name(header)).collect();
            }
            for row in reader.into_records() {
                if table.rows.len() > MOST_ROWS {
                    return Err(Refusal::TooMany.into());
                }
                table.rows.push(row.map_err(|_| Error::BROKEN)?);
            }
            // If it stands alone, all quotation marks before it were closed.
            let row = table.rows.pop().ok_or(Error::BROKEN)?;
            if row.len() == 1 && row.get(0) == Some("\0") {
                return Ok(table);
            }
            // Everything after it became one cell; only its own line belongs to that row.
            let start = row.position().and_then(|place| usize::try_from(place.byte()).ok());
            let line = start.and_then(|start| text.get(start..)).ok_or(Error::BROKEN)?.trim_start();
            text = line.split_once('\n').map_or("", |(_, rest)| rest);
            table.unclosed.push(row.iter().take(row.len() - 1).collect());
        }
        Err(Error::BROKEN)
    }

    /// Rows with an unclosed quotation mark, up to it.
    pub(crate) fn unclosed(&self) -> impl Iterator<Item = &StringRecord> {
        self.unclosed.iter()
    }

    /// The names of the columns, as in the file.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The names of the columns, in lower case.
    pub(crate) fn headers(&self) -> impl Iterator<Item = &str> {
        self.headers.iter().map(String::as_str)
    }

    /// The rows, which may be shorter or longer than the header.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &StringRecord> {
        self.rows.iter()
    }
}

/// Whether a file is a table with all of these columns.
pub(crate) fn has(content: &Content<'_>, wanted: &[&str]) -> bool {
    let Some(headers) = headers(content) else { return false };
    wanted.iter().all(|wanted| headers.iter().any(|header| header == wanted))
}

/// The names of the columns, in lower case, without reading the rows.
pub(crate) fn headers(content: &Content<'_>) -> Option<Vec<String>> {
    let text = rows(content.text()?);
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    if first.len() > LONGEST_HEADER || first.trim_start().starts_with(['{', '[', '<']) {
        return None;
    }
    let mut reader = builder(first).from_reader(first.as_bytes());
    let headers: Vec<String> = reader.headers().ok()?.iter().map(name).collect();
    (headers.len() > 1 && headers.iter().all(|header| !header.contains("://"))).then_some(headers)
}

/// Reads a table whose columns are known.
///
/// # Errors
/// See [`Table::parse`].
pub(crate) fn read(content: &Content<'_>, request: &Request<'_>, columns: Columns) -> Result<Import, Error> {
    let text = content.text().ok_or(Error::BROKEN)?;
    let table = Table::parse(text)?;
    let places: Vec<(Column, usize)> = columns
        .iter()
        .filter_map(|(name, column)| Some((*column, table.headers.iter().position(|header| header == name)?)))
        .collect();
    let mut import = Import::new(request.now);
    let ended = text.ends_with(['\n', '\r']);
    for (number, row) in (1..).zip(&table.rows) {
        let cut = !ended && number == table.rows.len() && row.len() < table.headers.len();
        let row = Row { row, places: &places };
        if cut && row.ends_with_code() {
            import.refuse(clip(row.first(Column::Issuer)), Why::Unreadable);
        } else {
            add(&row, &mut import, request);
        }
    }
    for row in table.unclosed() {
        import.refuse(clip(Row { row, places: &places }.first(Column::Issuer)), Why::Unreadable);
    }
    Ok(import)
}

/// A row, and the index of each column.
struct Row<'a> {
    row: &'a StringRecord,
    places: &'a [(Column, usize)],
}

impl<'a> Row<'a> {
    /// The non-empty cells of all columns with this content.
    fn all(&self, wanted: Column) -> impl Iterator<Item = &'a str> {
        let row = self.row;
        let places = self.places.iter().filter(move |(column, _)| *column == wanted);
        places.filter_map(move |(_, place)| row.get(*place)).map(str::trim).filter(|cell| !cell.is_empty())
    }

    fn first(&self, wanted: Column) -> &'a str {
        self.all(wanted).next().unwrap_or_default()
    }

    /// A Key URI in any cell, for tables that keep codes among a row's other fields.
    fn key_uri(&self) -> Option<&'a str> {
        let start = |cell: &'a str| cell.get(cell.find("otpauth://")?..);
        let found = self.row.iter().find_map(start)?;
        found.split(['"', '\n', '\r', ' ']).next()
    }

    /// The cell after one of Keeper's names.
    fn behind_name(&self) -> Option<&'a str> {
        let named = |cell: &&str| KEEPER_CODES.iter().any(|name| cell.starts_with(name));
        self.row.iter().skip_while(|cell| !named(cell)).nth(1)
    }

    /// Whether nothing stands behind the code: in a file that was cut off, it may be a part of it.
    fn ends_with_code(&self) -> bool {
        self.places.iter().any(|(column, place)| *column == Column::Code && place + 1 == self.row.len())
    }

    fn has(&self, wanted: Column) -> bool {
        self.places.iter().any(|(column, _)| *column == wanted)
    }
}

fn add(row: &Row<'_>, import: &mut Import, request: &Request<'_>) {
    let item = Item {
        title: row.first(Column::Issuer),
        username: row.first(Column::Name),
        note: row.first(Column::Note),
        tags: row
            .all(Column::Tag)
            .flat_map(|cell| cell.split([',', ';']))
            // LastPass's word for no folder.
            .filter(|tag| *tag != "(none)")
            .chain(row.all(Column::Group).filter_map(|path| Some(path.split_once('/')?.1)))
            .collect(),
        pinned: matches!(row.first(Column::Pinned).to_ascii_lowercase().as_str(), "1" | "true" | "yes"),
        sites: row.all(Column::Site).flat_map(|cell| cell.split(',')).map(bare).collect(),
        created: row.first(Column::Created).parse().ok(),
        ..Item::default()
    };
    let own = Some(row.first(Column::Code)).filter(|code| !code.is_empty());
    let code = own.or_else(|| row.key_uri()).or_else(|| row.behind_name()).unwrap_or_default();
    let bare = !code.contains("://") && !code.is_empty();
    if bare && (row.has(Column::Kind) || row.has(Column::Digits)) {
        import.add(Draft {
            kind: Kind::named(row.first(Column::Kind)),
            secret: Key::Base32(code),
            algorithm: row.first(Column::Algorithm),
            digits: Number::read(row.first(Column::Digits)),
            period: Number::read(row.first(Column::Period)),
            counter: Number::read(row.first(Column::Counter)),
            ..item.draft()
        });
    } else {
        item.add(code, import, request);
    }
}

/// A table without the line in which spreadsheets name the separator.
fn rows(text: &str) -> &str {
    let text = text.trim_start_matches(['\r', '\n', ' ']);
    let named = text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sep="));
    if named { text.split_once('\n').map_or("", |(_, rest)| rest) } else { text }
}

/// A reader of rows of any length; the separator is the most frequent candidate in the first row.
fn builder(text: &str) -> ReaderBuilder {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: u8| first.bytes().filter(|byte| *byte == separator).count();
    let separator =
        [b',', b';', b'\t'].into_iter().max_by_key(|separator| (count(*separator), *separator == b','));
    let mut builder = ReaderBuilder::new();
    builder.flexible(true).delimiter(separator.unwrap_or(b','));
    builder
}

/// An address without the brackets and quotes of a JSON list.
fn bare(site: &str) -> &str {
    site.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '"'))
}

fn name(header: &str) -> String {
    header.trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: Columns = &[("title", Column::Issuer), ("otp", Column::Code), ("group", Column::Tag)];

    fn read_all(text: &str) -> Import {
        read(&Content::new(text.as_bytes()), &Request::new(1), COLUMNS).unwrap()
    }

    #[test]
    fn rows_of_any_length_and_any_separator() {
        for text in [
            "Title,OTP,Group\nAcme,MY,Work\n\nOther\n",
            "\u{feff}Title;OTP;Group\r\nAcme;MY;Work;more;cells\r\n",
            "title\totp\tgroup\nAcme\tMY\tWork\n",
            "\"Title\",\"OTP\",\"Group\"\n\"Acme\",\"MY\",\"Work\"",
        ] {
            let import = read_all(text);
            assert_eq!(import.candidates.len(), 1, "{text}");
            assert_eq!(import.candidates[0].account.issuer, "Acme");
            assert_eq!(import.candidates[0].account.tags, ["Work"]);
        }
    }

    #[test]
    fn what_is_no_table_has_no_columns() {
        for text in
            ["", "one line", "{\"a\":1,\"b\":2}", "otpauth://totp/a?secret=MY,otpauth://totp/b?secret=MY"]
        {
            assert_eq!(headers(&Content::new(text.as_bytes())), None, "{text}");
        }
        assert!(has(&Content::new(b"A,B,C\n1,2,3"), &["c", "a"]));
        assert!(!has(&Content::new(b"A,B,C\n1,2,3"), &["c", "d"]));
    }
}
