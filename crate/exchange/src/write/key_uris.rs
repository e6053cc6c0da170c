//! A list of Key URIs, one on each line.

use tandem_core::{Entropy, account::Account, otpauth};

use super::{Lack, WriteError, lacks_beside};
use crate::Request;

pub(super) fn lacks(account: &Account) -> Vec<Lack> {
    lacks_beside(account, &[])
}

pub(super) fn write(
    accounts: &[&Account],
    _: &Request<'_>,
    _: &mut dyn Entropy,
) -> Result<Vec<u8>, WriteError> {
    let mut list = Vec::new();
    for account in accounts {
        list.extend_from_slice(otpauth::write(account).as_bytes());
        list.push(b'\n');
    }
    Ok(list)
}
