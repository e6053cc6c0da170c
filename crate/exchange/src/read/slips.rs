//! What a slip of a program or a person leaves in a file: each line is a file, and what is read or named of it.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{Error, Refusal, Request, Rows, read};

/// Each account as `issuer|name|secret`, each refused one as `! name: why`.
fn told(bytes: &[u8], request: &Request<'_>) -> Result<Vec<String>, Error> {
    let import = read(bytes, request)?;
    let each = import.candidates.iter().map(|candidate| {
        let account = &candidate.account;
        let secret = String::from_utf8_lossy(account.secret.expose());
        format!("{}|{}|{secret}", account.issuer, account.name)
    });
    let refused = import.refused.iter().map(|refused| format!("! {}: {}", refused.name, refused.why));
    Ok(each.chain(refused).collect())
}

fn check(file: impl AsRef<[u8]>, expected: &[&str]) {
    let file = file.as_ref();
    let told = told(file, &Request::new(5)).map_err(|error| error.to_string());
    let told = told.as_deref().map(|told| told.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(told, Ok(expected.to_vec()), "{}", String::from_utf8_lossy(file));
}

const DAMAGED: &str = "it is damaged in this file";

#[test]
fn key_uris_in_quotes_and_between_separators() {
    for text in [
        "\"otpauth://totp/a?secret=MY&issuer=x\"\n'otpauth://totp/b?secret=MY&issuer=x'\n",
        "`otpauth://totp/a?secret=MY&issuer=x`, <otpauth://totp/b?secret=MY&issuer=x>",
        "* [one](otpauth://totp/a?secret=MY&issuer=x)\n* [two](otpauth://totp/b?secret=MY&issuer=x)\n",
        "otpauth://totp/a?secret=MY&issuer=x otpauth://totp/b?secret=MY&issuer=x",
        "otpauth://totp/a?secret=MY&issuer=x;otpauth://totp/b?secret=MY&issuer=x;",
        "otpauth://totp/a?secret=MY&issuer=x\totpauth://totp/b?secret=MY&issuer=x\t2020\n",
        "1|otpauth://totp/a?secret=MY&issuer=x|2020\n2|otpauth://totp/b?secret=MY&issuer=x|2021\n",
        "\"otpauth://totp/a?secret=MY&issuer=x\",\"otpauth://totp/b?secret=MY&issuer=x\"",
        "Made,Address,Used\n2020,otpauth://totp/a?secret=MY&issuer=x,1\n2021,otpauth://totp/b?secret=MY&issuer=x,2\n",
        "Made;Address;Used\n2020;\"otpauth://totp/a?secret=MY&issuer=x\";1\n2021;otpauth://totp/b?secret=MY&issuer=x;2\n",
    ] {
        check(text, &["x|a|f", "x|b|f"]);
    }
    check("'otpauth://totp/O'Neill (work)?secret=MY&issuer=x'\n", &["x|O'Neill (work)|f"]);
    check("These are mine, all of them:\notpauth://totp/a,b?secret=MY&issuer=x,y", &["x,y|a,b|f"]);
}

#[test]
fn what_is_refused_is_named_and_its_secret_is_not_shown() {
    let wrong = "its secret cannot be read: the character “!” at position 2 is not part of a secret key (A to Z and 2 to 7)";
    let ok = "otpauth://totp/ok?secret=MY\n";
    check(format!("steam://M!RET\n{ok}"), &["|ok|f", &format!("! : {wrong}")]);
    check(
        format!("otpauth://totp/Acme:ana,secret=MZXW6YTBOI&issuer=x\n{ok}"),
        &["|ok|f", "! Acme:ana,: there is no secret in it: copy the whole text, or scan its QR code again"],
    );
    let no_uri = "this is not an authenticator key: it does not begin with otpauth://";
    check(
        format!("otpauth:/totp/a?secret=MY\nhttps://x.example?secret=MY\n{ok}"),
        &["|ok|f", &format!("! : {no_uri}"), &format!("! : {no_uri}")],
    );
    check(
        r#"{"version":1,"entries":[{"content":{"uri":"steam://M!","entry_type":"Steam","name":"ana"}},{"content":{"uri":"","name":"bob"}}]}"#,
        &[&format!("! ana: {wrong}"), &format!("! bob: {no_uri}")],
    );
    check(r#"[{"name":"Acme","secret":"MY","uri":""}]"#, &[&format!("! Acme: {no_uri}")]);
}

#[test]
fn what_is_there_and_no_key_is_damaged() {
    for (file, name) in [
        (r#"{"shared_secret":"!","account_name":"ana"}"#, "Steam: ana"),
        (
            r#"{"tokenOrder":[],"tokens":[{"issuerExt":"Acme","label":"ana","secret":[1,256],"type":"TOTP"}]}"#,
            "Acme: ana",
        ),
        ("Title,UserName,TimeOtp-Secret-Base64\nAcme,ana,!\n", "Acme: ana"),
    ] {
        check(file, &[&format!("! {name}: {DAMAGED}")]);
    }
    let token = r#"{"issuerExt":"Acme","label":"ana","secret":[102],"type":"TOTP"}"#;
    let map = format!(
        "<map><string name=\"tokenOrder\">[]</string><string name=\"a\">{token}</string><string name=\"Bank:bob\">{{\"issuerExt\"</string><string name=\"c\">{{\"label\":\"cat\",\"type\":\"TOTP\"}}</string></map>"
    );
    check(map, &["Acme|ana|f", &format!("! Bank:bob: {DAMAGED}"), "! cat: it has no secret key"]);
}

#[test]
fn a_quotation_mark_without_its_end_spoils_its_own_row() {
    let header = "name,login_uri,login_username,login_totp\n";
    check(
        format!("{header}Acme,,ana,MY\nBank,,\"bob,MY\nCity,,cy,MY\n\nDune,,d,MY\n"),
        &["Acme|ana|f", "City|cy|f", "Dune|d|f", &format!("! Bank: {DAMAGED}")],
    );
    check(format!("{header}Acme,,ana,MY\nBank,,bob,\"MY"), &["Acme|ana|f", &format!("! Bank: {DAMAGED}")]);
    check(format!("{header}Acme,,\"a\"\"b\nc\",MY\n5\" disk,,ana,MY"), &["Acme|a\"b c|f", "5\" disk|ana|f"]);
    check(
        "Title,UserName,TimeOtp-Secret-Base32\nAcme,\"ana,MY\nBank,bob,MY\n",
        &["Bank|bob|f", &format!("! Acme: {DAMAGED}")],
    );
}

#[test]
fn apps_without_accounts_write_files_without_accounts() {
    for file in [
        "[]",
        "{}",
        r#"{"version":1,"entries":[]}"#,
        r#"{"version":2,"elements":[]}"#,
        r#"{"version":2,"entries":[],"groups":[]}"#,
    ] {
        assert_eq!(told(file.as_bytes(), &Request::new(5)).err(), Some(Refusal::Nothing.into()), "{file}");
    }
    assert_eq!(told(br#"{"a":1}"#, &Request::new(5)).err(), Some(Error::Unknown));
}

#[test]
fn files_that_only_others_open_say_who() {
    let fingerprint = r#"{"version":1,"header":{"slots":[{"type":2,"key":"00"}],"params":{}},"db":"AAAA"}"#;
    assert_eq!(told(fingerprint.as_bytes(), &Request::new(5)).err(), Some(Refusal::Device.into()));
    // Bytes without an order: the digits of a simple generator (Numerical Recipes).
    let next = |seed: &u32| Some(seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
    let noise: Vec<u8> =
        std::iter::successors(Some(7), next).map(|seed| seed.to_be_bytes()[0]).take(2_048).collect();
    for start in [
        &[0x85, 1, 12, 3, 1, 2, 3, 4, 5, 6, 7, 8, 1][..],
        &[0x84, 94, 3, 1, 2, 3, 4, 5, 6, 7, 8, 18],
        &[0xc1, 193, 12, 3, 1, 2, 3, 4, 5, 6, 7, 8, 1],
        &[0x8c, 13, 4, 9, 3, 8],
        &[0xc3, 13, 4, 9, 3, 8],
    ] {
        let file = [start, &noise].concat();
        assert_eq!(told(&file, &Request::new(5)).err(), Some(Refusal::Pgp.into()), "{start:x?}");
    }
    // Any other bytes without an order may be andOTP's, whatever they begin with.
    let sealed = [&[0x85, 1, 12, 4][..], &noise].concat();
    assert_eq!(told(&sealed, &Request::new(5)).err(), Some(Error::NeedsPassphrase { app: "andOTP" }));
    let list = [b"bplist00", &noise[..]].concat();
    assert_eq!(told(&list, &Request::new(5)).err(), Some(Error::Unknown));
}

#[test]
fn archives_that_are_not_opened_are_to_be_unpacked() {
    for start in [&b"\x1f\x8b\x08"[..], b"BZh9", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd"] {
        let file = [start, &[0; 80]].concat();
        assert_eq!(told(&file, &Request::new(5)).err(), Some(Refusal::Archive.into()), "{start:x?}");
    }
    // An archive alone within another, and what Proton Pass encrypts.
    for (name, refusal) in [("a/more.zip", Refusal::Archive), ("Proton Pass/data.pgp", Refusal::Pgp)] {
        assert_eq!(told(&zip(&[(name, "PK")]), &Request::new(5)).err(), Some(refusal.into()), "{name}");
    }
}

#[test]
fn a_text_in_another_encoding_says_which_is_read() {
    for text in
        [&b"name,secret\nCaf\xe9,MY\n"[..], b"\x83T\x81[\x83r\x83X,\x94\xe9\x96\xa7\x8c\xae\r\nAcme,MY\r\n"]
    {
        assert_eq!(told(text, &Request::new(5)).err(), Some(Refusal::Encoding.into()));
    }
}

fn zip(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_member_of_an_archive_that_is_not_read_is_named() {
    let list = ("list.txt", "otpauth://totp/a?secret=MY");
    let broken = ("aegis.json", r#"{"version":1,"header":{"slots":[],"params":null},"db":"AA"}"#);
    check(zip(&[("README.txt", "how to"), list, broken]), &["|a|f", &format!("! aegis.json: {DAMAGED}")]);
    let inner = ("more.zip", "PK");
    let packed = "! more.zip: unpack this archive first, and choose the files in it";
    check(zip(&[list, inner]), &["|a|f", packed]);
    let sealed = ("2fas.json", r#"{"servicesEncrypted":"AAAA:AAAA:AAAA","reference":""}"#);
    let file = zip(&[list, sealed]);
    assert_eq!(told(&file, &Request::new(5)).err(), Some(Error::NeedsPassphrase { app: "Zip" }));
    assert_eq!(
        told(&file, &Request::new(5).with_passphrase("wrong")).unwrap(),
        ["|a|f", "! 2fas.json: its secret key does not open with this password"]
    );
}

/// Says of a member of a zip archive, in both places, that it is packed by another method.
fn repacked(mut file: Vec<u8>, name: &str, method: u16) -> Vec<u8> {
    for (signature, at, named) in [(b"PK\x03\x04", 8, 30), (b"PK\x01\x02", 10, 46)] {
        let is_it =
            |window: &[u8]| window.starts_with(signature) && window[named..].starts_with(name.as_bytes());
        let start = file.windows(named + name.len()).position(is_it).unwrap();
        file[start + at..start + at + 2].copy_from_slice(&method.to_le_bytes());
    }
    file
}

#[test]
fn a_compression_that_is_not_supported_is_not_called_damage() {
    let list = ("list.txt", "otpauth://totp/a?secret=MY");
    let named = "this archive is packed by a method that is not supported: \
                 unpack it and choose the files in it, or pack them again as an ordinary zip";
    // Deflate64, BZip2, LZMA, Zstandard, XZ.
    for method in [9, 12, 14, 93, 95] {
        let alone = repacked(zip(&[list]), "list.txt", method);
        assert_eq!(told(&alone, &Request::new(5)).err(), Some(Refusal::Compression.into()), "{method}");
        let one_of_two = repacked(zip(&[("other.txt", "otpauth://"), list]), "other.txt", method);
        check(one_of_two, &["|a|f", &format!("! other.txt: {named}")]);
    }
    let wallet = repacked(zip(&[("export.data", "{}")]), "export.data", 14);
    assert_eq!(told(&wallet, &Request::new(5)).err(), Some(Refusal::Compression.into()));
}

#[test]
fn a_member_that_is_damaged_hides_no_other() {
    let mut file =
        zip(&[("other.txt", "otpauth://totp/b?secret=MY"), ("list.txt", "otpauth://totp/a?secret=MY")]);
    file[40] ^= 1;
    check(&file, &["|a|f", &format!("! other.txt: {DAMAGED}")]);
}

#[test]
fn what_is_no_export_is_told_by_what_to_do_with_it() {
    let mut tar = vec![0; 512];
    tar[..8].copy_from_slice(b"list.txt");
    tar[257..262].copy_from_slice(b"ustar");
    for (file, expected) in [
        (zip(&[("[Content_Types].xml", "<a/>"), ("xl/workbook.xml", "<a/>")]), Refusal::Office),
        (zip(&[("mimetype", ""), ("content.xml", "<a/>")]), Refusal::Office),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0".to_vec(), Refusal::Office),
        (tar, Refusal::Archive),
        (b"PK\x07\x08PK\x03\x04".to_vec(), Refusal::Archive),
    ] {
        assert_eq!(told(&file, &Request::new(5)).err(), Some(expected.into()));
    }
}

#[test]
fn fields_with_their_names_beside_them_are_columns() {
    let file = r#"{"folders":[],"items":[{"title":"Acme","fields":[{"label":"Benutzer","type":"username","value":"ana"},{"label":"Einmalcode","type":"totp","value":"MZXW6YTBOI"}]}]}"#;
    let rows = Rows::of(file.as_bytes()).unwrap();
    assert_eq!(rows.columns(), ["fields.Benutzer", "fields.totp", "title"]);
    let import = rows.read(&rows.guess(), &Request::new(5)).unwrap().import;
    assert_eq!(import.candidates[0].account.issuer, "Acme");
    assert_eq!(import.candidates[0].account.secret.expose(), b"foobar");
}
