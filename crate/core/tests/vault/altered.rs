//! Every change in a vault's text is noticed, and the error names the part.

use serde_json::{Value, json};
use tandem_core::vault::{KdfParameters, OpenError, Part, RecoveryCode, UnlockMethod, Vault, VaultKey};

use crate::common::{Known, account, key_of, known_key};

/// A vault with three accounts, a tombstone and every kind of slot.
fn vault() -> Vault {
    let mut entropy = Known(3);
    let mut vault = Vault::create(&mut entropy);
    let ids = ["A", "B", "C", "D"].map(|issuer| vault.add(account(issuer, "ana"), &mut entropy).unwrap());
    vault.remove(ids[3], 7, &mut entropy).unwrap();
    vault
        .set_device_slot(&tandem_core::vault::DeviceSlot { nonce: vec![1; 12], wrapped: vec![2; 48] })
        .unwrap();
    let parameters = KdfParameters::draw(19 << 10, 2, &mut entropy).unwrap();
    let key = parameters.key("passphrase").unwrap();
    vault.add_method(&UnlockMethod::Passphrase { parameters: &parameters, key: &key }, &mut entropy).unwrap();
    vault.add_method(&UnlockMethod::Recovery(&RecoveryCode::draw(&mut entropy)), &mut entropy).unwrap();
    vault
}

/// This vault and golden ones: each with its text and its key.
fn vaults() -> Vec<(String, [u8; 32])> {
    let own = vault();
    let mut vaults = vec![(own.text(), *own.key().expose())];
    for file in [
        include_str!("../../../../tests/vectors/vault/backup.json"),
        include_str!("../../../../tests/vectors/vault/device.json"),
        include_str!("../../../../tests/vectors/vault/later.json"),
        include_str!("../../../../tests/vectors/vault/passkey.json"),
        include_str!("../../../../tests/vectors/vault/recovery.json"),
        include_str!("../../../../tests/vectors/vault/trash.json"),
    ] {
        let file: Value = serde_json::from_str(file).unwrap();
        let row = &file["rows"][0];
        vaults.push((row["text"].as_str().unwrap().to_owned(), known_key(row)));
    }
    vaults
}

fn refused(text: &str, key: VaultKey, what: &str) -> OpenError {
    match Vault::open(text, key) {
        Ok(_) => panic!("{what} was taken"),
        Err(error) => error,
    }
}

/// The parts that an error may name, by where the changed byte is: that part or, if the text has
/// lost its structure, one around it.
fn named_well(text: &str, at: usize, error: &OpenError) -> bool {
    let named = match error {
        OpenError::Altered(part) | OpenError::Malformed(part) => *part,
        // Without a quotation mark or a bracket, what follows is read as something else.
        OpenError::NotJson { line: 1, .. } | OpenError::Truncated => return true,
        // A changed id makes the key another vault's: nothing in the text can tell the two cases
        // apart.
        OpenError::WrongKey => return within(text, at, "vault", ",\"generation"),
        OpenError::Newer { .. } => return within(text, at, "format", ",\"vault"),
        _ => return false,
    };
    let (records, mac) = (text.find("\"records\":[").unwrap(), text.rfind(",\"mac\":").unwrap());
    match named {
        Part::Whole => true,
        // If a tag and its content disagree, nothing tells which of the two was changed.
        Part::Mac => at > mac,
        Part::Records => (records..=mac).contains(&at),
        Part::Record(index) => {
            let before = text[records..at.max(records)].matches('{').count();
            // An increased id comes after the next one, which is then out of order.
            (records..mac).contains(&at) && (before == index + 1 || before == index || index == 0)
        }
        Part::Header => at < records || at > mac || text[..at].ends_with(",\""),
        Part::Format => within(text, at, "format", ",\"vault"),
        Part::Vault => within(text, at, "vault", ",\"generation"),
        Part::Generation => within(text, at, "generation", ",\"slots"),
        Part::Slots => (text.find("\"slots\"").unwrap()..records).contains(&at),
    }
}

/// Whether the byte is between the name of a member and the next member.
fn within(text: &str, at: usize, name: &str, next: &str) -> bool {
    let start = text.find(&format!("\"{name}\"")).unwrap();
    (start..=start + text[start..].find(next).unwrap() + 1).contains(&at)
}

#[test]
fn every_byte_that_is_changed_is_noticed_and_its_part_is_named() {
    for (text, key) in vaults() {
        for at in 0..text.len() {
            for mask in [0x01, 0x02, 0x20, 0x40] {
                let mut bytes = text.clone().into_bytes();
                bytes[at] ^= mask;
                let Ok(changed) = String::from_utf8(bytes) else { continue };
                let at = text.floor_char_boundary(at);
                let what = format!("byte {at} ({:?}) changed by {mask}", text[at..].chars().next());
                let error = refused(&changed, VaultKey::from_bytes(key), &what);
                assert!(named_well(&text, at, &error), "{what}: {error}");
            }
        }
    }
}

#[test]
fn a_changed_byte_of_a_sealed_record_is_blamed_on_that_record() {
    let vault = vault();
    let whole: Value = serde_json::from_str(&vault.text()).unwrap();
    for index in 0..4 {
        let mut changed = whole.clone();
        let sealed = changed["records"][index]["sealed"].as_str().unwrap().to_owned();
        let other = if sealed.starts_with('A') { "B" } else { "A" };
        changed["records"][index]["sealed"] = json!(format!("{other}{}", &sealed[1..]));
        let error = refused(&changed.to_string(), key_of(&vault), "a changed record");
        assert_eq!(error, OpenError::Altered(Part::Record(index)));
    }
}

