//! FIDO's Credential Exchange Format 1.0: `{"version", "accounts": [{"items": [{"credentials"}]}]}`. Some
//! exporters keep the key URI in a field of their own instead of a credential of type `totp`.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    Content, Error, Import, Request,
    draft::{Draft, Key, Kind},
    item::Item,
    json::{flag, list, number, text, time, word},
    read::key_uris,
};

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.json().is_some_and(|file| {
        let own = |account: &Value| account.get("items").is_some() && account.get("collections").is_some();
        // Drafts before version 1, of which some programs still write files, name the program in `exporter`.
        let names = ["exporterRpId", "exporterDisplayName", "exporter"];
        let header = names.iter().any(|name| file.get(name).is_some());
        // An account may come alone, as some systems hand it over.
        (header || own(file)) && !accounts(file).is_empty()
    })
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let file = content.json().ok_or(Error::BROKEN)?;
    let mut import = Import::new(request.now);
    for account in accounts(file) {
        let mut collections: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        collect(list(account, "collections"), &mut collections);
        for entry in list(account, "items") {
            add(entry, &collections, &mut import, request);
        }
    }
    Ok(import)
}

/// The titles of the collections that an item is in; parsing has limited how deep they are nested.
fn collect<'a>(list_of: &'a [Value], collections: &mut BTreeMap<&'a str, Vec<&'a str>>) {
    for collection in list_of {
        for item in list(collection, "items") {
            collections.entry(text(item, "item")).or_default().push(text(collection, "title"));
        }
        collect(list(collection, "subCollections"), collections);
    }
}

fn accounts(file: &Value) -> &[Value] {
    match file.get("accounts").and_then(Value::as_array) {
        Some(accounts) => accounts,
        None if file.get("items").is_some() => std::slice::from_ref(file),
        None => &[],
    }
}

fn add(entry: &Value, collections: &BTreeMap<&str, Vec<&str>>, import: &mut Import, request: &Request<'_>) {
    let credentials = list(entry, "credentials");
    let typed =
        |kind: &'static str| credentials.iter().filter(move |credential| text(credential, "type") == kind);
    let note = typed("note").map(|note| value(note, "content")).next().unwrap_or_default();
    let item = Item {
        title: text(entry, "title"),
        username: typed("basic-auth").map(|login| value(login, "username")).next().unwrap_or_default(),
        note,
        tags: list(entry, "tags")
            .iter()
            .filter_map(Value::as_str)
            .chain(collections.get(text(entry, "id")).into_iter().flatten().copied())
            .collect(),
        pinned: flag(entry, "favorite"),
        sites: sites(entry),
        created: time(entry, "creationAt"),
        ..Item::default()
    };
    for code in typed("totp") {
        let own = |member, other| Some(text(code, member)).filter(|text| !text.is_empty()).unwrap_or(other);
        let algorithm = word(code, "algorithm");
        import.add(Draft {
            // The format has no kinds: Bitwarden names Steam's here.
            kind: if algorithm == "steam" { Kind::Steam } else { Kind::Totp },
            secret: Key::Base32(text(code, "secret")),
            issuer: own("issuer", item.title),
            name: own("username", item.username),
            algorithm,
            digits: number(code, "digits"),
            period: number(code, "period"),
            ..item.draft()
        });
    }
    for field in typed("custom-fields").flat_map(|fields| list(fields, "fields")) {
        let found = text(field, "value").trim();
        if key_uris::begins(found) {
            item.add(found, import, request);
        }
    }
}

/// A member that is a text, or an object with one.
fn value<'a>(object: &'a Value, member: &str) -> &'a str {
    match object.get(member) {
        Some(Value::String(text)) => text,
        Some(field) => text(field, "value"),
        None => "",
    }
}

fn sites(entry: &Value) -> Vec<&str> {
    let scope = entry.get("scope").map_or(&[][..], |scope| list(scope, "urls"));
    // Drafts had them in the login.
    let logins =
        list(entry, "credentials").iter().filter(|credential| text(credential, "type") == "basic-auth");
    let drafted = logins.flat_map(|login| list(login, "urls"));
    scope.iter().chain(drafted).filter_map(Value::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_of_the_format() {
        let file = r#"{"version":0,"exporter":"a","timestamp":1,"accounts":[{"id":"1","userName":"","email":"","collections":[],
            "items":[{"id":"i","creationAt":7,"modifiedAt":7,"type":"login","title":"Acme","credentials":[
             {"type":"basic-auth","urls":["https://acme.test"],"username":{"id":"u","fieldType":"string","value":"ana"}},
             {"type":"totp","secret":"MY","period":30,"digits":6,"username":"ana@acme.test","algorithm":"sha1"}]}]}]}"#;
        let import = crate::read(file.as_bytes(), &Request::new(9)).unwrap();
        let account = &import.candidates[0].account;
        assert_eq!(
            (import.format, account.issuer.as_str(), account.name.as_str()),
            ("cxf", "Acme", "ana@acme.test")
        );
        assert_eq!((account.sites[0].host.as_str(), account.created), ("acme.test", 7));
    }

    #[test]
    fn bitwarden_calls_steams_codes_an_algorithm() {
        let file = r#"{"version":{"major":1,"minor":0},"exporterRpId":"bitwarden.com","accounts":[{"id":"1","collections":[],
            "items":[{"id":"i","title":"Steam","credentials":[{"type":"totp","secret":"MZXW6YTBOI","period":30,"digits":5,
             "username":"ana","algorithm":"steam","issuer":"Steam"}]}]}]}"#;
        let import = crate::read(file.as_bytes(), &Request::new(1)).unwrap();
        assert_eq!(import.candidates[0].account.scheme.to_string(), "Steam");
    }

    #[test]
    fn codes_of_both_places() {
        let file = r#"{"version":{"major":1,"minor":0},"exporterRpId":"a","accounts":[{"id":"1","collections":
            [{"title":"Work","items":[],"subCollections":[{"title":"Dev","items":[{"item":"i"}]}]}],"items":[{"id":"i","title":"Acme","tags":["dev"],"scope":{"urls":["https://acme.test"]},
            "credentials":[{"type":"basic-auth","username":{"value":"ana"},"password":{"value":"hush"}},
             {"type":"totp","secret":"MY","period":60,"digits":8,"algorithm":"sha256","issuer":"Acme Inc"},
             {"type":"custom-fields","fields":[{"fieldType":"string","value":"otpauth://totp/bob?secret=MY"},
              {"fieldType":"string","value":"hush"}]}]}]}]}"#;
        let import = crate::read(file.as_bytes(), &Request::new(1)).unwrap();
        let [one, two] = &import.candidates[..] else { panic!("{import:?}") };
        assert_eq!((one.account.issuer.as_str(), one.account.name.as_str()), ("Acme Inc", "ana"));
        assert_eq!((two.account.issuer.as_str(), two.account.name.as_str()), ("Acme", "bob"));
        assert_eq!(one.account.tags, ["dev", "Dev"]);
        assert_eq!(one.account.sites[0].host, "acme.test");
    }
}
