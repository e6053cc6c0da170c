//! 2FAuth's export: `{"app": "2fauth_v5.6.0", "schema": 1, "data": [...]}`, one flat object an account:
//! <https://github.com/Bubka/2FAuth>, read on 2026-11-30. Its other export is a list of Key URIs.

use serde_json::Value;

use crate::{
    Content, Error, Import, Request,
    json::{flat, list},
};

pub(crate) fn detect(content: &Content<'_>) -> bool {
    let own = |entry: &Value| entry.get("otp_type").is_some() && entry.get("secret").is_some();
    content.json().is_some_and(|file| list(file, "data").iter().any(own))
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let file = content.json().ok_or(Error::BROKEN)?;
    let mut import = Import::new(request.now);
    for entry in list(file, "data") {
        import.add(flat(entry, ["otp_type", "service", "account"]));
    }
    Ok(import)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_account() {
        let file = r#"{"app":"2fauth_v5.6.0","schema":1,"datetime":"2026-01-02T03:04:05.000000Z","data":[
            {"otp_type":"totp","account":"ana","service":"Acme","icon":null,"icon_mime":null,"icon_file":null,
             "secret":"MZXW6YTB====","digits":8,"algorithm":"sha256","period":60,"counter":null,
             "legacy_uri":"otpauth://totp/Acme%3Aana?secret=MZXW6YTB"},
            {"otp_type":"hotp","account":"bob","service":null,"secret":"MZXW6YTB","digits":6,"algorithm":"sha1",
             "period":null,"counter":7},
            {"otp_type":"steamtotp","account":"eve","service":"Steam","secret":"MZXW6YTB","digits":5,
             "algorithm":"sha1","period":30,"counter":null},
            {"otp_type":"totp","account":"carl","service":"Beta","secret":"*indecipherable*"}]}"#;
        let import = crate::read(file.as_bytes(), &Request::new(5)).unwrap();
        let read: Vec<String> = import
            .candidates
            .iter()
            .map(|it| format!("{}|{}|{}", it.account.issuer, it.account.name, it.account.scheme))
            .collect();
        assert_eq!(
            (import.format, read.as_slice()),
            (
                "2fauth",
                &[
                    "Acme|ana|TOTP, SHA-256, 8, 60 s".to_owned(),
                    "|bob|HOTP, SHA-1, 6".to_owned(),
                    "Steam|eve|Steam".to_owned()
                ][..]
            )
        );
        assert_eq!(import.refused[0].name, "Beta: carl");
    }
}
