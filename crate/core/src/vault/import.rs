//! Imports accounts of other apps: compares them with the vault's, adds them as one change, and
//! undoes it as one.
//!
//! An import marks each account that it added, and each that it moved to the trash. The marks name
//! the import, so that it can be undone as a whole while the trash keeps those accounts, and the
//! account that each added one replaced. They are stored like a later version's members, so that
//! an earlier version preserves them.

use std::fmt;

use super::{
    AddError, EditError, Entry, Record, RecordId, Trashed, Vault, WriteError,
    edit::{MAX_CONTENT, Weight},
    entry::Content,
    format::MAX_RECORDS,
    members::Members,
    order, stored,
};
use crate::{
    Entropy,
    account::{Account, ChosenField, MOST_FIELDS, MOST_SITES, MOST_TAGS, Site, add_sites, sites_of_both},
    json::{Value, object},
    otp::Scheme,
    sorted::{sort, sorted},
};

/// The member with the mark: on accounts that were added, and on those moved to the trash.
const BROUGHT: &str = "imported";
const PUT_AWAY: &str = "replaced";

/// How a candidate compares with the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Which of the five.
    pub standing: Standing,
    /// The vault's account with the same key or name.
    pub of: Option<RecordId>,
    /// What the file has and the vault doesn't, field by field.
    pub differs: Vec<Difference>,
}

/// How a candidate compares with the vault, as a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Neither its key nor its name is in the vault.
    New,
    /// Its key is in the vault, and something else differs.
    Changed,
    /// The vault has everything in it.
    Same,
    /// Its name is in the vault, with another key.
    AnotherKey,
    /// The same as an earlier one in the file.
    Repeated,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub field: Compare,
    /// The vault's value; may be empty.
    pub ours: String,
    /// The file's value.
    pub theirs: String,
}

/// What is compared besides the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// [`Account::issuer`].
    Issuer,
    /// [`Account::name`].
    Name,
    /// How codes are made from the key.
    Codes,
    /// The counter, if the file's is higher.
    Counter,
    /// [`Account::label`].
    Label,
    /// [`Account::note`].
    Note,
    /// [`Account::tags`] that the vault's account lacks.
    Tags,
    /// [`Account::sites`] that the vault's account lacks.
    Sites,
    /// [`Account::pinned`].
    Pinned,
    /// [`Account::hidden`].
    Hidden,
}

/// What to do with a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Skip it.
    Skip,
    /// Add it as a new account.
    Add,
    /// Update the vault's account with the file's values; if there is none, add it.
    Update,
    /// Put it in place of the account with its name, which goes to the trash.
    Replace,
}

/// What an import did.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The id for [`Vault::undo_import`]; empty if nothing was done.
    pub id: String,
    /// Accounts that were added.
    pub added: usize,
    /// Accounts that were changed or replaced.
    pub changed: usize,
}

/// An import that can be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undoable {
    /// The id for [`Vault::undo_import`].
    pub id: String,
    /// Where it came from, as passed to [`Vault::import`].
    pub from: String,
    /// When it was, Unix seconds.
    pub at: u64,
    /// How many of its accounts remain.
    pub accounts: usize,
}

/// Which import, from where and when.
#[derive(Clone, PartialEq, Eq)]
struct Mark {
    id: String,
    from: String,
    at: u64,
    /// The account that this one replaced.
    of: Option<RecordId>,
}

impl Vault {
    /// How each candidate compares with this vault, in order.
    #[must_use]
    pub fn compare_import(&self, candidates: &[Account]) -> Vec<Compared> {
        let index = Index::of(self);
        let at = |place: &usize| candidates.get(*place);
        let order = sorted(candidates.len(), &|one, other| keys(at(&one)).cmp(&keys(at(&other))));
        let mut repeated = vec![false; candidates.len()];
        for pair in order.windows(2) {
            if let [first, second] = pair
                && let (Some(one), Some(other)) = (at(first), at(second))
                && keys(Some(one)) == keys(Some(other))
                && one.scheme.same_codes(&other.scheme)
                && let Some(flag) = repeated.get_mut(*second)
            {
                *flag = true;
            }
        }
        let compared = |(account, repeated): (&Account, bool)| {
            if repeated {
                return Compared { standing: Standing::Repeated, of: None, differs: Vec::new() };
            }
            index.compare(account)
        };
        candidates.iter().zip(repeated).map(compared).collect()
    }

