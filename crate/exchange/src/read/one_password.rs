//! 1Password's 1PUX: a zip archive with `export.data`, which is JSON: accounts of vaults of items of sections
//! of fields, of which some have a value `totp`.

use serde_json::Value;

use crate::{
    Content, Error, Import, Request, archive, content,
    item::Item,
    json::{list, number, text, time},
    read::key_uris,
};

const DATA: &str = "export.data";

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.members().iter().any(|name| name == DATA) || content.json().is_some_and(is_export)
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    if let Some(export) = content.json() {
        return Ok(accounts(export, request));
    }
    let bytes = archive::member(content.bytes(), DATA, request)?;
    let text = content::decode(&bytes).ok_or(Error::BROKEN)?;
    Ok(accounts(&content::parse(&text)?, request))
}

/// The same, unpacked by hand.
fn is_export(file: &Value) -> bool {
    list(file, "accounts").first().is_some_and(|account| account.get("vaults").is_some_and(Value::is_array))
}

fn accounts(export: &Value, request: &Request<'_>) -> Import {
    let mut import = Import::new(request.now);
    for vault in list(export, "accounts").iter().flat_map(|account| list(account, "vaults")) {
        for entry in list(vault, "items") {
            // Versions differ in whether an item lies within another object.
            add(entry.get("item").unwrap_or(entry), &mut import, request);
        }
    }
    import
}

fn add(entry: &Value, import: &mut Import, request: &Request<'_>) {
    let nothing = Value::Null;
    let details = entry.get("details").unwrap_or(&nothing);
    let overview = entry.get("overview").unwrap_or(&nothing);
    let logins = list(details, "loginFields").iter();
    let username =
        logins.filter(|field| text(field, "designation") == "username").map(|field| text(field, "value"));
    let mut sites: Vec<&str> = list(overview, "urls").iter().map(|site| text(site, "url")).collect();
    if sites.is_empty() {
        sites.push(text(overview, "url"));
    }
    let item = Item {
        title: text(overview, "title"),
        username: username.into_iter().next().unwrap_or_default(),
        note: text(details, "notesPlain"),
        tags: list(overview, "tags").iter().filter_map(Value::as_str).collect(),
        pinned: number(entry, "favIndex").get().is_some_and(|place| place > 0),
        sites,
        created: time(entry, "createdAt"),
        ..Item::default()
    };
    for field in list(details, "sections").iter().flat_map(|section| list(section, "fields")) {
        let Some(value) = field.get("value") else { continue };
        item.add(text(value, "totp"), import, request);
        // A Key URI that somebody put into a field of another type.
        for other in ["string", "concealed", "url"].map(|kind| text(value, kind).trim()) {
            if key_uris::begins(other) {
                item.add(other, import, request);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_an_item() {
        let file = r#"{"accounts":[{"vaults":[{"items":[{"favIndex":1,"createdAt":9,"overview":{"title":"Acme","tags":["dev"],
            "urls":[{"url":"https://acme.test"}]},"details":{"loginFields":[{"designation":"password","value":"hush"},
            {"designation":"username","value":"ana"}],"sections":[{"fields":[{"value":{"totp":"MY"}},{"value":{"concealed":"hush"}},
            {"value":{"concealed":"otpauth://totp/bob?secret=ME"}}]}]}}]}]}]}"#;
        let import = crate::read(file.as_bytes(), &Request::new(1)).unwrap();
        let [one, two] = &import.candidates[..] else { panic!("{import:?}") };
        assert_eq!(
            (one.account.issuer.as_str(), one.account.name.as_str(), one.account.created),
            ("Acme", "ana", 9)
        );
        assert_eq!((two.account.name.as_str(), two.account.pinned), ("bob", true));
        assert_eq!(one.account.sites[0].host, "acme.test");
        assert!(!format!("{import:?}").contains("hush"));
    }
}
