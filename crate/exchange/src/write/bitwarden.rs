//! Bitwarden's vault, as JSON and as a table. It supports time-based and Steam codes.

use serde_json::{Value, json};
use tandem_core::{
    Entropy,
    account::{Account, Site},
    base32,
    otp::Scheme,
    otpauth,
};
use zeroize::Zeroizing;

use super::{
    Lack, WriteError, address, addresses,
    aegis::{groups, uuid},
    lacks_beside_a_tag, put_row, titled,
};
use crate::{Request, read::bitwarden::HOST};

const COLUMNS: [&str; 11] = [
    "folder",
    "favorite",
    "type",
    "name",
    "notes",
    "fields",
    "reprompt",
    "login_uri",
    "login_username",
    "login_password",
    "login_totp",
];

pub(super) fn lacks(account: &Account) -> Vec<Lack> {
    lacks_with(account, &[Lack::Note, Lack::Pinned, Lack::Sites, Lack::OnlyHost])
}

pub(super) fn lacks_in_table(account: &Account) -> Vec<Lack> {
    let mut lacks = lacks_with(account, &[Lack::Note, Lack::Pinned, Lack::Sites]);
    // Its readers take these for the end of a tag.
    if account.tags.iter().any(|tag| tag.contains([',', ';'])) && !lacks.contains(&Lack::Tags) {
        lacks.push(Lack::Tags);
    }
    lacks
}

fn lacks_with(account: &Account, held: &[Lack]) -> Vec<Lack> {
    match account.scheme {
        Scheme::Totp { .. } | Scheme::Steam => lacks_beside_a_tag(account, held),
        Scheme::Hotp { .. } | Scheme::Motp { .. } | Scheme::Yandex { .. } => vec![Lack::Account],
    }
}

pub(super) fn write(
    accounts: &[&Account],
    _: &Request<'_>,
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, WriteError> {
    let groups = groups(accounts, entropy);
    let item = |account: &&Account| {
        let folder = account.tags.first().and_then(|tag| groups.get(tag.as_str()));
        let uri = |site: &Site| json!({ "match": site.exact.then_some(HOST), "uri": address(site) });
        let uris: Vec<Value> = account.sites.iter().map(uri).collect();
        json!({
            "id": uuid(entropy),
            "organizationId": null,
            "folderId": folder,
            "type": 1,
            "reprompt": 0,
            "name": titled(account),
            "notes": Some(&account.note).filter(|note| !note.is_empty()),
            "favorite": account.pinned,
            "login": {
                "uris": uris,
                "username": account.name,
                "password": null,
                "totp": code(account).as_str(),
            },
            "collectionIds": null,
        })
    };
    let items: Vec<Value> = accounts.iter().map(item).collect();
    let folders: Vec<Value> = groups.iter().map(|(name, id)| json!({ "id": id, "name": name })).collect();
    Ok(json!({ "encrypted": false, "folders": folders, "items": items }).to_string().into_bytes())
}

pub(super) fn table(
    accounts: &[&Account],
    _: &Request<'_>,
    _: &mut dyn Entropy,
) -> Result<Vec<u8>, WriteError> {
    let mut table = String::new();
    let mut put = |row: [&str; 11]| put_row(&row, &mut table);
    put(COLUMNS);
    for account in accounts {
        let folder = account.tags.first().map_or("", String::as_str);
        let pinned = if account.pinned { "1" } else { "" };
        let (sites, code) = (addresses(account).join(","), code(account));
        let (title, note) = (titled(account), account.note.as_str());
        put([folder, pinned, "login", title, note, "", "0", &sites, &account.name, "", &code]);
    }
    Ok(table.into_bytes())
}

fn code(account: &Account) -> Zeroizing<String> {
    match account.scheme {
        Scheme::Steam => Zeroizing::new(format!("steam://{}", *base32::encode(&account.secret))),
        _ => otpauth::write(account),
    }
}
