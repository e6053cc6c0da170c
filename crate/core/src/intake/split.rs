//! The Key URIs of a text: one, one a line, or wherever they stand in it.

use crate::{otpauth, text};

/// The beginnings of Key URIs, also where they are a parameter of another address.
const SCHEMES: [&str; 6] = [
    "otpauth://",
    "otpauth-migration://",
    "motp://",
    "steam://",
    "otpauth%3a%2f%2f",
    "otpauth-migration%3a%2f%2f",
];

/// Quotes and brackets that a URI may stand in, each with what closes it.
const AROUND: [(char, char); 12] = [
    ('"', '"'),
    ('\'', '\''),
    ('<', '>'),
    ('(', ')'),
    ('[', ']'),
    ('`', '`'),
    ('“', '”'),
    ('„', '“'),
    ('‘', '’'),
    ('«', '»'),
    ('「', '」'),
    ('（', '）'),
];

/// More than one is cut apart; one alone is taken with everything behind it, since labels hold anything.
pub(super) fn uris(whole: &str) -> Vec<String> {
    let starts = starts(whole);
    let first = starts.first().copied();
    if let ([start], Some(text)) = (starts.as_slice(), first.and_then(|start| whole.get(start..))) {
        let before = whole.get(..*start).unwrap_or_default();
        // As one that stands alone, or was broken over lines.
        if before.chars().all(text::is_blank) && otpauth::is_key_uri(text) {
            return vec![unbroken(text)];
        }
    }
    let ends = starts.iter().skip(1).copied().chain([whole.len()]);
    let pieces = starts.iter().zip(ends).filter_map(|(start, end)| {
        let opening = whole.get(..*start)?.chars().next_back();
        Some(cut(whole.get(*start..end)?, opening))
    });
    pieces.filter(|uri| otpauth::is_key_uri(uri)).collect()
}

/// Where Key URIs begin, in bytes.
fn starts(text: &str) -> Vec<usize> {
    let lower = text.to_ascii_lowercase();
    let found = SCHEMES.iter().flat_map(|scheme| lower.match_indices(scheme)).map(|(at, _)| at);
    let mut found: Vec<usize> = found.collect();
    found.sort_unstable();
    let mut starts = Vec::new();
    for at in found {
        let before = lower.get(..at).and_then(|before| before.chars().next_back());
        // `notpauth://` is another scheme; behind a whole URI it is the next one, glued to it.
        let other = before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'));
        if !other || !starts.is_empty() {
            starts.push(at);
        }
    }
    starts
}

/// A URI without what follows it before the next: to the quote that closes, or over the lines that go on.
fn cut(piece: &str, opening: Option<char>) -> String {
    let closing = AROUND.iter().find(|(open, _)| Some(*open) == opening).map(|(_, close)| *close);
    if let Some(inside) = closing.and_then(|close| piece.split_once(close)).map(|(inside, _)| inside) {
        return unbroken(inside);
    }
    // In another address, the next parameter ends it.
    if piece.to_ascii_lowercase().split_once("://").is_none_or(|(scheme, _)| scheme.contains('%')) {
        let end = |c: char| c == '&' || c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>');
        return piece.split(end).next().unwrap_or_default().to_owned();
    }
    let mut lines = piece.lines();
    let mut uri = lines.next().unwrap_or_default().to_owned();
    // A line that begins with no scheme goes on with what stands before it, unless it is a sentence, a
    // comment or a line of a table.
    for line in lines.map(str::trim) {
        if line.is_empty() || line.contains([' ', '#', ',', ':', '<', '{', '[']) {
            break;
        }
        uri.push_str(line);
    }
    let separators =
        |c: char| text::is_blank(c) || matches!(c, ',' | ';' | '|' | '"' | '\'' | '<' | '>' | '*' | '-');
    uri.trim_end_matches(separators).to_owned()
}

/// A text without its line breaks.
fn unbroken(text: &str) -> String {
    text.trim_matches(text::is_blank).lines().map(str::trim).collect()
}
