//! Finds the Key URIs of a text: a single one, one on each line, or anywhere within.

use crate::{otpauth, sorted::sort, text};

/// How Key URIs start, also within a parameter of another address.
const SCHEMES: [&str; 9] = [
    "otpauth://",
    "otpauth-migration://",
    "motp://",
    "steam://",
    "otpauth%3a%2f%2f",
    "otpauth%3a//",
    "otpauth%253a",
    "otpauth-migration%3a%2f%2f",
    "otpauth-migration%253a",
];

/// Prefixes of `otpauth://` that belong to it.
const PREFIXES: [&str; 2] = ["apple-", "web+"];

/// Quotes and brackets around a URI, each with its closing counterpart.
const AROUND: [(char, char); 13] = [
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
    ('『', '』'),
    ('（', '）'),
];

/// Characters that end a sentence or a list entry, and never a name.
const SEPARATORS: [char; 16] =
    [',', ';', '|', '"', '\'', '<', '>', '*', '-', '`', '”', '’', '、', '，', '；', '。'];

/// Those that a name standing alone doesn't end with either.
const STRAY: [char; 9] = [',', ';', '|', '"', '`', '”', '、', '，', '；'];

/// What ends a sentence, a part of it, or something that stands in quotes or brackets.
const ENDS: [char; 27] = [
    ',', ';', '.', ':', '!', '?', ')', ']', '}', '>', '"', '\'', '`', '*', '|', '”', '’', '»', '」', '』',
    '）', '。', '、', '，', '/', '・', '→',
];

/// The most bytes of a Key URI that is searched for a remark.
const LONGEST_URI: usize = 64 << 10;

/// How many ends of words are compared with the issuer of the label.
const LONGEST_ISSUER: usize = 32;

/// A secret of at least this many characters is complete at whole groups of eight.
const COMPLETE: usize = 16;

/// The Key URIs of a text. Several are separated. A single one is taken with everything behind it, since labels may
/// contain anything.
#[must_use]
pub fn uris(whole: &str) -> Vec<String> {
    let starts = starts(whole);
    if starts.is_empty() && !whole.is_ascii() {
        // Narrows full-width characters, as from an input method.
        let narrow: String = whole.chars().map(text::narrow).collect();
        return if self::starts(&narrow).is_empty() { Vec::new() } else { uris(&narrow) };
    }
    let first = starts.first().copied();
    if let ([start], Some(text)) = (starts.as_slice(), first.and_then(|start| whole.get(start..))) {
        let before = whole.get(..*start).unwrap_or_default();
        // A URI that stands alone, or was broken over lines.
        if before.chars().all(text::is_blank) && otpauth::is_key_uri(text) {
            return vec![cut(text, None, &STRAY)];
        }
    }
    let ends = starts.iter().skip(1).copied().chain([whole.len()]);
    let pieces = starts.iter().zip(ends).filter_map(|(start, end)| {
        let opening = whole.get(..*start)?.chars().next_back();
        Some(cut(whole.get(*start..end)?, opening, &SEPARATORS))
    });
    pieces.filter(|uri| otpauth::is_key_uri(uri)).collect()
}

/// Where Key URIs start, in bytes.
fn starts(text: &str) -> Vec<usize> {
    let lower = text.to_ascii_lowercase();
    let found = SCHEMES.iter().flat_map(|scheme| lower.match_indices(scheme)).map(|(at, _)| at);
    let mut found: Vec<usize> = found.collect();
    sort(&mut found, Ord::cmp);
    let mut starts = Vec::new();
    for at in found {
        let before = lower.get(..at).unwrap_or_default();
        let prefixed = PREFIXES.iter().any(|prefix| before.ends_with(prefix));
        // `notpauth://` is another scheme; directly after a complete URI, it is the next one.
        let glued = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-');
        let other = !prefixed && before.chars().next_back().is_some_and(glued);
        if !other || !starts.is_empty() {
            starts.push(at);
        }
    }
    starts
}

/// A URI without the text between it and the next: up to the closing quote, or over continued
/// lines.
fn cut(piece: &str, opening: Option<char>, separators: &[char]) -> String {
    let closing = AROUND.iter().find(|(open, _)| Some(*open) == opening).map(|(_, close)| *close);
    if let Some(inside) = closing.and_then(|close| piece.split_once(close)).map(|(inside, _)| inside) {
        return unbroken(inside);
    }
    // Within another address, the next parameter ends it.
    if piece.to_ascii_lowercase().split_once("://").is_none_or(|(scheme, _)| scheme.contains('%')) {
        let end = |c: char| c == '&' || c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>');
        return piece.split(end).next().unwrap_or_default().to_owned();
    }
    let uri = without_tags(&going_on(piece));
    let uri = uri.trim_end_matches(|c| text::is_blank(c) || separators.contains(&c));
    unbroken(without_remark(without_stuck(without_words(uri))))
}

