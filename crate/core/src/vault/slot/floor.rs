//! The least strength of a new passphrase.
//!
//! This only counts characters; it doesn't know whether a passphrase is in some dictionary.
//! Estimators that do know need dictionaries larger than this whole extension. To be sure, use a
//! random one.

/// The least number of characters that count.
const LEAST: usize = 12;

/// Neighbours on the keyboard; in the alphabet and the digits, neighbours have consecutive code
/// points.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// How many characters a passphrase lacks; 0 if it is long enough.
///
/// Characters that merely continue don't count: the third of the same character (`aaa`) or of a
/// sequence (`abc`, `321`, `qwe`), and repetitions of three earlier characters.
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

/// Whether three characters continue by the same step: to a neighbour, or staying.
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
