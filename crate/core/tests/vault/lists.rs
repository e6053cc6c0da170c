//! Tags and sites edited in several browsers and merged in any order.

use proptest::prelude::*;
use tandem_core::{
    account::{Account, Site},
    vault::{RecordId, Vault},
};

use crate::common::{Known, account, copy};

/// What the user does in one of three browsers.
#[derive(Debug, Clone, Copy)]
enum Act {
    Tag(u8),
    Untag(u8),
    AddSite(u8),
    RemoveSite(u8),
    Rename(u8),
    Use,
    /// Merges what another browser has.
    Merge(usize),
    /// Deletes the account and brings it back.
    DeleteAndBack,
}

fn acts() -> impl Strategy<Value = Vec<(usize, Act)>> {
    let act = prop_oneof![
        3 => (0..4_u8).prop_map(Act::Tag),
        2 => (0..4_u8).prop_map(Act::Untag),
        3 => (0..4_u8).prop_map(Act::AddSite),
        2 => (0..4_u8).prop_map(Act::RemoveSite),
        2 => (0..3_u8).prop_map(Act::Rename),
        1 => Just(Act::Use),
        3 => (0..3_usize).prop_map(Act::Merge),
        1 => Just(Act::DeleteAndBack),
    ];
    prop::collection::vec((0..3_usize, act), 0..40)
}

/// The name of a tag, and the host of a site.
fn named(number: u8) -> (String, Site) {
    (format!("tag{number}"), Site::of(&format!("site{number}.example")))
}

fn act(vaults: &mut [Vault], place: usize, act: Act, id: RecordId, entropy: &mut Known) {
    let mut change = |vault: &mut Vault, change: &dyn Fn(&mut Account)| {
        vault.edit(id, entropy, |account| change(account)).unwrap();
    };
    let vault = &mut vaults[place];
    match act {
        Act::Tag(number) => change(vault, &|account| *account = account.duplicate().tagged(&named(number).0)),
        Act::Untag(number) => {
            change(vault, &|account| *account = account.duplicate().untagged(&named(number).0));
        }
        Act::AddSite(number) => change(vault, &|account| {
            let site = named(number).1;
            account.sites.retain(|there| *there != site);
            account.sites.push(site);
        }),
        Act::RemoveSite(number) => change(vault, &|account| {
            account.sites.retain(|site| *site != named(number).1);
        }),
        Act::Rename(number) => change(vault, &|account| account.label = Some(format!("name {number}"))),
        Act::Use => vault.mark_used(id, 9, entropy).unwrap(),
        Act::DeleteAndBack => {
            vault.remove(id, 9, entropy).unwrap();
            vault.undelete(id, entropy).unwrap();
        }
        Act::Merge(from) => {
            let other = copy(&vaults[from]);
            vaults[place].merge(&other, entropy).unwrap();
        }
    }
}

/// Tags and sites, by name and in order.
fn lists(vault: &Vault, id: RecordId) -> Vec<String> {
    let account = &vault.get(id).unwrap().account;
    let mut all: Vec<String> = account.tags.clone();
    all.extend(account.sites.iter().map(|site| site.host.clone()));
    all.sort();
    all
}