/// A Key URI without the text behind its last value, if that is an issuer: one that is not escaped
/// may contain spaces, so that any remark would be read as its end.
#[must_use]
pub fn without_remark(uri: &str) -> &str {
    // The end of a line, as JSON and programs write it.
    let uri = uri.strip_suffix("\\n").unwrap_or(uri);
    // The fast path for most, since thousands may be read in one call: another value is the last.
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let last = uri.rsplit_once('&').and_then(|(_, last)| last.split_once('='));
    if last.is_some_and(|(name, value)| name != "issuer" && plain(name) && plain(value)) {
        return uri;
    }
    // Or nothing in it can begin a remark.
    let graphic = || uri.bytes().all(|byte| byte.is_ascii_graphic());
    if uri.len() > LONGEST_URI || uri.ends_with(|c: char| c.is_ascii_alphanumeric()) && graphic() {
        return uri;
    }
    let Some(from) = last_issuer(uri) else { return uri };
    let (head, value) = uri.split_at_checked(from).unwrap_or((uri, ""));
    let value = tag(value).and_then(|at| value.get(..at)).unwrap_or(value);
    let end = named_end(head, value).unwrap_or_else(|| marked_end(value));
    let issuer = value.get(..end).unwrap_or(value);
    // A sentence ends behind what was cut off, not within it.
    let issuer = if end < value.len() { issuer.trim_end_matches(ENDS) } else { issuer };
    uri.get(..head.len().saturating_add(issuer.len())).unwrap_or(uri)
}

/// Where the value of a final issuer starts.
fn last_issuer(uri: &str) -> Option<usize> {
    const NAME: &str = "issuer=";
    let lower = uri.to_ascii_lowercase();
    let at =
        lower.rfind(NAME).filter(|at| lower.get(..*at).is_some_and(|head| head.ends_with(['&', '?'])))?;
    let from = at.saturating_add(NAME.len());
    let parameter = |rest: &str| {
        rest.split_once('=').is_some_and(|(name, _)| name.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    };
    (!lower.get(from..)?.split('&').skip(1).any(parameter)).then_some(from)
}

/// Where the issuer ends that the label starts with; none if what follows may belong to it: `Google Cloud`.
fn named_end(head: &str, value: &str) -> Option<usize> {
    let (_, rest) = head.split_once("://")?;
    let label = otpauth::label(head)?;
    let issuer = label.split_once(':').filter(|_| rest.contains('/'))?.0.trim();
    let decoded = |text: &str| text.replace("%20", " ").replace('+', " ");
    let is_issuer = |own: &str| own == issuer || decoded(own) == issuer;
    if is_issuer(value) {
        return Some(value.len());
    }
    let ends = value.char_indices().filter(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| at);
    let end = ends.take(LONGEST_ISSUER).find(|at| value.get(..*at).is_some_and(is_issuer))?;
    let rest = value.get(end..)?;
    let behind = rest.trim_start_matches(ENDS);
    let mut words = behind.chars().skip_while(|c| c.is_whitespace());
    let apart = behind.starts_with(char::is_whitespace);
    let sentence =
        behind.len() < rest.len() && behind.starts_with(|c: char| c.is_whitespace() || !c.is_ascii());
    let remark = apart && words.next().is_none_or(|c| !c.is_uppercase());
    let line = behind.starts_with(['\n', '\r']);
    (behind.is_empty() || sentence || remark || line).then_some(end)
}

/// Where a final issuer ends by itself: before a comment, or before what an escaped value cannot contain.
fn marked_end(value: &str) -> usize {
    const MARKS: [&str; 9] = ["\t", " #", " //", " | ", " <", " ->", " \u{2192}", " -- ", " \u{2014} "];
    let mark = MARKS.iter().filter_map(|mark| value.find(mark)).min().unwrap_or(value.len());
    let first = value.find(|c: char| c.is_whitespace() || !c.is_ascii()).unwrap_or(value.len());
    let word = value.get(..first).unwrap_or_default();
    if word.contains(['%', '+']) { first.min(mark) } else { mark }
}

/// The first line with its continuation lines. A sentence, a comment, a list mark or a table row
/// isn't a continuation.
fn going_on(piece: &str) -> String {
    let mut lines = piece.lines();
    let mut kept = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let bare = line.trim();
        // Before the key has come, a line that ends the URI would lose the key.
        let whole = kept.to_ascii_lowercase().contains("secret=");
        let other = bare.is_empty()
            || bare.contains(['#', ',', ':', '<', '{', '['])
            || bare.contains(' ') && !bare.contains('=') && !is_groups(bare)
            || is_mark(bare);
        if whole && other {
            break;
        }
        kept.push('\n');
        kept.push_str(line);
    }
    kept
}

/// Whether a line is part of a secret in groups.
fn is_groups(line: &str) -> bool {
    line.split(' ').all(|group| group.chars().all(is_of_secret))
        && !(line.contains(|c: char| c.is_ascii_lowercase())
            && line.contains(|c: char| c.is_ascii_uppercase()))
}

fn is_of_secret(character: char) -> bool {
    matches!(character, 'A'..='Z' | 'a'..='z' | '2'..='7' | '=' | '-')
}

