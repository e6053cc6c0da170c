/**
 * *Confirm it's you*: somebody at an unlocked screen can't do what has lasting effect.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { PASSPHRASE, protection } from './protection.mjs';
import { inExtension, protect, stage } from './stage.mjs';

/** @typedef {import('./hands.mjs').Hands} Hands */

const the = stage();
const { withPasskeys } = protection(the);

/**
 * The options page of a protected vault that is open, on a device that has passkeys.
 * @returns {Promise<{ page: Hands, code: string }>}
 */
async function options() {
  await the.save([newKey().uri]);
  const code = await protect(the.session, PASSPHRASE);
  const page = handsOn(
    await the.session.tab(the.session.address('extension/options/options.html')),
  );
  await withPasskeys(page);
  return { page, code };
}

const stored = () =>
  inExtension(the.session, async () => (await chrome.storage.local.get('vault'))['vault']);

/**
 * Writes into the one field of the question and presses its button.
 * @param {Hands} page
 * @param {string} typed
 */
async function answer(page, typed) {
  await page.page.waitForSelector('dialog [data-part=secret]');
  await page.page.locator('dialog [data-part=secret]').fill(typed);
  await page.press(the.t('confirm'));
}

/** @param {Hands} page */
const closed = (page) => page.page.waitForFunction(() => !document.querySelector('dialog[open]'));

/**
 * What needs confirming: how it is started, and what the page says once it is confirmed.
 * @type {[string, (page: Hands) => Promise<unknown>, () => string][]}
 */
const GUARDED = [
  ['a_backup_under_another_passphrase', otherBackup, () => the.t('backup_new')],
  [
    'a_changed_passphrase',
    (page) => page.press(the.t('act_named', the.t('method_change'), the.t('passphrase'))),
    () => the.t('passphrase_hint'),
  ],
  [
    'a_new_recovery_code',
    (page) => page.press(the.t('act_named', the.t('method_change'), the.t('recovery_code'))),
    () => the.t('recovery_text'),
  ],
  ['a_new_passkey', (page) => page.press(the.t('passkey_add')), () => the.t('passkey_added')],
  ['a_removed_unlock_method', removeRecovery, () => the.t('method_removed')],
  ['turning_protection_off', unprotect, () => the.t('unprotected')],
  ['never_locking', (page) => page.page.select('[data-part=after]', 'never'), () => ''],
];

/** @param {Hands} page */
async function otherBackup(page) {
  await page.press(the.t('backup_save'));
  await page.press(the.t('backup_other'));
}

/** @param {Hands} page */
async function removeRecovery(page) {
  await page.press(the.t('act_named', the.t('method_remove'), the.t('recovery_code')));
  await page.press(the.t('method_remove'));
}

/** @param {Hands} page */
async function unprotect(page) {
  await page.press(the.t('unprotect'));
  await page.says(the.t('unprotect_text'));
  await page.page.locator('dialog [data-part=act]').click();
}

for (const [what, begin, then] of GUARDED) {
  test(`${what}_needs_the_passphrase_and_cancelling_changes_nothing`, async () => {
    const { page } = await options();
    const before = await stored();
    const settings = () =>
      inExtension(
        the.session,
        async () => (await chrome.storage.local.get('settings'))['settings'],
      );
    await page.says(the.t('lock_after'));
    await begin(page);
    await answer(page, 'not the passphrase');
    await page.says(the.t('error_method_wrong'));
    await page.press(the.t('cancel'));
    await closed(page);
    assert.equal(await stored(), before);
    assert.equal(await settings(), undefined);
    await page.page.reload();
    await page.says(the.t('lock_after'));
    await begin(page);
    await answer(page, PASSPHRASE);
    await closed(page);
    if (then()) await page.says(then());
    else
      await page.page.waitForFunction(
        async () => (await chrome.storage.local.get('settings'))['settings'] !== undefined,
      );
    await page.page.close();
  });
}

test('the_recovery_code_proves_it_too_and_a_shorter_time_needs_no_proof', async () => {
  const { page, code } = await options();
  await page.says(the.t('lock_after'));
  await page.page.select('[data-part=after]', '5');
  await page.page.waitForFunction(
    async () => (await chrome.storage.local.get('settings'))['settings'] !== undefined,
  );
  await page.page.select('[data-part=after]', '240');
  await answer(page, code.toLowerCase());
  await closed(page);
  const chosen = await page.page.waitForFunction(async () => {
    const { settings } = /** @type {{ settings: { lockAfter: number, typed?: number } }} */ (
      await chrome.storage.local.get('settings')
    );
    return settings.lockAfter === 240 && JSON.stringify(settings);
  });
  const { typed } = JSON.parse(String(await chosen.jsonValue()));
  assert.equal(typed, undefined, 'the passphrase may be forgotten all the same');
  await page.page.close();
});

