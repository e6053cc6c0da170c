//! What a text from outside is.

use serde::Serialize;
use tandem_core::{
    account::Account,
    intake::{File, Intake, Refused, Wrong},
    otpauth,
    vault::{Relation, Vault},
};
use tsify::Tsify;

use super::{Seen, title};
use crate::error::{Error, ErrorValue};

/// What texts are, and what can be added from them.
#[derive(Serialize, Tsify)]
pub(crate) struct IntakeView {
    kind: IntakeKind,
    accounts: Vec<Candidate>,
    /// What looks like an account but isn't one.
    refused: Vec<RefusedView>,
    /// How many codes of an export were read, and how many it has; both 0 without an export.
    have: usize,
    of: usize,
}

/// What a text is.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "snake_case")]
enum IntakeKind {
    Empty,
    Accounts,
    Secret,
    /// A vault or a backup of Tandem's.
    Backup,
    /// Another app's file.
    File,
    Other,
}

/// An account that can be saved.
#[derive(Serialize, Tsify)]
struct Candidate {
    /// Its Key URI.
    text: String,
    seen: Seen,
    duplicate: Duplicate,
}

/// An account that can't be saved, and the error that says why.
#[derive(Serialize, Tsify)]
struct RefusedView {
    name: String,
    code: &'static str,
    values: Vec<ErrorValue>,
}

/// How an account compares with those that are saved.
#[derive(Serialize, Tsify)]
struct Duplicate {
    relation: RelationView,
    #[tsify(optional)]
    id: Option<String>,
    /// The title of the account with this `id`.
    title: String,
}

/// Whether an account is new.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "snake_case")]
enum RelationView {
    New,
    /// The same key is saved, with the same codes.
    Same,
    /// The same key is saved, with other codes.
    OtherCodes,
    /// An account with this issuer and name is saved, with another key.
    OtherKey,
}

impl IntakeView {
    pub(crate) fn new(intake: Intake, vault: Option<&Vault>) -> Self {
        let plain = |kind| Self { kind, accounts: Vec::new(), refused: Vec::new(), have: 0, of: 0 };
        let read = match intake {
            Intake::Empty => return plain(IntakeKind::Empty),
            Intake::Secret => return plain(IntakeKind::Secret),
            Intake::File(File::Tandem) => return plain(IntakeKind::Backup),
            Intake::File(File::Json | File::Csv | File::Xml) => return plain(IntakeKind::File),
            Intake::Other => return plain(IntakeKind::Other),
            Intake::Accounts(read) => read,
        };
        Self {
            kind: IntakeKind::Accounts,
            accounts: read.accounts.iter().map(|account| Candidate::new(account, vault)).collect(),
            refused: read.refused.into_iter().map(RefusedView::new).collect(),
            have: read.have,
            of: read.of,
        }
    }
}

impl Candidate {
    fn new(account: &Account, vault: Option<&Vault>) -> Self {
        Self {
            text: otpauth::write(account).to_string(),
            seen: Seen::new(account),
            duplicate: Duplicate::new(account, vault),
        }
    }
}

impl RefusedView {
    fn new(refused: Refused) -> Self {
        let error: Error = match refused.why {
            Wrong::Uri(error) => error.into(),
            Wrong::Entry(why) => why.into(),
        };
        let (code, values) = error.into_parts();
        Self { name: refused.name, code, values }
    }
}

impl Duplicate {
    fn new(account: &Account, vault: Option<&Vault>) -> Self {
        let relation = vault.map_or(Relation::New, |vault| vault.relation(account));
        let (relation, id) = match relation {
            Relation::New => (RelationView::New, None),
            Relation::Same(id) => (RelationView::Same, Some(id)),
            Relation::OtherCodes(id) => (RelationView::OtherCodes, Some(id)),
            Relation::OtherKey(id) => (RelationView::OtherKey, Some(id)),
        };
        let entry = id.zip(vault).and_then(|(id, vault)| vault.get(id));
        Self {
            relation,
            id: id.map(|id| id.to_string()),
            title: entry.map(|entry| title(&entry.account)).unwrap_or_default(),
        }
    }
}
