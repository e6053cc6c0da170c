//! Any table and any JSON: the user says once which column is what.
//!
//! [`Rows::of`] finds the columns, [`Rows::guess`] suggests a mapping by their names, and
//! [`Rows::read`] makes accounts by a [`Mapping`]. A mapping names columns, so it fits every file
//! of the same kind; [`Rows::signature`] identifies the kind.

mod guess;
mod rows;

use crate::{
    Error, Import, MAX_FILE, Refusal, Request,
    draft::{Draft, Key, Kind, Number},
    item::Item,
};

pub use rows::{Rows, Shape};

/// The origin of accounts from mapped files.
pub(crate) const FORMAT: &str = "table";

/// What a column can be mapped to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// A secret key in base32, a key URI or `steam://SECRET`.
    Secret,
    /// The service.
    Issuer,
    /// The account name.
    Name,
    /// TOTP, HOTP, Steam and the like.
    Type,
    /// The hash.
    Algorithm,
    /// How long codes are.
    Digits,
    /// Seconds.
    Period,
    /// The next counter.
    Counter,
    /// The PIN of mOTP and Yandex.
    Pin,
    /// Free text.
    Note,
    /// Tags, separated by commas or semicolons.
    Tags,
    /// An address or a host.
    Site,
    /// Whether it is pinned.
    Pinned,
}

impl Field {
    /// All of them, in the order in which the user is asked.
    pub const ALL: [Self; 13] = [
        Self::Secret,
        Self::Issuer,
        Self::Name,
        Self::Type,
        Self::Algorithm,
        Self::Digits,
        Self::Period,
        Self::Counter,
        Self::Pin,
        Self::Note,
        Self::Tags,
        Self::Site,
        Self::Pinned,
    ];
}

/// Which column is what: a column's name for a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping(pub Vec<(Field, String)>);

impl Mapping {
    fn column(&self, wanted: Field) -> Option<&str> {
        self.0.iter().find(|(field, _)| *field == wanted).map(|(_, column)| column.as_str())
    }
}

/// The result of applying a mapping to a file.
#[derive(Debug)]
pub struct Mapped {
    /// The accounts, and the refused rows.
    pub import: Import,
    /// Rows without a secret, which aren't accounts.
    pub without: usize,
}

impl Rows {
    /// The rows of a file, if it has rows.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > MAX_FILE { None } else { rows::read(bytes) }
    }

    /// Makes accounts from the rows.
    ///
    /// # Errors
    /// More accounts than a vault can have.
    pub fn read(&self, mapping: &Mapping, request: &Request<'_>) -> Result<Mapped, Error> {
        let place =
            |field| self.columns().iter().position(|column| Some(column.as_str()) == mapping.column(field));
        let places: Vec<(Field, usize)> =
            Field::ALL.into_iter().filter_map(|field| Some((field, place(field)?))).collect();
        let (mut import, mut without) = (Import::new(request.now), 0);
        for row in 0..self.len() {
            let cell = |field| {
                let place = places.iter().find(|(known, _)| *known == field).map(|(_, place)| *place);
                place.map_or("", |place| self.cell(row, place)).trim()
            };
            match cell(Field::Secret) {
                "" => without += 1,
                secret => add(secret, cell, &mut import, request),
            }
        }
        if import.is_overfull() {
            return Err(Refusal::TooMany.into());
        }
        import.name(FORMAT);
        Ok(Mapped { import, without })
    }
}

