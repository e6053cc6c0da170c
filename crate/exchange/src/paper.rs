//! A sealed text on paper: cut into parts for one QR code each, which can be combined in any order.
//!
//! A part is `TANDEM:1:<number>:<of>:<set>:<piece>`: the version, its number from 1, how many there
//! are, the first 8 bytes of the whole text's SHA-256 in hexadecimal, and a piece of the text. The
//! set distinguishes the sheets of two backups, and verifies the combined text.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use tandem_core::sorted::sort;

/// The start of each part, including the version of this format.
const BEGIN: &str = "TANDEM:1:";
/// In bytes of the text. The QR code has 97 modules a side, of 0.8 mm each on paper.
const PIECE: usize = 600;
/// The most parts: nobody prints more than a hundred sheets.
pub const MOST_PARTS: usize = 600;

/// The parts of one text that were read.
#[derive(Debug, PartialEq, Eq)]
pub struct Gathered {
    /// What the text's parts have in common: `:<of>:<set>:`.
    pub set: String,
    /// How many were read, each counted once.
    pub have: usize,
    /// How many there should be.
    pub of: usize,
    /// The numbers of the missing parts, from 1.
    pub missing: Vec<usize>,
    /// The whole text, if none is missing and it is what was printed.
    pub text: Option<String>,
}

/// Why parts can't be combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperError {
    /// The text is too long for paper.
    TooLong,
    /// A part that was altered, or printed by a later version.
    Damaged,
}

/// A parsed part.
struct Part<'a> {
    number: usize,
    of: usize,
    set: &'a str,
    piece: &'a str,
}

/// Whether a text is such a part, complete or not.
#[must_use]
pub fn is_part(text: &str) -> bool {
    text.trim().starts_with("TANDEM:")
}

/// Cuts a text into parts, in their order.
///
/// # Errors
/// [`PaperError::TooLong`]; and [`PaperError::Damaged`] for a text that isn't ASCII, since every
/// sealed one is.
pub fn cut(text: &str) -> Result<Vec<String>, PaperError> {
    if !text.is_ascii() || text.is_empty() {
        return Err(PaperError::Damaged);
    }
    let pieces: Vec<&[u8]> = text.as_bytes().chunks(PIECE).collect();
    let (of, set) = (pieces.len(), set_of(text));
    if of > MOST_PARTS {
        return Err(PaperError::TooLong);
    }
    let part = |(index, piece): (usize, &&[u8])| {
        format!("{BEGIN}{}:{of}:{set}:{}", index + 1, String::from_utf8_lossy(piece))
    };
    Ok(pieces.iter().enumerate().map(part).collect())
}

/// Combines parts in any order and with repetitions; other texts are ignored. Parts of several
/// texts are kept apart: a whole one comes first, else the one with the most parts, else the one
/// seen first. So the sheets of another backup never spoil the set in progress.
///
/// # Errors
/// [`PaperError::Damaged`] if no part is readable.
pub fn gather<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Vec<Gathered>, PaperError> {
    let mut sets: Vec<BTreeMap<usize, Part<'_>>> = Vec::new();
    let mut damaged = false;
    for text in texts.into_iter().filter(|text| is_part(text)) {
        let Some(part) = Part::read(text) else {
            damaged = true;
            continue;
        };
        let same =
            |parts: &&mut BTreeMap<usize, Part<'_>>| parts.values().any(|other| other.is_beside(&part));
        match sets.iter_mut().find(same) {
            Some(parts) => drop(parts.entry(part.number).or_insert(part)),
            None => {
                // `BTreeMap::from` sorts, which is 5 kB of the module.
                let mut parts = BTreeMap::new();
                parts.insert(part.number, part);
                sets.push(parts);
            }
        }
    }
    if damaged && sets.is_empty() {
        return Err(PaperError::Damaged);
    }
    let mut found: Vec<Gathered> = sets.iter().filter_map(combined).collect();
    // One that is whole comes before a larger one that is not.
    sort(&mut found, |one, other| (one.text.is_none(), other.have).cmp(&(other.text.is_none(), one.have)));
    Ok(found)
}

fn combined(parts: &BTreeMap<usize, Part<'_>>) -> Option<Gathered> {
    let Part { of, set, .. } = parts.values().next()?;
    let missing: Vec<usize> = (1..=*of).filter(|number| !parts.contains_key(number)).collect();
    let whole = || parts.values().map(|part| part.piece).collect::<String>();
    let text = missing.is_empty().then(whole).filter(|text| set_of(text) == *set);
    Some(Gathered { set: format!(":{of}:{set}:"), have: parts.len(), of: *of, missing, text })
}

