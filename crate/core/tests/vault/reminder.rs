//! Reminders: the next step to keep the accounts safe.

use tandem_core::vault::{DeviceSlot, Reminder, ReminderState, Vault};

use crate::common::{Known, account};

const DAY: u64 = 86_400;
const NOW: u64 = 100 * DAY;

#[test]
fn what_is_left_to_do() {
    let mut entropy = Known(300);
    let mut vault = Vault::create(&mut entropy);
    assert_eq!(vault.reminder(&ReminderState::default(), NOW), None, "there is nothing to lose yet");
    let [a, _] = ["A", "B"].map(|issuer| vault.add(account(issuer, "ana"), &mut entropy).unwrap());
    let then = vault.fingerprint();
    let saved = |days: u64| ReminderState {
        backup: Some((NOW - days * DAY, then.clone())),
        ..ReminderState::default()
    };
    let reminded = |at: u64| ReminderState { reminded: Some(at), ..ReminderState::default() };
    let put_off = |at: u64| ReminderState { put_off: Some(at), ..ReminderState::default() };
    let synced = |accounts: usize| ReminderState { synced: Some(accounts), ..ReminderState::default() };
    let first = Some(Reminder::Backup(None));
    for (state, expected) in [
        (ReminderState::default(), first),
        (saved(0), None),
        (saved(29), None),
        (saved(30), Some(Reminder::Backup(Some(0)))),
        (reminded(NOW - DAY + 1), None),
        (reminded(NOW - DAY), first),
        // The clock was set back since.
        (reminded(NOW + DAY), None),
        (put_off(NOW - 7 * DAY + 1), None),
        (put_off(NOW - 7 * DAY), first),
        (synced(2), None),
        (synced(1), first),
        // If the vault's key has changed, nobody knows what the backup lacks.
        (
            ReminderState {
                backup: Some((NOW, Vault::create(&mut entropy).fingerprint())),
                ..ReminderState::default()
            },
            first,
        ),
    ] {
        assert_eq!(vault.reminder(&state, NOW), expected, "{state:?}");
    }

    for (number, expected) in
        (0..4).map(|number| (number, None)).chain([(4, Some(Reminder::Backup(Some(5))))])
    {
        vault.add(account(&number.to_string(), "bob"), &mut entropy).unwrap();
        assert_eq!(vault.reminder(&saved(1), NOW), expected, "{number}");
    }

    vault.remove(a, NOW, &mut entropy).unwrap();
    vault.set_device_slot(&DeviceSlot { nonce: vec![1; 12], wrapped: vec![2; 48] }).unwrap();
    let later = ReminderState { reminded: Some(NOW), ..saved(1) };
    assert_eq!(vault.reminder(&saved(1), NOW), Some(Reminder::Backup(Some(6))), "the more urgent first");
    assert_eq!(vault.reminder(&later, NOW), Some(Reminder::Protection));
    assert_eq!(vault.reminder(&ReminderState { put_off: Some(NOW), ..later }, NOW), None);
}