/// Whether a line is a list mark or a block delimiter: `2.`, `*`, three backticks.
fn is_mark(line: &str) -> bool {
    let numbered = line.trim_end_matches(['.', ')']);
    let number = numbered.len() < line.len() && numbered.chars().all(|c| c.is_ascii_digit());
    number || !line.starts_with(['&', '=', '?', '%']) && !line.contains(char::is_alphanumeric)
}

/// Removes an HTML tag after the URI; no parameter contains one.
fn without_tags(uri: &str) -> String {
    let query = uri.find('?').unwrap_or(uri.len());
    let end = uri.get(query..).and_then(tag).map_or(uri.len(), |at| query.saturating_add(at));
    uri.get(..end).unwrap_or_default().to_owned()
}

/// Where an HTML tag begins.
fn tag(text: &str) -> Option<usize> {
    let begins = |rest: &str| rest.starts_with(|c: char| c == '/' || c == '!' || c.is_ascii_alphabetic());
    let mut places = text.match_indices('<').map(|(at, _)| at);
    places.find(|at| text.get(at.saturating_add(1)..).is_some_and(begins))
}

/// Removes a sentence after a secret, whose words would be read as part of the key.
fn without_words(uri: &str) -> &str {
    let at = uri.rfind(['&', '?', ';']).map_or(0, |at| at.saturating_add(1));
    let Some((name, value)) = uri.get(at..).and_then(|pair| pair.split_once('=')) else { return uri };
    if !name.trim().eq_ignore_ascii_case("secret") {
        return uri;
    }
    let words: Vec<&str> = value.split_whitespace().collect();
    let Some((first, others)) = words.split_first() else { return uri };
    let (lower, upper) =
        (first.contains(|c: char| c.is_ascii_lowercase()), first.contains(|c: char| c.is_ascii_uppercase()));
    let odd = |word: &&str| {
        let other = |c: char| {
            !is_of_secret(c)
                || c.is_ascii_lowercase() && upper && !lower
                || c.is_ascii_uppercase() && lower && !upper
        };
        word.contains(other)
    };
    let kept = others.iter().position(odd).unwrap_or(others.len());
    let groups = others.get(..kept).unwrap_or_default();
    // In groups as sites show them: all of one length, the last no longer.
    let (last, between) = groups.split_last().map_or((0, groups), |(last, between)| (last.len(), between));
    let even = between.iter().all(|group| group.len() == first.len()) && last <= first.len();
    let complete = first.len() >= COMPLETE && first.len().is_multiple_of(8);
    let kept = if complete && (!even || last < 8) { 0 } else { kept };
    if kept == others.len() {
        return uri;
    }
    // The end of the last word: the words are slices of the text.
    let mut end = uri.len().saturating_sub(value.len());
    for word in words.iter().take(kept.saturating_add(1)) {
        let found = uri.get(end..).and_then(|rest| rest.find(word)).unwrap_or_default();
        end = end.saturating_add(found).saturating_add(word.len());
    }
    uri.get(..end).unwrap_or(uri)
}

/// Removes what is attached to the last value, if that value can't contain it.
fn without_stuck(uri: &str) -> &str {
    if otpauth::parse(&unbroken(uri), 0).is_ok() {
        return uri;
    }
    // Padding is part of a secret.
    let pair = uri.rfind(['&', '?']).unwrap_or_default();
    let from =
        uri.get(pair..).and_then(|pair| pair.find('=')).map_or(uri.len(), |at| pair.saturating_add(at));
    let name = uri.get(pair..from).unwrap_or_default();
    let secret = name.trim_start_matches(['&', '?']).trim().eq_ignore_ascii_case("secret");
    // Never part of a value that determines codes; a letter may be a typing error in one.
    let stuck = |c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '%' | '+' | '=' | '.');
    // Nothing follows a full stop; in `6.5` it isn't one.
    let stop = |at: usize, c: char| {
        c == '.'
            && !uri
                .get(at.saturating_add(1)..)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    // What follows directly may be the rest of a secret, and a shortened secret gives wrong codes.
    let whole = |end: usize| {
        let value = uri.get(from.saturating_add(1)..end).unwrap_or_default();
        let length = value.chars().filter(|c| is_of_secret(*c) && *c != '-').count();
        let behind = uri.get(end..).unwrap_or_default();
        let words = behind.trim_start_matches(|c: char| !c.is_alphanumeric());
        let apart = behind.get(..behind.len().saturating_sub(words.len()));
        !secret
            || words.is_empty()
            || apart.is_some_and(|apart| apart.contains(char::is_whitespace))
            || length >= COMPLETE && length.is_multiple_of(8)
    };
    let places = uri.char_indices().skip_while(|(at, _)| *at <= from);
    let mut ends = places.filter(|(at, c)| stuck(*c) || stop(*at, *c)).map(|(at, _)| at);
    let sound = |end: &usize| {
        whole(*end) && uri.get(..*end).is_some_and(|uri| otpauth::parse(&unbroken(uri), 0).is_ok())
    };
    let end = ends.next().filter(sound);
    end.and_then(|end| uri.get(..end)).unwrap_or(uri)
}

/// A text without its line breaks.
fn unbroken(text: &str) -> String {
    text.trim_matches(text::is_blank).lines().map(str::trim).collect()
}
