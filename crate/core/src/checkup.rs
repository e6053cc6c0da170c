//! The check-up: what needs attention about the accounts and their safety.

use crate::{account::Account, sorted::sorted, vault::reminder::CHANGES};

/// A secret of fewer bits can be guessed from a few codes.
const FAR_TOO_SHORT: usize = 80;

/// In seconds: a passphrase that isn't typed for sixty days is probably forgotten.
const FORGOTTEN: u64 = 60 * 86_400;

/// In seconds: an account younger than thirty days isn't called unused.
const NEW: u64 = 30 * 86_400;

/// A finding about an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// Its secret has fewer than 80 bits.
    FarTooShort,
    /// Its secret has fewer than 128 bits.
    TooShort,
    /// Another account has the same secret.
    SameSecret,
    /// It belongs to no site, so its code isn't offered anywhere.
    NoSite,
    /// It doesn't name the service that asks for its codes.
    NoIssuer,
    /// None of its codes was ever used, and it isn't new.
    NeverUsed,
}

/// What is known about a vault besides its accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    /// Now, in Unix seconds.
    pub now: u64,
    /// Whether a backup was ever saved here.
    pub backup: bool,
    /// How many accounts have changed since the last backup; none if that's unknown, because the
    /// vault has had another key since.
    pub changed: Option<usize>,
    /// When accounts were last saved in a file that anybody can read, in Unix seconds.
    pub plain: Option<u64>,
    /// Whether there is an unlock method besides the device slot.
    pub protected: bool,
    /// Whether there is a passphrase.
    pub passphrase: bool,
    /// How many unlock methods there are.
    pub methods: usize,
    /// When the passphrase was last typed, in Unix seconds.
    pub typed: Option<u64>,
}

/// A concern about the vault as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    /// Anyone who can open the browser can open the accounts.
    Unprotected,
    /// There is one unlock method; losing it means losing the accounts.
    OneMethod,
    /// The passphrase was not typed for this many days.
    PassphraseUnused(u64),
    /// No backup was ever saved.
    NoBackup,
    /// This many accounts have changed since the last backup.
    BackupOld(usize),
    /// The last backup is older than the vault's key, so earlier unlock methods open it.
    BackupBeforeKey,
    /// A file that anybody can read was saved at this time, in Unix seconds.
    PlainExport(u64),
}

/// The findings, each with the indices of its accounts in list order.
#[must_use]
pub fn findings(accounts: &[&Account], now: u64) -> Vec<(Finding, Vec<usize>)> {
    let all = [
        Finding::FarTooShort,
        Finding::TooShort,
        Finding::SameSecret,
        Finding::NoSite,
        Finding::NoIssuer,
        Finding::NeverUsed,
    ];
    let shared = shared(accounts);
    let has = |finding, place: usize, account: &Account| match finding {
        Finding::FarTooShort => account.bits() < FAR_TOO_SHORT,
        Finding::TooShort => account.is_weak() && account.bits() >= FAR_TOO_SHORT,
        Finding::SameSecret => shared.get(place).copied().unwrap_or_default(),
        Finding::NoSite => account.sites.is_empty(),
        Finding::NoIssuer => account.issuer.trim().is_empty(),
        Finding::NeverUsed => account.last_used.is_none() && now.saturating_sub(account.created) >= NEW,
    };
    let places = |finding| {
        let all = accounts.iter().enumerate();
        all.filter(|(place, account)| has(finding, *place, account)).map(|(place, _)| place).collect()
    };
    all.into_iter()
        .map(|finding| (finding, places(finding)))
        .filter(|(_, found): &(_, Vec<_>)| !found.is_empty())
        .collect()
}

/// For each account, whether another one has the same secret. Sorted by secret, so that a thousand
/// accounts don't need a million comparisons.
fn shared(accounts: &[&Account]) -> Vec<bool> {
    let secret = |place: usize| accounts.get(place).map(|account| account.secret.expose());
    let order = sorted(accounts.len(), &|one, other| secret(one).cmp(&secret(other)));
    let mut shared = vec![false; accounts.len()];
    for two in order.windows(2) {
        if let [one, other] = *two
            && secret(one) == secret(other)
        {
            for place in [one, other] {
                if let Some(mark) = shared.get_mut(place) {
                    *mark = true;
                }
            }
        }
    }
    shared
}

