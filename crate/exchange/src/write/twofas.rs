//! 2FAS, schema 4. It makes TOTP, HOTP and Steam codes.

use serde_json::{Value, json};
use tandem_core::{Entropy, account::Account, base32, otp::Scheme, otpauth};

use super::{
    Lack,
    aegis::{hash, uuid},
    lacks_more,
};

pub(super) fn lacks(account: &Account) -> Vec<Lack> {
    if matches!(account.scheme, Scheme::Motp { .. } | Scheme::Yandex { .. }) {
        return vec![Lack::Account];
    }
    let mut lacks = lacks_more(account);
    // One group an account.
    lacks.retain(|lack| *lack != Lack::Tags || account.tags.len() > 1);
    lacks
}

pub(super) fn write(accounts: &[&Account], _: &str, entropy: &mut dyn Entropy) -> Vec<u8> {
    let mut groups: Vec<(String, &str)> = Vec::new();
    for tag in accounts.iter().filter_map(|account| account.tags.first()) {
        if groups.iter().all(|(_, name)| name != tag) {
            groups.push((uuid(entropy), tag));
        }
    }
    let services: Vec<Value> =
        accounts.iter().enumerate().map(|(place, account)| service(account, place, &groups)).collect();
    let groups: Vec<Value> = groups
        .iter()
        .map(|(id, name)| json!({ "id": id, "name": name, "isExpanded": true, "updatedAt": 0 }))
        .collect();
    let file = json!({
        "services": services,
        "groups": groups,
        "updatedAt": 0,
        "schemaVersion": 4,
        "appVersionCode": 5_000_012,
        "appVersionName": "5.2.0",
        "appOrigin": "android",
    });
    file.to_string().into_bytes()
}

fn service(account: &Account, place: usize, groups: &[(String, &str)]) -> Value {
    let mut otp = json!({
        "link": otpauth::write(account).as_str(),
        "label": account.name,
        "account": account.name,
        "issuer": account.issuer,
        "source": "Link",
    });
    let mut put =
        |name: &str, value: Value| drop(otp.as_object_mut().map(|otp| otp.insert(name.into(), value)));
    match &account.scheme {
        Scheme::Totp { algorithm, digits, period } => {
            put("tokenType", "TOTP".into());
            put("algorithm", hash(*algorithm).into());
            put("digits", digits.get().into());
            put("period", period.seconds().into());
        }
        Scheme::Hotp { algorithm, digits, counter } => {
            put("tokenType", "HOTP".into());
            put("algorithm", hash(*algorithm).into());
            put("digits", digits.get().into());
            put("counter", (*counter).into());
        }
        Scheme::Steam | Scheme::Motp { .. } | Scheme::Yandex { .. } => {
            put("tokenType", "STEAM".into());
            put("algorithm", "SHA1".into());
            put("digits", 5.into());
            put("period", 30.into());
        }
    }
    let name = if account.issuer.is_empty() { &account.name } else { &account.issuer };
    let mut service = json!({
        "name": name,
        "secret": base32::encode(&account.secret).as_str(),
        "updatedAt": 0,
        "otp": otp,
        "order": { "position": place },
        "icon": { "selected": "Label", "label": { "text": name.chars().take(2).collect::<String>(), "backgroundColor": "Default" } },
    });
    let group = account.tags.first().and_then(|tag| groups.iter().find(|(_, name)| name == tag));
    if let (Some((id, _)), Some(service)) = (group, service.as_object_mut()) {
        service.insert("groupId".into(), id.as_str().into());
    }
    service
}
