//! Derives keys from passphrases, within limits.
//!
//! A file's author decides how much work it asks for. One that asks for a terabyte or a year is
//! refused before any work; all derivations of one file share one budget. The estimates are for
//! WebAssembly on a slow notebook, so that the same file is read or refused everywhere.

use hmac::{EagerHash, Hmac};
use zeroize::Zeroizing;

use crate::{Error, Refusal, Request};

/// In nanoseconds: ten seconds.
pub(crate) const MOST_WORK: u64 = 10_000_000_000;

/// In bytes: one gibibyte.
const MOST_MEMORY: u64 = 1 << 30;

/// How long a step of each derivation takes, in nanoseconds.
pub(crate) const PBKDF2_ROUND: u64 = 1_000;
/// In KiB: two mebibytes.
const SAMPLE: u64 = 2_048;
const SCRYPT_BLOCK: u64 = 1_100;
pub(crate) const ARGON2_BLOCK: u64 = 2_350;

/// Argon2's parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Argon2 {
    pub(crate) variant: argon2::Algorithm,
    pub(crate) version: argon2::Version,
    pub(crate) kibibytes: u64,
    pub(crate) passes: u64,
    pub(crate) lanes: u64,
}

impl Argon2 {
    /// Argon2id, version 1.3.
    pub(crate) const fn id(kibibytes: u64, passes: u64, lanes: u64) -> Self {
        let (variant, version) = (argon2::Algorithm::Argon2id, argon2::Version::V0x13);
        Self { variant, version, kibibytes, passes, lanes }
    }
}

/// A hash with its parameters: `$argon2id$v=19$m=16384,t=1,p=1$salt$hash`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Phc {
    pub(crate) argon2: Argon2,
    pub(crate) salt: Vec<u8>,
    pub(crate) hash: Vec<u8>,
}

impl Phc {
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix('$')?.split('$');
        let mut next = || parts.next();
        let variant = next()?.parse().ok()?;
        let version = match next()? {
            "v=19" => argon2::Version::V0x13,
            "v=16" => argon2::Version::V0x10,
            _ => return None,
        };
        let costs = next()?;
        let cost = |name: &str| costs.split(',').find_map(|cost| cost.strip_prefix(name)?.parse().ok());
        let (kibibytes, passes, lanes) = (cost("m=")?, cost("t=")?, cost("p=")?);
        let argon2 = Argon2 { variant, version, kibibytes, passes, lanes };
        Some(Self { argon2, salt: crate::json::base64(next()?)?, hash: crate::json::base64(next()?)? })
    }
}

