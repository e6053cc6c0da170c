//! Merges the tags and sites of two versions of one account, so that nothing is lost in any order
//! of merges.
//!
//! Each list has a history: at which edit of the account an element was added or removed. Edits
//! rise through every merge, so the later of two changes was made with more knowledge. An element
//! without history was there before the first edit. So an element is there unless its latest change
//! removed it; of two changes at the same edit, adding wins.

use litemap::LiteMap;
use zeroize::Zeroizing;

use super::{
    entry::Entry,
    limits::{MOST_CHANGES, MOST_EDITS},
    members::Members,
    stored::{self, FIELDS, HISTORY, SITES, TAGS, site_value},
};
use crate::{
    account::Account,
    json::{Map, Value},
    sorted::sort,
};

/// How many elements of a list are remembered; the earliest changes go first.
const REMEMBERED: usize = 128;

/// The latest change of an element: at which edit, and whether it was added. The greater one wins.
type Change = (u64, bool);

/// Records in an account's history what this edit changes in its lists.
pub(super) fn note(entry: &mut Entry, before: Option<&Account>, at: u64) {
    let lists = |account: &Account| {
        let tags: Vec<String> = account.tags.iter().map(|tag| Value::from(tag.as_str()).to_text()).collect();
        [(TAGS, tags), (SITES, account.sites.iter().map(|site| site_value(site).to_text()).collect())]
    };
    let old = before.map(lists).unwrap_or_default();
    for ((name, new), (_, old)) in lists(&entry.account).into_iter().zip(old) {
        let mut changes = changes(&entry.extra, name);
        let before = changes.clone();
        // A made-up number must not outweigh what the user does now.
        let mut change = |text: &String, put| {
            let at = before.get(text).map_or(at, |(known, _)| at.max(known.saturating_add(1)));
            changes.insert(text.clone(), (at, put));
        };
        new.iter().filter(|text| !old.contains(text)).for_each(|text| change(text, true));
        old.iter().filter(|text| !new.contains(text)).for_each(|text| change(text, false));
        if changes != before {
            remember(&mut entry.extra, name, changes);
        }
    }
}

/// Whether nothing but tags and sites is different. Such a change needs no weight: its history brings
/// it through every merge, and a name that was given elsewhere meanwhile stays.
pub(super) fn is_of_lists(before: &Entry, after: &Entry) -> bool {
    let lists = |entry: &Entry| (entry.account.tags.clone(), entry.account.sites.clone());
    let rest = |entry| stored::without_lists(&stored::account(entry));
    lists(before) != lists(after) && rest(before) == rest(after)
}

/// Adds the tags and sites of another version of the same account to a content, unless they were
/// removed later. Also for one in the trash, which may come back.
pub(super) fn lists(content: &mut Zeroizing<Vec<u8>>, other: &[u8]) {
    let (Some(mut ours), Some(mut theirs)) = (Members::read(content), Members::read(other)) else { return };
    let Some(there) = account_in(&mut theirs) else { return };
    let Some(mut here) = account_in(&mut ours) else { return };
    let mut changed = false;
    for name in [TAGS, SITES] {
        changed |= join(&mut here, &there, name);
    }
    if !changed {
        return;
    }
    if ours.is_account() {
        ours = here;
    } else if let Some(inner) = ours.content() {
        *inner = std::mem::take(&mut here.0);
    }
    *content = ours.to_bytes();
}

/// Adds the chosen fields of another version of the same account to a content.
pub(super) fn fields(content: &mut Zeroizing<Vec<u8>>, other: &[u8]) {
    let (Some(mut ours), Some(theirs)) = (Members::read(content), Members::read(other)) else { return };
    if !ours.is_account() || !theirs.is_account() {
        return;
    }
    let (own, others) = (ours.list(FIELDS), theirs.list(FIELDS));
    if own != others {
        let mut both: LiteMap<String, Value> = LiteMap::new();
        for value in own.into_iter().chain(others) {
            both.insert(value.to_text(), value);
        }
        ours.0.insert(FIELDS.to_owned(), Value::Array(both.values().cloned().collect()));
        *content = ours.to_bytes();
    }
}

