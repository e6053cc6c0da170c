/**
 * Backups in the real package: saved as a file, read by another program, checked, restored, undone.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { decrypt, noPython } from '../vault/python.mjs';
import { dropDatabases } from './accounts.mjs';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { PASSPHRASE, chooseBackup } from './restore.mjs';
import { inExtension, stage, wipe } from './stage.mjs';
import { savedIn } from './until.mjs';

const the = stage();
const skip = await noPython();
const folder = await mkdtemp(join(tmpdir(), 'tandem-backups-'));
after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

/** The options page, whose downloads go to the folder. */
async function options() {
  const page = handsOn(
    await the.session.tab(the.session.address('extension/options/options.html')),
  );
  const cdp = await page.page.createCDPSession();
  await cdp.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  return page;
}

/**
 * Saves a backup as a person does.
 * @param {number} count of its accounts
 * @returns {Promise<{ file: string, text: string }>}
 */
async function save(count) {
  const page = await options();
  await page.press(the.t('backup_save'));
  await page.write(the.t('backup_passphrase'), PASSPHRASE);
  await page.write(the.t('backup_again'), PASSPHRASE);
  await page.press(the.t('backup_save'));
  await page.says(the.t('backup_saved', count));
  const name = await downloaded();
  await page.page.close();
  const file = join(folder, name);
  const text = await readFile(file, 'utf8');
  await rm(file);
  const kept = join(folder, `kept-${Math.random()}.tandem`);
  await writeFile(kept, text);
  return { file: kept, text };
}

/** The name of the file, once the browser has it whole. */
const downloaded = () => savedIn(folder, /^tandem-\d{4}-\d\d-\d\d( \(\d+\))?\.tandem$/u);

/**
 * @param {import('./hands.mjs').Hands} page
 * @param {'backup_restore' | 'backup_check'} way
 * @param {string} file
 * @param {string} [typed]
 */
const choose = (page, way, file, typed = PASSPHRASE) =>
  chooseBackup(the, page, file, { way, typed });

/** The titles in the list. */
async function titles() {
  const popup = await the.session.openAsTab();
  const titles = await popup.titles();
  await popup.close();
  return titles.sort();
}

/** Runs in the page. @param {string} title */
async function removeTitled(title) {
  const { change, openSession } = await import('/extension/shared/session.js');
  await openSession();
  await change((vault) => {
    const row = vault.rows(vault.search(''), 1).find((row) => row.title === title);
    vault.remove(row?.id ?? '', Date.now() / 1000);
  });
}

test('a_backup_holds_the_list_and_another_program_opens_it', { skip }, async () => {
  const keys = [
    newKey({ issuer: 'One' }),
    newKey({ issuer: 'Two' }),
    newKey({ issuer: 'Thrown away' }),
  ];
  await the.save(keys.map(({ uri }) => uri));
  await inExtension(the.session, removeTitled, 'Thrown away');
  const page = await options();
  await page.says(the.t('backup_none'));
  await page.page.close();
  const { text } = await save(2);
  const { code, out, said } = await decrypt(text, [], PASSPHRASE);
  assert.equal(code, 0, said);
  const records = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const secret = (/** @type {{ secret: string }} */ record) =>
    Buffer.from(record.secret, 'base64url').toString('hex');
  const held = records
    .filter(({ kind }) => kind === 'account')
    .map((record) => `${record.issuer} ${secret(record)}`);
  const hex = (/** @type {Uint8Array} */ bytes) => Buffer.from(bytes).toString('hex');
  assert.deepEqual(
    held.sort(),
    keys.slice(0, 2).map(({ issuer, bytes }) => `${issuer} ${hex(bytes)}`),
  );
  for (const { secret, account } of keys)
    assert.ok(!text.includes(secret) && !text.includes(account));
  assert.equal((await decrypt(text, [], 'another passphrase')).code, 1);
});

