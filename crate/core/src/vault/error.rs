//! What can go wrong, with one enum for each operation.

use std::fmt;

/// A part of a vault's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The text as a whole.
    Whole,
    /// The number of the format.
    Format,
    /// The vault's id.
    Vault,
    /// The number that rises with each change.
    Generation,
    /// The slots.
    Slots,
    /// Anything else in the header; or the whole header, if only its authentication fails.
    Header,
    /// The list of records.
    Records,
    /// One record, by its index, from 0.
    Record(usize),
    /// The authentication.
    Mac,
}

/// Why a text can't be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The text is longer than a vault may be.
    #[error("{bytes} bytes are too many for a vault (at most {limit}): this is another file")]
    TooLong {
        /// Its bytes.
        bytes: usize,
        /// The bytes a vault may have.
        limit: usize,
    },
    /// The text ends before the vault does.
    #[error("the vault's text ends too early: use a complete copy")]
    Truncated,
    /// The text isn't JSON.
    #[error("this is no vault, or a damaged one (line {line}, column {column}): use an undamaged copy")]
    NotJson {
        /// The line of the first wrong character, from 1.
        line: usize,
        /// Its column, from 1.
        column: usize,
    },
    /// A later version of Tandem wrote it.
    #[error("a later version of Tandem wrote this vault (format {format}): update Tandem")]
    Newer {
        /// The number of its format.
        format: u64,
    },
    /// A part is missing or malformed.
    #[error("{0} of the vault cannot be read: use an undamaged copy")]
    Malformed(Part),
    /// It lists more records than a vault may have.
    #[error("{records} records are too many for a vault (at most {limit}): this is another file")]
    TooMany {
        /// How many it lists.
        records: usize,
        /// How many a vault may have.
        limit: usize,
    },
    /// The key is another vault's.
    #[error("this key does not belong to this vault: use the vault's own key")]
    WrongKey,
    /// It is the sync item with the unlock methods: only a header.
    #[error("this is a part of a synced vault, not the vault: use the vault's own text")]
    Shared,
    /// A part was altered.
    #[error("{0} of the vault is not what Tandem wrote: use an unaltered copy")]
    Altered(Part),
}

/// Why a change can't be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The account takes more bytes than a record can have.
    #[error("the account takes {bytes} bytes, a record holds {limit}: shorten its texts")]
    TooLarge {
        /// The bytes it takes.
        bytes: usize,
        /// The most bytes of a record.
        limit: usize,
    },
    /// The vault would become too long to be opened again, or a number in it has reached its limit.
    #[error("the vault is full: shorten notes, or start another vault")]
    Full,
}

/// Why an account isn't added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddError {
    /// There are as many records as a vault can have, including deleted ones.
    #[error("a vault keeps {limit} records, deleted ones included: start another vault")]
    TooMany {
        /// How many a vault may have.
        limit: usize,
    },
    /// It comes from elsewhere with numbers that Tandem never writes.
    #[error("this backup has numbers that Tandem never writes: use an unaltered copy")]
    Impossible,
    /// It can't be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Why an account isn't changed, moved, removed or brought back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// There is no such account (any more).
    #[error("{}", UNKNOWN)]
    Unknown,
    /// It can't be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Why a restore isn't undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UndoError {
    /// More than the use of codes has changed since.
    #[error("the list has changed since it was restored: delete what you don't want from it")]
    Changed,
    /// It can't be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Why a counter has no next code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CounterError {
    /// There is no such account (any more).
    #[error("{}", UNKNOWN)]
    Unknown,
    /// Its codes are time-based.
    #[error("the codes of this account follow from the time, not from a counter")]
    NotCounted,
    /// The counter is at its first value, so there is no previous code.
    #[error("no code was made from this counter yet: take the next one")]
    First,
    /// The counter is at its last value.
    #[error("the counter of this account is used up: set it up at the site again")]
    Spent,
    /// The raised counter can't be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str("the text as a whole"),
            Self::Format => f.write_str("the format number"),
            Self::Vault => f.write_str("the vault's id"),
            Self::Generation => f.write_str("the generation"),
            Self::Slots => f.write_str("the list of slots"),
            Self::Header => f.write_str("the header"),
            Self::Records => f.write_str("the list of records"),
            Self::Record(index) => write!(f, "record {index}"),
            Self::Mac => f.write_str("the authentication"),
        }
    }
}

/// The sentence for an unknown id.
const UNKNOWN: &str = "this account is not in the vault (any more): look at the list again";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sentence_says_what_is_wrong_and_what_to_do() {
        let large = WriteError::TooLarge { bytes: 70_000, limit: 65_536 };
        let cases: [(&dyn fmt::Display, &str); 19] = [
            (
                &OpenError::TooLong { bytes: 9, limit: 8 },
                "9 bytes are too many for a vault (at most 8): this is another file",
            ),
            (&OpenError::Truncated, "the vault's text ends too early: use a complete copy"),
            (
                &OpenError::NotJson { line: 1, column: 7 },
                "this is no vault, or a damaged one (line 1, column 7): use an undamaged copy",
            ),
            (
                &OpenError::Newer { format: 2 },
                "a later version of Tandem wrote this vault (format 2): update Tandem",
            ),
            (
                &OpenError::Malformed(Part::Slots),
                "the list of slots of the vault cannot be read: use an undamaged copy",
            ),
            (
                &OpenError::TooMany { records: 3, limit: 2 },
                "3 records are too many for a vault (at most 2): this is another file",
            ),
            (&OpenError::Shared, "this is a part of a synced vault, not the vault: use the vault's own text"),
            (&OpenError::WrongKey, "this key does not belong to this vault: use the vault's own key"),
            (
                &OpenError::Altered(Part::Record(4)),
                "record 4 of the vault is not what Tandem wrote: use an unaltered copy",
            ),
            (&large, "the account takes 70000 bytes, a record holds 65536: shorten its texts"),
            (&WriteError::Full, "the vault is full: shorten notes, or start another vault"),
            (
                &AddError::TooMany { limit: 2 },
                "a vault keeps 2 records, deleted ones included: start another vault",
            ),
            (
                &AddError::Write(large),
                "the account takes 70000 bytes, a record holds 65536: shorten its texts",
            ),
            (&EditError::Unknown, "this account is not in the vault (any more): look at the list again"),
            (&EditError::Write(WriteError::Full), "the vault is full: shorten notes, or start another vault"),
            (
                &UndoError::Changed,
                "the list has changed since it was restored: delete what you don't want from it",
            ),
            (&CounterError::Unknown, "this account is not in the vault (any more): look at the list again"),
            (&CounterError::NotCounted, "the codes of this account follow from the time, not from a counter"),
            (&CounterError::Spent, "the counter of this account is used up: set it up at the site again"),
        ];
        for (error, sentence) in cases {
            assert_eq!(error.to_string(), sentence);
        }
    }

    #[test]
    fn each_part_has_a_name() {
        let cases = [
            (Part::Whole, "the text as a whole"),
            (Part::Format, "the format number"),
            (Part::Vault, "the vault's id"),
            (Part::Generation, "the generation"),
            (Part::Slots, "the list of slots"),
            (Part::Header, "the header"),
            (Part::Records, "the list of records"),
            (Part::Record(0), "record 0"),
            (Part::Mac, "the authentication"),
        ];
        for (part, name) in cases {
            assert_eq!(part.to_string(), name);
        }
    }
}