#[test]
fn every_truncation_is_noticed() {
    for (text, key) in vaults() {
        for length in (0..text.len()).filter(|length| text.is_char_boundary(*length)) {
            let error = refused(&text[..length], VaultKey::from_bytes(key), "a part of the text");
            assert_eq!(error, OpenError::Truncated, "{length}");
        }
    }
}

#[test]
fn members_that_are_missing_twice_or_new_are_noticed() {
    let vault = vault();
    let whole: Value = serde_json::from_str(&vault.text()).unwrap();
    for (name, part) in [
        ("format", Part::Format),
        ("vault", Part::Vault),
        ("generation", Part::Generation),
        ("slots", Part::Slots),
        ("records", Part::Records),
        ("mac", Part::Mac),
    ] {
        let mut changed = whole.clone();
        changed.as_object_mut().unwrap().remove(name);
        assert_eq!(refused(&changed.to_string(), key_of(&vault), name), OpenError::Malformed(part));
        let twice = format!("{{\"{name}\":{},{}", whole[name], &whole.to_string()[1..]);
        refused(&twice, key_of(&vault), "a member twice");
    }
    let mut changed = whole.clone();
    changed["later"] = json!(1);
    assert_eq!(
        refused(&changed.to_string(), key_of(&vault), "a new member"),
        OpenError::Altered(Part::Header)
    );
    let mut changed = whole;
    changed["slots"].as_array_mut().unwrap().pop();
    assert_eq!(
        refused(&changed.to_string(), key_of(&vault), "a slot less"),
        OpenError::Altered(Part::Header)
    );
}

#[test]
fn a_record_that_is_missing_doubled_exchanged_or_set_back_is_noticed() {
    let mut entropy = Known(9);
    let mut vault = vault();
    let before: Value = serde_json::from_str(&vault.text()).unwrap();
    let id = vault.entries()[1].id;
    vault.edit(id, &mut entropy, |account| account.note = "new".into()).unwrap();
    let now: Value = serde_json::from_str(&vault.text()).unwrap();
    let at = (0..4).find(|at| before["records"][at] != now["records"][at]).expect("the edited one");
    let check = |what: &str, change: &dyn Fn(&mut Vec<Value>), expected: OpenError| {
        let mut changed = now.clone();
        change(changed["records"].as_array_mut().unwrap());
        assert_eq!(refused(&changed.to_string(), key_of(&vault), what), expected, "{what}");
    };
    let list = OpenError::Altered(Part::Records);
    check("a missing record", &|records| drop(records.remove(at)), list.clone());
    check("no records", &|records| records.clear(), list.clone());
    check("a record set back", &|records| records[at] = before["records"][at].clone(), list);
    let altered = OpenError::Altered(Part::Record(at));
    let old = |records: &mut Vec<Value>| {
        records[at]["sealed"] = before["records"][at]["sealed"].clone();
    };
    check("an old content under the new revision", &old, altered.clone());
    check("another revision", &|records| records[at]["revision"] = json!(77), altered);
    let doubled = |records: &mut Vec<Value>| records.insert(at, records[at].clone());
    check("a record twice", &doubled, OpenError::Malformed(Part::Record(at + 1)));
    let exchanged = |records: &mut Vec<Value>| records.swap(0, 1);
    check("records out of order", &exchanged, OpenError::Malformed(Part::Record(1)));
    let contents = |records: &mut Vec<Value>| {
        let first = records[0]["sealed"].take();
        records[0]["sealed"] = records[1]["sealed"].take();
        records[1]["sealed"] = first;
    };
    check("contents exchanged", &contents, OpenError::Altered(Part::Record(0)));
}

#[test]
fn another_key_opens_nothing() {
    assert_eq!(refused(&vault().text(), VaultKey::from_bytes([7; 32]), "another key"), OpenError::WrongKey);
    let empty = Vault::create(&mut Known(1)).text();
    assert_eq!(refused(&empty, VaultKey::from_bytes([7; 32]), "another key"), OpenError::WrongKey);
}

#[test]
fn a_text_of_many_members_is_refused_at_once() {
    let whole = vault().text();
    let many: Vec<String> = (0..100_000).map(|at| format!("\"{at}\":0")).collect();
    let many = many.join(",");
    for (from, to, part) in [
        ("\"slots\":[", format!("\"more\":{{{many}}},\"slots\":["), Part::Header),
        ("\"slots\":[", format!("\"slots\":[{{\"kind\":\"later\",{many}}},"), Part::Header),
        ("\"records\":[{", format!("\"records\":[{{{many},"), Part::Record(0)),
    ] {
        let text = whole.replacen(from, &to, 1);
        let (done, timed) = std::sync::mpsc::channel();
        std::thread::spawn(move || done.send(Vault::open(&text, VaultKey::from_bytes([0; 32])).err()));
        let refused = timed.recv_timeout(std::time::Duration::from_secs(5));
        assert_eq!(refused, Ok(Some(OpenError::Malformed(part))), "before anything is authenticated");
    }
}
