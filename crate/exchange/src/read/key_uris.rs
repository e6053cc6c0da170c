//! Key URIs in any text: one on each line, joined by commas, after a prefix, or anywhere in JSON.
//! What apps add to them (tags, notes, icons) is read too, and so are Google Authenticator's exports.

use serde_json::Value;
use tandem_core::{
    base32, intake,
    otpauth::{self, Exported},
    secret::Secret,
};

use crate::{
    Candidate, Content, Error, Import, MAX_ACCOUNTS, Refusal, Request, Why,
    draft::{Draft, Key, Kind},
    fit::{self, Fitting, clip},
    json::{self, flag, list, text, time},
    table::{self, Table},
    uri::{LONGEST_URI, decoded, parse, shown},
};

/// The most codes of an export, of ten accounts each. Each is compared with all others.
const MOST_EXPORTS: usize = MAX_ACCOUNTS / 10;

/// The fewest bytes of a secret that is taken for hexadecimal because of its digits.
const SHORTEST: usize = 8;

const SCHEMES: [&str; 5] = ["otpauth://", "otpauth-migration://", "motp://", "steam://", "apple-otpauth://"];

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.text().is_some_and(|text| find(text).is_some())
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let mut import = Import::new(request.now);
    match content.json() {
        Some(json) => {
            let (mut uris, mut items) = (Vec::new(), Vec::new());
            within(json, &mut uris, &mut items);
            add_all(&uris, &mut import, request)?;
            for (uri, shown) in items {
                add_with(uri, "", &mut import, request, &mut |candidate| display(shown, candidate));
            }
        }
        None => {
            let cells = cells(content);
            let text = cells.as_deref().or(content.text()).unwrap_or_default();
            add_text(text, &mut import, request)?;
        }
    }
    Ok(import)
}

/// The cells that contain key URIs, one on each line, from a table with unknown columns: the cell after
/// a key URI isn't part of it. None if the commas are those of the key URIs themselves.
fn cells(content: &Content<'_>) -> Option<String> {
    let columns = table::headers(content)?.len();
    let table = Table::parse(content.text()?).ok()?;
    let mut cells = String::new();
    for row in table.rows() {
        for cell in row.iter().filter(|cell| find(cell).is_some()) {
            if row.len() != columns || !cell.contains(['?', '=']) {
                return None;
            }
            cells.extend([cell, "\n"]);
        }
    }
    Some(cells)
}

/// Adds the key URIs of a text.
///
/// # Errors
/// The text contains only an incomplete export.
fn add_text(text: &str, import: &mut Import, request: &Request<'_>) -> Result<(), Error> {
    let (mut uris, mut faulty) = (Vec::new(), 0);
    // Old systems end a line with a carriage return alone.
    for line in text.split('\n').flat_map(|line| line.split('\r')) {
        let before = uris.len();
        split(line, &mut uris);
        if uris.len() > MAX_ACCOUNTS {
            return Err(Refusal::TooMany.into());
        }
        // A line that was a key URI before somebody altered it.
        faulty += usize::from(before == uris.len() && is_faulty(line));
    }
    add_all(&uris, import, request)?;
    for _ in 0..faulty {
        import.refuse(String::new(), Why::Uri(otpauth::Error::NotKeyUri));
    }
    Ok(())
}

fn is_faulty(line: &str) -> bool {
    ["otpauth:", "secret="].iter().any(|part| line.contains(part)) && !line.trim_start().starts_with('#')
}

