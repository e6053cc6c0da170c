//! Suggests a mapping by the names of columns.

use super::{Field, Mapping, Rows, rows::is_secret};

/// How other programs name columns, letters and digits only; the first match counts.
const NAMES: [(Field, &[&str]); 13] = [
    (
        Field::Secret,
        &[
            "secret",
            "totp",
            "otp",
            "seed",
            "otpauth",
            "totpsecret",
            "otpsecret",
            "secretkey",
            "logintotp",
            "otpurl",
            "otpuri",
            "totpuri",
            "uri",
            "key",
            "code",
            "2faseed",
            "2fasecret",
            "2fakey",
            "2fa",
            "authenticatorkey",
            "onetimepassword",
            "base32",
            "sharedsecret",
            "秘密鍵",
            "シークレット",
            "シークレットキー",
        ],
    ),
    (
        Field::Issuer,
        &[
            "issuer",
            "service",
            "servicename",
            "provider",
            "title",
            "site",
            "website",
            "company",
            "app",
            "application",
            "platform",
            "発行者",
            "サービス",
            "サービス名",
        ],
    ),
    (
        Field::Name,
        &[
            "account",
            "accountname",
            "username",
            "user",
            "login",
            "email",
            "mail",
            "label",
            "name",
            "loginusername",
            "アカウント",
            "アカウント名",
            "ユーザー名",
        ],
    ),
    (Field::Type, &["type", "tokentype", "otptype", "kind", "method"]),
    (Field::Algorithm, &["algorithm", "algo", "hash", "hashalgorithm", "digest"]),
    (Field::Digits, &["digits", "length", "codelength", "otplength", "size"]),
    (Field::Period, &["period", "interval", "step", "timestep", "timer", "refresh"]),
    (Field::Counter, &["counter", "movingfactor"]),
    (Field::Pin, &["pin"]),
    (Field::Note, &["note", "notes", "comment", "comments", "description", "メモ", "備考"]),
    (
        Field::Tags,
        &["tags", "tag", "group", "groups", "folder", "category", "categories", "collection", "タグ"],
    ),
    (Field::Site, &["url", "urls", "website", "site", "domain", "host", "loginuri", "address"]),
    (Field::Pinned, &["pinned", "favorite", "favourite", "isfavorite", "starred", "fav"]),
];

/// Names of the account column that also serve for the issuer if there is no other.
const OTHERWISE: [&str; 2] = ["name", "label"];

/// How many rows are examined if no name says which column has the secret.
const LOOKED_AT: usize = 50;

impl Rows {
    /// The suggested mapping; it may lack fields, and uses no column twice.
    #[must_use]
    pub fn guess(&self) -> Mapping {
        let names: Vec<[String; 2]> = self
            .columns()
            .iter()
            .map(|column| {
                let last = column.rsplit('.').next().unwrap_or_default();
                [letters(column), letters(last)]
            })
            .collect();
        let mut taken: Vec<usize> = Vec::new();
        let mut found: Vec<(Field, usize)> = Vec::new();
        for (field, words) in NAMES {
            let of_word = |word: &&str| {
                let fits = |place: &usize| {
                    names.get(*place).is_some_and(|names| names.iter().any(|name| name == word))
                };
                (0..names.len()).find(|place| !taken.contains(place) && fits(place))
            };
            let place = words.iter().find_map(of_word);
            let place = place.or_else(|| (field == Field::Secret).then(|| self.secrets()).flatten());
            if let Some(place) = place {
                taken.push(place);
                found.push((field, place));
            }
        }
        // If there is only one name, it is the service's.
        let has = |wanted| found.iter().any(|(field, _)| *field == wanted);
        if !has(Field::Issuer) {
            for (field, place) in &mut found {
                let single = names.get(*place).is_some_and(|[_, name]| OTHERWISE.contains(&name.as_str()));
                if *field == Field::Name && single {
                    *field = Field::Issuer;
                }
            }
        }
        let named = |(field, place): (Field, usize)| Some((field, self.columns().get(place)?.clone()));
        Mapping(found.into_iter().filter_map(named).collect())
    }

    /// The column whose values look like secrets.
    fn secrets(&self) -> Option<usize> {
        (0..self.columns().len()).find(|column| {
            let texts = (0..self.len().min(LOOKED_AT)).map(|row| self.cell(row, *column));
            let texts: Vec<&str> = texts.filter(|text| !text.trim().is_empty()).collect();
            !texts.is_empty() && texts.iter().all(|text| is_secret(text))
        })
    }
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(text: &str) -> String {
        let Mapping(fields) = Rows::of(text.as_bytes()).unwrap().guess();
        let each: Vec<String> = fields.iter().map(|(field, column)| format!("{field:?}={column}")).collect();
        each.join(" ")
    }

    #[test]
    fn columns_are_told_by_their_names() {
        for (header, expected) in [
            ("Issuer,Account,Secret", "Secret=Secret Issuer=Issuer Name=Account"),
            ("Name,Secret Key", "Secret=Secret Key Issuer=Name"),
            ("title,username,url,TOTP,group", "Secret=TOTP Issuer=title Name=username Tags=group Site=url"),
            ("website,email,OTP", "Secret=OTP Issuer=website Name=email"),
            (
                "サービス名,アカウント名,シークレットキー",
                "Secret=シークレットキー Issuer=サービス名 Name=アカウント名",
            ),
            ("foo,bar", ""),
        ] {
            assert_eq!(guessed(&format!("{header}\n1,2,3,4,5,6\n")), expected, "{header}");
        }
    }

    #[test]
    fn a_column_of_secrets_is_told_by_what_it_holds() {
        assert_eq!(guessed("a,b\nAcme,JBSWY3DPEHPK3PXP\nBank,jbsw y3dp ehpk 3pxp\n"), "Secret=b");
        assert_eq!(guessed("a,b\nAcme,JBSWY3DPEHPK3PXP\nBank,none\n"), "");
    }
}
