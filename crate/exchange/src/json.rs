//! Reads members of parsed JSON as leniently as apps write them: a number may be a string, and null
//! or empty counts as missing.

use std::collections::BTreeMap;

use base64ct::{Base64, Base64Unpadded, Base64UrlUnpadded, Encoding};
use serde_json::{Map, Value};

use crate::{
    Error,
    draft::{Draft, Key, Kind, Number},
};

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

/// A PIN, which may be written as a number.
pub(crate) fn pin(value: &Value) -> Option<Vec<u8>> {
    match value.get("pin")? {
        Value::String(pin) => Some(pin.clone().into_bytes()),
        Value::Number(pin) => Some(pin.to_string().into_bytes()),
        _ => None,
    }
}

/// An account that is one flat object. Apps have names of their own for its type, issuer and name alone.
pub(crate) fn flat<'a>(entry: &'a Value, [kind, issuer, name]: [&str; 3]) -> Draft<'a> {
    Draft {
        kind: Kind::named(word(entry, kind)),
        secret: Key::Base32(text(entry, "secret")),
        issuer: text(entry, issuer),
        name: text(entry, name),
        algorithm: word(entry, "algorithm"),
        digits: number(entry, "digits"),
        period: number(entry, "period"),
        counter: number(entry, "counter"),
        pin: pin(entry),
        ..Draft::default()
    }
}

/// A time, as Unix seconds: apps write a date, seconds, milliseconds or microseconds, some a different one on each
/// system.
pub(crate) fn time(value: &Value, member: &str) -> Option<u64> {
    /// The year 5138 in seconds, and 1973 in milliseconds.
    const LATEST: u64 = 100_000_000_000;
    let Some(time) = number(value, member).get() else { return date(text(value, member)) };
    Some(match time {
        ..LATEST => time,
        LATEST..100_000_000_000_000 => time / 1_000,
        _ => time / 1_000_000,
    })
}

/// `2020-01-31T12:00:00Z`, with or without parts of a second.
pub(crate) fn date(text: &str) -> Option<u64> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u64>().ok();
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let (hour, minute, second) = (number(11..13)?, number(14..16)?, number(17..19)?);
    // Days since 1970 by Howard Hinnant's algorithm, whose year starts in March.
    let year = year.checked_sub(u64::from(month <= 2))?;
    let (era, of_era) = (year / 400, year % 400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day.checked_sub(1)?;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    (days.checked_sub(719_468)? * 86_400).checked_add(hour * 3_600 + minute * 60 + second)
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

/// An object of these members. Collecting them would sort them first, by 5 kB of code.
pub(crate) fn object(members: impl IntoIterator<Item = (String, Value)>) -> Value {
    let mut object = Map::new();
    for (name, value) in members {
        object.insert(name, value);
    }
    Value::Object(object)
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
            ("\"2025-05-08T08:48:19.000Z\"", Some(1_746_694_099)),
            ("null", None),
            ("\"soon\"", None),
        ] {
            let value = serde_json::from_str(&format!("{{\"at\":{time}}}")).unwrap();
            assert_eq!(super::time(&value, "at"), seconds, "{time}");
        }
    }
}
