//! Pages with key URIs, as Stratum and others write them for printing.

use std::collections::BTreeSet;

use crate::{Content, Error, Import, MAX_ACCOUNTS, Refusal, Request, read::key_uris};

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.text().is_some_and(|text| {
        let start = text.trim_start();
        let page = start.get(..200.min(start.len())).unwrap_or(start).to_ascii_lowercase();
        (page.starts_with("<!doctype html") || page.starts_with("<html")) && text.contains("://")
    })
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let mut import = Import::new(request.now);
    let (mut found, mut known): (Vec<String>, BTreeSet<String>) = (Vec::new(), BTreeSet::new());
    for piece in
        content.text().unwrap_or_default().split(['<', '>', '"']).filter(|piece| piece.contains("://"))
    {
        let text = unescape(piece.trim());
        if key_uris::begins(&text) && known.insert(text.clone()) {
            found.push(text);
        }
        if found.len() > MAX_ACCOUNTS {
            return Err(Refusal::TooMany.into());
        }
    }
    let uris: Vec<&str> = found.iter().map(String::as_str).collect();
    key_uris::add_all(&uris, &mut import, request)?;
    Ok(import)
}

/// Replaces HTML entities; an ampersand that starts none is kept.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let entity = after.split_once(';').and_then(|(name, after)| Some((character(name)?, after)));
        match entity {
            Some((character, after)) => {
                plain.push_str(&character);
                rest = after;
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain + rest
}

fn character(name: &str) -> Option<String> {
    let number = match name.strip_prefix('#') {
        Some(hex) if hex.starts_with(['x', 'X']) => u32::from_str_radix(hex.get(1..)?, 16).ok(),
        Some(decimal) => decimal.parse().ok(),
        None => return crate::preferences::entity(name).map(str::to_owned),
    };
    Some(char::from_u32(number?)?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_end_and_parameters_do_not() {
        let page = "<!doctype html><html><td><code>otpauth://totp/a&amp;b&#x3a;c?secret=MY&issuer=x;y</code></td></html>";
        let import = crate::read(page.as_bytes(), &Request::new(5)).unwrap();
        assert_eq!(import.candidates[0].account.issuer, "x;y");
        // The prefix is not the issuer's name, so it stays: it may tell two accounts apart.
        assert_eq!(import.candidates[0].account.name, "a&b:c");
    }
}
