//! Android's shared preferences: `<map><string name="…">…</string>…</map>`.

use quick_xml::{Reader, XmlVersion, events::Event};

use crate::{Content, MAX_ACCOUNTS};

/// Limits beyond any of these files, since that many accounts would be too many.
const DEEPEST: usize = 16;
const MOST: usize = 2 * MAX_ACCOUNTS;
/// Each quotation mark within a text is one.
const MOST_EVENTS: usize = 2_000_000;

/// The texts by name; none if the file isn't such a map.
pub(crate) fn read(xml: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let Some(start) = xml.trim_start().starts_with('<').then(|| xml.find("<map")).flatten() else {
        return found;
    };
    let mut reader = Reader::from_str(xml.get(start..).unwrap_or_default());
    let mut open: Option<(String, String)> = None;
    let mut depth = 0_usize;
    for _ in 0..MOST_EVENTS {
        let event = reader.read_event();
        match event {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            _ => {}
        }
        match event {
            _ if depth > DEEPEST || found.len() > MOST => return found,
            Ok(Event::Start(tag)) if tag.name().as_ref() == "string" => {
                let name = tag.try_get_attribute("name").ok().flatten();
                let name = name.and_then(|name| {
                    name.normalized_value(XmlVersion::Explicit1_0).ok().map(|name| name.into_owned())
                });
                open = name.map(|name| (name, String::new()));
            }
            Ok(Event::Text(text)) => {
                if let Some((_, value)) = &mut open {
                    value.push_str(&text);
                }
            }
            Ok(Event::GeneralRef(reference)) => {
                let Some((_, value)) = &mut open else { continue };
                match reference.resolve_char_ref() {
                    Ok(Some(character)) => value.push(character),
                    _ => value.push_str(entity(&reference).unwrap_or_default()),
                }
            }
            Ok(Event::End(tag)) if tag.name().as_ref() == "string" => found.extend(open.take()),
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
    // A part of a file must not look like the whole.
    Vec::new()
}

/// XML's five predefined entities; others aren't expanded, so none can grow.
pub(crate) fn entity(name: &str) -> Option<&'static str> {
    match name {
        "amp" => Some("&"),
        "lt" => Some("<"),
        "gt" => Some(">"),
        "quot" => Some("\""),
        "apos" => Some("'"),
        _ => None,
    }
}

/// The text with this name, or an empty one.
pub(crate) fn value<'a>(content: &'a Content<'_>, name: &str) -> &'a str {
    let found = content.preferences().iter().find(|(known, _)| known == name);
    found.map_or("", |(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_texts_are_unescaped() {
        let xml = "<?xml version='1.0'?>\n<map><int name=\"n\" value=\"1\"/><string name=\"a&amp;b\">{&quot;x&quot;:&#65;}</string></map>";
        assert_eq!(read(xml), [("a&b".to_owned(), "{\"x\":A}".to_owned())]);
    }

    #[test]
    fn texts_of_references_have_an_end() {
        let file = |count| format!("<map><string name='a'>{}</string></map>", "&#65;".repeat(count));
        assert_eq!(read(&file(1 << 16)).len(), 1);
        assert_eq!(read(&file(MOST_EVENTS)).len(), 0);
    }

    #[test]
    fn entities_do_not_grow() {
        let xml = "<!DOCTYPE map [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><map><string name=\"x\">&b;</string></map>";
        assert_eq!(read(xml), [("x".to_owned(), String::new())]);
        assert_eq!(read("<svg><string name=\"x\">y</string></svg>"), []);
    }
}
