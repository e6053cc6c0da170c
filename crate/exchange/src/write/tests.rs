//! Every format reads back, and says beforehand what it leaves out.

use credential_exchange_format::{Credential, Header};
use tandem_core::{
    account::{ChosenField, Site},
    otp::{Algorithm, Digits, Period},
    secret::Secret,
};

use super::*;
use crate::Error;

/// Bytes that differ from draw to draw.
struct Numbered(u64);

impl Entropy for Numbered {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0 += 1;
        bytes.iter_mut().zip(self.0.to_le_bytes().iter().cycle()).for_each(|(to, from)| *to = *from);
    }
}

fn secret(bytes: &[u8]) -> Secret {
    Secret::new(bytes.to_vec()).unwrap()
}

fn named(issuer: &str, name: &str, scheme: Scheme) -> Account {
    Account {
        issuer: issuer.into(),
        name: name.into(),
        ..Account::nameless(secret(b"12345678901234567890"), scheme, 7)
    }
}

fn accounts() -> Vec<Account> {
    let digits = Digits::new(8).unwrap();
    let slow = Scheme::Totp { algorithm: Algorithm::Sha512, digits, period: Period::new(60).unwrap() };
    vec![
        Account {
            note: "one\ntwo, \"three\"".into(),
            tags: vec!["work".into(), "home".into()],
            sites: vec![Site::of("login.acme.example")],
            label: Some("mine".into()),
            icon: Some("star".into()),
            pinned: true,
            hidden: true,
            ..named("Acme; Inc", "ana,b", Scheme::standard())
        },
        named("名前 <&>", "", slow),
        named("", "bob", Scheme::Hotp { algorithm: Algorithm::Sha256, digits, counter: 7 }),
        named("Steam", "player", Scheme::Steam),
        named("VPN", "carl", Scheme::Motp { pin: secret(b"1234") }),
        Account {
            tags: vec!["work; home, garden".into()],
            sites: vec![Site { exact: true, ..Site::of("login.acme.example") }],
            submit: true,
            fields: vec![ChosenField {
                host: "login.acme.example".into(),
                kind: "text".into(),
                name: "code".into(),
                id: String::new(),
                label: String::new(),
                despite: false,
            }],
            ..named(
                "",
                "a:b",
                Scheme::Totp { algorithm: Algorithm::Sha1, digits: Digits::SIX, period: Period::THIRTY },
            )
        },
    ]
}

fn written(id: &str, accounts: &[Account]) -> (Vec<u8>, crate::Import) {
    let request = Request::new(9).with_passphrase("words");
    let file = write(id, accounts, &request, &mut Numbered(0));
    let file = file.unwrap_or_else(|error| panic!("{id}: {error} {accounts:?}"));
    let back = read(&file, &Request::new(9).with_passphrase("words")).unwrap();
    (file, back)
}

#[test]
fn every_format_reads_back_with_what_it_says_to_hold() {
    let accounts = accounts();
    for writer in WRITERS {
        let (_, back) = written(writer.id, &accounts);
        let fits = writer.fitting(&accounts);
        assert!(fits.len() >= 3, "{writer:?}");
        assert_eq!(fits.len(), back.candidates.len(), "{writer:?}");
        for (ours, theirs) in fits.iter().zip(&back.candidates) {
            let theirs = &theirs.account;
            let lacks = writer.lacks(ours);
            let held = |lack, same: bool| {
                assert!(lacks.contains(&lack) || same, "{writer:?}: {lack:?} of {theirs:?}")
            };
            held(Lack::Note, ours.note == theirs.note);
            held(Lack::Tags, ours.tags == theirs.tags);
            // Its width alone may be lost.
            let width = lacks.contains(&Lack::OnlyHost);
            let places = ours.sites.len() == theirs.sites.len()
                && ours.sites.iter().zip(&theirs.sites).all(|(one, other)| one.is_at(other));
            held(Lack::Sites, if width { places } else { ours.sites == theirs.sites });
            held(Lack::Pinned, ours.pinned == theirs.pinned);
            held(Lack::Label, ours.label == theirs.label);
            held(Lack::Icon, ours.icon == theirs.icon);
            held(Lack::Hidden, ours.hidden == theirs.hidden);
            held(Lack::Submit, ours.submit == theirs.submit);
            held(Lack::Fields, ours.fields == theirs.fields);
        }
    }
}

