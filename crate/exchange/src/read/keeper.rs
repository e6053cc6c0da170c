//! Keeper as JSON: `{"records": [{"title", "login", "custom_fields": {"$oneTimeCode": URI}}]}`.

use serde_json::Value;

use crate::{
    Content, Error, Import, Request,
    item::Item,
    json::{list, text},
    table::KEEPER_CODES,
};

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.json().is_some_and(|file| {
        // A login that was left empty is not there.
        let own = |record: &Value| {
            record.get("title").is_some()
                && ["login", "custom_fields"].iter().any(|member| record.get(member).is_some())
        };
        list(file, "records").iter().any(own)
    })
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let file = content.json().ok_or(Error::BROKEN)?;
    let mut import = Import::new(request.now);
    for record in list(file, "records") {
        let folders = list(record, "folders").iter();
        let item = Item {
            title: text(record, "title"),
            username: text(record, "login"),
            note: text(record, "notes"),
            tags: folders
                .flat_map(|folder| [text(folder, "folder"), text(folder, "shared_folder")])
                .collect(),
            sites: Some(text(record, "login_url")).filter(|site| !site.is_empty()).into_iter().collect(),
            ..Item::default()
        };
        for code in codes(record.get("custom_fields")) {
            item.add(code, &mut import, request);
        }
    }
    Ok(import)
}

/// The members `$oneTimeCode`, `$oneTimeCode::1` and `TFC:Keeper`, each a text or a list of texts.
fn codes(fields: Option<&Value>) -> impl Iterator<Item = &str> {
    let fields = fields.and_then(Value::as_object).into_iter().flatten();
    let own = |name: &str| KEEPER_CODES.iter().any(|code| name.starts_with(code));
    fields.filter(move |(name, _)| own(name)).flat_map(|(_, value)| match value {
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
        Value::String(text) => vec![text.as_str()],
        _ => Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_a_record() {
        let file = r#"{"shared_folders":[],"records":[{"title":"Acme","login":"ana","password":"hush","login_url":"https://acme.test",
            "folders":[{"folder":"Work"}],"custom_fields":{"$oneTimeCode::1":"otpauth://totp/?secret=MY","other":"x",
            "TFC:Keeper":["otpauth://totp/bob?secret=ME"]}},{"title":"b","login":"c"}]}"#;
        let import = crate::read(file.as_bytes(), &Request::new(1)).unwrap();
        assert_eq!((import.format, import.candidates.len(), import.refused.len()), ("keeper", 2, 0));
        let nameless = r#"{"records":[{"title":"Acme","custom_fields":{"$oneTimeCode::1":"otpauth://totp/?secret=MY"}}]}"#;
        let import = crate::read(nameless.as_bytes(), &Request::new(1)).unwrap();
        assert_eq!((import.format, import.candidates[0].account.issuer.as_str()), ("keeper", "Acme"));
        let import = crate::read(file.as_bytes(), &Request::new(1)).unwrap();
        let one = &import.candidates[0];
        assert_eq!(
            (one.account.issuer.as_str(), one.account.tags.as_slice()),
            ("Acme", &["Work".to_owned()][..])
        );
    }
}
