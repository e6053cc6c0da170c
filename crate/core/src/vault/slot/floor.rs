//! The floor below which a new passphrase is not taken.
//!
//! It counts characters and judges nothing: whether a passphrase is in some dictionary, it does not know.
//! Estimators that do know bring dictionaries along that are larger than all of this extension. Whoever
//! wants to be sure takes a random one.

/// Characters that a passphrase has to have, of those that count.
const LEAST: usize = 12;

/// Neighbours on the keyboard; those of the alphabet and the digits are neighbours as characters.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// How many characters a passphrase lacks, 0 where it may be taken.
///
/// Whatever goes on in the way it began counts for nothing: the third of the same character (`aaa`), of a
/// sequence (`abc`, `321`, `qwe`), and what repeats three characters that were there before.
#[must_use]
pub fn lacking(passphrase: &str) -> usize {
    let characters: Vec<char> = passphrase.chars().flat_map(char::to_lowercase).collect();
    let mut seen: Vec<&[char]> = Vec::new();
    let mut counting = characters.len().min(2);
    for three in characters.windows(3) {
        let goes_on = runs(three, |c| Some(i64::from(u32::from(c))))
            || ROWS.iter().any(|row| runs(three, |c| i64::try_from(row.find(c)?).ok()));
        counting += usize::from(!goes_on && !seen.contains(&three));
        seen.push(three);
    }
    LEAST.saturating_sub(counting)
}

/// Whether three characters go on by the same step, to a neighbour or nowhere.
fn runs(three: &[char], place: impl Fn(char) -> Option<i64>) -> bool {
    let places: Vec<i64> = three.iter().filter_map(|c| place(*c)).collect();
    matches!(places.as_slice(), [a, b, c] if b - a == c - b && (-1..=1).contains(&(b - a)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_and_what_does_not() {
        for (passphrase, lacks) in [
            ("", 12),
            ("a", 11),
            ("correct hors", 0),
            ("correct hor", 1),
            ("aaaaaaaaaaaaaaaa", 10),
            ("abcdefghijklmnopqrstuvwxyz", 10),
            ("987654321098765", 8),
            ("qwertyuiopasdfghjkl", 8),
            ("QWERTYqwerty", 8),
            ("passwordpassword", 2),
            ("Password1234", 2),
            ("lusab-babad-gutih", 0),
            ("正しい馬の電池とホッチキス", 0),
            ("🐎🐎🐎🐎🐎🐎🐎🐎🐎🐎🐎🐎", 10),
        ] {
            assert_eq!(lacking(passphrase), lacks, "{passphrase}");
        }
    }
}