    /// Imports candidates, all chosen ones or none, as one change. `from` says where they come
    /// from, `at` when it is, in Unix seconds.
    ///
    /// # Errors
    /// See [`AddError`]; the vault is then unchanged.
    pub fn import(
        &mut self,
        chosen: Vec<(Account, Choice)>,
        from: &str,
        at: u64,
        entropy: &mut impl Entropy,
    ) -> Result<Imported, AddError> {
        let (candidates, choices): (Vec<Account>, Vec<Choice>) = chosen.into_iter().unzip();
        let compared = self.compare_import(&candidates);
        let at = self.date(at);
        let mark = Mark { id: RecordId::draw(entropy).to_string(), from: from.to_owned(), at, of: None };
        let mut done = Imported::default();
        let mut records = Vec::new();
        let mut last = self.last;
        let mut gone: Vec<RecordId> = Vec::new();
        for ((mut account, choice), compared) in candidates.into_iter().zip(choices).zip(compared) {
            // A date to come would keep everything that is deleted from now on in the trash.
            account.created = account.created.min(at);
            account.last_used = account.last_used.filter(|used| *used <= at);
            let old = match choice {
                Choice::Skip => continue,
                Choice::Add => None,
                Choice::Update | Choice::Replace => {
                    compared.of.filter(|id| !gone.contains(id)).and_then(|id| self.get(id))
                }
            };
            let of = old.map(|old| old.id);
            let new = match old {
                Some(old) => {
                    gone.push(old.id);
                    let account = if choice == Choice::Update {
                        updated(&old.account, account)
                    } else {
                        instead(&old.account, account)
                    };
                    let entry = Entry { id: RecordId::draw(entropy), ..unmarked(old.with(account)) };
                    // It keeps the mark of an earlier import, so that both can be undone in turn.
                    records.extend(self.trashed(
                        mark.put_on(old.duplicate(), PUT_AWAY),
                        at,
                        Weight::Edit,
                        entropy,
                    )?);
                    done.changed += 1;
                    entry
                }
                None => {
                    last = Some(order::between(last, None).unwrap_or(i64::MAX));
                    done.added += 1;
                    let (id, position) = (RecordId::draw(entropy), last.unwrap_or_default());
                    Entry { id, account, position, extra: Members::default() }
                }
            };
            let mark = Mark { of, ..mark.clone() };
            records.push(self.brought(mark.put_on(new, BROUGHT), entropy)?);
        }
        if self.records.len() + done.added + done.changed > MAX_RECORDS {
            return Err(AddError::TooMany { limit: MAX_RECORDS });
        }
        if !records.is_empty() {
            self.commit(records)?;
            done.id = mark.id;
        }
        Ok(done)
    }

    /// The imports that can be undone, the latest first.
    #[must_use]
    pub fn imports(&self, now: u64) -> Vec<Undoable> {
        let mut found: Vec<Undoable> = Vec::new();
        for mark in self.live().filter_map(|entry| Mark::read(entry, BROUGHT)) {
            match found.iter_mut().find(|known| known.id == mark.id) {
                Some(known) => known.accounts += 1,
                None if mark.at.saturating_add(Trashed::KEPT) > now => {
                    found.push(Undoable { id: mark.id, from: mark.from, at: mark.at, accounts: 1 });
                }
                None => {}
            }
        }
        sort(&mut found, |one, other| other.at.cmp(&one.at));
        found
    }