/// Whether a text begins with a key URI.
pub(crate) fn begins(text: &str) -> bool {
    SCHEMES
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// Adds key URIs and exports, in order; the codes of one export are combined.
///
/// # Errors
/// There is only an incomplete export.
pub(crate) fn add_all(uris: &[&str], import: &mut Import, request: &Request<'_>) -> Result<(), Error> {
    let (exports, keys): (Vec<&str>, Vec<&str>) = uris.iter().partition(|uri| otpauth::is_export(uri));
    import.reserve(keys.len());
    for uri in &keys {
        if import.is_overfull() {
            return Ok(());
        }
        add(uri, import, request);
    }
    if exports.is_empty() {
        return Ok(());
    }
    if exports.len() > MOST_EXPORTS {
        return Err(Refusal::TooMany.into());
    }
    match otpauth::gather(&exports, request.now) {
        Ok(exported) => {
            import.parts = (exported.have < exported.of).then_some((exported.have, exported.of));
            take(exported, import);
            Ok(())
        }
        Err(_) if keys.is_empty() && exports.len() == 1 => Err(Error::BROKEN),
        // An incomplete one must not hide the others.
        Err(_) => {
            for export in exports {
                match otpauth::gather(&[export], request.now) {
                    Ok(exported) => take(exported, import),
                    Err(_) => import.refuse(String::new(), Why::Uri(otpauth::Error::Migration)),
                }
            }
            if import.candidates.is_empty() { Err(Error::BROKEN) } else { Ok(()) }
        }
    }
}

fn take(exported: Exported, import: &mut Import) {
    exported.accounts.into_iter().for_each(|account| import.keep(Candidate::of(account)));
    exported.refused.into_iter().for_each(|unkept| import.refuse(unkept.name, unkept.why.into()));
}

/// Adds one key URI, with what apps append to it.
pub(crate) fn add(uri: &str, import: &mut Import, request: &Request<'_>) {
    add_with(uri, "", import, request, &mut |_| {});
}

/// Adds one key URI. `name` is the name that the file gives it, used if the key URI has none; `more` adds
/// what else the file says about the account.
pub(crate) fn add_with(
    uri: &str,
    name: &str,
    import: &mut Import,
    request: &Request<'_>,
    more: &mut dyn FnMut(&mut Candidate),
) {
    match candidate(uri, request.now) {
        Ok(mut candidate) => {
            more(&mut candidate);
            import.keep(candidate);
        }
        Err(why) => {
            let cut = cut(uri, request.now);
            if let Some(candidates) = cut {
                return candidates.into_iter().for_each(|candidate| import.keep(candidate));
            }
            let own = Some(shown(uri)).filter(|own| !own.is_empty());
            import.refuse(own.unwrap_or_else(|| clip(name)), why);
        }
    }
}

/// The accounts of what is no key URI as it stands, by the core's rule for any text: a sentence may stand behind it,
/// or another one without anything between them. None if one of them is faulty.
fn cut(text: &str, now: u64) -> Option<Vec<Candidate>> {
    if text.len() > LONGEST_URI {
        return None;
    }
    let uris = intake::uris(text);
    let others = uris.iter().any(|uri| uri != text);
    let candidates: Option<Vec<Candidate>> = uris.iter().map(|uri| candidate(uri, now).ok()).collect();
    candidates.filter(|_| others)
}

fn candidate<'a>(uri: &'a str, now: u64) -> Result<Candidate, Why> {
    if uri.len() > LONGEST_URI {
        return Err(Why::TooLong);
    }
    let query = uri.split_once('?').map_or("", |(_, query)| query);
    let extra = |pair: &'a str| {
        EXTRAS.into_iter().find_map(|name| Some((name, pair.strip_prefix(name)?.strip_prefix('=')?)))
    };
    let extras: Vec<_> = query.split('&').filter_map(extra).collect();
    // For a Steam account, WinAuth writes the secret into a parameter of its own; `secret` is a dummy.
    if let Some(data) = data(&extras) {
        let draft = Draft {
            kind: Kind::Steam,
            secret: json::base64(text(&data, "shared_secret")).map_or(Key::Unreadable, Key::Bytes),
            issuer: "Steam",
            name: text(&data, "account_name"),
            ..Draft::default()
        };
        return draft.finish(now);
    }
    let account = match parse(uri, now) {
        // Authenticator writes a secret that was entered in hexadecimal in hexadecimal.
        Err(why @ Why::Uri(otpauth::Error::Secret(_))) => {
            hexadecimal(uri).map_or(Err(why), |uri| parse(&uri, now))?
        }
        Ok(account) if account.issuer.contains(PERIOD) => {
            joined(uri).map_or(Ok(account), |uri| parse(&uri, now))?
        }
        read => read?,
    };
    let mut candidate = Candidate::of(account);
    add_extras(&extras, &mut candidate);
    // Authenticator appends the site to the issuer: `Acme::acme.com`.
    let issuer = &candidate.account.issuer;
    if let Some((issuer, site)) =
        Some(issuer).filter(|it| it.contains(':')).and_then(|it| it.split_once("::"))
    {
        let (issuer, site) = (issuer.to_owned(), site.to_owned());
        candidate.account.issuer = issuer;
        Fitting::default().sites(&mut fit::site(&site).into_iter(), &mut candidate.account.sites);
    }
    Ok(candidate)
}

/// What Ente wrote behind an issuer without the `&` between them.
const PERIOD: &str = "period=";