impl Request<'_> {
    /// Argon2, `length` bytes of it.
    ///
    /// # Errors
    /// The parameters are too costly or invalid.
    pub(crate) fn argon2(
        &self,
        argon2: &Argon2,
        passphrase: &[u8],
        salt: &[u8],
        length: usize,
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        let Argon2 { variant, version, kibibytes, passes, lanes } = argon2;
        within_memory(kibibytes.saturating_mul(1_024))?;
        self.spend(kibibytes.saturating_mul(*passes), ARGON2_BLOCK)?;
        let small = |number: &u64| u32::try_from(*number).map_err(|_| Error::BROKEN);
        let parameters = argon2::Params::new(small(kibibytes)?, small(passes)?, small(lanes)?, None);
        let parameters = parameters.map_err(|_| Error::BROKEN)?;
        let mut key = Zeroizing::new(vec![0; length]);
        #[cfg(test)]
        if tests::is_known(&format!("{argon2:?} {passphrase:?} {salt:?} {length}"), &mut key) {
            return Ok(key);
        }
        let argon2 = argon2::Argon2::new(*variant, *version, parameters);
        argon2.hash_password_into(passphrase, salt, &mut key).map_err(|error| match error {
            argon2::Error::OutOfMemory => Refusal::TooMuchMemory { mebibytes: kibibytes >> 10 }.into(),
            _ => Error::BROKEN,
        })?;
        #[cfg(test)]
        tests::know(&key);
        Ok(key)
    }

    /// PBKDF2 with the HMAC of a hash, an array of bytes long.
    ///
    /// # Errors
    /// Too many rounds, or none.
    pub(crate) fn pbkdf2<H: EagerHash, const N: usize>(
        &self,
        passphrase: &[u8],
        salt: &[u8],
        rounds: u64,
    ) -> Result<Zeroizing<[u8; N]>, Error>
    where
        Hmac<H>: hmac::KeyInit + hmac::digest::Update + hmac::digest::FixedOutput + Clone + Sync,
    {
        self.spend(rounds, PBKDF2_ROUND)?;
        let rounds = u32::try_from(rounds).ok().filter(|rounds| *rounds > 0).ok_or(Error::BROKEN)?;
        let mut key = Zeroizing::new([0; N]);
        #[cfg(test)]
        if tests::is_known(
            &format!("{} {passphrase:?} {salt:?} {rounds}", std::any::type_name::<H>()),
            &mut *key,
        ) {
            return Ok(key);
        }
        pbkdf2::pbkdf2::<Hmac<H>>(passphrase, salt, rounds, &mut *key).map_err(|_| Error::BROKEN)?;
        #[cfg(test)]
        tests::know(&*key);
        Ok(key)
    }

    /// scrypt.
    ///
    /// # Errors
    /// The parameters are too costly or invalid.
    pub(crate) fn scrypt<const N: usize>(
        &self,
        passphrase: &[u8],
        salt: &[u8],
        [n, r, p]: [u64; 3],
    ) -> Result<Zeroizing<[u8; N]>, Error> {
        let blocks = n.saturating_mul(r);
        within_memory(blocks.saturating_mul(128))?;
        self.spend(blocks.saturating_mul(p), SCRYPT_BLOCK)?;
        let log = u8::try_from(n.checked_ilog2().ok_or(Error::BROKEN)?).map_err(|_| Error::BROKEN)?;
        let (Ok(r), Ok(p), true) = (u32::try_from(r), u32::try_from(p), n.is_power_of_two()) else {
            return Err(Error::BROKEN);
        };
        let parameters = scrypt::Params::new(log, r, p).map_err(|_| Error::BROKEN)?;
        let mut key = Zeroizing::new([0; N]);
        scrypt::scrypt(passphrase, salt, &parameters, &mut *key).map_err(|_| Error::BROKEN)?;
        Ok(key)
    }

    /// Takes the work of `steps` from the file's budget.
    pub(crate) fn spend(&self, steps: u64, nanoseconds: u64) -> Result<(), Error> {
        let work = steps.saturating_mul(nanoseconds);
        let Some(left) = self.work.get().checked_sub(work) else {
            let spent = self.most_work.saturating_sub(self.work.get());
            return Err(
                Refusal::TooSlow { seconds: spent.saturating_add(work).div_ceil(1_000_000_000) }.into()
            );
        };
        self.work.set(left);
        self.tell();
        Ok(())
    }
}

/// Derives an unused key to measure this machine; returns how long that takes on a slow machine, in
/// nanoseconds.
#[must_use]
pub fn sample() -> u64 {
    let request = Request::new(0);
    // Its parameters are our own, so it can't fail.
    let _ = request.argon2(&Argon2::id(SAMPLE, 1, 1), b"", &[0; 16], 32);
    MOST_WORK.saturating_sub(request.work.get())
}

/// scrypt with parameters of our own, for files that we write.
pub(crate) fn scrypt_key(passphrase: &[u8], salt: &[u8], parameters: [u64; 3]) -> Zeroizing<[u8; 32]> {
    Request::new(0).scrypt(passphrase, salt, parameters).expect("our own parameters are within the limits")
}