    /// Undoes an import as one change: what it added goes to the trash, and what it put there comes
    /// back. An account whose predecessor was purged stays, since nothing would take its place; the
    /// result is how many do. `at` is when, in Unix seconds.
    ///
    /// # Errors
    /// See [`EditError`]; [`EditError::Unknown`] if nothing of it is left.
    pub fn undo_import(&mut self, id: &str, at: u64, entropy: &mut impl Entropy) -> Result<usize, EditError> {
        let of = |entry: &Entry, member| Mark::read(entry, member).filter(|mark| mark.id == id);
        let marked = self.live().filter_map(|entry| Some((entry, of(entry, BROUGHT)?.of)));
        let (kept, gone): (Vec<_>, Vec<_>) =
            marked.partition(|(_, of)| of.is_some_and(|of| !self.is_there(of)));
        if kept.is_empty() && gone.is_empty() {
            return Err(EditError::Unknown);
        }
        let brought = self.records.values().filter_map(|record| of(record.content.entry()?, BROUGHT)?.of);
        let mut followed: Vec<RecordId> = brought.collect();
        sort(&mut followed, RecordId::cmp);
        let mut put_away = Vec::new();
        for record in self.records.values() {
            let Content::Deleted(Some(trashed)) = &record.content else { continue };
            let old = &trashed.entry;
            // What took its place goes now, or else the user has removed it. Nothing is known of what an earlier
            // version imported: then the list must not have the same key.
            let returns = match followed.binary_search(&old.id) {
                Ok(_) => gone.iter().any(|(_, of)| *of == Some(old.id)),
                Err(_) => !self.has_beside(old, &gone),
            };
            if returns && of(old, PUT_AWAY).is_some() {
                put_away.push(self.counted_on(used_on(without(old.duplicate(), PUT_AWAY), &gone)));
            }
        }
        let count = kept.len();
        let kept: Vec<Entry> = kept.into_iter().map(|(entry, _)| unmarked(entry.duplicate())).collect();
        let gone: Vec<Entry> = gone.into_iter().map(|(entry, _)| unmarked(entry.duplicate())).collect();
        let at = self.date(at);
        let mut records = Vec::new();
        for entry in gone {
            records.extend(self.trashed(entry, at, Weight::Edit, entropy)?);
        }
        for entry in kept.into_iter().chain(put_away) {
            let (id, content) = (entry.id, stored::account(&entry));
            let content = (content, Content::Account(Box::new(entry)));
            records.extend(self.replaced(id, content, Weight::Edit, entropy)?);
        }
        self.commit(records)?;
        Ok(count)
    }

    /// Whether a record has an account, in the list or in the trash.
    fn is_there(&self, id: RecordId) -> bool {
        self.records.get(&id).is_some_and(|record| record.content.entry().is_some())
    }

    /// Whether the list has an account's key, apart from those that leave it.
    fn has_beside(&self, old: &Entry, gone: &[(&Entry, Option<RecordId>)]) -> bool {
        self.live().any(|entry| {
            entry.account.secret.same_as(&old.account.secret)
                && !gone.iter().any(|(other, _)| other.id == entry.id)
        })
    }

    /// The record of an added account.
    fn brought(&self, entry: Entry, entropy: &mut impl Entropy) -> Result<(RecordId, Record), WriteError> {
        let plain = stored::account(&entry);
        if plain.len() > MAX_CONTENT {
            return Err(WriteError::TooLarge { bytes: plain.len(), limit: MAX_CONTENT });
        }
        let (id, revision) = (entry.id, self.next_revision(entry.id, Weight::Use)?);
        let sealed = self.keys.seal(&self.place(id, revision), plain, entropy);
        Ok((id, Record { revision, sealed, content: Content::Account(Box::new(entry)) }))
    }
}

/// The vault's accounts by key and by name, to compare ten thousand with ten thousand.
struct Index<'a> {
    by_key: Vec<&'a Entry>,
    by_name: Vec<&'a Entry>,
}

impl<'a> Index<'a> {
    fn of(vault: &'a Vault) -> Self {
        let mut by_key = vault.entries();
        let mut by_name = by_key.clone();
        sort(&mut by_key, |a, b| a.account.secret.expose().cmp(b.account.secret.expose()));
        sort(&mut by_name, |a, b| names(&a.account).cmp(&names(&b.account)));
        Self { by_key, by_name }
    }

