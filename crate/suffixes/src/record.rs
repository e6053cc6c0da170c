//! `suffixes.json`: from which list the packed set was made.

use std::fmt;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a reviewer needs to get the same bytes.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    /// Where the list is available.
    from: String,
    /// When it was published there.
    date: String,
    /// The checksum of the list's bytes.
    list_sha256: String,
    rules: usize,
    /// The checksum of the packed bytes.
    packed_sha256: String,
}

impl Record {
    pub(crate) fn of(from: &str, date: &str, list: &[u8], rules: usize, packed: &[u8]) -> Self {
        Self {
            from: from.to_owned(),
            date: date.to_owned(),
            list_sha256: sha256(list),
            rules,
            packed_sha256: sha256(packed),
        }
    }

    pub(crate) fn read(text: &str) -> Result<Self> {
        serde_json::from_str(text).context("suffixes.json is not what this program wrote")
    }

    pub(crate) fn text(&self) -> Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// # Errors
    /// The packed set differs, or has another number of rules.
    pub(crate) fn is_of(&self, packed: &[u8]) -> Result<()> {
        let count = packed.first_chunk::<4>().map(|count| u32::from_le_bytes(*count));
        if sha256(packed) != self.packed_sha256 || count.map(usize::try_from) != Some(Ok(self.rules)) {
            bail!("suffixes.bin is not the set that suffixes.json describes: pack the list again");
        }
        Ok(())
    }

    /// # Errors
    /// The list differs.
    pub(crate) fn is_from(&self, list: &[u8]) -> Result<()> {
        if sha256(list) != self.list_sha256 {
            bail!("this is another list than the one of {}: {}", self.date, self.from);
        }
        Ok(())
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, date, list_sha256, rules, .. } = self;
        write!(f, "{rules} rules of {date}, from {from}, SHA-256 {list_sha256}")
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKED: &[u8] = &[2, 0, 0, 0, 7];

    #[test]
    fn another_set_or_another_list_is_noticed() {
        let record = Record::of("a.example", "2026-01-02", b"a.b\nc.d\n", 2, PACKED);
        let record = Record::read(&record.text().unwrap()).unwrap();
        record.is_of(PACKED).unwrap();
        record.is_from(b"a.b\nc.d\n").unwrap();
        assert!(record.is_of(&[2, 0, 0, 0, 8]).is_err());
        assert!(record.is_from(b"a.b\n").is_err());
        let fewer = Record::of("a.example", "2026-01-02", b"", 1, PACKED);
        assert!(fewer.is_of(PACKED).is_err());
    }
}
