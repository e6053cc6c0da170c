//! Pages for printing: with key URIs, as of Stratum and others; Aegis's table, which has their values in columns; and
//! Ente Auth's, which has a table for each: <https://github.com/beemdevelopment/Aegis> and
//! <https://github.com/ente-io/ente>, read on 2026-11-30. Neither of them says the period but in its pictures.

use std::collections::BTreeSet;

use crate::{
    Content, Error, Import, MAX_ACCOUNTS, Refusal, Request, Why,
    draft::{Draft, Key, Kind, Number},
    read::key_uris,
};

/// What stands around a text of a page.
const MARKS: [char; 3] = ['<', '>', '"'];

/// The heading of Aegis's column of keys.
const SECRETS: &str = "<th>Secret</th>";

/// Before each of Ente's accounts, whose values are in bold type, in this order.
const ENTRY: &str = "class=\"otp-entry\"";

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.text().is_some_and(|text| {
        let start = text.trim_start();
        let page = start.get(..200.min(start.len())).unwrap_or(start).to_ascii_lowercase();
        (page.starts_with("<!doctype html") || page.starts_with("<html"))
            && (text.contains("://") || text.contains(SECRETS))
    })
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let mut import = Import::new(request.now);
    let (mut found, mut known): (Vec<String>, BTreeSet<String>) = (Vec::new(), BTreeSet::new());
    // Behind the last mark is what was cut off.
    let (page, cut) = content.text().unwrap_or_default().rsplit_once(MARKS).unwrap_or_default();
    for piece in page.split(MARKS).filter(|piece| piece.contains("://")) {
        let text = unescape(piece.trim());
        if key_uris::begins(&text) && known.insert(text.clone()) {
            found.push(text);
        }
        if found.len() > MAX_ACCOUNTS {
            return Err(Refusal::TooMany.into());
        }
    }
    let text = content.text().unwrap_or_default();
    if text.contains(ENTRY) {
        add_entries(text, &mut import);
    } else if found.is_empty() {
        add_rows(text, &mut import);
    }
    if key_uris::begins(cut.trim()) {
        import.refuse(crate::uri::shown(cut), Why::Unreadable);
    }
    let uris: Vec<&str> = found.iter().map(String::as_str).collect();
    key_uris::add_all(&uris, &mut import, request)?;
    Ok(import)
}

/// Adds the accounts of Aegis's table.
fn add_rows(page: &str, import: &mut Import) {
    let mut rows = page.split("<tr>").skip(1);
    let heading: Vec<String> = rows.next().map(|row| cells(row, "th")).unwrap_or_default();
    for row in rows {
        let row = cells(row, "td");
        let cell = |wanted: &str| {
            let column = heading.iter().position(|name| name == wanted);
            // A dash stands where a kind of account has no such value.
            column
                .and_then(|column| row.get(column))
                .map(String::as_str)
                .filter(|cell| *cell != "-")
                .unwrap_or("")
        };
        let kind = Kind::named(cell("Type"));
        import.add(Draft {
            secret: if kind == Kind::Motp { Key::Hex(cell("Secret")) } else { Key::Base32(cell("Secret")) },
            pin: Some(cell("PIN").as_bytes().to_vec()).filter(|pin| !pin.is_empty()),
            kind,
            issuer: cell("Issuer"),
            name: cell("Name"),
            note: cell("Note"),
            pinned: cell("Favorite") == "true",
            algorithm: cell("Algo"),
            digits: Number::read(cell("Digits")),
            counter: Number::read(cell("Counter")),
            ..Draft::default()
        });
        if import.is_overfull() {
            return;
        }
    }
}

/// Adds the accounts of Ente's page.
fn add_entries(page: &str, import: &mut Import) {
    for entry in page.split(ENTRY).skip(1) {
        let bold = cells(entry, "b");
        let value = |place: usize| bold.get(place).map_or("", String::as_str);
        import.add(Draft {
            issuer: value(0),
            name: value(1),
            kind: Kind::named(value(2)),
            algorithm: value(3),
            digits: Number::read(value(4)),
            secret: Key::Base32(value(5)),
            note: value(6),
            ..Draft::default()
        });
        if import.is_overfull() {
            return;
        }
    }
}

