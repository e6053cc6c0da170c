//! Reads the rows of a table in an SQLite database, for apps whose data can be saved only this way.
//!
//! It reads only the necessary part of the [file format](https://www.sqlite.org/fileformat2.html):
//! a table's tree and its records. No small reader in Rust is maintained, and SQLite itself in C
//! would be ten times the size of all other readers. Indexes are ignored, and so are journals, but for a log that was
//! chosen together with the database: apps on Android keep in it what they wrote last.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{Error, Refusal, Request, json::object};

pub(crate) const MAGIC: &[u8] = b"SQLite format 3\0";

/// The most rows, refused before they are kept in memory.
const MOST_RECORDS: usize = 200_000;

/// How a [write-ahead log](https://www.sqlite.org/fileformat2.html#the_write_ahead_log) starts: its last bit says in
/// which order its checksums are.
const LOG: [&[u8]; 2] = [&[0x37, 0x7f, 0x06, 0x82], &[0x37, 0x7f, 0x06, 0x83]];

const INTERIOR: u8 = 5;
const LEAF: u8 = 13;

/// A database.
pub(crate) struct Database<'a> {
    bytes: &'a [u8],
    page: usize,
    /// Usable bytes of a page.
    usable: usize,
    /// Pages of the log, by their numbers.
    newer: BTreeMap<usize, &'a [u8]>,
    /// Bytes of all pages.
    length: usize,
}

/// Whether a file is a write-ahead log.
pub(crate) fn is_log(file: &[u8]) -> bool {
    LOG.iter().any(|magic| file.starts_with(magic))
}

impl<'a> Database<'a> {
    /// A database with these bytes.
    ///
    /// # Errors
    /// It isn't one, or its texts aren't UTF-8.
    pub(crate) fn new(bytes: &'a [u8]) -> Result<Self, Error> {
        let header = bytes.get(..100).filter(|header| header.starts_with(MAGIC)).ok_or(Error::BROKEN)?;
        let page = match unsigned(header.get(16..18))? {
            1 => 65_536,
            size => size,
        };
        let reserved = unsigned(header.get(20..21))?;
        if !(512..=65_536).contains(&page) || reserved > 64 {
            return Err(Error::BROKEN);
        }
        // 0: no table yet.
        if unsigned(header.get(56..60))? > 1 {
            return Err(Refusal::Database.into());
        }
        Ok(Self { bytes, page, usable: page - reserved, newer: BTreeMap::new(), length: bytes.len() })
    }

    /// The database with the log that was chosen together with it, if there is one alone.
    pub(crate) fn with_log(mut self, request: &Request<'a>) -> Self {
        let mut logs = request.companions().iter().map(|(_, file)| *file).filter(|file| is_log(file));
        if let (Some(log), None) = (logs.next(), logs.next()) {
            self.take_log(log);
        }
        self
    }

    /// Takes the pages of a log up to its last complete change. Behind it may be others of before: their salt differs.
    fn take_log(&mut self, log: &'a [u8]) {
        let (salt, mut since) = (log.get(16..24), Vec::new());
        let frames = log.get(32..).unwrap_or_default().chunks_exact(24 + self.page);
        for frame in frames.take_while(|frame| frame.get(8..16) == salt) {
            let [Ok(number), Ok(pages)] = [frame.get(..4), frame.get(4..8)].map(unsigned) else { return };
            since.push((number, frame.get(24..).unwrap_or_default()));
            if pages > 0 {
                self.length =
                    self.length.max(pages.saturating_mul(self.page).min(self.bytes.len() + log.len()));
                self.newer.extend(since.drain(..));
            }
        }
    }

    /// Whether there is such a table with these columns.
    pub(crate) fn has(&self, table: &str, columns: &[&str]) -> bool {
        let found = self.schema(table).ok().flatten();
        found.is_some_and(|(_, names)| columns.iter().all(|column| names.iter().any(|name| name == column)))
    }

    /// The rows of a table, each as an object with its columns; none if there is no such table.
    ///
    /// # Errors
    /// The tree or a record is damaged.
    pub(crate) fn rows(&self, table: &str) -> Result<Vec<Value>, Error> {
        let Some((root, columns)) = self.schema(table)? else { return Ok(Vec::new()) };
        let records = self.records(root)?;
        let row = |values: Vec<Value>| object(columns.iter().cloned().zip(values));
        Ok(records.into_iter().map(row).collect())
    }