/// The same key URI with the `&`; none if the period isn't behind the issuer.
fn joined(uri: &str) -> Option<String> {
    let (before, period) = uri.split_at_checked(uri.find(PERIOD)?)?;
    let pair = before.rsplit(['&', '?']).next()?;
    pair.starts_with("issuer=").then(|| [before, "&", period].concat())
}

/// The same key URI with its hexadecimal secret in base32; none if the secret isn't hexadecimal.
fn hexadecimal(uri: &str) -> Option<String> {
    let start = uri.to_ascii_lowercase().find("secret=")? + "secret=".len();
    let (before, after) = uri.split_at_checked(start)?;
    let secret = after.split('&').next()?;
    let key = base16ct::mixed::decode_vec(secret).ok().filter(|key| key.len() >= SHORTEST)?;
    let key = base32::encode(&Secret::new(key).ok()?);
    Some([before, &key, after.get(secret.len()..)?].concat())
}

/// Where schemes begin, within longer words too. They may be in upper case.
fn schemes(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    text.match_indices(':')
        .filter(|(colon, _)| bytes.get(*colon..).is_some_and(|it| it.starts_with(b"://")))
        .flat_map(move |(colon, _)| {
            SCHEMES.iter().filter_map(move |scheme| {
                let start = (colon + "://".len()).checked_sub(scheme.len())?;
                bytes
                    .get(start..)?
                    .get(..scheme.len())?
                    .eq_ignore_ascii_case(scheme.as_bytes())
                    .then_some(start)
            })
        })
}

/// Where the first key URI begins: `motp://` must not be found in a longer word.
fn find(text: &str) -> Option<usize> {
    let within = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let before = |start: usize| start.checked_sub(1).and_then(|at| text.as_bytes().get(at));
    schemes(text).find(|start| !before(*start).is_some_and(within))
}

/// The key URIs of one line: after a prefix, in quotes, or several with separators between them.
fn split<'a>(line: &'a str, uris: &mut Vec<&'a str>) {
    // A key URI in a comment is only an example.
    if line.trim_start().starts_with('#') {
        return;
    }
    let mut rest = line;
    while let Some(start) = find(rest) {
        let (before, uri) = rest.split_at_checked(start).unwrap_or_default();
        let (uri, after) = uri.split_at_checked(end(before, uri)).unwrap_or((uri, ""));
        uris.push(intake::without_remark(uri.trim_end().trim_end_matches([',', ';']).trim_end()));
        rest = after;
    }
}

/// Where a key URI ends: at the closing quote or bracket, or where another one begins.
fn end(before: &str, uri: &str) -> usize {
    let closing = match before.bytes().next_back() {
        Some(quote @ (b'"' | b'\'' | b'`' | b'|')) => char::from(quote),
        Some(b'<') => '>',
        Some(b'(') => ')',
        _ => '\t',
    };
    // A name may contain an apostrophe or brackets.
    let in_query = || uri.get(uri.find('?')?..);
    let close = in_query().and_then(|query| Some(uri.len() - query.len() + query.find(closing)?));
    let close = close.or_else(|| Some(uri.strip_suffix(closing)?.len()));
    close.into_iter().chain(next(uri)).min().unwrap_or(uri.len())
}

/// Where another key URI begins, with the separator before it.
fn next(uri: &str) -> Option<usize> {
    schemes(uri).find_map(|start| {
        let before = uri.get(..start)?;
        let spaced = before.trim_end().strip_suffix(',');
        let end = spaced.or_else(|| before.strip_suffix([';', ' ', '|', '"', '\'', '`', '<', '(']))?;
        Some(end.len())
    })
}

/// Collects the key URIs from all texts of a JSON value, and apart from them those of Ente's items, in which the
/// display stands beside the key URI.
fn within<'a>(json: &'a Value, uris: &mut Vec<&'a str>, items: &mut Vec<(&'a str, &'a Value)>) {
    match json {
        Value::String(text) if begins(text.trim_start()) => {
            text.lines().for_each(|line| split(line, uris));
        }
        Value::Array(values) => values.iter().for_each(|value| within(value, uris, items)),
        Value::Object(members) => match members.get("display") {
            Some(display) if begins(text(json, "rawData")) => items.push((text(json, "rawData"), display)),
            _ => members.values().for_each(|value| within(value, uris, items)),
        },
        _ => {}
    }
}

/// Parameters that apps add to a key URI.
const EXTRAS: [&str; 4] = [DATA, "codeDisplay", "tags", "icon"];

/// WinAuth's parameter, which may contain a Steam account.
const DATA: &str = "data";

