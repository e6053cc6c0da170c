//! An encrypted backup of the chosen accounts, to give to somebody else: a separate vault, under a
//! passphrase.

use tandem_core::{
    Entropy,
    account::Account,
    vault::{BackupFor, KdfParameters, Vault},
};

use super::{Lack, WriteError};
use crate::Request;

/// It can store everything.
pub(super) fn lacks(_: &Account) -> Vec<Lack> {
    Vec::new()
}

pub(super) fn write(
    accounts: &[&Account],
    request: &Request<'_>,
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, WriteError> {
    let mut entropy = Drawn(entropy);
    let mut vault = Vault::create(&mut entropy);
    for account in accounts {
        vault.add(account.duplicate(), &mut entropy).map_err(|_| WriteError::NotReadBack)?;
    }
    let passphrase = request.passphrase().map_err(|_| WriteError::NoPassphrase)?;
    let parameters = KdfParameters::draw(KdfParameters::MEMORY, KdfParameters::PASSES, &mut entropy);
    let parameters = parameters.map_err(|_| WriteError::NotReadBack)?;
    let key = parameters.key(passphrase).map_err(|_| WriteError::NoPassphrase)?;
    let backup = vault.backup((&parameters, &key), BackupFor::Anybody, request.now, &mut entropy);
    Ok(backup.map_err(|_| WriteError::NotReadBack)?.into_bytes())
}

/// Random bytes from the caller's source.
struct Drawn<'a>(&'a mut dyn Entropy);

impl Entropy for Drawn<'_> {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }
}