    /// Where a table starts, and the names of its columns.
    fn schema(&self, table: &str) -> Result<Option<(usize, Vec<String>)>, Error> {
        for record in self.records(1)? {
            let [kind, name, _, root, sql] = record.as_slice() else { continue };
            let named = name.as_str().is_some_and(|name| name.eq_ignore_ascii_case(table));
            if kind.as_str() == Some("table") && named {
                let root = root.as_u64().and_then(|root| usize::try_from(root).ok()).ok_or(Error::BROKEN)?;
                return Ok(Some((root, columns(sql.as_str().unwrap_or_default()))));
            }
        }
        Ok(None)
    }

    /// Every record of a tree.
    fn records(&self, root: usize) -> Result<Vec<Vec<Value>>, Error> {
        let (mut open, mut records) = (vec![root], Vec::new());
        // All records together can't be larger than the file.
        let (mut walked, mut left) = (0, self.length);
        while let Some(number) = open.pop() {
            walked += 1;
            // A damaged tree may contain a circle.
            if walked > self.length / self.page {
                return Err(Error::BROKEN);
            }
            let page = self.page(number)?;
            let header = if number == 1 { 100 } else { 0 };
            let kind = *page.get(header).ok_or(Error::BROKEN)?;
            let count = unsigned(page.get(header + 3..header + 5))?;
            let pointers = header + if kind == INTERIOR { 12 } else { 8 };
            let cell = |place: usize| unsigned(page.get(pointers + 2 * place..pointers + 2 * place + 2));
            match kind {
                INTERIOR => {
                    // The last one is taken first, so children are added from the right.
                    open.push(unsigned(page.get(header + 8..header + 12))?);
                    for place in (0..count).rev() {
                        let at = cell(place)?;
                        open.push(unsigned(page.get(at..at + 4))?);
                    }
                }
                LEAF => {
                    for place in 0..count {
                        let payload = self.payload(page.get(cell(place)?..).ok_or(Error::BROKEN)?)?;
                        left = left.checked_sub(payload.len()).ok_or(Error::BROKEN)?;
                        if records.len() >= MOST_RECORDS {
                            return Err(Refusal::TooMany.into());
                        }
                        records.push(record(&payload)?);
                    }
                }
                _ => return Err(Error::BROKEN),
            }
        }
        Ok(records)
    }

    /// A page, counted from 1.
    fn page(&self, number: usize) -> Result<&'a [u8], Error> {
        if let Some(newer) = self.newer.get(&number) {
            return Ok(newer);
        }
        let start =
            number.checked_sub(1).and_then(|place| place.checked_mul(self.page)).ok_or(Error::BROKEN)?;
        self.bytes.get(start..start + self.page).ok_or(Error::BROKEN)
    }

    /// The payload of a leaf's cell, including its overflow pages.
    fn payload(&self, cell: &[u8]) -> Result<Vec<u8>, Error> {
        let (length, rest) = varint(cell)?;
        let (_, rest) = varint(rest)?;
        let length = usize::try_from(length).map_err(|_| Error::BROKEN)?;
        if length > self.length {
            return Err(Error::BROKEN);
        }
        let local = self.local(length);
        let (here, rest) = rest.split_at_checked(local).ok_or(Error::BROKEN)?;
        let mut payload = here.to_vec();
        let mut next = if local < length { unsigned(rest.get(..4))? } else { 0 };
        while payload.len() < length {
            let page = self.page(next)?;
            next = unsigned(page.get(..4))?;
            let part = page.get(4..self.usable).ok_or(Error::BROKEN)?;
            payload.extend(part.iter().take(length - payload.len()));
        }
        Ok(payload)
    }

    /// How much of a payload is in its leaf.
    fn local(&self, length: usize) -> usize {
        let most = self.usable - 35;
        if length <= most {
            return length;
        }
        let least = (self.usable - 12) * 32 / 255 - 23;
        let fitting = least + (length - least) % (self.usable - 4);
        if fitting <= most { fitting } else { least }
    }
}

/// The values of a record; a blob is a text if possible.
fn record(payload: &[u8]) -> Result<Vec<Value>, Error> {
    let (length, _) = varint(payload)?;
    let length = usize::try_from(length).map_err(|_| Error::BROKEN)?;
    let (header, mut body) = payload.split_at_checked(length).ok_or(Error::BROKEN)?;
    let (_, mut types) = varint(header)?;
    let mut values = Vec::new();
    while !types.is_empty() {
        let (kind, rest) = varint(types)?;
        types = rest;
        let size = match kind {
            0 | 8 | 9 => 0,
            1..=4 => kind,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return Err(Error::BROKEN),
            _ => (kind - 12) / 2,
        };
        let size = usize::try_from(size).map_err(|_| Error::BROKEN)?;
        let (bytes, rest) = body.split_at_checked(size).ok_or(Error::BROKEN)?;
        body = rest;
        values.push(match kind {
            0 => Value::Null,
            1..=6 => Value::from(signed(bytes)),
            // No field of an account is a fraction.
            7 => Value::Null,
            8 => Value::from(0),
            9 => Value::from(1),
            _ => std::str::from_utf8(bytes).map_or(Value::Null, Value::from),
        });
    }
    Ok(values)
}