test('what_is_in_the_trash_is_named_and_the_page_says_when_it_was_saved_and_what_changed_since', async () => {
  await the.save([newKey({ issuer: 'One' }).uri, newKey({ issuer: 'Thrown away' }).uri]);
  await inExtension(the.session, removeTitled, 'Thrown away');
  const page = await options();
  await page.press(the.t('backup_save'));
  await page.write(the.t('backup_passphrase'), 'short');
  await page.press(the.t('backup_save'));
  await page.says(the.t('error_passphrase_weak'));
  await page.write(the.t('backup_passphrase'), PASSPHRASE);
  await page.write(the.t('backup_again'), `${PASSPHRASE} `);
  await page.press(the.t('backup_save'));
  await page.says(the.t('error_passphrase_differs'));
  await page.write(the.t('backup_again'), PASSPHRASE);
  await page.press(the.t('backup_save'));
  await page.says(the.t('backup_trashed', 'Thrown away'));
  // Left there, it would be taken for the next test's.
  await rm(join(folder, await downloaded()));
  await page.page.reload();
  await page.says(
    the.t('backup_last', new Date().toLocaleDateString('en', { dateStyle: 'medium' })),
  );
  await page.page.close();
  await the.save([newKey({ issuer: 'Later' }).uri]);
  const again = await options();
  await again.says(the.t('backup_changed', 1));
  await again.page.close();
});