fn add<'a>(secret: &'a str, cell: impl Fn(Field) -> &'a str, import: &mut Import, request: &Request<'_>) {
    let item = Item {
        title: cell(Field::Issuer),
        username: cell(Field::Name),
        note: cell(Field::Note),
        tags: cell(Field::Tags).split([',', ';']).collect(),
        pinned: matches!(cell(Field::Pinned).to_ascii_lowercase().as_str(), "1" | "true" | "yes" | "x"),
        sites: cell(Field::Site).split([',', ' ']).filter(|site| !site.is_empty()).collect(),
        ..Item::default()
    };
    if secret.contains("://") || secret.contains('=') && secret.contains('&') {
        return item.add(secret, import, request);
    }
    let kind = Kind::named(cell(Field::Type));
    import.add(Draft {
        // mOTP's own apps show hexadecimal.
        secret: if kind == Kind::Motp { Key::Hex(secret) } else { Key::Base32(secret) },
        kind,
        algorithm: cell(Field::Algorithm),
        digits: Number::read(cell(Field::Digits)),
        period: Number::read(cell(Field::Period)),
        counter: Number::read(cell(Field::Counter)),
        pin: Some(cell(Field::Pin)).filter(|pin| !pin.is_empty()).map(|pin| pin.as_bytes().to_vec()),
        ..item.draft()
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapped(text: &str) -> Mapped {
        let rows = Rows::of(text.as_bytes()).unwrap();
        rows.read(&rows.guess(), &Request::new(5)).unwrap()
    }

    fn told(text: &str) -> Vec<String> {
        let import = mapped(text).import;
        let each = import.candidates.iter().map(|candidate| {
            let account = &candidate.account;
            format!("{}|{}|{}", account.issuer, account.name, account.scheme)
        });
        each.collect()
    }

    #[test]
    fn the_same_accounts_from_every_shape() {
        for text in [
            "Service,User,2FA seed,Digits,Hash\nAcme,ana,MZXW6YTBOI,8,sha-256\n,,,,\nBank,bob,MFRGG,6,SHA1\n",
            "\u{feff}Service;User;2FA seed;Digits;Hash\r\nAcme;ana;mzxw 6ytb oi==;8;SHA256\r\nBank;bob;MFRGG;;\r\n",
            r#"[{"service":"Acme","user":"ana","seed":"MZXW6YTBOI","digits":8,"hash":"SHA256"},
                {"service":"Bank","user":"bob","seed":"MFRGG","digits":null}]"#,
            r#"{"made":"by hand","data":{"keys":[{"service":"Acme","user":"ana","otp":{"seed":"MZXW6YTBOI","digits":"8","hash":"SHA256"}},
                {"service":"Bank","user":"bob","otp":{"seed":"MFRGG"}}]}}"#,
            r#"{"1":{"service":"Acme","user":"ana","seed":"MZXW6YTBOI","digits":8,"hash":"SHA256"},
                "2":{"service":"Bank","user":"bob","seed":"MFRGG"}}"#,
        ] {
            assert_eq!(
                told(text),
                ["Acme|ana|TOTP, SHA-256, 8, 30 s", "Bank|bob|TOTP, SHA-1, 6, 30 s"],
                "{text}"
            );
        }
    }

    #[test]
    fn rows_without_a_secret_and_bad_ones_are_told() {
        let mapped = mapped("name,secret,digits\na,MY,6\nb,,6\nc,10!,6\nd,MY,99\n");
        assert_eq!((mapped.import.candidates.len(), mapped.import.refused.len(), mapped.without), (1, 2, 1));
        assert_eq!(mapped.import.format, "table");
    }

    #[test]
    fn a_mapping_of_columns_that_are_not_there_makes_nothing() {
        let rows = Rows::of(b"a,b\n1,2\n").unwrap();
        let mapping = Mapping(vec![(Field::Secret, "c".into())]);
        let mapped = rows.read(&mapping, &Request::new(5)).unwrap();
        assert_eq!((mapped.import.candidates.len(), mapped.without), (0, 1));
    }

    #[test]
    fn a_secret_may_be_a_key_uri() {
        let text = "title,code,tags\nAcme,otpauth://totp/ana?secret=MY&digits=8,\"work, home\"\n";
        assert_eq!(told(text), ["Acme|ana|TOTP, SHA-1, 8, 30 s"]);
        assert_eq!(mapped(text).import.candidates[0].account.tags, ["work", "home"]);
    }

    #[test]
    fn types_pins_and_sites() {
        let text = "issuer,type,secret,pin,counter,url\nA,HOTP,MY,,7,https://a.example/login\nB,motp,0123456789abcdef,1234,,\nC,steam,MY,,,\n";
        assert_eq!(told(text), ["A||HOTP, SHA-1, 6", "B||mOTP", "C||Steam"]);
        assert_eq!(mapped(text).import.candidates[0].account.sites[0].host, "a.example");
    }
}
