//! Exports from other people's phones, if the samples are there.

use std::{fs, path::Path};

use data_encoding::BASE32_NOPAD;
use serde_json::Value;
use tandem_core::otpauth::{ExportError, gather, is_export};

/// The texts of a file of exports, one on each line, some after other words.
fn texts(file: &str) -> Vec<&str> {
    let whole = |line: &str| line.find("otpauth-migration://");
    file.lines().filter_map(|line| line.get(whole(line)?..)).filter(|text| is_export(text)).collect()
}

/// Secret, issuer and name of each account in a file, in order; none if nothing can be read.
fn read(file: &str) -> Option<Vec<[String; 3]>> {
    let mut accounts = Vec::new();
    // The sample with several lines has one export on each.
    for text in texts(file) {
        let exported = match gather(&[text], 0) {
            Ok(exported) => exported,
            Err(ExportError::Broken) => return None,
            Err(error) => panic!("{error}"),
        };
        assert!(exported.refused.is_empty());
        accounts.extend(
            exported.accounts.into_iter().map(|a| [BASE32_NOPAD.encode(a.secret.expose()), a.issuer, a.name]),
        );
    }
    Some(accounts)
}

/// What the manifest expects of an entry; its `alt` reading if it has one.
fn expected(entry: &Value) -> [String; 3] {
    let text = |name: &str| {
        let value = entry.get("alt").and_then(|alt| alt.get(name)).or_else(|| entry.get(name));
        value.and_then(Value::as_str).expect("the manifest names it").to_owned()
    };
    [text("secret_base32"), text("issuer"), text("name")]
}

#[test]
fn exports_of_others_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/import-samples");
    let Ok(manifest) = fs::read(folder.join("manifest.json")) else {
        eprintln!("skipped, not found: {}", folder.display());
        return;
    };
    let manifest: Vec<Value> = serde_json::from_slice(&manifest).expect("the manifest is a list");
    let mut files = 0;
    for sample in &manifest {
        let file = sample["file"].as_str().expect("a sample has a file");
        if !file.starts_with("google-migration/") {
            continue;
        }
        files += 1;
        let found = read(&fs::read_to_string(folder.join(file)).expect("the sample is there"));
        let entries = sample["entries"].as_array().expect("a list of entries");
        let refused = sample["refused"].as_array().is_some_and(|refused| !refused.is_empty());
        let wanted = (!refused).then(|| entries.iter().map(expected).collect::<Vec<_>>());
        assert_eq!(found, wanted, "{file}");
    }
    assert_eq!(files, 4);
}
