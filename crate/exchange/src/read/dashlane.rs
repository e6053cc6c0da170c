//! Dashlane as JSON: `{"AUTHENTIFIANT": [{"title", "login", "email", "domain", "otpSecret", "otpUrl"}]}`.

use serde_json::Value;

use crate::{
    Content, Error, Import, Request,
    item::Item,
    json::{list, text},
};

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.json().is_some_and(|file| file.get("AUTHENTIFIANT").is_some_and(Value::is_array))
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let file = content.json().ok_or(Error::BROKEN)?;
    let mut import = Import::new(request.now);
    for entry in list(file, "AUTHENTIFIANT") {
        let first = |names: &[&'static str]| {
            names.iter().map(|name| text(entry, name)).find(|text| !text.is_empty()).unwrap_or_default()
        };
        let item = Item {
            title: text(entry, "title"),
            username: first(&["login", "email", "secondaryLogin"]),
            note: text(entry, "note"),
            tags: Some(text(entry, "category")).filter(|tag| !tag.is_empty()).into_iter().collect(),
            sites: Some(first(&["domain", "url"])).filter(|site| !site.is_empty()).into_iter().collect(),
            ..Item::default()
        };
        item.add(first(&["otpUrl", "otpSecret"]), &mut import, request);
    }
    Ok(import)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_uri_or_a_secret() {
        let file = r#"{"AUTHENTIFIANT":[{"title":"Acme","login":"","email":"ana@acme.test","domain":"acme.test","otpSecret":"MY"},
            {"title":"Bank","login":"bob","otpSecret":"MY","otpUrl":"otpauth://totp/Bank:bob?secret=MY&digits=8"}]}"#;
        let import = crate::read(file.as_bytes(), &Request::new(1)).unwrap();
        let [one, two] = &import.candidates[..] else { panic!("{import:?}") };
        assert_eq!(
            (one.account.name.as_str(), one.account.sites[0].host.as_str()),
            ("ana@acme.test", "acme.test")
        );
        assert_eq!(two.account.issuer, "Bank");
    }
}
