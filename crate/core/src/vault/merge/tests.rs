//! That merging is commutative, associative and idempotent, on states that nobody thought of.

use proptest::prelude::*;

use super::*;

/// Few ids, revisions and contents, so that they meet.
fn states() -> impl Strategy<Value = State> {
    let changes = (1..4_u64, 0..2_u64).prop_map(|(edits, used)| (edits << 16) + used);
    prop::collection::btree_map(0..4_u8, (changes, 0..7_u8), 0..5).prop_map(|records| {
        let records = records.into_iter().map(|(id, (revision, content))| {
            let text = match content {
                0 => r#"{"kind":"deleted"}"#.to_owned(),
                // Deleted, and in the trash of one of the two.
                4 => r#"{"kind":"deleted","at":7,"content":{"kind":"account","name":"1"}}"#.to_owned(),
                3 => r#"{"kind":"of a later version"}"#.to_owned(),
                // As the first, but for the use that was made of it.
                5 | 6 => format!(r#"{{"kind":"account","name":"1","last_used":{content}}}"#),
                other => format!(r#"{{"kind":"account","name":"{other}"}}"#),
            };
            (record(id), Version { revision, content: Zeroizing::new(text.into_bytes()) })
        });
        records.collect()
    })
}

impl std::fmt::Debug for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.revision, String::from_utf8_lossy(&self.content))
    }
}

fn record(id: u8) -> RecordId {
    RecordId::of_hash(&[id; 32])
}

/// Ids of alternates as the vault's key would make them: the same for the same, else different.
fn name(of: &RecordId, lost: &[u8]) -> RecordId {
    let mut hash = [0x80_u8; 32];
    let essence = stored::essence(lost);
    let bytes = of.bytes().iter().chain(&*essence);
    for (place, byte) in bytes.enumerate() {
        let at = &mut hash[place % 16];
        *at = at.rotate_left(3).wrapping_mul(31).wrapping_add(*byte);
    }
    RecordId::of_hash(&hash)
}

fn merged(one: &State, other: &State) -> State {
    join(one.clone(), other.clone(), &name)
}

/// The record that an alternate belongs to.
fn origin(version: &Version) -> Option<RecordId> {
    let content: serde_json::Value = serde_json::from_slice(&version.content).unwrap();
    content.get("of")?.as_str()?.parse().ok()
}

/// What of an alternate's content a person made.
fn lost(version: &Version) -> Vec<u8> {
    let content: serde_json::Value = serde_json::from_slice(&version.content).unwrap();
    stored::essence(content["content"].to_string().as_bytes()).to_vec()
}

/// What a person has: everything but tombstones and alternates that were overwritten since, or that the
/// record itself shows.
fn visible(state: &State) -> Vec<(RecordId, u64, Vec<u8>)> {
    let stands = |version: &Version| {
        let shown = |origin: &Version| stored::essence(&origin.content).to_vec() == lost(version);
        origin(version).is_none_or(|of| {
            let edited_since = |origin: &Version| edits(origin.revision) > edits(version.revision);
            state.get(&of).is_some_and(|origin| !edited_since(origin) && !shown(origin))
        })
    };
    let kept = state
        .iter()
        .filter(|(_, version)| stored::rank(&version.content) != Rank::Deleted && stands(version));
    kept.map(|(id, version)| (*id, version.revision, version.content.to_vec())).collect()
}

proptest! {
    #[test]
    fn it_does_not_matter_who_merges(a in states(), b in states()) {
        prop_assert!(merged(&a, &b) == merged(&b, &a));
    }

    #[test]
    fn it_does_not_matter_how_often(a in states(), b in states()) {
        let once = merged(&a, &b);
        prop_assert!(merged(&a, &a) == a);
        prop_assert!(merged(&once, &b) == once);
        prop_assert!(merged(&once, &a) == once);
        prop_assert!(merged(&once, &once) == once);
    }

    #[test]
    fn it_does_not_matter_in_what_order(a in states(), b in states(), c in states(), d in states()) {
        let left = merged(&merged(&a, &b), &c);
        let right = merged(&a, &merged(&b, &c));
        prop_assert_eq!(visible(&left), visible(&right));
        // Also for what has been merged before.
        let (ab, cd, bd) = (merged(&a, &b), merged(&c, &d), merged(&b, &d));
        prop_assert_eq!(visible(&merged(&merged(&ab, &cd), &bd)), visible(&merged(&ab, &merged(&cd, &bd))));
    }

    #[test]
    fn nothing_is_lost_but_what_a_later_edit_overwrote(a in states(), b in states()) {
        let both = merged(&a, &b);
        let alternates: Vec<Vec<u8>> = both.values().filter(|v| origin(v).is_some()).map(lost).collect();
        for (id, version) in a.iter().chain(&b) {
            let now = &both[id];
            // What use is of what a later version wrote, nobody knows here.
            let known = stored::is_account(&version.content);
            let overwritten = if known {
                edits(version.revision) < edits(now.revision)
            } else {
                version.revision < now.revision
            };
            if overwritten || stored::rank(&version.content) == Rank::Deleted {
                continue;
            }
            let essence = stored::essence(&version.content);
            let kept = stored::essence(&now.content) == essence || alternates.contains(&essence);
            prop_assert!(kept, "{id}");
        }
        let count = |state: &State| state.values().filter(|v| stored::rank(&v.content) == Rank::Kept).count();
        prop_assert!(both.len() >= a.len().max(b.len()));
        let deleted_since = a.iter().filter(|(id, v)| both[id].revision > v.revision).count();
        prop_assert!(count(&both) + deleted_since >= count(&a));
    }
}

