//! Files that are made to cost much: each ends in the sentence of its own kind.

use std::io::{Cursor, Write};

use super::*;
use crate::MAX_FILE;

/// An archive of members that hold so many spaces each.
fn zip(lengths: &[usize]) -> Vec<u8> {
    zip_of(&lengths.iter().map(|length| vec![b' '; *length]).collect::<Vec<_>>())
}

fn zip_of(members: &[Vec<u8>]) -> Vec<u8> {
    let fast = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .compression_level(Some(1));
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (number, member) in members.iter().enumerate() {
        archive.start_file(format!("{number}.txt"), fast).unwrap();
        archive.write_all(member).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Aegis's file, by scrypt.
fn aegis(n: u64, p: u64) -> Vec<u8> {
    let parameters = r#"{"nonce":"000000000000000000000000","tag":"00000000000000000000000000000000"}"#;
    let slot =
        format!(r#"{{"type":1,"n":{n},"r":8,"p":{p},"salt":"00","key":"00","key_params":{parameters}}}"#);
    format!(r#"{{"version":1,"header":{{"slots":[{slot}],"params":{parameters}}},"db":"AAAA"}}"#).into()
}

/// Ente's file, by Argon2.
fn argon2(kibibytes: u64, passes: u64) -> Vec<u8> {
    let costs = format!(r#""memLimit":{},"opsLimit":{passes}"#, kibibytes << 10);
    format!(r#"{{"version":1,"kdfParams":{{{costs},"salt":"AAAAAAAAAAAAAAAAAAAAAA=="}},"encryptedData":"AAAA","encryptionNonce":"AAAA"}}"#).into()
}

/// Bitwarden's file.
const PBKDF2: &str = r#"{"encrypted":true,"passwordProtected":true,"salt":"AAAA","kdfType":0,"kdfIterations":4000000000,"encKeyValidation_DO_NOT_EDIT":"2.AA==|AA==|AA==","data":"x"}"#;

#[test]
fn a_bomb_ends_in_the_sentence_of_its_kind() {
    let entities = "<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">";
    let nothing = Some(Refusal::Nothing.into());
    let broken = |app| Some(Error::Broken { app });
    for (name, file, expected) in [
        ("a large file", vec![b' '; MAX_FILE + 1], Some(Refusal::TooLong.into())),
        ("a large member", zip(&[MAX_FILE + 1]), Some(Refusal::TooLong.into())),
        ("members that are large together", zip(&[1 << 16, MAX_FILE]), Some(Refusal::TooLong.into())),
        ("a thousand and one members", zip(&[0; 1_001]), Some(Refusal::TooMany.into())),
        ("JSON of many values", format!("[{}0]", "0,".repeat(2 << 20)).into(), Some(Refusal::TooMany.into())),
        (
            "JSON of many values in an archive",
            zip_of(&[format!("[{}0]", "0,".repeat(2 << 20)).into(), b"hello".to_vec()]),
            Some(Refusal::TooMany.into()),
        ),
        ("JSON that is nested", "[".repeat(1 << 20).into(), broken(None)),
        (
            "JSON that is nested and closed",
            format!("{}{}", "[".repeat(1 << 20), "]".repeat(1 << 20)).into(),
            broken(None),
        ),
        (
            "XML of entities",
            format!("<!DOCTYPE map [{entities}]><map><string name=\"a\">&b;</string></map>").into(),
            Some(Error::Unknown),
        ),
        ("XML that is nested", "<map><a>".repeat(1 << 18).into(), broken(None)),
        (
            "KeePass's XML that is nested",
            format!("<KeePassFile>{}", "<Group>".repeat(1 << 20)).into(),
            broken(Some("KeePass XML")),
        ),
        ("KeePass's XML without entries", "<KeePassFile><Root></Root></KeePassFile>".into(), nothing),
        ("scrypt in memory", aegis(1 << 30, 1), Some(Refusal::TooMuchMemory { mebibytes: 1 << 20 }.into())),
        ("scrypt in time", aegis(1 << 15, 4_000), Some(Refusal::TooSlow { seconds: 1_154 }.into())),
        ("PBKDF2", PBKDF2.into(), Some(Refusal::TooSlow { seconds: 4_000 }.into())),
        ("Argon2 in memory", argon2(1 << 21, 1), Some(Refusal::TooMuchMemory { mebibytes: 2_048 }.into())),
        ("Argon2 in time", argon2(1 << 20, 1_000), Some(Refusal::TooSlow { seconds: 2_465 }.into())),
    ] {
        assert_eq!(told(&file).err(), expected, "{name}");
    }
}
