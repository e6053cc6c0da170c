//! Files that were cut off, altered, or made with bad intent.
//!
//! A damaged file may give fewer accounts or none; an authenticated one gives the accounts that
//! were encrypted, or none.

mod altered;
mod bombs;

use base64ct::{Base64, Encoding};
use serde_json::Value;

use crate::{Error, FORMATS, Refusal, Request, Rows, content, kdf::tests::derive_no_more, read, read_as};

const PASSPHRASE: &str = "words";

/// The accounts of a file, by names and secrets.
fn told(bytes: &[u8]) -> Result<Vec<String>, Error> {
    told_with(bytes, &Request::new(5).with_passphrase(PASSPHRASE))
}

fn told_with(bytes: &[u8], request: &Request<'_>) -> Result<Vec<String>, Error> {
    let import = read(bytes, request)?;
    let told = |candidate: &crate::Candidate| {
        let account = &candidate.account;
        format!("{}|{}|{:?}|{}", account.issuer, account.name, account.secret.expose(), account.scheme)
    };
    Ok(import.candidates.iter().map(told).collect())
}

const ENTRIES: &str = r#"[{"secret":"MZXW6YTBOI","issuer":"Acme","label":"ana","digits":6,"type":"TOTP","algorithm":"SHA1","period":30,"last_used":0}]"#;

/// Unencrypted files, one for each kind of parser.
fn plain() -> Vec<Vec<u8>> {
    let texts = [
        "otpauth://totp/Acme:ana?secret=MZXW6YTBOI&issuer=Acme&digits=8&codeDisplay=%7B%22note%22%3A%22a%22%7D\n",
        "otpauth-migration://offline?data=ChkKBkhlbGxvIRIDYW5hGgRBY21lIAEoATACEAIYASAAKAc%3D",
        ENTRIES,
        r#"{"version":1,"header":{"slots":null,"params":null},"db":{"version":3,"entries":[{"type":"totp","name":"ana","issuer":"Acme","info":{"secret":"MZXW6YTBOI","algo":"SHA1","digits":6,"period":30},"groups":["g"]}],"groups":[{"uuid":"g","name":"名"}]}}"#,
        "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\n,,login,\"Ac\"\"me\",,,0,,ana,,MY\n",
        "<?xml version='1.0'?><map><string name=\"a\">{&quot;secret&quot;:[102],&quot;type&quot;:&quot;HOTP&quot;,&quot;counter&quot;:3,&quot;label&quot;:&quot;a&quot;}</string></map>",
        "<!doctype html><html><td><code>otpauth://totp/a&amp;b&#x3a;c?secret=MY&issuer=x;y</code></td></html>",
        "<KeePassFile><Root><Group><Name>g</Name><Entry><String><Key>otp</Key><Value>otpauth://totp/a?secret=MY</Value></String></Entry></Group></Root></KeePassFile>",
    ];
    texts.into_iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// A file that a passphrase opens, encrypted by other programs: see `tests/exchange/sealed.py`.
struct Sealed {
    format: String,
    /// Whether alterations are detected.
    authenticated: bool,
    file: Vec<u8>,
    along: Vec<(String, Vec<u8>)>,
}

fn sealed() -> Vec<Sealed> {
    let vectors = content::parse(include_str!("../../../tests/vectors/exchange/sealed.json")).unwrap();
    let bytes = |value: &Value| Base64::decode_vec(value.as_str().unwrap()).unwrap();
    let each = vectors.as_array().unwrap().iter().map(|vector| Sealed {
        format: vector["format"].as_str().unwrap().to_owned(),
        authenticated: vector["authenticated"].as_bool().unwrap(),
        file: bytes(&vector["file"]),
        along: vector["along"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, file)| (name.clone(), bytes(file)))
            .collect(),
    });
    each.collect()
}

impl Sealed {
    /// Its accounts, from its possibly altered bytes. A file that asks for more work than any of
    /// these is refused.
    fn told(&self, bytes: &[u8]) -> Result<Vec<String>, Error> {
        let along: Vec<(&str, &[u8])> =
            self.along.iter().map(|(name, file)| (name.as_str(), file.as_slice())).collect();
        let request = Request::new(5).with_passphrase(PASSPHRASE).with_companions(&along);
        told_with(bytes, &request.with_most_work(600_000_000))
    }
}

