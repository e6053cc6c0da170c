//! The trash: when it purges, whatever the clock says.

use tandem_core::vault::{RecordId, Trashed, Vault};

use crate::common::{Known, account, copy};

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
