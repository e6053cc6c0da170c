//! Tandem's own backups: a sealed vault, opened by the passphrase it was saved with or by the recovery code.

use tandem_core::vault::{Header, KdfError, OpenError, RecoveryCode, UnlockError, Vault, VaultKey};

use crate::{Candidate, Content, Error, Import, Refusal, Request, Why, fit::clip, kdf::ARGON2_BLOCK};

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
    for trashed in vault.trashed_records() {
        import.refuse(clip(trashed.entry.account.title().unwrap_or_default()), Why::Trashed);
    }
    for _ in 0..vault.unreadable() {
        import.refuse(String::new(), Why::Later);
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

#[cfg(test)]
mod tests {
    use tandem_core::{
        Entropy,
        account::Account,
        otp::Scheme,
        secret::Secret,
        vault::{BackupFor, KdfParameters, Vault, VaultKey},
    };

    use crate::{Import, Refused, Request, Why, read};

    /// Bytes that differ from draw to draw.
    struct Numbered(u8);

    impl Entropy for Numbered {
        fn fill(&mut self, bytes: &mut [u8]) {
            self.0 += 1;
            bytes.fill(self.0);
        }
    }

    /// A backup of this vault, opened by "words".
    fn read_backup(vault: &Vault) -> Import {
        let entropy = &mut Numbered(100);
        let parameters = KdfParameters::draw(KdfParameters::MEMORY, KdfParameters::PASSES, entropy).unwrap();
        let key = parameters.key("words").unwrap();
        let file = vault.backup((&parameters, &key), BackupFor::Anybody, 9, entropy).unwrap();
        read(file.as_bytes(), &Request::new(9).with_passphrase("words")).unwrap()
    }

    #[test]
    fn what_a_later_version_saved_is_counted() {
        let row = crate::content::parse(include_str!("../../../../tests/vectors/vault/later.json")).unwrap();
        let row = &row["rows"][0];
        let key = base16ct::mixed::decode_vec(row["key"].as_str().unwrap()).unwrap();
        let key = VaultKey::from_bytes(key.try_into().unwrap());
        let vault = Vault::open(row["text"].as_str().unwrap(), key).unwrap();
        let import = read_backup(&vault);
        let later = import.refused.iter().filter(|one| one.why == Why::Later).count();
        assert_eq!((later, vault.unreadable()), (2, 2));
    }

    #[test]
    fn what_is_in_a_backups_trash_is_named_and_left_out() {
        let entropy = &mut Numbered(0);
        let mut vault = Vault::create(entropy);
        let mut add = |issuer: &str| {
            let secret = Secret::new(b"12345678901234567890".to_vec()).unwrap();
            let account = Account::nameless(secret, Scheme::standard(), 7);
            vault.add(Account { issuer: issuer.into(), ..account }, entropy).unwrap()
        };
        add("Acme");
        let old = add("Old");
        vault.remove(old, 8, entropy).unwrap();
        let import = read_backup(&vault);
        let kept: Vec<_> = import.candidates.iter().map(|one| one.account.title()).collect();
        assert_eq!(kept, [Some("Acme")]);
        assert_eq!(import.refused, [Refused { name: "Old".to_owned(), why: Why::Trashed, place: 1 }]);
    }
}