#[test]
fn texts_that_mean_something_to_a_format_read_back() {
    let texts =
        ["a,b", "a|b", "\"q\"", "it's", "<b>&amp;", "=1+1", "a%2Cb", "a+b", "[x]", "null", "0", "-", "\\n"];
    // The encrypted ones hold the same, and derive keys.
    let plain = || WRITERS.iter().filter(|writer| !writer.sealed);
    let lines =
        ["one\n\n two\n\tthree", "https://x.example", "otpauth://totp/x?secret=A", "a\u{2028}b", " spaces "];
    for text in texts {
        let one = [Account {
            tags: vec![text.into()],
            note: text.into(),
            label: Some(text.into()),
            ..named(text, text, Scheme::standard())
        }];
        plain().for_each(|writer| drop(written(writer.id, &one)));
    }
    for note in lines {
        let one = [Account { note: note.into(), ..named("Acme", "ana", Scheme::standard()) }];
        plain().for_each(|writer| drop(written(writer.id, &one)));
    }
}

#[test]
fn a_field_that_was_not_kept_is_seen_unless_the_format_lacks_it() {
    let accounts = accounts();
    let (many, chosen) = (&accounts[0], &accounts[5]);
    let without = |account: &Account, lack| {
        let mut less = account.duplicate();
        match lack {
            Lack::Account => {}
            Lack::Label => less.label = None,
            Lack::Note => less.note.clear(),
            Lack::Tags => less.tags.clear(),
            Lack::Pinned => less.pinned = false,
            Lack::Sites => less.sites.clear(),
            Lack::OnlyHost => less.sites[0].exact = false,
            Lack::Icon => less.icon = None,
            Lack::Hidden => less.hidden = false,
            Lack::Submit => less.submit = false,
            Lack::Fields => less.fields.clear(),
        }
        less
    };
    use Lack::{Fields, Hidden, Icon, Label, Note, OnlyHost, Pinned, Sites, Submit, Tags};
    for lack in [Label, Note, Tags, Pinned, Sites, Icon, Hidden] {
        assert!(!keeps(many, &without(many, lack), &[]), "{lack:?}");
        assert!(keeps(many, &without(many, lack), &[lack]), "{lack:?}");
    }
    for lack in [OnlyHost, Submit, Fields] {
        assert!(!keeps(chosen, &without(chosen, lack), &[]), "{lack:?}");
        assert!(keeps(chosen, &without(chosen, lack), &[lack]), "{lack:?}");
    }
}

#[test]
fn what_each_format_cannot_hold() {
    let account = |scheme| named("Acme", "ana", scheme);
    let digits = Digits::SIX;
    let totp =
        |period| Scheme::Totp { algorithm: Algorithm::Sha1, digits, period: Period::new(period).unwrap() };
    let hotp = |counter| Scheme::Hotp { algorithm: Algorithm::Sha1, digits, counter };
    let pin = || secret(b"1234");
    for (scheme, expected) in [
        (totp(30), &[][..]),
        (totp(45), &["2fas", "google-migration"]),
        (totp(255), &["2fas", "google-migration"]),
        (totp(256), &["2fas", "cxf", "google-migration"]),
        (hotp(1), &["bitwarden", "bitwarden-csv", "keepass-csv", "cxf"]),
        (hotp(1 << 31), &["2fas", "bitwarden", "bitwarden-csv", "keepass-csv", "cxf"]),
        (
            hotp(u64::MAX),
            &[
                "aegis",
                "aegis-plain",
                "2fas",
                "bitwarden",
                "bitwarden-csv",
                "keepass-csv",
                "cxf",
                "google-migration",
            ],
        ),
        (Scheme::Steam, &["cxf", "google-migration"]),
        (
            Scheme::Motp { pin: pin() },
            &["2fas", "bitwarden", "bitwarden-csv", "keepass-csv", "cxf", "google-migration"],
        ),
    ] {
        let account = account(scheme);
        let cannot: Vec<&str> = WRITERS
            .iter()
            .filter(|writer| writer.lacks(&account).contains(&Lack::Account))
            .map(|writer| writer.id)
            .collect();
        assert_eq!(cannot, expected, "{account:?}");
    }
    let many = &accounts()[0];
    let lacks = |id: &str| WRITERS.iter().find(|writer| writer.id == id).unwrap().lacks(many);
    use Lack::{Fields, Hidden, Icon, Label, Note, OnlyHost, Pinned, Sites, Submit, Tags};
    assert_eq!(lacks("tandem"), []);
    assert_eq!(lacks("aegis"), [Label, Sites, Icon, Hidden]);
    assert_eq!(lacks("bitwarden"), [Label, Tags, Icon, Hidden]);
    assert_eq!(lacks("cxf"), [Label, Icon, Hidden]);
    assert_eq!(lacks("key-uris"), [Label, Note, Tags, Pinned, Sites, Icon, Hidden]);
    let chosen = &accounts()[5];
    let lacks = |id: &str| WRITERS.iter().find(|writer| writer.id == id).unwrap().lacks(chosen);
    assert_eq!(lacks("tandem"), []);
    assert_eq!(lacks("bitwarden"), [Submit, Fields]);
    assert_eq!(lacks("bitwarden-csv"), [OnlyHost, Submit, Fields, Tags]);
    assert_eq!(lacks("keepass-csv"), [OnlyHost, Submit, Fields]);
    assert_eq!(lacks("cxf"), [OnlyHost, Submit, Fields]);
    assert_eq!(lacks("aegis"), [Sites, Submit, Fields]);
}