/// An account's members, also of one in the trash.
fn account_in(members: &mut Members) -> Option<Members> {
    if members.is_account() {
        return Some(members.clone());
    }
    Some(Members(members.content()?.clone())).filter(Members::is_account)
}

/// Merges one list of both, and returns whether anything in it has changed.
fn join(ours: &mut Members, theirs: &Members, name: &str) -> bool {
    let (own, others) = (elements(ours, name), elements(theirs, name));
    let (mut here, there) = (changes(ours, name), changes(theirs, name));
    if own == others && here == there {
        return false;
    }
    let own_changes = here.clone();
    let mut changed = false;
    let mut values: LiteMap<String, Value> = LiteMap::new();
    for (text, value) in own.iter().chain(&others) {
        values.insert(text.clone(), value.clone());
    }
    let of = |text: &String, list: &[(String, Value)], changes: &LiteMap<String, Change>| {
        let is = list.iter().any(|(other, _)| other == text);
        let change = changes.get(text).copied().filter(|(_, put)| *put == is);
        change.or_else(|| is.then_some((0, true)))
    };
    let texts: Vec<String> = values.keys().chain(here.keys()).chain(there.keys()).cloned().collect();
    for text in texts {
        let latest = of(&text, &own, &own_changes).max(of(&text, &others, &there));
        match latest {
            Some((0, _)) | None => drop(here.remove(&text)),
            Some(change) => drop(here.insert(text.clone(), change)),
        }
        if latest.is_none_or(|(_, put)| !put) {
            values.remove(&text);
        }
    }
    let joined: Vec<(String, Value)> = values.into_iter().collect();
    // If both have the same elements in the same order, that order stays; else they are sorted, so
    // that it doesn't matter which version is whose.
    if own != others && own != joined {
        let values = joined.into_iter().map(|(_, value)| value).collect();
        ours.0.insert(name.to_owned(), Value::Array(values));
        changed = true;
    }
    if here != own_changes {
        remember(ours, name, here);
        changed = true;
    }
    changed
}

/// The elements of a list, each with its JSON text.
fn elements(members: &Members, name: &str) -> Vec<(String, Value)> {
    let values = if name == SITES { members.site_values() } else { members.list(name) };
    values.into_iter().map(|value| (value.to_text(), value)).collect()
}

/// A list's history. Entries in another form are a later version's, and numbers that no vault
/// reaches are a stranger's; both are ignored.
fn changes(members: &Members, name: &str) -> LiteMap<String, Change> {
    let Some(Value::Object(history)) = members.0.get(HISTORY) else { return LiteMap::new() };
    let Some(Value::Object(list)) = history.get(name) else { return LiteMap::new() };
    let mut changes = LiteMap::new();
    for (text, at) in list.iter() {
        let at = at.as_i64().filter(|at| *at != 0 && at.unsigned_abs() <= MOST_CHANGES);
        if let Some(at) = at {
            changes.insert(text.clone(), (at.unsigned_abs(), at > 0));
        }
    }
    changes
}

/// Whether its edit counts are possible in a vault that Tandem wrote.
pub(super) fn is_plausible(members: &Members) -> bool {
    let edits = |name| changes(members, name).iter().all(|(_, (at, _))| *at <= MOST_EDITS);
    [TAGS, SITES].into_iter().all(edits)
}

/// Writes a list's history.
fn remember(members: &mut Members, name: &str, changes: LiteMap<String, Change>) {
    let mut latest: Vec<(String, Change)> = changes.into_iter().collect();
    sort(&mut latest, |(one, (a, _)), (other, (b, _))| b.cmp(a).then_with(|| one.cmp(other)));
    latest.truncate(REMEMBERED);
    let written = |(text, (at, put)): (String, Change)| {
        let sign = if put { "" } else { "-" };
        (text, Value::Number(format!("{sign}{at}")))
    };
    let mut list = Map::new();
    for (text, at) in latest.into_iter().map(written) {
        list.insert(text, at);
    }
    let mut history = match members.0.get(HISTORY) {
        Some(Value::Object(history)) => history.clone(),
        _ => Map::default(),
    };
    history.insert(name.to_owned(), Value::Object(list));
    members.0.insert(HISTORY.to_owned(), Value::Object(history));
}
