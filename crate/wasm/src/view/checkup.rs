//! What the check-up shows.

use serde::{Deserialize, Serialize};
use tandem_core::{
    account::Account,
    checkup::{self, Concern, Finding, Known},
};
use tsify::Tsify;

use crate::js::{Time, number};

/// What needs attention about the accounts and the vault.
#[derive(Serialize, Tsify)]
pub(crate) struct CheckupView {
    concerns: Vec<ConcernView>,
    findings: Vec<FindingView>,
}

/// A concern about the vault as a whole.
#[derive(Serialize, Tsify)]
pub(crate) struct ConcernView {
    kind: ConcernKind,
    /// Days, changes, or Unix seconds.
    #[tsify(optional)]
    value: Option<f64>,
}

/// The kinds of concerns.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ConcernKind {
    Unprotected,
    OneMethod,
    PassphraseUnused,
    NoBackup,
    BackupOld,
    BackupBeforeKey,
    PlainExport,
}

/// A finding about accounts.
#[derive(Serialize, Tsify)]
pub(crate) struct FindingView {
    kind: FindingKind,
    ids: Vec<String>,
}

/// The kinds of findings.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FindingKind {
    FarTooShort,
    TooShort,
    SameSecret,
    NoSite,
    NoIssuer,
    NeverUsed,
}

/// What is known about a vault besides its accounts; times in Unix seconds.
#[derive(Deserialize, Tsify)]
pub(crate) struct KnownView {
    now: f64,
    backup: bool,
    #[tsify(optional)]
    changed: Option<usize>,
    #[tsify(optional)]
    plain: Option<f64>,
    protected: bool,
    passphrase: bool,
    methods: usize,
    #[tsify(optional)]
    typed: Option<f64>,
}

impl From<KnownView> for Known {
    fn from(known: KnownView) -> Self {
        let KnownView { now, backup, changed, plain, protected, passphrase, methods, typed } = known;
        let seconds = |time| Time::from(time).0;
        Self {
            now: seconds(now),
            backup,
            changed,
            plain: plain.map(seconds),
            protected,
            passphrase,
            methods,
            typed: typed.map(seconds),
        }
    }
}

impl CheckupView {
    /// `id` gives the id of the account at a place of the list.
    pub(crate) fn new(known: Known, accounts: &[&Account], id: impl Fn(usize) -> Option<String>) -> Self {
        let ids = |places: Vec<usize>| places.into_iter().filter_map(&id).collect();
        let findings = checkup::findings(accounts, known.now).into_iter();
        Self {
            concerns: checkup::concerns(known).into_iter().map(ConcernView::new).collect(),
            findings: findings.map(|(finding, places)| FindingView::new(finding, ids(places))).collect(),
        }
    }
}

impl ConcernView {
    fn new(concern: Concern) -> Self {
        let (kind, value) = match concern {
            Concern::Unprotected => (ConcernKind::Unprotected, None),
            Concern::OneMethod => (ConcernKind::OneMethod, None),
            Concern::PassphraseUnused(days) => (ConcernKind::PassphraseUnused, Some(number(days))),
            Concern::NoBackup => (ConcernKind::NoBackup, None),
            Concern::BackupOld(changes) => {
                (ConcernKind::BackupOld, u32::try_from(changes).ok().map(f64::from))
            }
            Concern::BackupBeforeKey => (ConcernKind::BackupBeforeKey, None),
            Concern::PlainExport(at) => (ConcernKind::PlainExport, Some(number(at))),
        };
        Self { kind, value }
    }
}

impl FindingView {
    fn new(finding: Finding, ids: Vec<String>) -> Self {
        let kind = match finding {
            Finding::FarTooShort => FindingKind::FarTooShort,
            Finding::TooShort => FindingKind::TooShort,
            Finding::SameSecret => FindingKind::SameSecret,
            Finding::NoSite => FindingKind::NoSite,
            Finding::NoIssuer => FindingKind::NoIssuer,
            Finding::NeverUsed => FindingKind::NeverUsed,
        };
        Self { kind, ids }
    }
}