test('a_backup_is_checked_without_a_change_and_a_wrong_passphrase_or_file_is_reported', async () => {
  await the.save([newKey({ issuer: 'One' }).uri]);
  const { file, text } = await save(1);
  const before = await inExtension(the.session, () => chrome.storage.local.get('vault'));
  const page = await options();
  await choose(page, 'backup_check', file, 'not this one');
  await page.says(the.t('error_method_wrong'));
  await page.write(the.t('backup_secret'), PASSPHRASE);
  await page.press(the.t('backup_read'));
  const date = new Date().toLocaleDateString('en', { dateStyle: 'medium' });
  await page.says(the.t('backup_readable', 1, date));
  await page.says(the.t('backup_same', 1));
  assert.equal(await page.has(the.t('backup_bring')), false);
  await page.press(the.t('back'));
  for (const [name, damaged] of Object.entries({
    torn: text.slice(0, 500),
    other: 'PK\u0003',
    empty: '',
  })) {
    const path = join(folder, `${name}.tandem`);
    await writeFile(path, damaged);
    await choose(page, 'backup_check', path, '');
    await page.says(/This file isn't a Tandem backup, or it's damaged/u);
  }
  const altered = join(folder, 'altered.tandem');
  await writeFile(
    altered,
    text.replace(/"sealed":"(.)/u, (_, first) => `"sealed":"${first === 'A' ? 'B' : 'A'}`),
  );
  await choose(page, 'backup_check', altered);
  await page.says(/damaged \(entry 1\)/u);
  await page.page.close();
  assert.deepEqual(await inExtension(the.session, () => chrome.storage.local.get('vault')), before);
});

test('a_restore_brings_back_what_was_deleted_keeps_the_rest_and_is_undone_as_a_whole', async () => {
  await the.save([newKey({ issuer: 'One' }).uri, newKey({ issuer: 'Two' }).uri]);
  const { file } = await save(2);
  await inExtension(the.session, removeTitled, 'Two');
  await the.save([newKey({ issuer: 'Later' }).uri]);
  const page = await options();
  await choose(page, 'backup_restore', file);
  await page.says(the.t('backup_adds', 1, 'Two'));
  await page.says(the.t('backup_same', 1));
  await page.press(the.t('backup_bring'));
  await page.says(the.t('backup_brought', 1));
  assert.deepEqual(await titles(), ['Later', 'One', 'Two']);
  await inExtension(the.session, async () => {
    const { change, openSession } = await import('/extension/shared/session.js');
    await openSession();
    await change((vault) => {
      for (const { id } of vault.rows(vault.search(''), 1)) vault.markUsed(id, 1);
    });
  });
  await page.press(the.t('undo'));
  await page.says(the.t('backup_undone'));
  assert.deepEqual(await titles(), ['Later', 'One']);
  await choose(page, 'backup_restore', file);
  await page.press(the.t('backup_bring'));
  await page.says(the.t('backup_brought', 1));
  await the.save([newKey({ issuer: 'In between' }).uri]);
  await page.press(the.t('undo'));
  await page.says(the.t('error_backup_changed_since'));
  assert.deepEqual(await titles(), ['In between', 'Later', 'One', 'Two']);
  await page.page.close();
});

test('a_double_click_restores_once_and_undo_takes_back_all_of_it', async () => {
  await the.save([newKey({ issuer: 'One' }).uri, newKey({ issuer: 'Two' }).uri]);
  const { file } = await save(2);
  await inExtension(the.session, removeTitled, 'Two');
  const page = await options();
  await choose(page, 'backup_restore', file);
  await page.pressTwice(the.t('backup_bring'));
  await page.named(the.t('undo')).wait();
  await page.page.evaluate(() => navigator.locks.request('vault', () => undefined));
  await page.says(the.t('backup_brought', 1));
  assert.deepEqual(await titles(), ['One', 'Two']);
  await page.press(the.t('undo'));
  await page.says(the.t('backup_undone'));
  assert.deepEqual(await titles(), ['One']);
  await page.page.close();
});

test('in_an_empty_browser_a_restore_brings_all_accounts', async () => {
  const key = newKey({ issuer: 'One' });
  await the.save([key.uri]);
  const { file } = await save(1);
  await inExtension(the.session, async () => {
    await chrome.storage.local.clear();
    await chrome.storage.session.clear();
  });
  await inExtension(the.session, dropDatabases);
  const page = await options();
  await choose(page, 'backup_restore', file);
  await page.press(the.t('backup_bring'));
  await page.says(the.t('backup_brought', 1));
  await page.page.close();
  const asked = await the.session.openAsTab();
  await asked.press(the.t('ask_later'));
  await asked.close();
  const popup = await the.session.openAsTab();
  key.isCode((await popup.codes())[0]);
  await popup.close();
});

test('where_there_is_no_account_restoring_is_offered_and_leads_to_the_backups', async () => {
  const popup = await the.session.openAsTab();
  await popup.says(the.t('empty_title'));
  const opening = the.session.browser.waitForTarget((target) =>
    target.url().endsWith('options.html#backup'),
  );
  await popup.pressAway(the.t('backup_restore'));
  const page = await (await opening).page();
  if (!page) throw new Error('the options page is no page');
  await handsOn(page).says(the.t('backup_nothing'));
  await page.close();
});

test('the_popup_reminds_of_a_first_backup_then_after_five_changes_or_thirty_days_once_a_day_at_most', async () => {
  const day = 86_400_000;
  await the.save([newKey().uri]);
  await said(the.t('backup_none'));
  await said(undefined);
  await later({ reminded: day - 60_000 });
  await said(undefined);
  await later({ reminded: day });
  await said(the.t('backup_none'));
  await later({ reminded: day, saved: 0 });
  await said(undefined);
  for (let count = 1; count < 5; count += 1) await the.save([newKey().uri]);
  await said(undefined);
  await the.save([newKey().uri]);
  await said(the.t('backup_changed', 5));
  await later({ reminded: day, saved: 30 * day - 60_000 });
  await said(undefined);
  await later({ reminded: day, saved: 30 * day });
  await said(
    the.t(
      'backup_last',
      new Date(Date.now() - 30 * day).toLocaleDateString('en', { dateStyle: 'medium' }),
    ),
  );
});

/** Opens the popup: it says this of backups, or nothing. @param {string | undefined} text */
async function said(text) {
  const popup = await the.session.openAsTab();
  await popup.page.evaluate(() => new Promise((go) => requestIdleCallback(go)));
  if (text) await popup.says(text);
  else await popup.page.waitForNetworkIdle({ idleTime: 300 });
  const line = await popup.page.$eval('[data-part=unprotected]', (line) => line.textContent);
  assert.equal(line?.includes(text ?? the.t('protect_line')), true, line ?? '');
  await popup.close();
}

/**
 * So many milliseconds ago a person was reminded, or a backup of what there is was saved.
 * @param {{ reminded?: number, saved?: number }} ago
 */
function later(ago) {
  return inExtension(
    the.session,
    async ({ reminded, saved }) => {
      const { openSession, theVault } = await import('/extension/shared/session.js');
      await openSession();
      if (reminded !== undefined)
        await chrome.storage.local.set({ reminded: Date.now() - reminded });
      if (saved !== undefined)
        await chrome.storage.local.set({
          backup: { at: Date.now() - saved, fingerprint: theVault()?.fingerprint() },
        });
    },
    ago,
  );
}

test('a_restore_into_an_empty_profile_says_one_thing_and_that_the_accounts_are_not_protected_here', async () => {
  await the.save([newKey({ issuer: 'Once' }).uri]);
  const { file } = await save(1);
  await wipe(the.session);
  const page = await options();
  await page.says(the.t('backup_nothing'));
  await page.says(the.t('protect_nothing'));
  await choose(page, 'backup_restore', file);
  await page.press(the.t('backup_bring'));
  await page.says(the.t('backup_added', 1, 'Once'));
  await page.says(the.t('backup_unprotected'));
  const text = await page.says(the.t('unprotected_text'));
  for (const old of [the.t('protect_nothing'), the.t('backup_adds', 1, 'Once')])
    assert.ok(!text.includes(old), old);
  await page.page.close();
});