/// What a file that was cut off or altered may be called.
fn is_damage(error: &Error) -> bool {
    matches!(error, Error::Unknown | Error::Broken { .. } | Error::Refused(Refusal::Nothing))
}

#[test]
fn what_is_cut_off_anywhere_ends_in_words() {
    for file in plain() {
        assert_eq!(told(&file).map(|accounts| accounts.len()), Ok(1), "{}", String::from_utf8_lossy(&file));
        for length in 0..file.len() {
            let cut = file.get(..length).unwrap_or_default();
            if let Err(error) = told(cut) {
                assert!(is_damage(&error), "{error:?} {}", String::from_utf8_lossy(cut));
            }
            let _ = Rows::of(cut).map(|rows| rows.read(&rows.guess(), &Request::new(0)));
        }
    }
}

/// Files of three accounts, and whether a cut in the last shows: where lines end with the secret, what is left of it
/// may be a secret too.
fn several() -> Vec<(&'static str, String, bool)> {
    let each = |account: &str, between: &str| {
        ["ana", "bob", "eve"].map(|name| account.replace("{}", name)).join(between)
    };
    let uri = "otpauth://totp/Acme:{}?secret=MZXW6YTBOI";
    let entry = "<Entry><String><Key>Title</Key><Value>{}</Value></String><String><Key>otp</Key><Value>MZXW6YTBOI</Value></String></Entry>";
    let member =
        "{&quot;secret&quot;:[102,111],&quot;type&quot;:&quot;TOTP&quot;,&quot;label&quot;:&quot;{}&quot;}";
    vec![
        ("andotp", format!("[{}]", each(r#"{"secret":"MZXW6YTBOI","label":"{}","type":"TOTP"}"#, ",")), true),
        (
            "2fauth",
            format!(
                r#"{{"data":[{}]}}"#,
                each(r#"{"otp_type":"totp","secret":"MZXW6YTBOI","account":"{}"}"#, ",")
            ),
            true,
        ),
        (
            "keepass-xml",
            format!("<KeePassFile><Root><Group>{}</Group></Root></KeePassFile>", each(entry, "")),
            true,
        ),
        (
            "freeotp",
            format!("<map>{}</map>", each(&format!("<string name=\"{{}}\">{member}</string>"), "")),
            true,
        ),
        ("html", format!("<html>{}</html>", each(&format!("<td>{uri}</td>"), "")), true),
        (
            "html",
            format!(
                "<html><table><tr><th>Name</th><th>Secret</th></tr>{}</table></html>",
                each("<tr><td>{}</td><td>MZXW6YTBOI</td></tr>", "")
            ),
            true,
        ),
        (
            "bitwarden-csv",
            format!(
                "folder,favorite,type,name,login_totp,login_uri\n{}",
                each(",,login,\"{}\",MZXW6YTBOI,", "\n")
            ),
            true,
        ),
        ("key-uris", each(uri, "\n"), false),
        ("keepassxc-csv", format!("Title,Username,TOTP\n{}", each("Acme,{},MZXW6YTBOI", "\n")), false),
    ]
}

#[test]
fn what_is_cut_off_gives_only_accounts_of_the_whole() {
    for (format, file, shows) in several() {
        let whole = told(file.as_bytes()).unwrap();
        assert_eq!(
            (whole.len(), crate::detect(file.as_bytes()).map(|it| it.id)),
            (3, Some(format)),
            "{whole:?}"
        );
        for length in (0..file.len()).filter(|length| file.is_char_boundary(*length)) {
            let cut = &file[..length];
            match told(cut.as_bytes()) {
                Ok(accounts) => {
                    let sure = accounts.len() - usize::from(!shows && !accounts.is_empty());
                    assert_eq!(accounts[..sure], whole[..sure], "{cut}");
                }
                Err(error) => assert!(is_damage(&error), "{error:?} {cut}"),
            }
        }
    }
}

#[test]
fn what_other_programs_sealed_opens_to_the_same_account() {
    for sealed in sealed() {
        let Sealed { format, file, .. } = &sealed;
        assert_eq!(crate::detect(file).map(|format| format.id), Some(format.as_str()));
        let accounts = sealed.told(file).map_err(|error| error.to_string());
        let accounts: Vec<String> = accounts.unwrap().iter().map(|told| told.to_lowercase()).collect();
        assert!(
            accounts.iter().all(|told| told.contains("[102, 111, 111, 98, 97, 114]")),
            "{format} {accounts:?}"
        );
        assert_eq!(accounts.len(), 1, "{format}");
    }
}

#[test]
fn what_is_sealed_gives_nothing_when_it_is_cut_off() {
    for sealed in sealed() {
        let Sealed { format, authenticated, file, .. } = &sealed;
        for length in 0..file.len() {
            let cut = sealed.told(file.get(..length).unwrap_or_default());
            // A byte after the end of KeePass's last block, and the end of Java's map, protect
            // nothing.
            assert!(cut.is_err() || !authenticated || cut == sealed.told(file), "{format} {length} {cut:?}");
        }
    }
}

/// What a sealed file that was altered may be called: where a byte says what the file is or what it asks for,
/// another byte says something else.
fn is_refused(error: &Error) -> bool {
    use Refusal::{
        AccountRestricted, Archive, Compression, Database, Device, Encoding, Later, TooMuchMemory, TooSlow,
    };
    let other = |refusal: &Refusal| {
        matches!(
            refusal,
            AccountRestricted
                | Archive
                | Compression
                | Database
                | Device
                | Encoding
                | Later
                | TooMuchMemory { .. }
                | TooSlow { .. }
        )
    };
    is_damage(error)
        || matches!(error, Error::WrongPassphrase { .. })
        || matches!(error, Error::Refused(refusal) if other(refusal))
}

/// Formats that authenticate never give another account. The others may give anything, or an error.
#[test]
fn a_byte_that_was_altered_never_gives_other_accounts_of_what_is_sealed() {
    for sealed in sealed() {
        let Sealed { format, authenticated, file, .. } = &sealed;
        // FreeOTP encrypts only the keys; its names and digits are beside them.
        let sealed_part = |accounts: Vec<String>| match format.as_str() {
            "freeotp" => {
                accounts.iter().filter_map(|told| told.rsplit('|').nth(1)).map(str::to_owned).collect()
            }
            _ => accounts,
        };
        let whole = sealed_part(sealed.told(file).unwrap());
        derive_no_more(true);
        // These two derive their keys for each file.
        let slow = ["zip", "keepass"].contains(&format.as_str());
        for place in 0..file.len() {
            for bit in if slow { vec![1 << (place % 8)] } else { vec![1, 0x20, 0x80] } {
                let mut altered = file.clone();
                if let Some(byte) = altered.get_mut(place) {
                    *byte ^= bit;
                }
                match sealed.told(&altered) {
                    Err(error) => assert!(is_refused(&error), "{format} {place} {error:?}"),
                    // A changed letter in a name that nobody reads, or the same hexadecimal digit
                    // in other case; or a single account that is refused.
                    Ok(accounts) => {
                        let part = sealed_part(accounts);
                        assert!(
                            !authenticated || part.is_empty() || part == whole,
                            "{format} {place} {part:?}"
                        );
                    }
                }
            }
        }
        derive_no_more(false);
    }
}

#[test]
fn a_byte_that_was_altered_in_the_clear_never_ends_badly() {
    for file in plain() {
        for place in 0..file.len() {
            for to in [0, b'"', b'{', b'<', b'&', b'%', b'9', 0x80, 0xff] {
                let mut altered = file.clone();
                if let Some(byte) = altered.get_mut(place) {
                    *byte = to;
                }
                let _ = told(&altered);
                let _ = Rows::of(&altered).map(|rows| rows.read(&rows.guess(), &Request::new(0)));
            }
        }
    }
}

/// The second version of KeePass's databases is the third in all that is read.
#[test]
fn an_older_database_gives_the_same_accounts() {
    let third = |sealed: &Sealed| sealed.format == "keepass" && sealed.file.get(10) == Some(&3);
    let sealed = sealed().into_iter().find(third).unwrap();
    let mut second = sealed.file.clone();
    second[10] = 2;
    assert_eq!(sealed.told(&second), sealed.told(&sealed.file));
    second[10] = 1;
    assert_eq!(sealed.told(&second).err(), Some(Refusal::Database.into()));
}

#[test]
fn too_many_accounts_are_told() {
    let lines = "otpauth://totp/a?secret=MY\n".repeat(20_001);
    assert_eq!(told(lines.as_bytes()).err(), Some(Refusal::TooMany.into()));
    let rows = format!("name,secret,issuer,type\n{}", "a,MY,b,totp\n".repeat(20_001));
    assert_eq!(told(rows.as_bytes()).err(), Some(Refusal::TooMany.into()));
    let list = format!("[{}]", vec![r#"{"secret":"MY","label":"","type":"TOTP"}"#; 20_001].join(","));
    assert_eq!(told(list.as_bytes()).err(), Some(Refusal::TooMany.into()));
    let objects = format!("[{}0]", "{},".repeat(1_000_000));
    assert_eq!(content::parse(&objects).err(), Some(Refusal::TooMany.into()));
}

#[test]
fn a_million_accounts_end_in_a_sentence() {
    let million = |text: &str, between: &str| vec![text; 1_000_000].join(between);
    let lines = million("otpauth://totp/a?secret=MY", "\n");
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("accounts.txt", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut archive, lines.as_bytes()).unwrap();
    let table = format!("name,secret,issuer,type\n{}", million("a,MY,b,totp", "\n"));
    let list = format!("[{}]", million(r#"{"secret":"MY","label":""}"#, ","));
    for file in [lines.into_bytes(), archive.finish().unwrap().into_inner(), table.into(), list.into()] {
        assert_eq!(read(&file, &Request::new(5)).err(), Some(Refusal::TooMany.into()));
    }
}

#[test]
fn a_key_uri_without_an_end_is_named_and_not_read() {
    let long = format!("otpauth://totp/Acme:ana?secret=MY{}", "&a;b".repeat(1 << 20));
    let import = read(long.as_bytes(), &Request::new(5)).unwrap();
    assert_eq!((import.candidates.len(), import.refused[0].name.as_str()), (0, "Acme:ana"));
    assert_eq!(import.refused[0].why, crate::Why::TooLong);
}

#[test]
fn a_member_that_stands_twice_is_read_once() {
    let twice = r#"[{"secret":"MY","secret":"MZXW6YTBOI","label":"a","type":"TOTP"}]"#;
    assert_eq!(told(twice.as_bytes()).map(|accounts| accounts.len()), Ok(1));
}

#[test]
fn invalid_utf_8_is_no_text() {
    let broken = [&b"otpauth://totp/a?secret=MY"[..], b"\xff\xfe\n"].concat();
    assert_eq!(told(&broken).err(), Some(Refusal::Encoding.into()));
    assert_eq!(told(&[&broken[..], &[0]].concat()).err(), Some(Error::Unknown));
}

/// Inputs that the fuzzers found (`tests/fuzz/corpus`): for the detector, or for the reader that a
/// line starts with.
#[test]
fn what_fuzzers_found_never_ends_badly() {
    let bytes = |text: &str| Base64::decode_vec(text).unwrap();
    let request = || Request::new(5).with_passphrase(PASSPHRASE).with_most_work(100_000_000);
    let whole = include_str!("../../../tests/fuzz/corpus/import.txt").lines();
    assert!(whole.clone().count() > 50);
    for file in whole.map(bytes) {
        if let Ok(import) = read(&file, &request()) {
            assert!(import.candidates.into_iter().all(|candidate| candidate.account.validate().is_ok()));
        }
    }
    let each = include_str!("../../../tests/fuzz/corpus/reader.txt").lines();
    let each: Vec<(&str, &str)> = each.map(|line| line.split_once(' ').unwrap()).collect();
    for format in FORMATS {
        let mut own = each.iter().filter(|(reader, _)| *reader == format.id).peekable();
        assert!(own.peek().is_some(), "{} has no input", format.id);
        for (_, file) in own {
            if let Ok(import) = read_as(format, &bytes(file), &request()) {
                assert!(import.candidates.into_iter().all(|candidate| candidate.account.validate().is_ok()));
            }
        }
    }
}
