/** Counters (HOTP): the previous code again, up to three ahead, and never back to a used one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handsOn } from './hands.mjs';
import { counterCode, newKey } from './keys.mjs';
import { chooseBackup, onBackups, quickBackup } from './restore.mjs';
import { inExtension, stage } from './stage.mjs';

/** @typedef {import('../../extension/wasm/tandem.js').Vault} Vault */

const the = stage();

/** @param {number} counter */
async function counted(counter) {
  const { secret } = newKey();
  await the.save([`otpauth://hotp/Counter:me?secret=${secret}&issuer=Counter&counter=${counter}`]);
  return secret;
}

/**
 * Takes one of the codes around the next one, and returns what is on the clipboard.
 * @param {string} name
 * @param {string} told
 */
async function take(name, told) {
  await the.page.bringToFront();
  const popup = await the.open();
  await popup.press(the.t('more_for', 'Counter'));
  await popup.press(the.t('counter_other'));
  await popup.page.locator(`dialog [data-part="${name}"]`).click();
  await popup.says(told);
  return the.session.clipboard(the.page);
}

/** The counter that comes next, as it is stored. */
const next = () =>
  inExtension(the.session, async () => {
    const { openSession, theVault } = await import('/extension/shared/session.js');
    await openSession();
    const vault = /** @type {Vault} */ (theVault());
    const [row] = vault.rows(vault.search(''), 0);
    return vault.details(row?.id ?? '').counter;
  });

test('up_to_three_codes_are_skipped_and_the_counter_goes_on_from_there', async () => {
  const secret = await counted(41);
  assert.equal(await take('at2', the.t('counter_ahead', 43, 2, 44)), counterCode(secret, 43));
  assert.equal(await next(), '44');
  assert.equal(await take('at0', the.t('counter_next', 44)), counterCode(secret, 44));
  assert.equal(await take('at3', the.t('counter_ahead', 48, 3, 49)), counterCode(secret, 48));
  assert.equal(await next(), '49');
});

test('the_last_code_can_be_shown_again_and_the_counter_stays', async () => {
  const secret = await counted(41);
  assert.equal(await take('at-1', the.t('counter_back', 40, 41)), counterCode(secret, 40));
  assert.equal(await next(), '41');
  assert.equal(await take('at0', the.t('counter_next', 41)), counterCode(secret, 41));
});

test('before_the_first_code_there_is_no_previous_one', async () => {
  await counted(0);
  const popup = await the.open();
  await popup.press(the.t('more_for', 'Counter'));
  await popup.press(the.t('counter_other'));
  await popup.page.waitForSelector('dialog .items button[data-part="at3"]');
  const offered = await popup.page.$$eval('dialog .items button', (items) =>
    items.filter((item) => item.checkVisibility()).map((item) => item.dataset['part']),
  );
  assert.deepEqual(offered, ['at0', 'at1', 'at2', 'at3']);
});

/** Uses codes, as a window of the extension does. @param {number} times */
const use = (times) =>
  inExtension(
    the.session,
    async (times) => {
      const { change, openSession } = await import('/extension/shared/session.js');
      await openSession();
      for (let taken = 0; taken < times; taken += 1)
        await change((/** @type {Vault} */ vault) => {
          const [row] = vault.rows(vault.search(''), 0);
          vault.counterCode(row?.id ?? '', 0);
        });
    },
    times,
  );

/** Deletes the account. */
const remove = () =>
  inExtension(the.session, async () => {
    const { change, openSession } = await import('/extension/shared/session.js');
    await openSession();
    await change((/** @type {Vault} */ vault) => {
      const [row] = vault.rows(vault.search(''), 0);
      vault.remove(row?.id ?? '', Date.now() / 1000);
    });
  });

/** Brings back what is in the trash. @param {string} title */
async function undelete(title) {
  const page = handsOn(
    await the.session.tab(the.session.address('extension/options/options.html')),
  );
  await page.press(the.t('act_named', the.t('restore'), title));
  await page.says(the.t('restored', title));
  await page.page.close();
}

test('no_backup_undo_or_trash_restores_a_used_counter', async () => {
  await counted(41);
  const { text } = await quickBackup(the);
  await use(4);
  assert.equal(await next(), '45');
  await onBackups(the, async (page, fileOf) => {
    // The list is ahead of the backup.
    await chooseBackup(the, page, await fileOf(text));
    await page.says(the.t('backup_same', 1));
    await page.press(the.t('back'));
    assert.equal(await next(), '45');
    // In the trash, and restored from the backup; then that is undone.
    await remove();
    await chooseBackup(the, page, await fileOf(text));
    await page.press(the.t('backup_bring'));
    await page.says(the.t('backup_brought', 1));
    assert.equal(await next(), '45');
    await page.press(the.t('undo'));
    await page.says(the.t('backup_undone'));
  });
  await undelete('Counter');
  assert.equal(await next(), '45');
});

test('both_versions_of_a_conflict_continue_from_the_highest_counter', async () => {
  await counted(41);
  await inExtension(the.session, async () => {
    const { change, openSession } = await import('/extension/shared/session.js');
    await openSession();
    // Edited here and in another browser, where three codes were used.
    await change((/** @type {Vault} */ vault) => {
      const other = vault.openByKey(vault.text());
      const [row] = vault.rows(vault.search(''), 0);
      const id = row?.id ?? '';
      vault.rename(id, 'Here', 'Counter', 'me');
      other.rename(id, 'There', 'Counter', 'me');
      for (let taken = 0; taken < 3; taken += 1) other.counterCode(id, 0);
      vault.adopt(other);
    });
  });
  assert.equal(await next(), '44');
  await use(1);
  const popup = await the.session.openAsTab();
  const [kept] = await popup.titles();
  await popup.close();
  const lost = kept === 'Here' ? 'There' : 'Here';
  await undelete(lost);
  const counters = await inExtension(the.session, async () => {
    const { openSession, theVault } = await import('/extension/shared/session.js');
    await openSession();
    const vault = /** @type {Vault} */ (theVault());
    return vault
      .rows(vault.search(''), 0)
      .map(({ id, title }) => `${title} ${vault.details(id).counter}`);
  });
  assert.deepEqual(counters.sort(), ['Here 45', 'There 45']);
});
