//! FIDO's Credential Exchange Format 1.0. It supports time-based codes.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::{Value, json};
use tandem_core::{
    Entropy,
    account::Account,
    base32,
    otp::{Algorithm, Scheme},
};

use super::{Lack, WriteError, addresses, lacks_beside, titled};
use crate::Request;

pub(super) fn lacks(account: &Account) -> Vec<Lack> {
    match account.scheme {
        // The standard has one byte for the period.
        Scheme::Totp { period, .. } if period.seconds() <= 255 => {
            lacks_beside(account, &[Lack::Note, Lack::Tags, Lack::Pinned, Lack::Sites])
        }
        Scheme::Totp { .. }
        | Scheme::Hotp { .. }
        | Scheme::Steam
        | Scheme::Motp { .. }
        | Scheme::Yandex { .. } => vec![Lack::Account],
    }
}

pub(super) fn write(
    accounts: &[&Account],
    request: &Request<'_>,
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, WriteError> {
    let items: Vec<Value> = accounts.iter().map(|account| item(account, id(entropy))).collect();
    let file = json!({
        "version": { "major": 1, "minor": 0 },
        "exporterRpId": "tandem.invalid",
        "exporterDisplayName": "Tandem",
        "timestamp": request.now,
        "accounts": [{ "id": id(entropy), "username": "", "email": "", "collections": [], "items": items }],
    });
    Ok(file.to_string().into_bytes())
}

fn item(account: &Account, id: String) -> Value {
    let mut credentials = Vec::new();
    if let Scheme::Totp { algorithm, digits, period } = &account.scheme {
        credentials.push(json!({
            "type": "totp",
            "secret": base32::encode(&account.secret).as_str(),
            "period": period.seconds(),
            "digits": digits.get(),
            "username": account.name,
            "algorithm": match algorithm {
                Algorithm::Sha1 => "sha1",
                Algorithm::Sha256 => "sha256",
                Algorithm::Sha512 => "sha512",
            },
            "issuer": account.issuer,
        }));
    }
    if !account.note.is_empty() {
        credentials
            .push(json!({ "type": "note", "content": { "fieldType": "string", "value": account.note } }));
    }
    json!({
        "id": id,
        "creationAt": account.created,
        "modifiedAt": account.created,
        "title": titled(account),
        "favorite": account.pinned,
        "scope": { "urls": addresses(account), "androidApps": [] },
        "credentials": credentials,
        "tags": account.tags,
    })
}

/// A random id, in base64url.
fn id(entropy: &mut dyn Entropy) -> String {
    let mut bytes = [0; 16];
    entropy.fill(&mut bytes);
    Base64UrlUnpadded::encode_string(&bytes)
}
