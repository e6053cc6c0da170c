//! What apps write in other versions, on other phones and after a person edited the file: each line is a file
//! and the accounts that it holds.

use tandem_core::otp::Scheme;

use crate::{Error, Refusal, Request, Rows, read};

/// A file's accounts: `issuer|name|codes|secret`, and refused ones as `! name`.
fn told(bytes: &[u8]) -> Result<Vec<String>, Error> {
    let import = read(bytes, &Request::new(5))?;
    let each = import.candidates.iter().map(|candidate| {
        let account = &candidate.account;
        let counter = match &account.scheme {
            Scheme::Hotp { counter, .. } => format!(", {counter}"),
            _ => String::new(),
        };
        let secret = String::from_utf8_lossy(account.secret.expose()).into_owned();
        let text = format!("{}|{}|{}{counter}|{secret}", account.issuer, account.name, account.scheme);
        (candidate.origin.place, text)
    });
    let refused = import.refused.iter().map(|refused| (refused.place, format!("! {}", refused.name)));
    let mut all: Vec<(usize, String)> = each.chain(refused).collect();
    all.sort();
    Ok(all.into_iter().map(|(_, text)| text).collect())
}

fn check(text: &str, expected: &[&str]) {
    let expected: Vec<String> = expected.iter().map(|text| (*text).to_owned()).collect();
    assert_eq!(told(text.as_bytes()), Ok(expected.clone()), "{text}");
    // The same from editors of other systems.
    let with_mark = ["\u{feff}", text].concat();
    let lines = text.replace('\n', "\r\n");
    let utf16 = |unit: fn(u16) -> [u8; 2]| with_mark.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    for bytes in
        [with_mark.clone().into_bytes(), lines.into_bytes(), utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)]
    {
        assert_eq!(told(&bytes), Ok(expected.clone()), "{text}");
    }
}

const STANDARD: &str = "TOTP, SHA-1, 6, 30 s";

#[test]
fn key_uris() {
    let standard = |names: &str| format!("{names}|{STANDARD}|foobar");
    for (uri, names) in [
        ("otpauth://totp/Acme:ana?secret=MZXW6YTBOI&issuer=Acme", "Acme|ana"),
        ("otpauth://totp/Acme%3A%20ana?secret=mzxw6ytboi%3D%3D%3D%3D%3D%3D", "Acme|ana"),
        ("OTPAUTH://TOTP/Acme:ana?SECRET=MZXW6YTBOI&ISSUER=Acme", "Acme|ana"),
        ("otpauth://totp/ana?secret=MZXW 6YTB OI&issuer=Acme%20", "Acme|ana"),
        ("otpauth://totp/ana?secret=MZXW-6YTB-OI&issuer", "|ana"),
        ("otpauth://totp/?secret=MZXW6YTBOI", "|"),
        ("otpauth://totp/:ana?secret=MZXW6YTBOI&issuer=Acme", "Acme|ana"),
        ("otpauth://totp/ana@acme.example #1?secret=MZXW6YTBOI&issuer=A+B", "A B|ana@acme.example #1"),
        (
            "otpauth://totp/名前:花子🎈?secret=MZXW6YTBOI&algorithm=null&digits=null&period=null",
            "名前|花子🎈",
        ),
        (
            "otpauth://totp/ana?secret=MZXW6YTBOI&issuer=Acme&algorithm=HMAC-SHA-1&digits=6&period=30&image=x",
            "Acme|ana",
        ),
    ] {
        check(uri, &[&standard(names)]);
        check(&format!("{uri}\n\n{uri}\n"), &[&standard(names), &standard(names)]);
        check(&format!("{uri}\r{uri}"), &[&standard(names), &standard(names)]);
    }
    check("otpauth://hotp/a?secret=MY&digits=7&algorithm=sha512", &["|a|HOTP, SHA-512, 7, 0|f"]);
    check("otpauth://totp/a?secret=MY&period=60&digits=8&algo=SHA256", &["|a|TOTP, SHA-256, 8, 60 s|f"]);
    // As Authenticator writes an account with a hexadecimal key.
    check("otpauth://totp/A:a?secret=3031323334353637&issuer=A", &["A|a|TOTP, SHA-1, 6, 30 s|01234567"]);
    check("otpauth://hotp/a?secret=3031323334353637383930&counter=4", &["|a|HOTP, SHA-1, 6, 4|01234567890"]);
    check("otpauth://totp/A:a?secret=1&issuer=A", &["! A:a"]);
    check("otpauth://steam/Steam:a?secret=MY", &["Steam|a|Steam|f"]);
    check("otpauth://totp/Steam:a?secret=MY&issuer=Steam", &["Steam|a|Steam|f"]);
    check(
        "motp://Acme:a?secret=0123456789abcdef&pin=1234",
        &["Acme|a|mOTP|\u{1}#Eg\u{fffd}\u{fffd}\u{fffd}\u{fffd}"],
    );
}