/// What Ente, andOTP and Aegis add to a key URI.
fn add_extras(extras: &[(&str, &str)], candidate: &mut Candidate) {
    for &(name, value) in extras {
        match name {
            "codeDisplay" => {
                let shown = crate::content::parse(&decoded(value, true));
                shown.iter().for_each(|shown| display(shown, candidate));
            }
            "tags" => {
                let tags = decoded(value, true);
                Fitting::default().tags(&mut tags.split(','), &mut candidate.account.tags);
            }
            "icon" => candidate.account.icon = fit::icon(&decoded(value, true)),
            _ => {}
        }
    }
}

fn data(extras: &[(&str, &str)]) -> Option<Value> {
    let (_, data) = extras.iter().find(|(name, _)| *name == DATA)?;
    crate::content::parse(&decoded(data, true)).ok().filter(|data| data.get("shared_secret").is_some())
}

/// Ente's `codeDisplay`.
fn display(display: &Value, candidate: &mut Candidate) {
    // What it doesn't say stays: the key URI beside it may say it.
    let account = &mut candidate.account;
    account.pinned |= flag(display, "pinned");
    account.last_used = time(display, "lastUsedAt").filter(|used| *used > 0).or(account.last_used);
    let mut fitting = Fitting::default();
    account.note = Some(fitting.note(text(display, "note")))
        .filter(|note| !note.is_empty())
        .unwrap_or_else(|| std::mem::take(&mut account.note));
    // It stays an account until the trash is emptied.
    let trash = flag(display, "trashed").then_some("Trash");
    let mut tags = list(display, "tags").iter().filter_map(Value::as_str).chain(trash);
    fitting.tags(&mut tags, &mut account.tags);
    account.icon = fit::icon(text(display, "iconID")).or_else(|| account.icon.take());
    candidate.cut.extend(fitting.cut);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let import = crate::read(text.as_bytes(), &Request::new(5)).unwrap();
        import.candidates.iter().map(|candidate| candidate.account.name.clone()).collect()
    }

    #[test]
    fn key_uris_are_found_wherever_they_stand() {
        for text in [
            "otpauth://totp/a?secret=MY\r\notpauth://totp/b?secret=MY\r\n",
            "otpauth://totp/a?secret=MY,OTPAUTH://totp/b?secret=MY",
            "# a list\nQR-Code:otpauth://totp/a?secret=MY\n\n  otpauth://totp/b?secret=MY, \n",
            r#"{"items":["otpauth://totp/a?secret=MY",{"rawData":"otpauth://totp/b?secret=MY"}]}"#,
            r#"["otpauth://totp/a?secret=MY\notpauth://totp/b?secret=MY"]"#,
        ] {
            assert_eq!(names(text), ["a", "b"], "{text}");
        }
        assert_eq!(names("otpauth://totp/a,b?secret=MY&issuer=x,y"), ["a,b"]);
    }

    /// The texts that the core cuts by the same rule.
    fn vectors() -> Value {
        let texts = include_str!("../../../../tests/vectors/key-uris-in-text.json");
        crate::content::parse(texts).unwrap()
    }

    #[test]
    fn texts_are_cut_as_those_from_elsewhere() {
        const TWO: &str = "otpauth://totp/Beta:bob?issuer=Beta&secret=GEZDGNBVGY3TQOJQ&digits=8";
        let texts = vectors();
        for ending in list(&texts, "endings").iter().filter_map(Value::as_str) {
            let one = format!("otpauth://totp/Acme:ana?{ending}");
            for (member, expected) in
                [("one", &[("Acme", "ana")][..]), ("several", &[("Acme", "ana"), ("Beta", "bob")])]
            {
                for text in list(&texts, member).iter().filter_map(Value::as_str) {
                    let text = text.replace("{}", &one).replace("{1}", &one).replace("{2}", TWO);
                    let import = crate::read(text.as_bytes(), &Request::new(5)).unwrap();
                    let read = import.candidates.iter().map(|it| (&*it.account.issuer, &*it.account.name));
                    assert_eq!(read.collect::<Vec<_>>(), expected, "{text}");
                }
            }
        }
    }

    #[test]
    fn a_remark_behind_an_issuer_is_not_part_of_it() {
        let texts = vectors();
        for (label, pairs) in texts["issuers"].as_object().unwrap() {
            for pair in pairs.as_array().unwrap() {
                let (behind, issuer) = (pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
                let uri = format!("otpauth://totp/{label}?secret=GEZDGNBVGY3TQOJQ&issuer={behind}");
                for text in [uri.clone(), format!("{uri}\r\n{uri}\r\n"), format!("{uri},{uri}")] {
                    let import = crate::read(text.as_bytes(), &Request::new(5)).unwrap();
                    assert_eq!(import.candidates[0].account.issuer, issuer, "{text}");
                }
            }
        }
    }

    #[test]
    fn what_ente_adds_is_kept() {
        let display = "%7B%22pinned%22%3Atrue%2C%22lastUsedAt%22%3A1700000000000000%2C%22tags%22%3A%5B%22work%22%5D%2C%22note%22%3A%22hi%22%7D";
        let text = format!("otpauth://totp/a?secret=MY&codeDisplay={display}");
        let import = crate::read(text.as_bytes(), &Request::new(5)).unwrap();
        let account = &import.candidates[0].account;
        assert_eq!(
            (account.pinned, account.last_used, account.note.as_str()),
            (true, Some(1_700_000_000), "hi")
        );
        assert_eq!(account.tags, ["work"]);
    }

    #[test]
    fn what_ente_kept_beside_a_key_uri_is_kept() {
        let file = r#"{"items":[{"rawData":"otpauth://totp/Acme:ana?secret=MY&issuer=Acme","display":
            {"pinned":true,"trashed":false,"lastUsedAt":1700000000000000,"tapCount":1,"tags":["work"],"note":"hi"}},
            {"rawData":"otpauth://totp/bob?secret=MY"}]}"#;
        let import = crate::read(file.as_bytes(), &Request::new(5)).unwrap();
        let ana = import.candidates.iter().find(|it| it.account.name == "ana").unwrap();
        assert_eq!(
            (ana.account.pinned, &*ana.account.note, &ana.account.tags[..]),
            (true, "hi", &["work".into()][..])
        );
        assert_eq!(import.candidates.len(), 2);
    }

    #[test]
    fn a_display_that_says_less_than_the_key_uri_takes_nothing_away() {
        let file = r#"{"items":[{"rawData":"otpauth://totp/ana?secret=MY&icon=acme&codeDisplay=%7B%22note%22%3A%22hi%22%2C%22lastUsedAt%22%3A1700000000000000%7D",
            "display":{"pinned":true,"note":"","lastUsedAt":0}}]}"#;
        let import = crate::read(file.as_bytes(), &Request::new(5)).unwrap();
        let account = &import.candidates[0].account;
        assert_eq!((account.note.as_str(), account.pinned), ("hi", true));
        assert_eq!((account.last_used, account.icon.as_deref()), (Some(1_700_000_000), Some("acme")));
    }

    #[test]
    fn what_ente_wrote_without_a_mark_between_is_read_with_it() {
        let text = "otpauth://totp/Acme:ana?algorithm=sha1&digits=6&issuer=Acmeperiod=60&secret=MY";
        let import = crate::read(text.as_bytes(), &Request::new(5)).unwrap();
        let account = &import.candidates[0].account;
        assert_eq!((account.issuer.as_str(), account.name.as_str()), ("Acme", "ana"));
        assert_eq!(account.scheme.to_string(), "TOTP, SHA-1, 6, 60 s");
    }

    #[test]
    fn what_is_in_entes_trash_is_told_by_a_tag() {
        let text = "otpauth://totp/a?secret=MY&codeDisplay=%7B%22trashed%22%3Atrue%7D\notpauth://totp/b?secret=MY&codeDisplay=%7B%22trashed%22%3Afalse%7D";
        let import = crate::read(text.as_bytes(), &Request::new(5)).unwrap();
        let tags: Vec<_> = import.candidates.iter().map(|candidate| &candidate.account.tags[..]).collect();
        assert_eq!(tags, [&["Trash".to_owned()][..], &[]]);
    }

    #[test]
    fn a_text_without_key_uris_is_not_known() {
        for text in ["hello", "https://example.com/otpauth", "notpauth://totp/a?secret=MY"] {
            assert_eq!(crate::read(text.as_bytes(), &Request::new(5)).err(), Some(Error::Unknown), "{text}");
        }
    }

    #[test]
    fn a_bad_one_is_named_without_its_secret() {
        let text = "otpauth://totp/Acme%3Aana?secret=0\notpauth://totp/b?secret=MY";
        let import = crate::read(text.as_bytes(), &Request::new(5)).unwrap();
        assert_eq!(import.refused[0].name, "Acme:ana");
        assert_eq!(import.candidates.len(), 1);
    }
}
