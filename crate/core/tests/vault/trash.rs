//! The trash: when it purges, whatever the clock says.

use tandem_core::vault::{RecordId, Trashed, Vault};

use crate::common::{Known, account, copy, key_of};

const DAY: u64 = 86_400;
/// When the account was deleted.
const AT: u64 = 20_000 * DAY;

fn vault() -> (Vault, RecordId) {
    let mut vault = Vault::create(&mut Known(200));
    let id = vault.add(account("A", "ana"), &mut Known(201)).unwrap();
    vault.remove(id, AT, &mut Known(202)).unwrap();
    (vault, id)
}

/// What remains after the clock was read on these days, one after the other, keeping each answer.
fn left(days: &[u64]) -> usize {
    let (mut vault, _) = vault();
    let mut seen = None;
    for day in days {
        seen = vault.purge_expired(AT + day * DAY, seen, &mut Known(203)).unwrap();
    }
    vault.trash().len()
}

#[test]
fn two_readings_a_day_apart_have_to_agree_before_anything_is_purged() {
    for (days, expected) in [
        ([0].as_slice(), 1),
        (&[29, 29, 29], 1),
        (&[30], 1),
        (&[31, 31], 1),
        (&[30, 31], 0),
        (&[29, 30, 31], 0),
        (&[30, 90], 0),
        // The clock jumped ahead, once or for a moment.
        (&[1, 4_000, 2, 3], 1),
        (&[4_000, 2, 4_000], 1),
        (&[4_000, 2, 4_001, 3], 1),
        // What has expired only at the second reading isn't purged yet.
        (&[29, 31], 1),
        (&[29, 31, 32], 0),
    ] {
        assert_eq!(left(days), expected, "{days:?}");
    }
}

#[test]
fn what_is_deleted_while_the_clock_is_behind_stays_its_thirty_days() {
    let mut vault = Vault::create(&mut Known(210));
    let id = vault.add(account("A", "ana"), &mut Known(211)).unwrap();
    vault.mark_used(id, AT, &mut Known(212)).unwrap();
    vault.remove(id, 3, &mut Known(213)).unwrap();
    assert_eq!(vault.trash()[0].at, AT);
    assert_eq!(vault.trash()[0].until(), AT + Trashed::KEPT);
}

#[test]
fn a_deletion_can_be_undone_whatever_the_clock_says() {
    let (mut vault, id) = vault();
    vault.purge_expired(AT + 40 * DAY, None, &mut Known(220)).unwrap();
    let mut vault = copy(&vault);
    assert_eq!(vault.trash().len(), 1);
    vault.undelete(id, &mut Known(221)).unwrap();
    assert!(vault.get(id).is_some());
}

/// After November 2026, when a clock may be right.
const NOW: u64 = 20_800 * DAY;
/// In 2200, from a browser whose clock was wrong.
const AHEAD: u64 = 84_000 * DAY;

/// When the account in the trash was deleted, as a day from now, after the clock was read on these
/// days; none once it is purged.
fn deleted_on(deleted: u64, days: &[u64]) -> Option<u64> {
    let mut vault = Vault::create(&mut Known(230));
    let id = vault.add(account("A", "ana"), &mut Known(231)).unwrap();
    vault.remove(id, deleted, &mut Known(232)).unwrap();
    let mut here = Vault::open(&vault.text(), key_of(&vault)).unwrap();
    let mut seen = None;
    for day in days {
        seen = here.purge_expired(NOW + day * DAY, seen, &mut Known(233 + day)).unwrap();
    }
    // The other browser takes it over, or has brought the account back meanwhile.
    let mut there = copy(&vault);
    there.merge(&here, &mut Known(234)).unwrap();
    assert_eq!(there.trash().first().map(|it| it.at), here.trash().first().map(|it| it.at));
    vault.undelete(id, &mut Known(235)).unwrap();
    here.merge(&vault, &mut Known(236)).unwrap();
    assert!(here.get(id).is_some());
    there.trash().first().map(|trashed| trashed.at / DAY - NOW / DAY)
}

#[test]
fn two_readings_a_day_apart_correct_the_date_of_a_deletion_far_ahead() {
    let ahead = (AHEAD - NOW) / DAY;
    let next_month = 30;
    for (deleted, days, expected) in [
        (AHEAD, [0].as_slice(), Some(ahead)),
        (AHEAD, &[0, 0], Some(ahead)),
        (AHEAD, &[0, 1], Some(1)),
        (AHEAD, &[0, 1, 30, 31], Some(1)),
        (AHEAD, &[0, 1, 31, 32], None),
        // The clock was behind for a moment, or ahead.
        (AHEAD, &[0, ahead, 1], Some(ahead)),
        (u64::MAX, &[0, 5], Some(5)),
        (NOW + next_month * DAY, &[0, 1, 2], Some(next_month)),
    ] {
        assert_eq!(deleted_on(deleted, days), expected, "{days:?}");
    }
}

#[test]
fn a_clock_before_the_first_version_corrects_no_date() {
    let (mut vault, _) = vault();
    let mut seen = None;
    for day in [1, 2, 3] {
        seen = vault.purge_expired(day * DAY, seen, &mut Known(240)).unwrap();
    }
    assert_eq!((vault.trash()[0].at, seen), (AT, None));
}
