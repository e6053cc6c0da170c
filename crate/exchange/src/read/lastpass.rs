//! LastPass Authenticator: `{"version", "accounts", "folders"}`.

use serde_json::Value;

use crate::{
    Content, Error, Import, Request,
    draft::Draft,
    json::{flag, flat, list, number, text, time},
};

/// LastPass's own folder of what has none; on iOS, both of its words are capitalised.
const OTHER: &str = "Other accounts";

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.json().is_some_and(|file| {
        let accounts = list(file, "accounts");
        let own = |account: &Value| {
            account.get("issuerName").is_some() || account.get("originalIssuerName").is_some()
        };
        file.get("localDeviceId").is_some() || accounts.iter().any(own)
    })
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let file = content.json().ok_or(Error::BROKEN)?;
    let accounts = file.get("accounts").and_then(Value::as_array).ok_or(Error::BROKEN)?;
    let mut import = Import::new(request.now);
    for account in accounts {
        // A name that was left blank is the one that was scanned.
        let named = |own: &'static str, scanned: &'static str| {
            if text(account, own).is_empty() { scanned } else { own }
        };
        let (issuer, name) =
            (named("issuerName", "originalIssuerName"), named("userName", "originalUserName"));
        import.add(Draft {
            period: number(account, "timeStep"),
            pinned: flag(account, "isFavorite"),
            tags: folder(account, file).into_iter().collect(),
            created: time(account, "creationTimestamp"),
            ..flat(account, ["", issuer, name])
        });
    }
    Ok(import)
}

fn folder<'a>(account: &Value, file: &'a Value) -> Option<&'a str> {
    let id = number(account.get("folderData")?, "folderId").get()?;
    let folder = list(file, "folders").iter().find(|folder| number(folder, "id").get() == Some(id))?;
    Some(text(folder, "name")).filter(|name| !name.eq_ignore_ascii_case(OTHER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_folders_and_dates() {
        let file = r#"{"localDeviceId":"x","version":3,"folders":[{"id":0,"name":"Other Accounts"},{"id":1,"name":"Work"}],
            "accounts":[{"issuerName":"Acme","userName":"ana","secret":"MY","timeStep":30,"digits":6,"algorithm":"SHA1",
             "isFavorite":true,"creationTimestamp":1746694099000,"folderData":{"folderId":1}},
             {"issuerName":"","userName":"bob","secret":"MY","creationTimestamp":1746694099,"folderData":{"folderId":0}}]}"#;
        let import = crate::read(file.as_bytes(), &Request::new(1)).unwrap();
        let [ana, bob] = &import.candidates[..] else { panic!("{import:?}") };
        assert_eq!(
            (ana.account.issuer.as_str(), ana.account.name.as_str(), ana.account.created),
            ("Acme", "ana", 1_746_694_099)
        );
        assert_eq!((&ana.account.tags[..], ana.account.pinned), (&["Work".into()][..], true));
        assert_eq!((bob.account.name.as_str(), bob.account.tags.len()), ("bob", 0));
        assert_eq!(bob.account.created, ana.account.created);
    }
}
