//! Proton Pass: `{"vaults": {id: {"name", "items"}}}`, alone or within a zip archive. An item has one code of its
//! own and any number among its extra fields.

use serde_json::Value;

use crate::{
    Content, Error, Import, Request, archive, content,
    draft::Number,
    item::Item,
    json::{flag, list, number, text, time},
};

/// An item's `state`.
const TRASHED: u64 = 2;

pub(crate) fn detect(content: &Content<'_>) -> bool {
    member(content).is_some() || content.json().is_some_and(is_export)
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    if let Some(export) = content.json() {
        return Ok(vaults(export, request));
    }
    let name = member(content).ok_or(Error::BROKEN)?;
    let bytes = archive::member(content.bytes(), name, request)?;
    let text = content::decode(&bytes).ok_or(Error::BROKEN)?;
    Ok(vaults(&content::parse(&text)?, request))
}

fn member<'a>(content: &'a Content<'_>) -> Option<&'a str> {
    content.members().iter().map(String::as_str).find(|name| name.ends_with("Proton Pass/data.json"))
}

fn is_export(file: &Value) -> bool {
    let vaults = file.get("vaults").and_then(Value::as_object);
    vaults.is_some_and(|vaults| vaults.values().any(|vault| vault.get("items").is_some_and(Value::is_array)))
}

fn vaults(export: &Value, request: &Request<'_>) -> Import {
    let mut import = Import::new(request.now);
    for vault in
        export.get("vaults").and_then(Value::as_object).into_iter().flat_map(|vaults| vaults.values())
    {
        for entry in list(vault, "items") {
            add(entry, text(vault, "name"), &mut import, request);
        }
    }
    import
}

fn add(entry: &Value, vault: &str, import: &mut Import, request: &Request<'_>) {
    let nothing = Value::Null;
    let data = entry.get("data").unwrap_or(&nothing);
    let own = data.get("content").unwrap_or(&nothing);
    let metadata = data.get("metadata").unwrap_or(&nothing);
    let named = [text(own, "itemUsername"), text(own, "itemEmail"), text(own, "username")];
    let item = Item {
        title: text(metadata, "name"),
        username: named.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
        note: text(metadata, "note"),
        tags: vec![vault],
        pinned: flag(entry, "pinned"),
        sites: sites(own),
        created: time(entry, "createTime"),
        trashed: number(entry, "state").get() == Some(TRASHED),
        ..Item::default()
    };
    codes(data, &mut |code| item.add(code, import, request));
}

/// All codes of an item: a login's own, and those in the fields of any list or section.
fn codes<'a>(value: &'a Value, add: &mut dyn FnMut(&'a str)) {
    add(text(value, "totpUri"));
    match value {
        Value::Array(values) => values.iter().for_each(|value| codes(value, add)),
        Value::Object(members) => members.values().for_each(|value| codes(value, add)),
        _ => {}
    }
}

/// The sites of a login. Since 2026, each has a way of matching, of which 0 is the usual one. What is matched in
/// another way is left out, also where the older list has it.
fn sites(own: &Value) -> Vec<&str> {
    let usual = |site: &&Value| matches!(number(site, "mode"), Number::Absent | Number::Is(0));
    let (usual, other): (Vec<&Value>, Vec<&Value>) = list(own, "autofillUrls").iter().partition(usual);
    let is_other = |url: &str| other.iter().any(|site| text(site, "url") == url);
    let older = list(own, "urls").iter().filter_map(Value::as_str).filter(|url| !is_other(url));
    older.chain(usual.into_iter().map(|site| text(site, "url"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_items_that_are_no_logins() {
        let code = r#"{"fieldName":"x","type":"totp","data":{"totpUri":"MY"}}"#;
        for content in [
            format!(r#""sections":[{{"sectionName":"x","sectionFields":[{code}]}}]"#),
            format!(r#""extraSections":[{{"sectionName":"x","sectionFields":[{code}]}}]"#),
            format!(r#""fullName":"x","extraPersonalDetails":[{code}]"#),
        ] {
            let file = format!(
                r#"{{"vaults":{{"v":{{"items":[{{"data":{{"metadata":{{"name":"Acme"}},"content":{{{content}}}}}}}]}}}}}}"#
            );
            let import = crate::read(file.as_bytes(), &Request::new(1)).unwrap();
            assert_eq!(import.candidates.len(), 1, "{content}");
        }
    }

    #[test]
    fn every_code_of_an_item() {
        let file = r#"{"userId":"u","vaults":{"v":{"name":"Work","items":[{"pinned":true,"createTime":9,"data":{"type":"login",
            "metadata":{"name":"Acme","note":"n"},"extraFields":[{"fieldName":"two","type":"totp","data":{"totpUri":"ME"}},
            {"fieldName":"x","type":"hidden","data":{"content":"hush"}}],"content":{"itemUsername":"","itemEmail":"ana@acme.test",
            "password":"hush","urls":["https://acme.test","https://never.test","https://odd.test"],"autofillUrls":[{"url":"https://login.test","mode":0},
            {"url":"https://never.test","mode":2},{"url":"https://odd.test","mode":"never"}],"totpUri":"otpauth://totp/?secret=MY"}}},
            {"data":{"type":"note","metadata":{"name":"no code"},"content":{}}}]}}}"#;
        let import = crate::read(file.as_bytes(), &Request::new(1)).unwrap();
        let [one, two] = &import.candidates[..] else { panic!("{import:?}") };
        assert_eq!((one.account.issuer.as_str(), one.account.name.as_str()), ("Acme", "ana@acme.test"));
        assert_eq!(
            (&two.account.tags[..], two.account.pinned, two.account.created),
            (&["Work".to_owned()][..], true, 9)
        );
        let hosts: Vec<&str> = one.account.sites.iter().map(|site| site.host.as_str()).collect();
        assert_eq!(hosts, ["acme.test", "login.test"]);
        assert!(!format!("{import:?}").contains("hush"));
    }
}