/// The texts of a row's cells.
fn cells(row: &str, name: &str) -> Vec<String> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let inside = |cell: &str| Some(unescape(cell.split_once('>')?.1.split_once(&close)?.0.trim()));
    row.split(&open).skip(1).filter_map(inside).collect()
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
    fn a_table_of_aegis() {
        let row =
            |cells: [&str; 12]| cells.iter().map(|cell| ["<td>", cell, "</td>"].concat()).collect::<String>();
        let heading = "<th>Issuer</th><th>Name</th><th>Type</th><th>QR Code</th><th>UUID</th><th>Note</th><th>Favorite</th><th>Algo</th><th>Digits</th><th>Secret</th><th>Counter</th><th>PIN</th>";
        let code = r#"<img src="data:image/png;base64,AAAA"/>"#;
        let page = format!(
            "<html><head><title>A</title></head><body><h1>A</h1><table><tr>{heading}</tr><tr>{}</tr><tr>{}</tr><tr>{}</tr><tr>{}</tr></table></body></html>",
            row(["R&amp;D", "ana", "totp", code, "u", "a &lt;b&gt;", "true", "SHA256", "8", "MY", "-", "-"]),
            row(["Acme", "bob", "hotp", code, "u", "", "false", "SHA1", "6", "MY", "5", "-"]),
            row(["Acme", "eve", "motp", code, "u", "", "false", "MD5", "6", "00ff", "-", "1234"]),
            row(["Acme", "carl", "totp", code, "u", "", "false", "SHA1", "6", "", "-", "-"]),
        );
        let import = crate::read(page.as_bytes(), &Request::new(5)).unwrap();
        let read: Vec<String> = import
            .candidates
            .iter()
            .map(|it| format!("{}|{}|{}", it.account.issuer, it.account.name, it.account.scheme))
            .collect();
        assert_eq!(read, ["R&D|ana|TOTP, SHA-256, 8, 30 s", "Acme|bob|HOTP, SHA-1, 6", "Acme|eve|mOTP"]);
        let ana = &import.candidates[0].account;
        assert_eq!((ana.note.as_str(), ana.pinned), ("a <b>", true));
        assert_eq!(import.refused[0].name, "Acme: carl");
    }

    #[test]
    fn a_page_of_ente() {
        let entry = |values: [&str; 7]| {
            let [issuer, name, kind, algorithm, digits, secret, note] = values;
            format!(
                "<table class=\"otp-entry\">\n<tr>\n<td>\n<p><b>{issuer}</b></p>\n<p><b>{name}</b></p>\n\
                 <p class=\"group\">Type: <b>{kind}</b></p>\n<p>Algorithm: <b>{algorithm}</b></p>\n\
                 <p>Digits: <b>{digits}</b></p>\n<p>Secret: <b>{secret}</b></p>\n{note}</td>\n<td class=\"otp-qr\">\n\
                 <img src=\"data:image/png;base64,AAAA\" alt=\"QR Code\">\n</td>\n</tr>\n</table>\n<br/>\n"
            )
        };
        let page = format!(
            "  <!DOCTYPE html>\n<html>\n<style>.otp-entry {{ width: 100%; }}</style>\n<body>\n{}{}{}\
             <a href=\"https://ente.com\">Ente</a>\n<br />\n</body>\n</html>",
            entry(["Acme", "ana", "totp", "sha256", "8", "MY", "<p class=\"group\">Note: <b>a\nb</b></p>"]),
            entry(["Steam", "", "steam", "sha1", "5", "MY", ""]),
            entry(["Acme", "carl", "totp", "sha1", "6", "", ""]),
        );
        let import = crate::read(page.as_bytes(), &Request::new(5)).unwrap();
        let read: Vec<String> = import
            .candidates
            .iter()
            .map(|it| {
                format!("{}|{}|{}|{}", it.account.issuer, it.account.name, it.account.scheme, it.account.note)
            })
            .collect();
        assert_eq!(read, ["Acme|ana|TOTP, SHA-256, 8, 30 s|a\nb", "Steam||Steam|"]);
        assert_eq!(import.refused[0].name, "Acme: carl");
    }

    #[test]
    fn entities_end_and_parameters_do_not() {
        let page = "<!doctype html><html><td><code>otpauth://totp/a&amp;b&#x3a;c?secret=MY&issuer=x;y</code></td></html>";
        let import = crate::read(page.as_bytes(), &Request::new(5)).unwrap();
        assert_eq!(import.candidates[0].account.issuer, "x;y");
        // The prefix is not the issuer's name, so it stays: it may tell two accounts apart.
        assert_eq!(import.candidates[0].account.name, "a&b:c");
    }
}