    fn compare(&self, account: &Account) -> Compared {
        let first =
            self.by_key.partition_point(|entry| entry.account.secret.expose() < account.secret.expose());
        let same_key =
            self.by_key.iter().skip(first).take_while(|entry| entry.account.secret.same_as(&account.secret));
        // If several have the key, the one with the same name.
        let (named, others): (Vec<&&Entry>, Vec<&&Entry>) =
            same_key.partition(|entry| names(&entry.account) == names(account));
        if let Some(entry) = named.first().or(others.first()) {
            let differs = differences(&entry.account, account);
            let standing = if differs.is_empty() { Standing::Same } else { Standing::Changed };
            return Compared { standing, of: Some(entry.id), differs };
        }
        let named = names(account);
        let first = self.by_name.partition_point(|entry| names(&entry.account) < named);
        let same_name = self.by_name.get(first).filter(|entry| names(&entry.account) == named);
        match same_name {
            // Without any name, nothing says that they are the same.
            Some(entry) if named != ("", "") => {
                Compared { standing: Standing::AnotherKey, of: Some(entry.id), differs: Vec::new() }
            }
            _ => Compared { standing: Standing::New, of: None, differs: Vec::new() },
        }
    }
}

impl Mark {
    fn read(entry: &Entry, member: &str) -> Option<Self> {
        let Value::Object(mark) = entry.extra.0.get(member)? else { return None };
        let text = |name: &str| mark.get(name)?.as_str().map(str::to_owned);
        let of = text("of").and_then(|of| of.parse().ok());
        Some(Self { id: text("id")?, from: text("from")?, at: mark.get("at")?.as_u64()?, of })
    }

    fn put_on(&self, mut entry: Entry, member: &str) -> Entry {
        let mut mark = object([
            ("id", self.id.as_str().into()),
            ("from", self.from.as_str().into()),
            ("at", self.at.into()),
        ]);
        if let Some(of) = self.of {
            mark.insert("of".to_owned(), of.to_string().as_str().into());
        }
        entry.extra.0.insert(member.to_owned(), Value::Object(mark));
        entry
    }
}

/// The account as if no import had brought it.
pub(super) fn unmarked(entry: Entry) -> Entry {
    without(without(entry, BROUGHT), PUT_AWAY)
}

fn without(mut entry: Entry, member: &str) -> Entry {
    entry.extra.0.remove(member);
    entry
}

/// The codes of a key that were used while another account had it stay used.
fn used_on(mut old: Entry, others: &[(&Entry, Option<RecordId>)]) -> Entry {
    for (other, _) in others.iter().filter(|(other, _)| other.account.secret.same_as(&old.account.secret)) {
        old.account.uses = old.account.uses.max(other.account.uses);
        old.account.last_used = old.account.last_used.max(other.account.last_used);
    }
    old
}

fn names(account: &Account) -> (&str, &str) {
    (&account.issuer, &account.name)
}

fn keys(account: Option<&Account>) -> Option<(&[u8], &str, &str)> {
    account.map(|account| (account.secret.expose(), account.issuer.as_str(), account.name.as_str()))
}

/// What the file has and the vault's account doesn't. A field that the file doesn't mention doesn't
/// differ.
fn differences(ours: &Account, theirs: &Account) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut differ = |field, ours: String, theirs: String| found.push(Difference { field, ours, theirs });
    let label = |account: &Account| account.label.clone().unwrap_or_default();
    for (field, one, other) in [
        (Compare::Issuer, ours.issuer.clone(), theirs.issuer.clone()),
        (Compare::Name, ours.name.clone(), theirs.name.clone()),
        (Compare::Label, label(ours), label(theirs)),
        (Compare::Note, ours.note.clone(), theirs.note.clone()),
    ] {
        if !other.is_empty() && one != other {
            differ(field, one, other);
        }
    }
    if !ours.scheme.same_codes(&theirs.scheme) {
        differ(Compare::Codes, ours.scheme.to_string(), theirs.scheme.to_string());
    }
    if let (Scheme::Hotp { counter: one, .. }, Scheme::Hotp { counter: other, .. }) =
        (&ours.scheme, &theirs.scheme)
        && other > one
    {
        differ(Compare::Counter, one.to_string(), other.to_string());
    }
    let more: Vec<&str> = theirs.tags.iter().filter(|tag| !ours.has_tag(tag)).map(String::as_str).collect();
    if !more.is_empty() {
        differ(Compare::Tags, ours.tags.join(", "), more.join(", "));
    }
    let hosts = |sites: &[&Site]| sites.iter().map(|site| site.host.as_str()).collect::<Vec<_>>().join(", ");
    let more: Vec<&Site> =
        theirs.sites.iter().filter(|site| !ours.sites.iter().any(|own| own.is_at(site))).collect();
    if !more.is_empty() {
        differ(Compare::Sites, hosts(&ours.sites.iter().collect::<Vec<_>>()), hosts(&more));
    }
    for (field, own, other) in
        [(Compare::Pinned, ours.pinned, theirs.pinned), (Compare::Hidden, ours.hidden, theirs.hidden)]
    {
        if other && !own {
            differ(field, String::new(), String::new());
        }
    }
    found
}

