//! 2FAS, schema 4. It supports TOTP, HOTP and Steam codes.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tandem_core::{Entropy, account::Account, base32, otp::Scheme, otpauth};

use super::{
    Lack, WriteError,
    aegis::{groups, hash},
    lacks_beside_a_tag, titled,
};
use crate::Request;

/// The lengths and periods that the app supports; for others it would make wrong codes.
const DIGITS: std::ops::RangeInclusive<u8> = 5..=8;
const PERIODS: [u32; 4] = [10, 30, 60, 90];

/// The icon collection that the app gives a service without an icon. Other readers of its files
/// expect one.
const NO_ICON: &str = "a5b3fb65-4ec5-43e6-8ec1-49e24ca9e7ad";

pub(super) fn lacks(account: &Account) -> Vec<Lack> {
    let fits = match &account.scheme {
        Scheme::Totp { digits, period, .. } => {
            DIGITS.contains(&digits.get()) && PERIODS.contains(&period.seconds())
        }
        // The app's counter has 32 bits and a sign; a larger one makes the whole file unreadable.
        Scheme::Hotp { digits, counter, .. } => {
            DIGITS.contains(&digits.get()) && i32::try_from(*counter).is_ok()
        }
        Scheme::Steam => true,
        Scheme::Motp { .. } | Scheme::Yandex { .. } => false,
    };
    if fits { lacks_beside_a_tag(account, &[]) } else { vec![Lack::Account] }
}

pub(super) fn write(
    accounts: &[&Account],
    _: &Request<'_>,
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, WriteError> {
    let groups = groups(accounts, entropy);
    let services: Vec<Value> =
        accounts.iter().enumerate().map(|(place, account)| service(account, place, &groups)).collect();
    let groups: Vec<Value> = groups
        .iter()
        .map(|(name, id)| json!({ "id": id, "name": name, "isExpanded": true, "updatedAt": 0 }))
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
    Ok(file.to_string().into_bytes())
}

fn service(account: &Account, place: usize, groups: &BTreeMap<&str, String>) -> Value {
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
    let name = titled(account);
    let mut service = json!({
        "name": name,
        "secret": base32::encode(&account.secret).as_str(),
        "updatedAt": 0,
        "otp": otp,
        "order": { "position": place },
        "icon": {
            "selected": "Label",
            "label": { "text": name.chars().take(2).collect::<String>(), "backgroundColor": "Default" },
            "iconCollection": { "id": NO_ICON },
        },
    });
    let group = account.tags.first().and_then(|tag| groups.get(tag.as_str()));
    if let (Some(id), Some(service)) = (group, service.as_object_mut()) {
        service.insert("groupId".into(), id.as_str().into());
    }
    service
}
