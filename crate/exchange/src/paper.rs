//! A sealed text on paper: cut into parts for one QR code each, which can be combined in any order.
//!
//! A part is `TANDEM:1:<number>:<of>:<set>:<piece>`: the version, its number from 1, how many there
//! are, the first 8 bytes of the whole text's SHA-256 in hexadecimal, and a piece of the text. The
//! set distinguishes the sheets of two backups, and verifies the combined text.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// The start of each part, including the version of this format.
const BEGIN: &str = "TANDEM:1:";
/// In bytes of the text. The QR code has 97 modules a side, of 0.8 mm each on paper.
const PIECE: usize = 600;
/// The most parts: nobody prints more than a hundred sheets.
pub const MOST_PARTS: usize = 600;

/// The result of combining parts.
#[derive(Debug, PartialEq, Eq)]
pub struct Gathered {
    /// How many were read, each counted once.
    pub have: usize,
    /// How many there should be.
    pub of: usize,
    /// The numbers of the missing parts, from 1.
    pub missing: Vec<usize>,
    /// The whole text, if none is missing.
    pub text: Option<String>,
}

/// Why parts can't be combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperError {
    /// The text is too long for paper.
    TooLong,
    /// Parts of two backups.
    Mixed,
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

/// Combines parts in any order and with repetitions; other texts are ignored.
///
/// # Errors
/// [`PaperError::Mixed`] or [`PaperError::Damaged`].
pub fn gather<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Gathered, PaperError> {
    let mut parts: BTreeMap<usize, Part<'_>> = BTreeMap::new();
    for text in texts.into_iter().filter(|text| is_part(text)) {
        let part = Part::read(text).ok_or(PaperError::Damaged)?;
        if let Some(other) = parts.values().next()
            && (other.set != part.set || other.of != part.of)
        {
            return Err(PaperError::Mixed);
        }
        match parts.get(&part.number) {
            Some(other) if other.piece != part.piece => return Err(PaperError::Damaged),
            Some(_) => {}
            None => drop(parts.insert(part.number, part)),
        }
    }
    let of = parts.values().next().map_or(0, |part| part.of);
    let missing: Vec<usize> = (1..=of).filter(|number| !parts.contains_key(number)).collect();
    let text =
        (of > 0 && missing.is_empty()).then(|| parts.values().map(|part| part.piece).collect::<String>());
    if let (Some(text), Some(part)) = (&text, parts.values().next())
        && set_of(text) != part.set
    {
        return Err(PaperError::Damaged);
    }
    Ok(Gathered { have: parts.len(), of, missing, text })
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

    fn gathered(parts: &[&String]) -> Result<Gathered, PaperError> {
        gather(parts.iter().map(|part| part.as_str()))
    }

    #[test]
    fn parts_in_any_order_and_some_twice_give_the_text() {
        for length in [1, PIECE - 1, PIECE, PIECE + 1, 5 * PIECE] {
            let text = text(length);
            let parts = cut(&text).unwrap();
            assert_eq!(parts.len(), length.div_ceil(PIECE));
            let mut shuffled: Vec<&String> = parts.iter().rev().collect();
            shuffled.extend(parts.first());
            let whole = gathered(&shuffled).unwrap();
            assert_eq!((whole.text.as_deref(), whole.missing.len()), (Some(text.as_str()), 0));
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let parts = cut(&text(5 * PIECE)).unwrap();
        let some = gathered(&[&parts[4], &parts[1], &parts[4]]).unwrap();
        assert_eq!((some.have, some.of, some.missing, some.text), (2, 5, vec![1, 3, 4], None));
        let none = gathered(&[&"a sentence".to_owned()]).unwrap();
        assert_eq!((none.have, none.of, none.text), (0, 0, None));
    }

    #[test]
    fn parts_of_two_texts_and_changed_ones_are_refused() {
        let (one, other) = (cut(&text(1000)).unwrap(), cut(&text(1001)).unwrap());
        assert_eq!(gathered(&[&one[0], &other[1]]), Err(PaperError::Mixed));
        let changed = one[0].replace("sealed", "Sealed");
        assert_eq!(gathered(&[&changed, &one[1]]), Err(PaperError::Damaged));
        assert_eq!(gathered(&[&one[0], &changed]), Err(PaperError::Damaged));
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