/// Versions of an HOTP account that was renamed and used in several browsers, and the highest counter of them.
fn counted() -> impl Strategy<Value = (Vec<State>, u64)> {
    prop::collection::vec((1..4_u64, 0..2_u8, 8..12_u64), 1..5).prop_map(|versions| {
        let states = versions.iter().map(|&(revision, name, counter)| {
            let text = format!(
                r#"{{"kind":"account","name":"{name}","scheme":{{"counter":"{counter}","kind":"hotp"}},"tags":["{revision}"]}}"#
            );
            State::from_iter([(record(0), Version { revision, content: Zeroizing::new(text.into_bytes()) })])
        });
        (states.collect(), versions.iter().map(|version| version.2).max().unwrap_or_default())
    })
}

proptest! {
    #[test]
    fn no_counter_goes_back((states, highest) in counted()) {
        let forth = states.iter().fold(State::new(), |joined, state| merged(&joined, state));
        let back = states.iter().rev().fold(State::new(), |joined, state| merged(&joined, state));
        let again = states.iter().fold(forth.clone(), |joined, state| merged(state, &joined));
        prop_assert_eq!(forth.get(&record(0)), back.get(&record(0)));
        prop_assert_eq!(forth.get(&record(0)), again.get(&record(0)));
        let text = String::from_utf8_lossy(&forth[&record(0)].content).into_owned();
        prop_assert!(text.contains(&format!(r#""counter":"{highest}""#)), "{}", text);
    }
}

/// A version of one account: how often it was edited and used since, and what its copy says of it.
fn edited() -> impl Strategy<Value = Version> {
    let some = |letters: &'static str| prop::sample::subsequence(letters.chars().collect::<Vec<_>>(), 0..=3);
    ((0..3_u64, 0..3_u64), 0..3_u8, some("abc"), some("xyz"), (0..4_u64, 0..4_u8)).prop_map(
        |((edits, used), name, tags, sites, (uses, form))| {
            let mut content = serde_json::json!({
                "kind": "account", "name": name.to_string(), "position": form / 2, "tags": tags,
            });
            let sites: Vec<_> = sites.iter().map(|host| serde_json::json!({ "host": host })).collect();
            match sites.as_slice() {
                // As it was written when an account had one.
                [site] if form % 2 == 0 => content["enrolled"] = site.clone(),
                _ => content["sites"] = sites.into(),
            }
            if uses > 0 {
                content["uses"] = uses.into();
            }
            let content = Zeroizing::new(content.to_string().into_bytes());
            Version { revision: (edits << 16) + used, content }
        },
    )
}

fn list(version: &Version, name: &str) -> Vec<String> {
    let content: serde_json::Value = serde_json::from_slice(&version.content).unwrap();
    let values = content.get(name).and_then(|list| list.as_array().cloned()).unwrap_or_default();
    let enrolled = content.get("enrolled").filter(|_| name == "sites" && values.is_empty()).cloned();
    values.into_iter().chain(enrolled).map(|value| value.to_string()).collect()
}

fn uses(version: &Version) -> u64 {
    let content: serde_json::Value = serde_json::from_slice(&version.content).unwrap();
    content.get("uses").map_or(0, |uses| uses.as_u64().unwrap())
}

proptest! {
    #[test]
    fn tags_and_sites_that_nobody_removed_stay_in_any_order(
        versions in prop::collection::vec(edited(), 1..6),
    ) {
        let one = |version: &Version| State::from_iter([(record(0), version.clone())]);
        let forth = versions.iter().fold(State::new(), |joined, version| merged(&joined, &one(version)));
        let back = versions.iter().rev().fold(State::new(), |joined, version| merged(&one(version), &joined));
        let again = versions.iter().fold(forth.clone(), |joined, version| merged(&joined, &one(version)));
        prop_assert_eq!(&forth[&record(0)], &back[&record(0)]);
        prop_assert_eq!(&forth[&record(0)], &again[&record(0)]);
        let halves = versions.split_at(versions.len() / 2);
        let half = |half: &[Version]| half.iter().fold(State::new(), |all, version| merged(&all, &one(version)));
        prop_assert_eq!(&forth[&record(0)], &merged(&half(halves.0), &half(halves.1))[&record(0)]);

        let all = &forth[&record(0)];
        for version in &versions {
            prop_assert!(uses(all) >= uses(version));
            for name in ["tags", "sites"] {
                let there = list(all, name);
                prop_assert!(list(version, name).iter().all(|value| there.contains(value)), "{name}");
            }
        }
    }
}

#[test]
fn two_that_differ_in_tags_are_one() {
    let version = |tags: &str| {
        let text = format!(r#"{{"kind":"account","name":"a","tags":{tags}}}"#);
        State::from_iter([(
            record(0),
            Version { revision: 1 << 16, content: Zeroizing::new(text.into_bytes()) },
        )])
    };
    let both = merged(&version(r#"["work","aws"]"#), &version(r#"["home"]"#));
    assert_eq!(both.len(), 1, "nothing is kept beside it");
    assert_eq!(list(&both[&record(0)], "tags"), [r#""aws""#, r#""home""#, r#""work""#]);
}
