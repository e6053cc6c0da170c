/** Protecting the accounts: the options page, the lock, and every unlock method. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { popupOf } from './popup.mjs';
import { OPTIONS, PASSPHRASE, protection } from './protection.mjs';
import { inExtension, stage } from './stage.mjs';
import { holdVault, pendingVault } from './until.mjs';

const the = stage();
const {
  options,
  protectedQuickly,
  stored,
  nothingInMemory,
  inWorker,
  proveIt,
  unlock,
  choose,
  confirmGroup,
  withPasskeys,
  unprotect,
} = protection(the);

/** Protects what is saved, as a person does. @returns {Promise<string>} the recovery code */
async function protect() {
  const page = await options();
  await choose(page, PASSPHRASE);
  await page.press(the.t('protect'));
  const code = await confirmGroup(page);
  await page.says(the.t('recovery_confirmed'));
  await page.page.close();
  return code;
}

test('the_options_page_opens_from_the_popups_menu_and_says_how_the_accounts_are_protected', async () => {
  await the.save([newKey().uri]);
  const popup = await the.open();
  await popup.press(the.t('menu'));
  const opening = the.session.browser.waitForTarget(
    (target) => target.url() === the.session.address(OPTIONS),
  );
  await popup.pressAway(the.t('options'));
  const page = await (await opening).page();
  if (!page) throw new Error('the options page is no page');
  await handsOn(page).says(the.t('unprotected_text'));
  // The page says what it is and which version, and answers what people ask.
  assert.equal(
    await page.$eval('h1', (title) => title.textContent?.trim()),
    `Tandem ${the.t('options')}`,
  );
  const { version } = await page.evaluate(() => chrome.runtime.getManifest());
  await handsOn(page).says(the.t('version', version));
  for (const question of ['help_refused', 'help_locked_out', 'help_move', 'help_forgotten'])
    await handsOn(page).says(the.t(question));
  await page.close();
});

