//! Google Authenticator's QR codes, ten accounts each, as a page to scan from the screen or from paper.

use tandem_core::{Entropy, account::Account, otpauth};
use zeroize::Zeroizing;

use super::{Lack, WriteError, html::Page, lacks_beside};
use crate::Request;

pub(super) fn lacks(account: &Account) -> Vec<Lack> {
    if otpauth::is_exportable(account) { lacks_beside(account, &[]) } else { vec![Lack::Account] }
}

pub(super) fn write(
    accounts: &[&Account],
    _: &Request<'_>,
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, WriteError> {
    let texts = texts(accounts, entropy);
    let of = texts.len();
    let mut page = Page::new("Google Authenticator");
    for (number, text) in (1_usize..).zip(&texts) {
        page.code(&[&format!("{number} / {of}")], text);
    }
    page.finish()
}

/// The texts of the codes.
pub(super) fn texts(accounts: &[&Account], entropy: &mut dyn Entropy) -> Vec<Zeroizing<String>> {
    let mut id = [0; 4];
    entropy.fill(&mut id);
    otpauth::write_export(accounts.iter().copied(), i32::from_be_bytes(id))
}