#[test]
fn a_cxf_file_is_read_by_bitwardens_own_types() {
    let accounts = accounts();
    let (file, _) = written("cxf", &accounts);
    let ours = accounts.iter().filter(|account| matches!(account.scheme, Scheme::Totp { .. }));
    let read: Header = serde_json::from_slice(&file).unwrap();
    assert_eq!((read.version.major, read.timestamp, read.accounts.len()), (1, 9, 1));
    let items = &read.accounts[0].items;
    assert_eq!(items.len(), ours.clone().count());
    for (item, ours) in items.iter().zip(ours) {
        let [Credential::Totp(totp), rest @ ..] = &item.credentials[..] else { panic!("{item:?}") };
        let Scheme::Totp { digits, period, algorithm } = &ours.scheme else { panic!("{ours:?}") };
        assert_eq!(totp.secret.as_ref(), ours.secret.expose());
        assert_eq!((totp.digits, u32::from(totp.period)), (digits.get(), period.seconds()));
        let hash = format!("{:?}", totp.algorithm).to_lowercase();
        assert_eq!(hash, format!("{algorithm:?}").to_lowercase());
        assert_eq!(totp.username.as_deref(), Some(&*ours.name));
        assert_eq!(totp.issuer.as_deref(), Some(&*ours.issuer));
        assert_eq!(item.tags.as_deref(), Some(&*ours.tags));
        assert_eq!(item.scope.as_ref().unwrap().urls.len(), ours.sites.len());
        let note = rest.iter().any(|credential| matches!(credential, Credential::Note(_)));
        assert_eq!(note, !ours.note.is_empty());
    }
}

#[test]
fn a_page_of_too_many_codes_is_refused_in_words() {
    let many: Vec<Account> =
        (0..5_000).map(|number| named("Acme", &format!("ana{number}"), Scheme::standard())).collect();
    let refused = write("html", &many, &Request::new(9), &mut Numbered(0));
    assert_eq!(refused.map(|file| file.len()), Err(WriteError::TooLarge));
}

#[test]
fn nothing_that_fits_is_an_error() {
    let steam = [named("Steam", "ana", Scheme::Steam)];
    assert_eq!(write("cxf", &steam, &Request::new(9), &mut Numbered(0)), Err(WriteError::Nothing));
    assert_eq!(write("none", &steam, &Request::new(9), &mut Numbered(0)), Err(WriteError::Unknown));
}

#[test]
fn a_sealed_file_needs_a_passphrase_and_opens_by_no_other() {
    for (id, app) in [("aegis", "Aegis"), ("tandem", "Tandem")] {
        for request in [Request::new(9), Request::new(9).with_passphrase("")] {
            assert_eq!(write(id, &accounts(), &request, &mut Numbered(0)), Err(WriteError::NoPassphrase));
        }
        let (file, _) = written(id, &accounts());
        assert_eq!(read(&file, &Request::new(9)).err(), Some(Error::NeedsPassphrase { app }));
        let wrong = read(&file, &Request::new(9).with_passphrase("others")).err();
        assert_eq!(wrong, Some(Error::WrongPassphrase { app }));
    }
}

#[test]
fn a_set_of_codes_is_given_one_by_one_too() {
    let many: Vec<Account> =
        (0..25).map(|number| named("Acme", &format!("ana{number}"), Scheme::standard())).collect();
    let texts = qr_texts("google-migration", &many, &mut Numbered(0));
    assert_eq!(texts.len(), 3);
    let file = texts.iter().map(|text| text.as_str()).collect::<Vec<_>>().join("\n");
    assert_eq!(read(file.as_bytes(), &Request::new(9)).unwrap().candidates.len(), 25);
    assert!(qr_texts("aegis", &many, &mut Numbered(0)).is_empty());
}

#[test]
fn a_page_of_codes_escapes_what_is_no_markup() {
    let (page, _) = written("html", &[named("<script>alert(1)</script>", "\"&", Scheme::standard())]);
    let page = String::from_utf8(page).unwrap();
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{page}");
}

#[test]
fn the_readme_names_every_format_that_is_written_and_no_other() {
    let readme = include_str!("../../../../README.md");
    let (_, below) = readme.split_once("### Files for other apps").unwrap();
    let (section, _) = below.split_once("\n## ").unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" |")).skip(1);
    let mut named: Vec<&str> = rows.map(|(app, _)| app).collect();
    let mut written: Vec<&str> = WRITERS.iter().map(|writer| writer.app).collect();
    for list in [&mut named, &mut written] {
        list.sort_unstable();
        list.dedup();
    }
    assert_eq!(named, written);
}
