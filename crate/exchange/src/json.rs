//! Reads members of parsed JSON as leniently as apps write them: a number may be a string, and null
//! or empty counts as missing.

use std::collections::BTreeMap;

use base64ct::{Base64, Base64Unpadded, Base64UrlUnpadded, Encoding};
use serde_json::Value;

use crate::{Error, draft::Number};

/// The text of a member, or an empty one.
pub(crate) fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value.get(member).and_then(Value::as_str).unwrap_or_default()
}

/// A word that determines the codes. A value that isn't text becomes an unknown word: ignoring it
/// would give codes of the usual kind, which are refused everywhere.
pub(crate) fn word<'a>(value: &'a Value, member: &str) -> &'a str {
    match value.get(member) {
        None | Some(Value::Null) => "",
        Some(Value::String(word)) => word,
        Some(_) => "unknown",
    }
}

/// A number, which may be written as a string.
pub(crate) fn number(value: &Value, member: &str) -> Number {
    match value.get(member) {
        None | Some(Value::Null) => Number::Absent,
        Some(Value::String(text)) => Number::read(text),
        // Some JSON writers turn 30 into 30.0.
        Some(Value::Number(number)) => Number::read(number.to_string().trim_end_matches(".0")),
        Some(other) => Number::Odd(other.to_string()),
    }
}

/// A time, as Unix seconds: apps write seconds, milliseconds or microseconds, some a different one on each system.
pub(crate) fn time(value: &Value, member: &str) -> Option<u64> {
    /// The year 5138 in seconds, and 1973 in milliseconds.
    const LATEST: u64 = 100_000_000_000;
    let time = number(value, member).get()?;
    Some(match time {
        ..LATEST => time,
        LATEST..100_000_000_000_000 => time / 1_000,
        _ => time / 1_000_000,
    })
}

/// A flag, which may be written as a string or a number.
pub(crate) fn flag(value: &Value, member: &str) -> bool {
    match value.get(member) {
        Some(Value::Bool(flag)) => *flag,
        Some(Value::Number(number)) => !matches!(number.as_str(), "0" | "0.0"),
        Some(Value::String(text)) => text.eq_ignore_ascii_case("true") || text == "1",
        _ => false,
    }
}

/// The values of a list; none if there is no list.
pub(crate) fn list<'a>(value: &'a Value, member: &str) -> &'a [Value] {
    value.get(member).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The values of a list by one of their members, since ten thousand entries may refer to ten
/// thousand groups. If two have the same, the first counts.
pub(crate) fn index<'a>(list: &'a [Value], member: &str) -> BTreeMap<&'a str, &'a Value> {
    let mut index = BTreeMap::new();
    for value in list {
        index.entry(text(value, member)).or_insert(value);
    }
    index
}

/// Bytes in hexadecimal, in either case.
pub(crate) fn hex(value: &Value, member: &str) -> Result<Vec<u8>, Error> {
    base16ct::mixed::decode_vec(text(value, member)).map_err(|_| Error::BROKEN)
}

/// Bytes in base64, in either alphabet, with or without padding, on one line or several.
pub(crate) fn base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim();
    // The decoders look at every letter, since they run in constant time. Any text may come here,
    // so most are rejected by their first colon.
    let other = |byte: u8| !byte.is_ascii_alphanumeric() && !b"+/-_=".contains(&byte);
    if let Some(first) = text.bytes().find(|byte| other(*byte)) {
        let lines = matches!(first, b'\r' | b'\n').then(|| text.replace(['\r', '\n'], ""))?;
        return base64(&lines);
    }
    let bare = text.trim_end_matches('=');
    Base64::decode_vec(text)
        .or_else(|_| Base64Unpadded::decode_vec(bare))
        .or_else(|_| Base64UrlUnpadded::decode_vec(bare))
        .ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn times_are_read_in_any_unit() {
        for (time, seconds) in [
            ("1746694099", Some(1_746_694_099)),
            ("1746694099000", Some(1_746_694_099)),
            ("\"1746694099000000\"", Some(1_746_694_099)),
            ("0", Some(0)),
            ("null", None),
            ("\"soon\"", None),
        ] {
            let value = serde_json::from_str(&format!("{{\"at\":{time}}}")).unwrap();
            assert_eq!(super::time(&value, "at"), seconds, "{time}");
        }
    }
}