#[test]
fn what_a_stranger_put_in_with_any_number_can_be_taken_out_everywhere() {
    for number in [1_u64, 1 << 32, u64::MAX] {
        let history = format!(r#"{{"tags":{{"\"x\"":{number}}}}}"#);
        let issuer = format!(r#"A","tags":["x"],"history":{history},"more":""#);
        let foreign = crate::common::foreign(1, 0, 1, &issuer, 7);
        let mut entropy = Known(8);
        let mut here = Vault::create(&mut entropy);
        here.add(account("Own", "ana"), &mut entropy).unwrap();
        here.merge_backup(&foreign, &mut entropy).unwrap();
        let id = here.entries().iter().find(|entry| entry.account.issuer == "A").unwrap().id;
        let mut there = copy(&here);
        assert_eq!(lists(&there, id), ["x"], "{number}");
        here.edit(id, &mut entropy, |account| *account = account.duplicate().untagged("x")).unwrap();
        let before = copy(&there);
        there.merge(&here, &mut entropy).unwrap();
        here.merge(&before, &mut entropy).unwrap();
        assert_eq!((lists(&here, id), lists(&there, id)), (vec![], vec![]), "{number}");
        // And added again.
        here.edit(id, &mut entropy, |account| *account = account.duplicate().tagged("x")).unwrap();
        there.merge(&here, &mut entropy).unwrap();
        assert_eq!(lists(&there, id), ["x"], "{number}");
    }
    let history = format!(r#"{{"tags":{{"\"x\"":{}}}}}"#, (1_u64 << 32) + 1);
    let issuer = format!(r#"A","tags":["x"],"history":{history},"more":""#);
    let foreign = crate::common::foreign(1, 0, 1, &issuer, 7);
    let refused = Vault::create(&mut Known(8)).merge_backup(&foreign, &mut Known(9)).err();
    assert_eq!(refused, Some(tandem_core::vault::AddError::Impossible));
}

#[test]
fn a_name_given_in_one_browser_outlives_tags_and_sites_given_in_another() {
    let mut entropy = Known(5);
    let mut here = Vault::create(&mut entropy);
    let id = here.add(Account { tags: vec!["old".into()], ..account("Acme", "ana") }, &mut entropy).unwrap();
    let mut there = copy(&here);
    here.edit(id, &mut entropy, |account| account.label = Some("Mine".into())).unwrap();
    // More of them than of the other, so that their number must not decide.
    for tag in ["one", "two", "three"] {
        there.edit(id, &mut entropy, |account| *account = account.duplicate().tagged(tag)).unwrap();
    }
    there.edit(id, &mut entropy, |account| *account = account.duplicate().untagged("old")).unwrap();
    there.edit(id, &mut entropy, |account| account.sites.push(Site::of("acme.example"))).unwrap();
    let before = copy(&there);
    there.merge(&here, &mut entropy).unwrap();
    here.merge(&before, &mut entropy).unwrap();
    for vault in [&here, &there] {
        assert_eq!(vault.get(id).unwrap().account.label.as_deref(), Some("Mine"));
        assert_eq!(lists(vault, id), ["acme.example", "one", "three", "two"]);
        assert_eq!(vault.alternates().len(), 0, "nothing is left to choose from");
    }
}

proptest! {
    #[test]
    fn no_tag_and_no_site_is_lost_or_comes_back_however_edits_and_merges_cross(
        acts in acts(),
        order in Just(vec![0_usize, 1, 2, 0, 1, 2]).prop_shuffle(),
    ) {
        let mut entropy = Known(3);
        let mut first = Vault::create(&mut entropy);
        let begun = Account {
            tags: vec![named(0).0, named(1).0],
            sites: vec![named(0).1, named(1).1],
            ..account("Acme", "ana")
        };
        let id = first.add(begun, &mut entropy).unwrap();
        let mut vaults: Vec<Vault> = (0..3).map(|_| copy(&first)).collect();
        for (place, one) in &acts {
            act(&mut vaults, *place, *one, id, &mut entropy);
        }
        let mut forth = copy(&vaults[0]);
        forth.merge(&vaults[1], &mut entropy).unwrap();
        forth.merge(&vaults[2], &mut entropy).unwrap();
        let mut back = copy(&vaults[2]);
        for place in order {
            back.merge(&vaults[place], &mut entropy).unwrap();
        }
        back.merge(&vaults[0], &mut entropy).unwrap();
        back.merge(&vaults[1], &mut entropy).unwrap();
        prop_assert_eq!(lists(&forth, id), lists(&back, id));
        let all = lists(&forth, id);
        for number in 0..4_u8 {
            let (tag, site) = named(number);
            let did = |wanted: &dyn Fn(&Act) -> bool| acts.iter().any(|(_, act)| wanted(act));
            let put = did(&|act| matches!(act, Act::Tag(n) if *n == number));
            let out = did(&|act| matches!(act, Act::Untag(n) if *n == number));
            if number < 2 || put {
                prop_assert!(out || all.contains(&tag), "{tag} is lost");
            }
            prop_assert!(!out || put || !all.contains(&tag), "{tag} has come back");
            let put = did(&|act| matches!(act, Act::AddSite(n) if *n == number));
            let out = did(&|act| matches!(act, Act::RemoveSite(n) if *n == number));
            if number < 2 || put {
                prop_assert!(out || all.contains(&site.host), "{} is lost", site.host);
            }
            prop_assert!(!out || put || !all.contains(&site.host), "{} has come back", site.host);
        }
    }
}