/// # Errors
/// More bytes than a file may use.
pub(crate) fn within_memory(bytes: u64) -> Result<(), Error> {
    if bytes > MOST_MEMORY {
        return Err(Refusal::TooMuchMemory { mebibytes: bytes >> 20 }.into());
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use std::{cell::RefCell, collections::HashMap};

    use sha1::Sha1;
    use sha2::Digest;

    use super::*;

    /// Keys that were derived before, by all their inputs: tests open the same file ten thousand
    /// times.
    #[derive(Default)]
    struct Known {
        keys: HashMap<String, Vec<u8>>,
        /// The name of the next key.
        next: String,
        /// Whether no more keys are derived: other parameters would give an unrelated key anyway.
        only: bool,
    }

    thread_local! {
        static KNOWN: RefCell<Known> = RefCell::default();
    }

    /// Starts or stops making up keys that weren't derived before, which takes no time.
    pub(crate) fn derive_no_more(only: bool) {
        KNOWN.with_borrow_mut(|known| known.only = only);
    }

    pub(super) fn is_known(name: &str, key: &mut [u8]) -> bool {
        KNOWN.with_borrow_mut(|known| {
            if let Some(found) = known.keys.get(name).filter(|found| found.len() == key.len()) {
                key.copy_from_slice(found);
            } else if known.only {
                let made_up = sha2::Sha256::digest(name);
                key.iter_mut().zip(made_up.iter().cycle()).for_each(|(to, from)| *to = *from);
            } else {
                name.clone_into(&mut known.next);
                return false;
            }
            true
        })
    }

    pub(super) fn know(key: &[u8]) {
        KNOWN.with_borrow_mut(|known| {
            let name = std::mem::take(&mut known.next);
            known.keys.insert(name, key.to_vec());
        });
    }

    #[test]
    fn what_would_take_too_long_is_refused_before_any_work() {
        let request = Request::new(0);
        let slow = request.pbkdf2::<Sha1, 32>(b"", b"", 4_000_000_000).err();
        assert_eq!(slow, Some(Refusal::TooSlow { seconds: 4_000 }.into()));
        let large = request.scrypt::<32>(b"", b"", [1 << 24, 8, 1]).err();
        assert_eq!(large, Some(Refusal::TooMuchMemory { mebibytes: 16_384 }.into()));
        assert!(request.scrypt::<32>(b"", b"", [u64::MAX, u64::MAX, 1]).is_err());
    }

    #[test]
    fn how_much_there_is_to_do_is_told_before_it_is_done() {
        let told = RefCell::new(Vec::new());
        let tell = |work| told.borrow_mut().push(work);
        let request = Request::new(0).telling(&tell);
        assert!(
            request.pbkdf2::<Sha1, 32>(b"", b"", 5).is_ok()
                && request.pbkdf2::<Sha1, 32>(b"", b"", 4).is_ok()
        );
        assert_eq!(*told.borrow(), [5 * PBKDF2_ROUND, 9 * PBKDF2_ROUND]);
        assert_eq!(sample(), SAMPLE * ARGON2_BLOCK);
    }

    #[test]
    fn all_derivations_of_a_file_share_one_allowance() {
        let request = Request::new(0);
        assert!(request.spend(6, 1_000_000_000).is_ok());
        assert_eq!(request.spend(6, 1_000_000_000).err(), Some(Refusal::TooSlow { seconds: 12 }.into()));
        assert!(request.spend(4, 1_000_000_000).is_ok());
    }

    #[test]
    fn parameters_that_make_no_key_are_a_broken_file() {
        let request = Request::new(0);
        assert_eq!(request.pbkdf2::<Sha1, 32>(b"", b"", 0).err(), Some(Error::BROKEN));
        for odd in [[0, 8, 1], [3, 8, 1], [16, 0, 1], [16, 8, 0]] {
            assert_eq!(request.scrypt::<32>(b"", b"", odd).err(), Some(Error::BROKEN), "{odd:?}");
        }
    }
}