test('a_short_or_mistyped_passphrase_is_refused_and_a_suggested_one_accepted', async () => {
  await the.save([newKey().uri]);
  const page = await options();
  await choose(page, 'abcdefgh1234');
  await page.says(/at least \d+ more/u);
  await page.press(the.t('protect'));
  await page.says(the.t('error_passphrase_weak'));
  await page.write(the.t('passphrase_again'), 'another passphrase');
  await page.write(the.t('passphrase'), PASSPHRASE);
  await page.press(the.t('protect'));
  await page.says(the.t('error_passphrase_differs'));
  assert.equal(
    await page.page.$eval(
      '[aria-invalid=true]',
      (field) => field === document.activeElement && field.getAttribute('data-part'),
    ),
    'again',
  );
  await page.press(the.t('passphrase_suggest'));
  await page.says(the.t('passphrase_suggested', 80));
  assert.match(
    (await page.held(the.t('passphrase'))) ?? '',
    /^([bdfghjklmnprstvz][aiou]){2}[bdfghjklmnprstvz](-([bdfghjklmnprstvz][aiou]){2}[bdfghjklmnprstvz]){4}$/u,
  );
  await page.press(the.t('protect'));
  await page.says(the.t('recovery_text'));
  await page.write(
    await page.page.$eval('[data-part=which]', (label) => label.textContent ?? ''),
    'XXXXX',
  );
  await page.press(the.t('recovery_confirm'));
  await page.says(/This isn't group \d/u);
  await page.page.close({ runBeforeUnload: false });
});

test('a_passphrase_can_be_seen_while_unlocking_since_input_methods_write_nothing_into_a_password_field', async () => {
  await the.save([newKey().uri]);
  await protectedQuickly();
  await inExtension(the.session, () => chrome.storage.session.clear());
  const popup = await the.session.openAsTab();
  await unlock(popup, 'something else');
  await popup.says(the.t('error_passphrase_wrong'));
  const secret = (/** @type {string} */ name) =>
    popup.page.$eval('[data-part=secret]', (field, name) => field.getAttribute(name), name);
  assert.equal(await secret('aria-invalid'), 'true');
  assert.equal(await secret('type'), 'password');
  await popup.page.locator('[data-part=shown]').click();
  assert.equal(await secret('type'), 'text');
  // What was wrong with the passphrase is no fault of the recovery code.
  await popup.press(the.t('unlock_by_recovery'));
  assert.ok(!(await popup.text()).includes(the.t('error_passphrase_wrong')));
  await popup.close();
});

test('protecting_seals_every_record_again_and_the_old_key_opens_none', async () => {
  await the.save([newKey().uri, newKey().uri]);
  const before = await stored();
  await protect();
  const now = await stored();
  const records = (/** @type {{ local: Record<string, unknown> }} */ { local }) =>
    /** @type {{ records: { id: string, sealed: string }[] }} */ (
      JSON.parse(String(local['vault']))
    ).records;
  const old = new Map(records(before).map(({ id, sealed }) => [id, sealed]));
  assert.equal(records(now).length, 2);
  for (const { id, sealed } of records(now)) assert.ok(old.has(id) && old.get(id) !== sealed, id);
  assert.notEqual(now.session['key'], before.session['key']);
  const refused = await inExtension(
    the.session,
    async (text, key) => {
      const { default: init, Vault } = await import('/extension/wasm/tandem.js');
      await init();
      try {
        return Vault.open(
          text,
          Uint8Array.from(atob(key), (c) => c.charCodeAt(0)),
        ).count();
      } catch (error) {
        return /** @type {{ code: string }} */ (error).code;
      }
    },
    String(now.local['vault']),
    String(before.session['key']),
  );
  assert.equal(refused, 'vault_wrong_key');
});

test('a_locked_popup_opens_by_the_passphrase_and_a_wrong_one_writes_nothing_and_waits_longer_each_time', async () => {
  const key = newKey();
  await the.save([key.uri]);
  await protectedQuickly();
  const text = (await stored()).local['vault'];
  let popup = await the.open();
  await popup.press(the.t('menu'));
  await popup.press(the.t('lock_now'));
  await popup.says(the.t('locked_title'));
  for (let tries = 0; tries < 2; tries += 1) {
    await unlock(popup, `${PASSPHRASE} ${tries}`);
    await popup.says(the.t('error_passphrase_wrong'));
  }
  await unlock(popup, 'wrong again');
  await popup.says(/Try again in \d\ss/u);
  await popup.close();
  popup = await the.open();
  await unlock(popup, PASSPHRASE);
  await popup.says(key.issuer);
  key.isCode((await popup.codes())[0]);
  // The first use of the new method removes the old one.
  await popup.page.waitForFunction(async () => {
    const { transact } = await import('/extension/shared/database.js');
    return (await transact('keys', 'readonly', (store) => store.count())) === 0;
  });
  await popup.close();
  const { local, session } = await stored();
  assert.equal(local['vault'], text);
  assert.deepEqual(Object.keys(session).sort(), ['key', 'lock'], 'the wrong ones are forgotten');
  const left = await inExtension(the.session, async () => {
    const { transact } = await import('/extension/shared/database.js');
    const count = (/** @type {IDBObjectStore} */ store) => store.count();
    return [await transact('keys', 'readonly', count), await transact('mirror', 'readonly', count)];
  });
  assert.deepEqual(left, [0, 1]);
});

test('the_recovery_code_opens_in_any_spelling_and_a_typing_error_is_located', async () => {
  const key = newKey();
  await the.save([key.uri]);
  const code = await protectedQuickly();
  await inWorker('commands.onCommand', 'lock');
  const popup = await the.open();
  await popup.press(the.t('unlock_by_recovery'));
  await unlock(popup, `${code.slice(0, 12)}${code[12] === '2' ? '3' : '2'}${code.slice(13)}`);
  await popup.says(the.t('error_recovery_group', 3));
  await unlock(popup, code.toLowerCase().replaceAll('-', ' '));
  await popup.says(key.issuer);
});

for (const [how, event, value] of /** @type {const} */ ([
  ['command', 'commands.onCommand', 'lock'],
  ['alarm', 'alarms.onAlarm', { name: 'lock' }],
  ['screen', 'idle.onStateChanged', 'locked'],
])) {
  test(`after_a_lock_by_${how}_nothing_is_in_memory_and_every_open_page_is_locked`, async () => {
    await the.save([newKey().uri]);
    await protectedQuickly();
    const [page, popup] = [await options(), await the.session.openAsTab()];
    await page.says(the.t('lock_after'));
    await popup.page.waitForSelector('[data-code]');
    await popup.page.evaluate(() => Object.assign(globalThis, { before: true }));
    await inWorker(event, value);
    await popup.says(the.t('locked_title'));
    // A page behind isn't painted, and waiting for it would fail.
    await page.page.bringToFront();
    await page.says(the.t('locked_title'));
    await nothingInMemory();
    assert.equal(
      await popup.page.evaluate(() => 'before' in globalThis),
      false,
      'the page started over',
    );
    for (const each of [popup.page, page.page]) {
      assert.equal(
        await each.evaluate(async () => (await import('/extension/shared/session.js')).theVault()),
        undefined,
      );
      await each.close();
    }
  });
}

test('while_a_new_passphrase_is_saved_it_is_neither_saved_again_nor_cancelled', async () => {
  await the.save([newKey().uri]);
  await protectedQuickly();
  const page = await options();
  await page.press(the.t('act_named', the.t('method_change'), the.t('passphrase')));
  await proveIt(page);
  await choose(page, 'a quite different passphrase');
  const release = await holdVault(page.page);
  await page.press(the.t('save'));
  await pendingVault(page.page);
  assert.deepEqual(
    await page.page.$$eval('[data-part=save], [data-part=cancel]', (buttons) =>
      buttons
        .filter((button) => button.closest('[data-part=protection]'))
        .map((button) => button instanceof HTMLButtonElement && button.disabled),
    ),
    [true, true],
  );
  await release();
  await page.says(the.t('passphrase_saved'));
  await page.page.close();
});

test('unlock_methods_are_changed_and_removed_except_the_last', async () => {
  const key = newKey();
  await the.save([key.uri]);
  const code = await protectedQuickly();
  const page = await options();
  await page.press(the.t('act_named', the.t('method_change'), the.t('passphrase')));
  await proveIt(page);
  await choose(page, 'a quite different passphrase');
  await page.press(the.t('save'));
  await page.says(the.t('passphrase_saved'));
  const remove = async (/** @type {string} */ name) => {
    await page.press(the.t('act_named', the.t('method_remove'), name));
    await page.says(the.t('method_remove_text', name));
    if (name === the.t('passphrase')) await page.says(the.t('method_remove_leaves_code'));
    await page.press(the.t('method_remove'));
  };
  await remove(the.t('passphrase'));
  await proveIt(page, 'a quite different passphrase');
  await page.says(the.t('method_removed'));
  await page.press(the.t('act_named', the.t('method_remove'), the.t('recovery_code')));
  await page.says(the.t('error_last_method'));
  await page.press(the.t('lock_now'));
  await page.says(the.t('locked_title'));
  const popup = await popupOf(page.page);
  await unlock(popup, code);
  await page.says(the.t('lock_after'));
  await page.page.close();
});

test('an_error_leaves_with_its_field_and_the_recovery_code_leads_to_a_new_passphrase', async () => {
  await the.save([newKey().uri]);
  const code = await protectedQuickly();
  await inWorker('commands.onCommand', 'lock');
  const popup = await the.open();
  await unlock(popup, 'not the passphrase');
  await popup.says(the.t('error_passphrase_wrong'));
  await popup.press(the.t('unlock_by_recovery'));
  assert.ok(!(await popup.text()).includes(the.t('error_passphrase_wrong')));
  await unlock(popup, code);
  await popup.says(the.t('recovery_used'));
  const opening = the.session.browser.waitForTarget(
    (target) => target.url() === the.session.address(OPTIONS),
  );
  await popup.pressAway(the.t('passphrase_new'));
  await (await (await opening).page())?.close();
});

test('a_passphrase_that_was_not_typed_for_a_month_is_asked_for_once_behind_a_passkey', async () => {
  await the.save([newKey().uri]);
  await protectedQuickly();
  const page = await options();
  await page.says(the.t('lock_after'));
  await withPasskeys(page);
  await page.press(the.t('passkey_add'));
  await proveIt(page);
  await page.says(the.t('passkey_added'));
  await page.page.evaluate(() =>
    chrome.storage.local.set({ settings: { typed: Date.now() - 31 * 86_400_000 } }),
  );
  // The lock sends the page to the view that unlocks, and only then may it go elsewhere.
  await inWorker('commands.onCommand', 'lock');
  await page.says(the.t('locked_title'));
  await page.page.goto(the.session.address('extension/popup/popup.html#tab'));
  const popup = await popupOf(page.page);
  await popup.press(the.t('unlock_by_passkey'));
  await popup.says(the.t('passphrase_seldom'));
  await popup.press(the.t('passphrase_type'));
  await proveIt(popup);
  await popup.page.waitForFunction(
    async () =>
      Date.now() -
        /** @type {{ typed: number }} */ ((await chrome.storage.local.get('settings'))['settings'])
          .typed <
      60_000,
  );
  await popup.close();
});

test('a_recovery_code_that_nobody_confirmed_is_remembered_until_there_is_another_one', async () => {
  await the.save([newKey().uri]);
  const page = await options();
  await choose(page, PASSPHRASE);
  await page.press(the.t('protect'));
  await page.says(the.t('recovery_text'));
  await page.page.reload();
  await page.says(the.t('recovery_not_kept'));
  await page.press(the.t('act_named', the.t('method_change'), the.t('recovery_code')));
  await proveIt(page);
  await confirmGroup(page);
  await page.says(the.t('recovery_confirmed'));
  assert.ok(!(await page.text()).includes(the.t('recovery_not_kept')));
  await page.page.close();
});

test('protection_is_turned_off_and_on_again', async () => {
  const key = newKey();
  await the.save([key.uri]);
  await protectedQuickly();
  const page = await options();
  await unprotect(page);
  await page.says(the.t('unprotected_text'));
  await page.page.close();
  // Opened by the browser alone, whatever was in memory.
  await inExtension(the.session, () => chrome.storage.session.clear());
  const popup = await the.open();
  await popup.says(key.issuer);
  key.isCode((await popup.codes())[0]);
  await popup.close();
  assert.deepEqual((await stored()).session['lock'], undefined);
  await protect();
  await inWorker('commands.onCommand', 'lock');
  const locked = await the.open();
  await unlock(locked, PASSPHRASE);
  await locked.says(key.issuer);
  await locked.close();
});

test('a_passkey_opens_beside_the_passphrase_and_one_that_gives_no_key_is_refused', async () => {
  await the.save([newKey().uri]);
  await protectedQuickly();
  const page = await options();
  const gone = await withPasskeys(page, false);
  await page.press(the.t('passkey_add'));
  await proveIt(page);
  await page.says(the.t('error_passkey_unusable'));
  await gone();
  await withPasskeys(page);
  await page.press(the.t('passkey_add'));
  await proveIt(page);
  await page.says(the.t('passkey_added'));
  await page.press(the.t('lock_now'));
  await page.says(the.t('locked_title'));
  await page.press(the.t('unlock_by_passkey'));
  await page.says(the.t('lock_after'));
  await page.page.close();
});

test('a_protected_vault_that_was_cleared_away_comes_back_locked', async () => {
  const key = newKey();
  await the.save([key.uri]);
  await protectedQuickly();
  await inExtension(the.session, async () => {
    await chrome.storage.local.clear();
    await chrome.storage.session.clear();
  });
  const popup = await the.open();
  await popup.press(the.t('recover'));
  await unlock(popup, PASSPHRASE);
  await popup.says(key.issuer);
});

test('protection_is_offered_once_when_nothing_else_is_going_on_and_a_line_remains', async () => {
  const key = newKey();
  await the.show([key.uri]);
  let popup = await the.scan();
  await popup.press(the.t('save'));
  await popup.says(the.t('saved', key.issuer));
  // It says the same, or the more urgent sentence about a backup.
  await popup.page.waitForSelector('[data-part=unprotected]', { visible: true });
  await popup.close();
  // On the account's own page, its code comes first.
  popup = await the.open();
  await popup.page.waitForSelector('.card');
  await popup.close();
  await the.page.goto('about:blank');
  popup = await the.session.openPopup(the.page);
  await popup.says(the.t('ask_title'));
  await popup.press(the.t('ask_later'));
  await popup.says(key.issuer);
  await popup.close();
  popup = await the.session.openPopup(the.page);
  await popup.page.waitForSelector('[data-part=unprotected]', { visible: true });
  await popup.close();
  await protectedQuickly();
  popup = await the.open();
  await popup.says(key.issuer);
  assert.ok(!(await popup.has(the.t('protect_line'))));
});
