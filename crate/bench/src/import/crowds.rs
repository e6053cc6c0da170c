//! Files with more accounts than a vault can have, in each text format: a million, or as many as
//! fit into the largest allowed file, and just too many, which get further.

use std::fmt::Write;

use anyhow::{Result, bail};
use tandem_exchange::{MAX_FILE, detect};

/// How many accounts: no file of the first count gets through the parser, each of the second does.
const COUNTS: [usize; 2] = [1_000_000, 25_000];

/// A format, its start, one account, the separator, and its end. `#` becomes the account's number.
type Crowd = [&'static str; 5];

const CROWDS: &[Crowd] = &[
    [
        "tandem",
        r#"{"format":1,"records":["#,
        r#"{"id":"AAAAAAAAAAAAAAAAAAAAAA","revision":1,"sealed":"AA"}"#,
        ",",
        r#"],"mac":{"header":"AA","records":"AA"},"generation":1,"slots":[],"vault":"AAAAAAAAAAAAAAAAAAAAAA"}"#,
    ],
    [
        "aegis",
        r#"{"header":{"slots":null,"params":null},"db":{"version":3,"groups":[],"entries":["#,
        r#"{"info":{"secret":"MY"},"groups":["a"]}"#,
        ",",
        "]}}",
    ],
    [
        "aegis",
        r#"{"db":"AA","header":{"params":{"nonce":"00","tag":"00"},"slots":["#,
        r#"{"type":1,"n":2,"r":1,"p":1,"salt":"00","key":"00","key_params":{"nonce":"00","tag":"00"}}"#,
        ",",
        "]}}",
    ],
    ["2fas", r#"{"schemaVersion":4,"services":["#, r#"{"secret":"MY","otp":{}}"#, ",", "]}"],
    ["bhxch-totp", r#"{"entries":["#, r#"{"uuid":"","secret":"MY","label":"","groupIds":[]}"#, ",", "]}"],
    ["proton-authenticator", r#"{"version":1,"entries":["#, r#"{"content":{"uri":"steam://MY"}}"#, ",", "]}"],
    ["stratum", r#"{"Authenticators":["#, r#"{"Type":2,"Secret":"M#Y"}"#, ",", "]}"],
    [
        "stratum",
        r#"{"Authenticators":[{"Type":2,"Secret":"MY"}],"AuthenticatorCategories":["#,
        r##"{"AuthenticatorSecret":"MY","CategoryId":"#"}"##,
        ",",
        "]}",
    ],
    [
        "raivo",
        "[",
        r#"{"issuer":"","account":"","secret":"MY","kind":"TOTP","timer":"30","iconType":""}"#,
        ",",
        "]",
    ],
    ["duo", "[", r#"{"otpGenerator":{"otpSecret":"MY"}}"#, ",", "]"],
    ["andotp", "[", r#"{"secret":"MY","label":"","type":""}"#, ",", "]"],
    ["freeotp", r#"{"tokenOrder":[],"tokens":["#, r#"{"secret":[1]}"#, ",", "]}"],
    [
        "freeotp",
        "<map>",
        r#"<string name="a">{&quot;secret&quot;:[1],&quot;type&quot;:&quot;TOTP&quot;}</string>"#,
        "",
        "</map>",
    ],
    ["authy", "[", r#"{"name":"","secret":"","uri":"otpauth://totp/?secret=MY"}"#, ",", "]"],
    ["steam", r#"{"accounts":{"#, r##""#":{"shared_secret":"AA=="}"##, ",", "}}"],
    ["bitwarden", r#"{"encrypted":false,"items":["#, r#"{"login":{"totp":"MY"}}"#, ",", "]}"],
    [
        "bitwarden",
        r#"{"encrypted":false,"folders":["#,
        r##"{"id":"#","name":"a"}"##,
        ",",
        r#"],"items":[{"folderId":"1","login":{"totp":"MY"}}]}"#,
    ],
    ["lastpass", r#"{"localDeviceId":"","accounts":["#, r#"{"secret":"MY"}"#, ",", "]}"],
    [
        "cxf",
        r#"{"exporterRpId":"","accounts":[{"items":["#,
        r#"{"credentials":[{"type":"totp","secret":"MY"}]}"#,
        ",",
        "]}]}",
    ],
    [
        "cxf",
        r#"{"exporterRpId":"","accounts":[{"items":[{"id":"a","credentials":[{"type":"totp","secret":"MY"}]}],"collections":["#,
        r##"{"id":"#","title":"#","items":[{"item":"a"}]}"##,
        ",",
        "]}]}",
    ],
    [
        "keeper",
        r#"{"records":["#,
        r#"{"title":"","login":"","custom_fields":{"$oneTimeCode":"MY"}}"#,
        ",",
        "]}",
    ],
    ["dashlane", r#"{"AUTHENTIFIANT":["#, r#"{"otpSecret":"MY"}"#, ",", "]}"],
    ["proton-pass", r#"{"vaults":{"v":{"items":["#, r#"{"data":{"content":{"totpUri":"MY"}}}"#, ",", "]}}}"],
    [
        "1pux",
        r#"{"accounts":[{"vaults":[{"items":["#,
        r#"{"details":{"sections":[{"fields":[{"value":{"totp":"MY"}}]}]}}"#,
        ",",
        "]}]}]}",
    ],
    ["extract-otp-secrets", "[", r#"{"name":"","secret":"MY","issuer":"","type":"totp","url":""}"#, ",", "]"],
    ["cotp", r#"{"elements":["#, r#"{"secret":"MY","label":"","type":""}"#, ",", "]}"],
    ["authenticator-extension", "{", r##""#":{"secret":"MY","type":"totp","hash":"#"}"##, ",", "}"],
    ["key-uris", "[", r#""otpauth://totp/?secret=MY""#, ",", "]"],
    ["key-uris", "", "otpauth://totp/?secret=M#Y", "\n", ""],
    ["key-uris", "", "otpauth-migration://offline?data=CgUKAWESAWE", "\n", ""],
    [
        "keepass-xml",
        "<KeePassFile><Root><Group>",
        "<Entry><String><Key>otp</Key><Value>MY</Value></String></Entry>",
        "",
        "</Group></Root></KeePassFile>",
    ],
    ["html", "<html>", "<b>otpauth://totp/#?secret=MY", "", ""],
    ["bitwarden-csv", "folder,favorite,type,name,login_uri,login_totp\n", ",,,,,MY", "\n", ""],
    ["keepass-csv", "Title,TimeOtp-Secret-Base32\n", "a,MY", "\n", ""],
    ["keepassxc-csv", "Title,Username,TOTP\n", "a,b,MY", "\n", ""],
    ["lastpass-csv", "url,username,password,totp,extra,name,grouping,fav\n", ",,,MY,,,,", "\n", ""],
    ["keeper-csv", "Folder,Title,Login,Password,Website Address\n", "a,b,c,d,e,TFC:Keeper,MY", "\n", ""],
    ["dashlane-csv", "username,title,password,otpSecret\n", "a,b,c,MY", "\n", ""],
    [
        "nordpass",
        "name,url,additional_urls,username,password,cardholdername,custom_fields\n",
        "a,,,b,,,otpauth://?secret=MY",
        "\n",
        "",
    ],
    [
        "1password-csv",
        "Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes\n",
        "a,,,,MY,,,,",
        "\n",
        "",
    ],
    [
        "proton-pass-csv",
        "type,name,url,email,username,password,note,totp,createTime,modifyTime,vault\n",
        ",,,,,,,MY,,,",
        "\n",
        "",
    ],
];

/// Their names and contents.
///
/// # Errors
/// One is no longer recognised as its format.
pub(super) fn crowds() -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for crowd @ [format, ..] in CROWDS {
        for count in COUNTS {
            let file = file(crowd, count)?;
            let found = detect(&file).map(|found| found.id);
            // If the parser refuses it, the format stays unknown.
            if found != Some(format) && count < COUNTS[0] {
                bail!("{format} is taken for {found:?}");
            }
            files.push((format!("{format} of {count}"), file));
        }
    }
    Ok(files)
}

fn file([_, head, account, between, tail]: &Crowd, most: usize) -> Result<Vec<u8>> {
    let mut file = (*head).to_owned();
    for number in 0..most {
        if file.len() + account.len() + tail.len() + 16 > MAX_FILE {
            break;
        }
        if number > 0 {
            file.push_str(between);
        }
        let mut parts = account.split('#');
        file.push_str(parts.next().unwrap_or_default());
        for part in parts {
            write!(file, "{number}{part}")?;
        }
    }
    file.push_str(tail);
    Ok(file.into_bytes())
}