/// The vault's account with the file's values. Fields that the file doesn't mention stay.
fn updated(ours: &Account, theirs: Account) -> Account {
    let mut account = ours.duplicate();
    let given = |other: String, own: &mut String| {
        if !other.is_empty() {
            *own = other;
        }
    };
    given(theirs.issuer, &mut account.issuer);
    given(theirs.name, &mut account.name);
    given(theirs.note, &mut account.note);
    account.label = theirs.label.or(account.label);
    account.tags.extend(theirs.tags.into_iter().filter(|tag| !ours.has_tag(tag)));
    add_sites(&mut account.sites, theirs.sites);
    fit(&mut account);
    account.icon = account.icon.or(theirs.icon);
    account.pinned |= theirs.pinned;
    account.hidden |= theirs.hidden;
    account.submit |= theirs.submit;
    join_fields(&mut account.fields, theirs.fields);
    account.uses = account.uses.max(theirs.uses);
    account.last_used = account.last_used.max(theirs.last_used);
    account.scheme = match (&ours.scheme, theirs.scheme) {
        // A counter never goes back: the site refuses lower ones.
        (Scheme::Hotp { counter: own, .. }, Scheme::Hotp { algorithm, digits, counter }) => {
            Scheme::Hotp { algorithm, digits, counter: counter.max(*own) }
        }
        (_, theirs) => theirs,
    };
    account
}

/// The file's account in place of one of the vault, keeping what the user arranged there.
fn instead(ours: &Account, mut theirs: Account) -> Account {
    theirs.label = theirs.label.or_else(|| ours.label.clone());
    theirs.pinned |= ours.pinned;
    theirs.sites = sites_of_both(theirs.sites, &ours.sites);
    theirs.icon = theirs.icon.or_else(|| ours.icon.clone());
    theirs.hidden |= ours.hidden;
    theirs.submit |= ours.submit;
    let mut fields = ours.fields.clone();
    join_fields(&mut fields, theirs.fields);
    theirs.fields = fields;
    let own = ours.tags.iter().filter(|tag| !theirs.has_tag(tag)).cloned().collect::<Vec<_>>();
    theirs.tags.extend(own);
    if theirs.note.is_empty() {
        theirs.note.clone_from(&ours.note);
    }
    fit(&mut theirs);
    theirs
}

/// Adds chosen fields for hosts that have none here.
fn join_fields(own: &mut Vec<ChosenField>, others: Vec<ChosenField>) {
    let known: Vec<String> = own.iter().map(|field| field.host.clone()).collect();
    own.extend(others.into_iter().filter(|field| !known.contains(&field.host)));
    own.truncate(MOST_FIELDS);
}

/// Limits the tags and sites of two accounts to what one can have.
fn fit(account: &mut Account) {
    account.tags.truncate(MOST_TAGS);
    account.sites.truncate(MOST_SITES);
}

impl fmt::Display for Compare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Issuer => "issuer",
            Self::Name => "name",
            Self::Codes => "codes",
            Self::Counter => "counter",
            Self::Label => "label",
            Self::Note => "note",
            Self::Tags => "tags",
            Self::Sites => "sites",
            Self::Pinned => "pinned",
            Self::Hidden => "hidden",
        })
    }
}

#[cfg(test)]
mod tests;
