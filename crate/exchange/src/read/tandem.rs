//! Tandem's own backups: a sealed vault, opened by the passphrase it was saved with or by the recovery code.

use tandem_core::vault::{Header, KdfError, OpenError, RecoveryCode, UnlockError, Vault, VaultKey};

use crate::{Candidate, Content, Error, Import, Refusal, Request, kdf::ARGON2_BLOCK};

pub(crate) fn detect(content: &Content<'_>) -> bool {
    let members = ["format", "vault", "slots", "records"];
    content.json().is_some_and(|file| members.iter().all(|member| file.get(member).is_some()))
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let text = content.text().ok_or(Error::BROKEN)?;
    let header = Header::read(text).map_err(broken)?;
    let vault = Vault::open(text, key(&header, request)?).map_err(broken)?;
    let mut import = Import::new(request.now);
    for entry in vault.entries() {
        import.keep(Candidate::of(entry.account.duplicate()));
    }
    Ok(import)
}

fn key(header: &Header, request: &Request<'_>) -> Result<VaultKey, Error> {
    if !header.has_passphrase() && !header.has_recovery() {
        return Err(Refusal::Device.into());
    }
    let entered = request.passphrase()?;
    if header.has_recovery()
        && let Ok(code) = RecoveryCode::parse(entered)
    {
        return header.unlock_by_recovery(&code).map_err(locked);
    }
    for parameters in header.kdfs() {
        request.spend(u64::from(parameters.memory()) * u64::from(parameters.passes()), ARGON2_BLOCK)?;
    }
    header.unlock_by_passphrase(entered).map_err(locked)
}

fn locked(error: UnlockError) -> Error {
    match error {
        UnlockError::Wrong | UnlockError::NoSlot | UnlockError::KdfParameters(KdfError::Empty) => {
            Error::wrong_passphrase()
        }
        UnlockError::Unreadable => Refusal::Later.into(),
        UnlockError::Unusable | UnlockError::KdfParameters(_) => Error::BROKEN,
    }
}

fn broken(error: OpenError) -> Error {
    match error {
        OpenError::Newer { .. } => Refusal::Later.into(),
        _ => Error::BROKEN,
    }
}