/// A number of 1 to 9 bytes; each but the last says whether another follows.
fn varint(bytes: &[u8]) -> Result<(u64, &[u8]), Error> {
    let mut number = 0_u64;
    for (place, byte) in bytes.iter().take(9).enumerate() {
        let last = place == 8;
        let bits = if last { *byte } else { byte & 0x7f };
        number = (number << if last { 8 } else { 7 }) | u64::from(bits);
        if last || byte & 0x80 == 0 {
            return Ok((number, bytes.get(place + 1..).unwrap_or_default()));
        }
    }
    Err(Error::BROKEN)
}

/// An unsigned big-endian number.
fn unsigned(bytes: Option<&[u8]>) -> Result<usize, Error> {
    Ok(bytes.ok_or(Error::BROKEN)?.iter().fold(0, |number, byte| (number << 8) | usize::from(*byte)))
}

/// A big-endian number in two's complement, of 1 to 8 bytes.
fn signed(bytes: &[u8]) -> i64 {
    let negative = bytes.first().is_some_and(|byte| byte & 0x80 != 0);
    let start = if negative { -1 } else { 0 };
    bytes.iter().fold(start, |number, byte| (number << 8) | i64::from(*byte))
}

/// The names of the columns, in lower case, from the `CREATE TABLE` statement.
fn columns(sql: &str) -> Vec<String> {
    let Some((_, inside)) = sql.split_once('(') else { return Vec::new() };
    let (mut depth, mut start, mut parts) = (0_usize, 0, Vec::new());
    for (at, character) in inside.char_indices() {
        match character {
            '(' => depth += 1,
            ')' | ',' if depth == 0 => {
                parts.push(inside.get(start..at).unwrap_or_default());
                start = at + 1;
                if character == ')' {
                    break;
                }
            }
            ')' => depth -= 1,
            _ => {}
        }
    }
    let name = |part: &str| {
        let name =
            part.split_whitespace().next()?.trim_matches(['"', '`', '[', ']', '\'']).to_ascii_lowercase();
        let constraint = ["constraint", "primary", "unique", "check", "foreign"].contains(&name.as_str());
        (!constraint).then_some(name)
    };
    parts.into_iter().filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_a_statement() {
        let sql = "CREATE TABLE \"t\" (_id INTEGER PRIMARY KEY, `name` TEXT DEFAULT (1, 2), [a b] x, PRIMARY KEY(_id))";
        assert_eq!(columns(sql), ["_id", "name", "a"]);
        assert_eq!(columns(""), [""; 0]);
    }

    #[test]
    fn numbers_of_every_length() {
        for (bytes, number, rest) in
            [(&[0x00][..], 0, 0), (&[0x7f, 1], 127, 1), (&[0x81, 0x00], 128, 0), (&[0xff; 9], u64::MAX, 0)]
        {
            assert_eq!(
                varint(bytes).map(|(number, rest)| (number, rest.len())),
                Ok((number, rest)),
                "{bytes:x?}"
            );
        }
        assert_eq!(varint(&[0x80]).err(), Some(Error::BROKEN));
        assert_eq!(
            (signed(&[0xff]), signed(&[0x7f]), signed(&[0x80, 0]), signed(&[])),
            (-1, 127, -32_768, 0)
        );
    }

    #[test]
    fn a_database_that_is_cut_off_is_broken() {
        let mut file = [MAGIC, &[0; 84]].concat();
        file[16..18].copy_from_slice(&[2, 0]);
        file[56..60].copy_from_slice(&[0, 0, 0, 1]);
        assert_eq!(
            Database::new(&file).map(|database| database.rows("accounts")).ok(),
            Some(Err(Error::BROKEN))
        );
        for length in 0..100 {
            assert!(Database::new(&file[..length]).is_err(), "{length}");
        }
        // A tree with a circle ends.
        file.resize(512, 0);
        file[100] = INTERIOR;
        file[108..112].copy_from_slice(&[0, 0, 0, 1]);
        assert_eq!(Database::new(&file).map(|database| database.rows("a")).ok(), Some(Err(Error::BROKEN)));
    }
}