impl<'a> Part<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let mut fields = text.trim().strip_prefix(BEGIN)?.splitn(4, ':');
        let mut number = || fields.next()?.parse::<usize>().ok();
        let (number, of) = (number()?, number()?);
        let (set, piece) = (fields.next()?, fields.next()?);
        let fits = (1..=of).contains(&number) && of <= MOST_PARTS && !piece.is_empty();
        fits.then_some(Self { number, of, set, piece })
    }

    /// Whether both are of the same text.
    fn is_beside(&self, other: &Self) -> bool {
        (self.of, self.set) == (other.of, other.set)
    }
}

/// Identifies a text.
fn set_of(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    base16ct::lower::encode_string(hash.get(..8).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(length: usize) -> String {
        "{\"sealed\": true, \"records\":".chars().cycle().take(length).collect()
    }

    fn gathered(parts: &[&String]) -> Result<Vec<Gathered>, PaperError> {
        gather(parts.iter().map(|part| part.as_str()))
    }

    /// Of each set, how many parts there are, and the text.
    fn told(parts: &[&String]) -> Vec<(usize, usize, Option<String>)> {
        let sets = gathered(parts).unwrap();
        sets.into_iter().map(|found| (found.have, found.of, found.text)).collect()
    }

    #[test]
    fn parts_in_any_order_and_some_twice_give_the_text() {
        for length in [1, PIECE - 1, PIECE, PIECE + 1, 5 * PIECE] {
            let text = text(length);
            let parts = cut(&text).unwrap();
            assert_eq!(parts.len(), length.div_ceil(PIECE));
            let mut shuffled: Vec<&String> = parts.iter().rev().collect();
            shuffled.extend(parts.first());
            assert_eq!(told(&shuffled), [(parts.len(), parts.len(), Some(text))]);
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let parts = cut(&text(5 * PIECE)).unwrap();
        let some = gathered(&[&parts[4], &parts[1], &parts[4]]).unwrap().remove(0);
        assert_eq!((some.have, some.of, some.missing, some.text), (2, 5, vec![1, 3, 4], None));
        assert!(parts.iter().all(|part| part.contains(&some.set)));
        assert_eq!(gathered(&[&"a sentence".to_owned()]), Ok(Vec::new()));
    }

    #[test]
    fn a_part_of_another_text_leaves_the_set_in_progress() {
        let (own, other) = (text(5 * PIECE), text(3 * PIECE));
        let (one, two) = (cut(&own).unwrap(), cut(&other).unwrap());
        // The foreign one comes first, in the middle, or last.
        for at in [0, 2, 4] {
            let mut some: Vec<&String> = one.iter().take(4).collect();
            some.insert(at, &two[1]);
            assert_eq!(told(&some), [(4, 5, None), (1, 3, None)], "{at}");
            some.push(&one[4]);
            assert_eq!(told(&some)[0], (5, 5, Some(own.clone())), "{at}");
        }
        let all: Vec<&String> = two.iter().chain(&one).collect();
        assert_eq!(told(&all), [(5, 5, Some(own)), (3, 3, Some(other))]);
    }

    #[test]
    fn a_whole_text_comes_before_a_larger_one_that_is_not() {
        let (own, other) = (text(PIECE + 1), text(5 * PIECE));
        let (one, two) = (cut(&own).unwrap(), cut(&other).unwrap());
        let all: Vec<&String> = two.iter().take(4).chain(&one).collect();
        assert_eq!(told(&all), [(2, 2, Some(own)), (4, 5, None)]);
    }

    #[test]
    fn a_part_of_a_later_version_leaves_the_set_in_progress() {
        let text = text(1000);
        let parts = cut(&text).unwrap();
        let later = parts[1].replace("TANDEM:1:", "TANDEM:2:");
        assert_eq!(told(&[&parts[0], &later]), [(1, 2, None)]);
        assert_eq!(told(&[&later, &parts[0], &parts[1]]), [(2, 2, Some(text))]);
    }

    #[test]
    fn changed_parts_give_no_text() {
        let parts = cut(&text(1000)).unwrap();
        let changed = parts[0].replace("sealed", "Sealed");
        assert_eq!(told(&[&changed, &parts[1]]), [(2, 2, None)]);
        for broken in ["TANDEM:1:3:2:aa:x", "TANDEM:1:0:2:aa:x", "TANDEM:2:1:2:aa:x", "TANDEM:1:1:1:aa:"] {
            assert_eq!(gathered(&[&broken.to_owned()]), Err(PaperError::Damaged), "{broken}");
        }
    }

    #[test]
    fn what_does_not_fit_on_paper_is_refused() {
        assert_eq!(cut(&text(PIECE * MOST_PARTS + 1)), Err(PaperError::TooLong));
        assert_eq!(cut("é"), Err(PaperError::Damaged));
        assert_eq!(cut(""), Err(PaperError::Damaged));
    }

    #[test]
    fn each_part_fits_into_a_qr_code_of_97_modules() {
        let part = cut(&text(600 * PIECE)).unwrap().pop().unwrap();
        let drawn = tandem_core::qr::draw(part.as_bytes()).unwrap();
        assert!(drawn.side <= 97 + 8, "{}", drawn.side);
    }
}
