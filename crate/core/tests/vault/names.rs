//! Names and notes that are edited in several browsers: which version gives way, and what is kept beside it.

use proptest::prelude::*;
use tandem_core::{account::Account, vault::Vault};

use crate::common::{Known, account, copy};

/// What a person does in one of three browsers.
#[derive(Debug, Clone, Copy)]
enum Act {
    Rename(u8),
    Note(u8),
    Use,
    /// What another browser has comes over.
    Merge(usize),
}

fn acts() -> impl Strategy<Value = Vec<(usize, Act)>> {
    let act = prop_oneof![
        3 => (0..4_u8).prop_map(Act::Rename),
        3 => (0..4_u8).prop_map(Act::Note),
        2 => Just(Act::Use),
        2 => (0..3_usize).prop_map(Act::Merge),
    ];
    prop::collection::vec((0..3_usize, act), 0..24)
}

/// What a person calls it, and how often this copy knows that it was edited.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Version {
    edits: u32,
    texts: (Option<String>, String),
}

fn texts(account: &Account) -> (Option<String>, String) {
    (account.label.clone(), account.note.clone())
}

proptest! {
    #[test]
    fn the_version_that_was_edited_more_often_holds_and_of_equal_ones_all_are_kept(acts in acts()) {
        let mut entropy = Known(5);
        let mut first = Vault::create(&mut entropy);
        let id = first.add(account("Acme", "ana"), &mut entropy).unwrap();
        let mut vaults: Vec<Vault> = (0..3).map(|_| copy(&first)).collect();
        let mut edits = [0_u32; 3];
        for (place, act) in acts {
            let change = |vault: &mut Vault, entropy: &mut Known, change: &dyn Fn(&mut Account)| {
                vault.edit(id, entropy, |account| change(account)).unwrap();
            };
            match act {
                Act::Rename(to) => {
                    change(&mut vaults[place], &mut entropy, &|one| one.label = Some(format!("name {to}")));
                    edits[place] += 1;
                }
                Act::Note(to) => {
                    change(&mut vaults[place], &mut entropy, &|one| one.note = format!("note {to}"));
                    edits[place] += 1;
                }
                Act::Use => vaults[place].mark_used(id, 9, &mut entropy).unwrap(),
                Act::Merge(from) => {
                    let other = copy(&vaults[from]);
                    vaults[place].merge(&other, &mut entropy).unwrap();
                    edits[place] = edits[place].max(edits[from]);
                }
            }
        }
        let most = edits.iter().max().copied().unwrap_or_default();
        let versions: Vec<Version> = vaults
            .iter()
            .zip(edits)
            .map(|(vault, edits)| Version { edits, texts: texts(&vault.get(id).unwrap().account) })
            .collect();
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let mut merged = copy(&vaults[order[0]]);
            merged.merge(&vaults[order[1]], &mut entropy).unwrap();
            merged.merge(&vaults[order[2]], &mut entropy).unwrap();
            let shown = texts(&merged.get(id).unwrap().account);
            let held = versions.iter().any(|version| version.edits == most && version.texts == shown);
            prop_assert!(held, "{shown:?} is none of those that were edited most: {versions:?}");
            let beside: Vec<_> = merged.alternates().iter().map(|entry| texts(&entry.account)).collect();
            for version in versions.iter().filter(|version| version.edits == most) {
                let kept = version.texts == shown || beside.contains(&version.texts);
                prop_assert!(kept, "{version:?} is lost; there are {shown:?} and {beside:?}");
            }
        }
    }
}
