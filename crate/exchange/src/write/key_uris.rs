//! A list of key URIs, one a line.

use tandem_core::{Entropy, account::Account, otpauth};

use super::{Lack, lacks_more};

pub(super) fn lacks(account: &Account) -> Vec<Lack> {
    lacks_more(account)
}

pub(super) fn write(accounts: &[&Account], _: &str, _: &mut dyn Entropy) -> Vec<u8> {
    let mut list = Vec::new();
    for account in accounts {
        list.extend_from_slice(otpauth::write(account).as_bytes());
        list.push(b'\n');
    }
    list
}