#[test]
fn aegis() {
    let file = |version: u8, entries: &str, groups: &str| {
        format!(
            r#"{{"version":1,"header":{{"slots":null,"params":null}},"db":{{"version":{version},"entries":[{entries}],"groups":{groups}}}}}"#
        )
    };
    for (version, entry, groups, expected) in [
        (
            3,
            r#"{"type":"totp","name":"ana","issuer":"Acme","info":{"secret":"MZXW6YTBOI","algo":"SHA1","digits":6,"period":30}}"#,
            "[]",
            "Acme|ana|TOTP, SHA-1, 6, 30 s|foobar",
        ),
        (
            1,
            r#"{"type":"TOTP","name":"ana","issuer":"","group":"Work","info":{"secret":"mzxw6ytboi======","algo":"sha256","digits":"8","period":"60"}}"#,
            "null",
            "|ana|TOTP, SHA-256, 8, 60 s|foobar",
        ),
        (
            2,
            r#"{"type":"hotp","name":null,"issuer":"Acme","note":null,"icon":null,"info":{"secret":"MY","algo":"SHA512","digits":7,"counter":9007199254740993}}"#,
            "[]",
            "Acme||HOTP, SHA-512, 7, 9007199254740993|f",
        ),
        (
            3,
            r#"{"type":"steam","name":"ana","issuer":"Steam","info":{"secret":"MY","algo":"MD5","digits":5,"period":30}}"#,
            "[]",
            "Steam|ana|Steam|f",
        ),
        (
            3,
            r#"{"type":"motp","name":"ana","issuer":"VPN","info":{"secret":"MY","algo":"MD5","digits":6,"period":10,"pin":"1234"}}"#,
            "[]",
            "VPN|ana|mOTP|f",
        ),
        (
            3,
            r#"{"type":"motp","name":"ana","issuer":"VPN","info":{"secret":"4242","algo":"MD5","pin":1234}}"#,
            "[]",
            "VPN|ana|mOTP|BB",
        ),
        (3, r#"{"type":"totp","name":"ana","issuer":"Acme","info":{"secret":""}}"#, "[]", "! Acme: ana"),
    ] {
        check(&file(version, entry, groups), &[expected]);
    }
    assert_eq!(told(file(4, "", "[]").as_bytes()), Err(Refusal::Later.into()));
}

#[test]
fn two_fas() {
    let file = |service: &str| {
        format!(r#"{{"schemaVersion":2,"appOrigin":"ios","groups":null,"services":[{service}]}}"#)
    };
    for (service, expected) in [
        (
            r#"{"name":"Acme","secret":"MZXW6YTBOI","otp":{"account":"ana","digits":null,"period":null,"algorithm":null}}"#,
            "Acme|ana|TOTP, SHA-1, 6, 30 s|foobar",
        ),
        (
            r#"{"name":"Acme","secret":"mzxw 6ytb oi","otp":{"issuer":"","account":null,"digits":8,"period":60,"algorithm":"SHA256","tokenType":"TOTP"}}"#,
            "Acme||TOTP, SHA-256, 8, 60 s|foobar",
        ),
        (
            r#"{"name":"Acme","secret":"MY","otp":{"tokenType":"HOTP","counter":"7"}}"#,
            "Acme||HOTP, SHA-1, 6, 7|f",
        ),
        (r#"{"name":"Steam","secret":"MY","otp":{"tokenType":"STEAM","digits":5}}"#, "Steam||Steam|f"),
        (r#"{"name":"Acme","secret":"MY","otp":{"algorithm":"SHA224"}}"#, "! Acme"),
        (r#"{"name":"Acme","secret":"MY","otp":{"digits":0,"period":0}}"#, "Acme||TOTP, SHA-1, 6, 30 s|f"),
    ] {
        check(&file(service), &[expected]);
    }
}

#[test]
fn lists_of_objects() {
    for (file, expected) in [
        // andOTP
        (
            r#"[{"secret":"MZXW6YTBOI======","label":"Acme - ana","period":30,"type":"TOTP","algorithm":"SHA1"}]"#,
            "Acme|ana|TOTP, SHA-1, 6, 30 s|foobar",
        ),
        (
            r#"[{"secret":"MY","issuer":"","label":"ana","digits":8,"type":"HOTP","algorithm":"sha512","counter":3,"tags":[],"thumbnail":"Default","last_used":0}]"#,
            "|ana|HOTP, SHA-512, 8, 3|f",
        ),
        (
            r#"[{"secret":"MY","issuer":null,"label":"ana","type":"STEAM","digits":5,"last_used":1}]"#,
            "|ana|Steam|f",
        ),
        (r#"[{"secret":"0123","issuer":"VPN","label":"ana","type":"MOTP","last_used":1}]"#, "! VPN: ana"),
        (
            r#"[{"type":"TOTP","label":"ana","issuer":"Acme","secret":"MY","digits":8,"algo":"SHA256","period":60}]"#,
            "Acme|ana|TOTP, SHA-256, 8, 60 s|f",
        ),
        (
            r#"[{"type":"TOTP","label":"ana","issuer":"Steam","secret":"MY","digits":5,"algo":"SHA1","period":30}]"#,
            "Steam|ana|Steam|f",
        ),
        // What says how codes are made and is no word is not passed over.
        (r#"[{"secret":"MY","issuer":"Acme","label":"ana","type":2,"last_used":0}]"#, "! Acme: ana"),
        (r#"[{"secret":"MY","issuer":"Acme","label":"ana","algorithm":1,"last_used":0}]"#, "! Acme: ana"),
        // Raivo
        (
            r#"[{"issuer":"Acme","account":"ana","secret":"MY","algorithm":"sha1","digits":"7","kind":"totp","timer":"45","counter":"0","pinned":"false","iconType":"","iconValue":""}]"#,
            "Acme|ana|TOTP, SHA-1, 7, 45 s|f",
        ),
        (
            r#"[{"issuer":"Acme","account":"","secret":"MY","algorithm":"SHA512","digits":8,"kind":"HOTP","timer":"","counter":"12"}]"#,
            "Acme||HOTP, SHA-512, 8, 12|f",
        ),
        // Duo
        (
            r#"[{"name":"Acme","otpGenerator":{"otpSecret":"my"},"accountType":"OtpAccount"}]"#,
            "|Acme|TOTP, SHA-1, 6, 30 s|f",
        ),
        (r#"[{"name":"Acme","otpGenerator":{"otpSecret":"MY","counter":5}}]"#, "|Acme|HOTP, SHA-1, 6, 5|f"),
        // Authy's desktop app
        (
            r#"[{"name":"Acme: ana","secret":"MY","uri":"otpauth://totp/Acme:ana?secret=MY&digits=7&period=10"}]"#,
            "Acme|ana|TOTP, SHA-1, 7, 10 s|f",
        ),
        // extract_otp_secrets
        (
            r#"[{"name":"ana","secret":"MY","issuer":"Acme","type":"hotp","counter":4,"url":"x"}]"#,
            "Acme|ana|HOTP, SHA-1, 6, 4|f",
        ),
    ] {
        check(file, &[expected]);
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn objects_of_lists() {
    for (file, expected) in [
        // Stratum
        (
            r#"{"Authenticators":[{"Type":2,"Icon":null,"Issuer":"Acme","Username":null,"Secret":"MY","Pin":null,"Algorithm":0,"Digits":6,"Period":30,"Counter":0}],"Categories":null}"#,
            "Acme||TOTP, SHA-1, 6, 30 s|f",
        ),
        (
            r#"{"Authenticators":[{"Type":1,"Issuer":"Acme","Username":"ana","Secret":"MY","Algorithm":2,"Digits":8,"Period":30,"Counter":6}]}"#,
            "Acme|ana|HOTP, SHA-512, 8, 6|f",
        ),
        (
            r#"{"Authenticators":[{"Type":4,"Issuer":"Steam","Username":"ana","Secret":"MY","Digits":5,"Period":30}]}"#,
            "Steam|ana|Steam|f",
        ),
        (
            r#"{"Authenticators":[{"Type":3,"Issuer":"VPN","Username":"ana","Secret":"666F","Pin":"1234","Digits":6,"Period":10}]}"#,
            "VPN|ana|mOTP|fo",
        ),
        // FreeOTP+
        (
            r#"{"tokenOrder":["Acme:ana"],"tokens":[{"counter":0,"digits":6,"issuerExt":"Acme","label":"ana","period":30,"secret":[102],"type":"TOTP"}]}"#,
            "Acme|ana|TOTP, SHA-1, 6, 30 s|f",
        ),
        (
            r#"{"tokens":[{"algo":"sha256","counter":8,"digits":8,"issuerInt":"Int","issuerExt":"","label":"ana","secret":[102],"type":"hotp"}]}"#,
            "Int|ana|HOTP, SHA-256, 8, 8|f",
        ),
        (
            r#"{"tokenOrder":[],"tokens":[{"issuerExt":"Acme","label":"ana","secret":"MZXW6YTBOI","type":"TOTP"}]}"#,
            "Acme|ana|TOTP, SHA-1, 6, 30 s|foobar",
        ),
        // LastPass
        (
            r#"{"deviceId":"","localDeviceId":"x","version":1,"accounts":[{"issuerName":"","originalIssuerName":"Acme","userName":"","originalUserName":"ana","secret":"my","timeStep":60,"digits":8,"algorithm":"SHA256","folderData":null}],"folders":[]}"#,
            "Acme|ana|TOTP, SHA-256, 8, 60 s|f",
        ),
        // Proton Authenticator
        (
            r#"{"version":1,"entries":[{"id":"1","content":{"uri":"steam://MY","entry_type":"Steam","name":"ana"},"note":null}]}"#,
            "Steam|ana|Steam|f",
        ),
        (
            r#"{"version":1,"entries":[{"content":{"uri":"otpauth://totp/ana?secret=MY","name":"Acme"}}]}"#,
            "|ana|TOTP, SHA-1, 6, 30 s|f",
        ),
        // Bitwarden
        (
            r#"{"encrypted":false,"folders":[],"items":[{"type":1,"name":"Acme","login":{"username":null,"totp":"steam://my"}},{"type":2,"name":"note"}]}"#,
            "Acme||Steam|f",
        ),
        (
            r#"{"encrypted":false,"items":[{"type":1,"name":"Acme","login":{"username":"ana","totp":"mz xw 6y tb oi"}}]}"#,
            "Acme|ana|TOTP, SHA-1, 6, 30 s|foobar",
        ),
        (
            r#"{"encrypted":false,"collections":[],"items":[{"type":1,"name":"Acme","login":{"username":"ana","totp":"otpauth://totp/x?secret=MY&period=60"}}]}"#,
            "Acme|x|TOTP, SHA-1, 6, 60 s|f",
        ),
        // cotp
        (
            r#"{"version":2,"elements":[{"secret":"MY","issuer":"Acme","label":"ana","digits":6,"type":"Totp","algorithm":"Sha256","period":30,"counter":null,"pin":null}]}"#,
            "Acme|ana|TOTP, SHA-256, 6, 30 s|f",
        ),
        (
            r#"{"version":2,"elements":[{"secret":"666f","issuer":"VPN","label":"ana","digits":6,"type":"MOTP","algorithm":"MD5","period":10,"pin":"1234"}]}"#,
            "VPN|ana|mOTP|fo",
        ),
        // A second code among Bitwarden's fields
        (
            r#"{"encrypted":false,"items":[{"name":"Acme","login":{"username":"ana"},"fields":[{"name":"TOTP","value":"otpauth://totp/x?secret=MY","type":1},{"value":"hush"}]}]}"#,
            "Acme|x|TOTP, SHA-1, 6, 30 s|f",
        ),
        // FIDO CXF
        (
            r#"{"version":{"major":1,"minor":0},"exporterRpId":"x","accounts":[{"items":[{"title":"Acme","credentials":[{"type":"totp","secret":"MY","algorithm":"sha512","digits":8,"period":60}]}]}]}"#,
            "Acme||TOTP, SHA-512, 8, 60 s|f",
        ),
        // 1Password, unpacked
        (
            r#"{"accounts":[{"vaults":[{"items":[{"overview":{"title":"Acme"},"details":{"loginFields":[],"sections":[{"fields":[{"value":{"totp":"my"}},{"value":{"concealed":"x"}}]}]}}]},{"items":[]}]}]}"#,
            "Acme||TOTP, SHA-1, 6, 30 s|f",
        ),
        // Authenticator
        (
            r#"{"a":{"hash":"a","index":0,"type":"totp","secret":"my","issuer":"Acme::acme.example","account":"ana","encrypted":false,"digits":8,"period":60,"algorithm":"SHA512"}}"#,
            "Acme|ana|TOTP, SHA-512, 8, 60 s|f",
        ),
        (
            r#"{"a":{"hash":"a","index":0,"type":1,"secret":"MY","algorithm":3,"period":0}}"#,
            "||TOTP, SHA-512, 6, 30 s|f",
        ),
        (r#"{"a":{"hash":"a","type":"totp","secret":"MY","issuer":"Acme","algorithm":4}}"#, "! Acme"),
        (r#"{"a":{"hash":"a","type":"BATTLE","secret":"MY"}}"#, "||TOTP, SHA-1, 8, 30 s|f"),
        // Bytes without a sign
        (
            r#"{"tokenOrder":[],"tokens":[{"label":"ana","secret":[195,188],"type":"TOTP"}]}"#,
            "|ana|TOTP, SHA-1, 6, 30 s|ü",
        ),
        // Steam
        (r#"{"shared_secret":"Zg==","account_name":"ana","Session":{"SteamID":1}}"#, "Steam|ana|Steam|f"),
        // Ente's old list
        (
            r#"{"items":[{"rawData":"otpauth://totp/Acme:ana?secret=MY&issuer=Acme","display":{}}]}"#,
            "Acme|ana|TOTP, SHA-1, 6, 30 s|f",
        ),
    ] {
        check(file, &[expected]);
    }
}

#[test]
fn tables() {
    for (file, expected) in [
        (
            "folder,favorite,type,name,login_uri,login_totp\n,,1,Acme,,my,Acme,60,8\n",
            "Acme||TOTP, SHA-1, 8, 60 s|f",
        ),
        (
            "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\n\n,1,login,Acme,,,0,,ana,hush,steam://MY\n",
            "Acme|ana|Steam|f",
        ),
        (
            "\"Group\",\"Title\",\"Username\",\"Password\",\"URL\",\"Notes\",\"TOTP\"\n\"Root/Work\",\"Acme\",\"ana\",\"hush\",\"\",\"two\nlines\",\"otpauth://totp/Acme:ana?secret=MY&encoder=steam\"\n",
            "Acme|ana|Steam|f",
        ),
        ("name;secret;issuer;type\nana;MY;Acme;totp\n", "Acme|ana|TOTP, SHA-1, 6, 30 s|f"),
        // LastPass, 1Password, Proton Pass, Dashlane (new and old), NordPass, KeePass
        (
            "url,username,password,totp,extra,name,grouping,fav\nhttps://a.example,ana,hush,MY,,Acme,Work,1\n",
            "Acme|ana|TOTP, SHA-1, 6, 30 s|f",
        ),
        (
            "Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes\nAcme,https://a.example,ana,hush,otpauth://totp/?secret=MY&digits=8,false,true,,\n",
            "Acme|ana|TOTP, SHA-1, 8, 30 s|f",
        ),
        (
            "type,name,url,email,username,password,note,totp,createTime,modifyTime,vault\nlogin,Acme,https://a.example,ana,,hush,,MY,1,2,Work\n",
            "Acme|ana|TOTP, SHA-1, 6, 30 s|f",
        ),
        (
            "username,username2,username3,title,password,note,url,category,otpUrl\n,ana,,Acme,hush,,,,otpauth://totp/?secret=MY\n",
            "Acme|ana|TOTP, SHA-1, 6, 30 s|f",
        ),
        (
            "username,title,password,note,url,category,otpSecret\nana,Acme,hush,,,,m y\n",
            "Acme|ana|TOTP, SHA-1, 6, 30 s|f",
        ),
        (
            "name,url,additional_urls,username,password,cardholdername,custom_fields\nAcme,https://a.example,\"[\"\"https://b.example\"\"]\",ana,hush,,\"[{\"\"label\"\":\"\"2FA\"\",\"\"value\"\":\"\"otpauth://totp/?secret=MY\"\"}]\"\n",
            "Acme|ana|TOTP, SHA-1, 6, 30 s|f",
        ),
        (
            "Title,UserName,TimeOtp-Secret-Base32,TimeOtp-Length,HmacOtp-Secret-Base32\nAcme,ana,MY,8,\n",
            "Acme|ana|TOTP, SHA-1, 8, 30 s|f",
        ),
        // Keeper's code is whatever stands behind its name.
        ("Work,Acme,ana,hush,,,,x,y,TFC:Keeper,mz xw 6y tb oi\n", "Acme|ana|TOTP, SHA-1, 6, 30 s|foobar"),
        ("Work,Acme,ana,hush,,,,$type,login,$oneTimeCode::1,MY\n", "Acme|ana|TOTP, SHA-1, 6, 30 s|f"),
        // A spreadsheet says first what it separates by.
        ("sep=;\nName;Secret;Issuer;Type\nana;MY;Acme;totp\n", "Acme|ana|TOTP, SHA-1, 6, 30 s|f"),
    ] {
        check(file, &[expected]);
    }
}

/// Written by SQLite: see `tests/exchange/databases.py`.
#[test]
fn databases() {
    let files =
        crate::content::parse(include_str!("../../../../tests/vectors/exchange/databases.json")).unwrap();
    for (format, expected) in [
        (
            "google-database",
            &["Acme|ana|TOTP, SHA-1, 6, 30 s|foobar", "Old|bob|HOTP, SHA-1, 6, 5|foobar"][..],
        ),
        (
            "microsoft-database",
            &[
                "Acme|ana|TOTP, SHA-1, 6, 30 s|foobar",
                "Microsoft|ana@outlook.example|TOTP, SHA-1, 8, 30 s|foobar",
            ],
        ),
        ("stratum-database", &["Acme|ana|TOTP, SHA-256, 8, 60 s|foobar"]),
    ] {
        let file = crate::json::base64(crate::json::text(&files, format)).unwrap();
        assert_eq!(crate::detect(&file).map(|found| found.id), Some(format));
        assert_eq!(told(&file).unwrap(), expected, "{format}");
        for length in 0..file.len() {
            let _ = told(file.get(..length).unwrap_or_default());
        }
    }
}

#[test]
fn a_key_that_the_phone_encrypts_is_none() {
    let files =
        crate::content::parse(include_str!("../../../../tests/vectors/exchange/databases.json")).unwrap();
    let file = crate::json::base64(crate::json::text(&files, "google-database-encrypted")).unwrap();
    assert_eq!(told(&file).unwrap(), [&format!("Acme|ana|{STANDARD}|foobar"), "! Acme: bob"]);
}

#[test]
fn a_log_beside_a_database_has_its_last_accounts() {
    let files =
        crate::content::parse(include_str!("../../../../tests/vectors/exchange/databases.json")).unwrap();
    let [before, log] = ["google-database-before", "google-database-log"]
        .map(|name| crate::json::base64(crate::json::text(&files, name)).unwrap());
    let names = |logs: &[&[u8]]| {
        let along: Vec<(&str, &[u8])> = logs.iter().map(|log| ("databases-wal", *log)).collect();
        let import = read(&before, &Request::new(5).with_companions(&along)).unwrap();
        import.candidates.iter().map(|it| it.account.name.clone()).collect::<Vec<_>>()
    };
    let newer: Vec<String> = (0..20).map(|number| format!("new {number}")).collect();
    assert_eq!(names(&[]), ["ana", "bob"]);
    assert_eq!(names(&[&log]), [&["bob".to_owned()][..], &newer].concat());
    // Which of two logs is this database's, nothing says.
    assert_eq!(names(&[&log, &log]), ["ana", "bob"]);
    // A change that isn't whole is none.
    let cut = log.len() - 512;
    assert_eq!(names(&[&log[..cut]]), [&["ana".to_owned(), "bob".to_owned()][..], &newer].concat());
    assert_eq!(told(&log).err(), Some(Refusal::Log.into()));
    for place in (0..log.len()).step_by(7) {
        let mut altered = log.clone();
        altered[place] ^= 1 << (place % 8);
        let along = [("databases-wal", altered.as_slice())];
        let _ = read(&before, &Request::new(5).with_companions(&along));
    }
}

#[test]
fn what_holds_no_codes_is_refused_in_words() {
    for text in [
        "",
        " \n",
        "just a note",
        "{}",
        "[]",
        "null",
        "{\"a\":1}",
        "a,b,c\n1,2,3\n",
        "https://example.com/?secret=MY",
        "<html><body>nothing</body></html>",
        "<?xml version=\"1.0\"?><map></map>",
        r#"{"encrypted":false,"items":[{"type":1,"name":"a","login":{"totp":null}}]}"#,
        r#"{"services":[],"schemaVersion":4}"#,
        r#"{"Authenticators":[]}"#,
        r#"{"tokenOrder":[],"tokens":[]}"#,
        r#"{"version":1,"entries":[]}"#,
        r#"{"version":1,"header":{"slots":null,"params":null},"db":{"version":3,"entries":[]}}"#,
        "title,username,totp\nAcme,ana,\n",
        "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n",
    ] {
        let error = told(text.as_bytes()).unwrap_err();
        assert!(error.to_string().len() > 20, "{text}: {error}");
    }
    assert_eq!(told(b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n").err(), Some(Refusal::Pgp.into()));
    assert!(Rows::of(b"just a note").is_none());
}