/// The concerns, the most urgent first.
#[must_use]
pub fn concerns(known: Known) -> Vec<Concern> {
    let Known { now, backup, changed, plain, protected, passphrase, methods, typed } = known;
    let mut concerns = Vec::new();
    if !protected {
        concerns.push(Concern::Unprotected);
    } else if methods < 2 {
        concerns.push(Concern::OneMethod);
    }
    match changed {
        _ if !backup => concerns.push(Concern::NoBackup),
        None => concerns.push(Concern::BackupBeforeKey),
        Some(changed) if changed >= CHANGES => concerns.push(Concern::BackupOld(changed)),
        Some(_) => {}
    }
    if let Some(typed) = typed.filter(|typed| passphrase && now.saturating_sub(*typed) >= FORGOTTEN) {
        concerns.push(Concern::PassphraseUnused(now.saturating_sub(typed) / 86_400));
    }
    concerns.extend(plain.map(Concern::PlainExport));
    concerns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{account::Site, otp::Scheme, secret::Secret};

    const DAY: u64 = 86_400;

    fn account(secret: &[u8]) -> Account {
        Account {
            issuer: "GitHub".into(),
            sites: vec![Site::of("github.com")],
            last_used: Some(1),
            ..Account::nameless(Secret::new(secret.to_vec()).unwrap(), Scheme::standard(), 0)
        }
    }

    fn found(accounts: &[Account], now: u64) -> Vec<(Finding, Vec<usize>)> {
        findings(&accounts.iter().collect::<Vec<_>>(), now)
    }

    #[test]
    fn what_about_an_account_needs_attention() {
        let good = || account(&[7; 20]);
        for (account, now, expected) in [
            (good(), 0, None),
            (account(&[7; 16]), 0, None),
            (account(&[7; 15]), 0, Some(Finding::TooShort)),
            (account(&[7; 10]), 0, Some(Finding::TooShort)),
            (account(&[7; 9]), 0, Some(Finding::FarTooShort)),
            (Account { sites: vec![], ..good() }, 0, Some(Finding::NoSite)),
            (Account { issuer: " ".into(), ..good() }, 0, Some(Finding::NoIssuer)),
            (Account { last_used: None, ..good() }, 29 * DAY, None),
            (Account { last_used: None, ..good() }, 30 * DAY, Some(Finding::NeverUsed)),
            (Account { last_used: None, created: 9 * DAY, ..good() }, 8 * DAY, None),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|finding| (finding, vec![0])).collect();
            assert_eq!(found(&[account], now), expected);
        }
    }

    #[test]
    fn every_account_with_the_same_secret_is_named() {
        let secrets = [[1; 20], [2; 20], [1; 20], [3; 20], [1; 20], [2; 20]];
        let accounts: Vec<Account> = secrets.iter().map(|secret| account(secret)).collect();
        assert_eq!(found(&accounts, 0), [(Finding::SameSecret, vec![0, 1, 2, 4, 5])]);
        assert_eq!(found(&[], 0), []);
    }

    #[test]
    fn what_about_the_vault_needs_attention() {
        let safe = Known {
            now: 100 * DAY,
            backup: true,
            changed: Some(0),
            protected: true,
            passphrase: true,
            methods: 2,
            typed: Some(99 * DAY),
            ..Known::default()
        };
        for (known, expected) in [
            (safe, vec![]),
            (Known { changed: Some(4), ..safe }, vec![]),
            (Known { changed: Some(5), ..safe }, vec![Concern::BackupOld(5)]),
            (Known { changed: None, ..safe }, vec![Concern::BackupBeforeKey]),
            (Known { changed: None, backup: false, ..safe }, vec![Concern::NoBackup]),
            (Known { backup: false, changed: Some(9), ..safe }, vec![Concern::NoBackup]),
            (Known { methods: 1, ..safe }, vec![Concern::OneMethod]),
            (Known { typed: Some(41 * DAY), ..safe }, vec![]),
            (Known { typed: Some(40 * DAY), ..safe }, vec![Concern::PassphraseUnused(60)]),
            (Known { typed: None, ..safe }, vec![]),
            (Known { typed: Some(0), passphrase: false, ..safe }, vec![]),
            (Known { plain: Some(7), ..safe }, vec![Concern::PlainExport(7)]),
            (Known { now: 0, ..Known::default() }, vec![Concern::Unprotected, Concern::NoBackup]),
        ] {
            assert_eq!(concerns(known), expected, "{known:?}");
        }
    }
}