test('wrong_answers_count_like_those_at_unlocking_and_the_wait_outlives_the_browser', async () => {
  const { page } = await options();
  await page.says(the.t('lock_after'));
  await page.press(the.t('act_named', the.t('method_change'), the.t('recovery_code')));
  for (let tries = 0; tries < 3; tries += 1) {
    await answer(page, `wrong ${tries}`);
    await page.says(tries < 2 ? the.t('error_method_wrong') : /Try again in \d\ss/u);
  }
  await page.page.close();
  // As after more tries: the longest wait, which outlives the browser.
  await inExtension(the.session, () =>
    chrome.storage.local.set({ wrong: { count: 9, until: Date.now() + 30_000 } }),
  );
  await the.session.restart();
  await the.pageAgain();
  const popup = await the.open();
  await popup.page.waitForSelector('[data-part=secret]');
  await popup.says(/Try again in [12]?\d\ss/u);
  await popup.close();
});

test('a_backup_under_the_vaults_own_passphrase_counts_wrong_ones_too', async () => {
  const { page } = await options();
  await page.press(the.t('backup_save'));
  await page.write(the.t('backup_passphrase'), 'not this one');
  await page.press(the.t('backup_save'));
  await page.says(the.t('error_method_wrong'));
  const wrong = await inExtension(
    the.session,
    async () => (await chrome.storage.local.get('wrong'))['wrong'],
  );
  assert.equal(/** @type {{ count: number }} */ (wrong).count, 1);
  await page.page.close();
});

test('a_passkey_proves_it_where_there_is_one', async () => {
  const { page } = await options();
  await page.says(the.t('lock_after'));
  await page.press(the.t('passkey_add'));
  await answer(page, PASSPHRASE);
  await page.says(the.t('passkey_added'));
  await page.press(the.t('act_named', the.t('method_change'), the.t('recovery_code')));
  await page.press(the.t('unlock_by_passkey'));
  await page.says(the.t('recovery_text'));
  await page.page.close();
});

test('an_export_needs_it_and_cancelling_saves_no_file', async () => {
  await the.save([newKey().uri]);
  await protect(the.session, PASSPHRASE);
  const page = handsOn(
    await the.session.tab(the.session.address('extension/exchange/exchange.html')),
  );
  const format = await page.page.waitForSelector('#export [data-part=format], [data-part=format]');
  await page.page.evaluate(() => {
    Object.assign(globalThis, { files: [] });
    HTMLAnchorElement.prototype.click = function () {
      /** @type {{ files?: string[] }} */ (globalThis).files?.push(this.download);
    };
  });
  const files = () =>
    page.page.evaluate(() => /** @type {{ files?: string[] }} */ (globalThis).files);
  // One that is not encrypted.
  for (const value of (await format?.$$eval('option', (all) =>
    all.map((one) => /** @type {HTMLOptionElement} */ (one).value),
  )) ?? []) {
    await format?.select(value);
    if (await page.page.$eval('[data-part=plain]', (plain) => plain.checkVisibility())) break;
  }
  await page.press(the.t('export_save'));
  await page.says(the.t('confirm_export'));
  await answer(page, 'not the passphrase');
  await page.says(the.t('error_method_wrong'));
  await page.press(the.t('cancel'));
  await closed(page);
  assert.deepEqual(await files(), []);
  await page.press(the.t('export_save'));
  await answer(page, PASSPHRASE);
  await page.page.waitForFunction(
    () => /** @type {{ files?: string[] }} */ (globalThis).files?.length === 1,
  );
  await page.page.close();
});

test('without_a_passphrase_nothing_is_asked_and_the_page_says_so', async () => {
  await the.save([newKey().uri]);
  const page = handsOn(
    await the.session.tab(the.session.address('extension/options/options.html')),
  );
  await page.says(the.t('unprotected_text'));
  assert.match(the.t('unprotected_text'), /they can see and export everything/u);
  const allowed = await page.page.evaluate(async () =>
    (await import('/extension/shared/confirm.js')).confirmOwner('export'),
  );
  assert.equal(allowed, true);
  await page.page.close();
});
