//! KeePassXC's table. It supports time-based and Steam codes.

use tandem_core::{Entropy, account::Account, otp::Scheme, otpauth};
use zeroize::Zeroizing;

use super::{Lack, WriteError, addresses, lacks_beside_a_tag, put_row, titled};
use crate::Request;

const COLUMNS: [&str; 7] = ["Group", "Title", "Username", "Password", "URL", "Notes", "TOTP"];

/// The program's name for the root group.
const ROOT: &str = "Root";

pub(super) fn lacks(account: &Account) -> Vec<Lack> {
    match account.scheme {
        Scheme::Totp { .. } | Scheme::Steam => {
            let mut lacks = lacks_beside_a_tag(account, &[Lack::Note, Lack::Sites]);
            // One address for each entry.
            if account.sites.len() > 1 {
                lacks.push(Lack::Sites);
            }
            lacks
        }
        Scheme::Hotp { .. } | Scheme::Motp { .. } | Scheme::Yandex { .. } => vec![Lack::Account],
    }
}

pub(super) fn write(
    accounts: &[&Account],
    _: &Request<'_>,
    _: &mut dyn Entropy,
) -> Result<Vec<u8>, WriteError> {
    let mut table = String::new();
    let mut put = |row: [&str; 7]| put_row(&row, &mut table);
    put(COLUMNS);
    for account in accounts {
        let group = account.tags.first().map_or_else(|| ROOT.to_owned(), |tag| format!("{ROOT}/{tag}"));
        let site = addresses(account).into_iter().next().unwrap_or_default();
        let code = code(account);
        put([&group, titled(account), &account.name, "", &site, &account.note, &code]);
    }
    Ok(table.into_bytes())
}

/// The program marks Steam's codes by a parameter of its own.
fn code(account: &Account) -> Zeroizing<String> {
    let uri = otpauth::write(account);
    match uri.strip_prefix("otpauth://steam/") {
        Some(rest) => Zeroizing::new(["otpauth://totp/", rest, "&encoder=steam"].concat()),
        None => uri,
    }
}
