/**
 * When the browser's storage is emptied or damaged, nobody is taken for a new user, and a copy
 * brings the accounts back.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { dropDatabases } from './accounts.mjs';
import { startBrowser } from './harness.mjs';
import { newKey } from './keys.mjs';
import { give } from './other-apps.mjs';
import { inExtension, protect, saveAll, stage, wipe } from './stage.mjs';

const the = stage();

/** What is in storage.local. */
const stored = () => inExtension(the.session, () => chrome.storage.local.get());

test('an_emptied_storage_is_no_new_user_and_the_accounts_come_back', async () => {
  const key = newKey();
  await the.save([key.uri]);
  await inExtension(the.session, () => chrome.storage.local.clear());
  await (await the.open()).says(the.t('missing_title'));
  assert.deepEqual(await stored(), {}, 'nothing is written before the person chooses');
  const popup = await the.open();
  await popup.press(the.t('recover'));
  await popup.says(key.issuer);
  key.isCode((await popup.codes())[0]);
});

test('a_key_pasted_where_the_accounts_do_not_open_is_refused_at_once', async () => {
  await the.save([newKey().uri]);
  await inExtension(the.session, () => chrome.storage.local.set({ vault: '{' }));
  const popup = await the.open();
  await popup.says(the.t('unreadable_title'));
  for (const text of [newKey().uri, newKey().secret]) {
    await give(popup, 'paste', '', text);
    await popup.says(the.t('error_unopened'));
    await popup.says(the.t('unreadable_title'));
  }
});

test('an_emptied_storage_refuses_a_new_account_until_the_user_chooses', async () => {
  await the.save([newKey().uri]);
  await inExtension(the.session, () => chrome.storage.local.clear());
  await assert.rejects(the.save([newKey().uri]));
  assert.deepEqual(await stored(), {});
});

test('starting_over_leaves_the_copy_where_it_is', async () => {
  await the.save([newKey().uri]);
  await inExtension(the.session, () => chrome.storage.local.clear());
  const popup = await the.open();
  await popup.press(the.t('start_over'));
  await popup.says(the.t('empty_title'));
  await popup.close();
  const key = newKey();
  await the.save([key.uri]);
  const again = await the.open();
  assert.deepEqual(await again.titles(), [key.issuer]);
  const aside = await inExtension(the.session, async () => {
    const { copies } = await import('/extension/shared/mirror.js');
    return (await copies()).map((/** @type {{ aside?: boolean }} */ copy) => copy.aside ?? false);
  });
  assert.deepEqual(aside, [false, true]);
});

for (const [name, damage] of /** @type {[string, string][]} */ ([
  ['torn', 'half'],
  ['emptied', 'nothing'],
  ['no_text', 'number'],
])) {
  test(`a_${name}_vault_is_said_to_be_unreadable_and_a_copy_brings_it_back`, async () => {
    const key = newKey();
    await the.save([key.uri]);
    await inExtension(
      the.session,
      async (damage) => {
        const { vault } = await chrome.storage.local.get('vault');
        const text = String(vault);
        await chrome.storage.local.set({
          vault: damage === 'half' ? text.slice(0, text.length / 2) : damage === 'nothing' ? '' : 7,
        });
      },
      damage,
    );
    const popup = await the.open();
    await popup.says(the.t('unreadable_title'));
    await popup.press(the.t('recover'));
    await popup.says(key.issuer);
    key.isCode((await popup.codes())[0]);
  });
}

test('syncs_item_of_the_unlock_methods_in_the_vaults_place_is_no_empty_list', async () => {
  const key = newKey();
  await the.save([key.uri]);
  await protect(the.session, 'correct horse battery staple');
  await inExtension(the.session, async () => {
    const { openSession, theVault } = await import('/extension/shared/session.js');
    await openSession();
    // It is as authentic as the vault, and has no records.
    await chrome.storage.local.set({ vault: theVault()?.mergeShared(undefined, []).header });
  });
  const popup = await the.open();
  await popup.says(the.t('unreadable_title'));
  await popup.press(the.t('recover'));
  await popup.says(key.issuer);
  key.isCode((await popup.codes())[0]);
});

test('when_the_browsers_key_is_gone_a_backup_is_suggested_and_nothing_is_deleted', async () => {
  await the.save([newKey().uri]);
  const before = await stored();
  // After a cleaning tool, or in a profile that was copied without its databases.
  await inExtension(the.session, () => chrome.storage.session.clear());
  await inExtension(the.session, dropDatabases);
  // In a tab: a popup closes when another one opens.
  const popup = await the.session.openAsTab();
  const text = await popup.says(the.t('error_device_key_missing'));
  assert.doesNotMatch(text, /remove/iu);
  assert.deepEqual((await stored())['vault'], before['vault']);
  const opening = the.session.browser.waitForTarget((target) =>
    target.url().endsWith('options.html#backup'),
  );
  await popup.pressAway(the.t('backup_restore'));
  const page = await (await opening).page();
  if (!page) throw new Error('the options page is no page');
  await page.waitForFunction(
    (text) => document.body.innerText.includes(text),
    {},
    the.t('backup_nothing'),
  );
  const aside = await page.evaluate(async () => {
    const { copies } = await import('/extension/shared/mirror.js');
    return (await copies()).map((/** @type {{ text: string }} */ copy) => copy.text);
  });
  assert.deepEqual(aside, [before['vault']]);
  await page.close();
});

/** Sets the vault aside, as before a backup is restored. */
const setVaultAside = () =>
  inExtension(the.session, async () =>
    (await import('/extension/shared/recovery.js')).setVaultAside(),
  );

/** The texts of all copies. */
const copied = () =>
  inExtension(the.session, async () => {
    const { copies } = await import('/extension/shared/mirror.js');
    return (await copies()).map(({ text }) => text);
  });

test('what_was_set_aside_outlasts_the_copies_of_later_changes', async () => {
  await the.save([newKey().uri]);
  const before = String((await stored())['vault']);
  await setVaultAside();
  for (let change = 0; change < 6; change += 1) await the.save([newKey().uri]);
  assert.ok((await copied()).includes(before));
});

for (const [what, protectedBefore] of /** @type {const} */ ([
  ['stays_while_what_was_set_aside_needs_it', false],
  ['goes_though_something_was_set_aside_that_a_passphrase_opens', true],
])) {
  test(`the_browsers_own_key_${what}`, async () => {
    await the.save([newKey().uri]);
    const before = String((await stored())['vault']);
    const drop = () =>
      inExtension(the.session, async () => {
        await (await import('/extension/shared/session.js')).openSession();
        await (await import('/extension/shared/device.js')).dropEarlier();
        const { readStore } = await import('/extension/shared/database.js');
        return readStore('keys', (store) => store.count());
      });
    if (protectedBefore) {
      await protect(the.session, 'correct horse battery staple');
      await drop();
    }
    await setVaultAside();
    await inExtension(the.session, () => chrome.storage.session.clear());
    await the.save([newKey().uri]);
    await protect(the.session, 'correct horse battery staple');
    assert.equal(await drop(), protectedBefore ? 0 : 1);
    await the.save([newKey().uri]);
    await drop();
    const texts = await copied();
    assert.equal(texts.includes(before), !protectedBefore);
    const others = texts.filter((text) => text !== before);
    assert.ok(others.length >= 2, 'the copies of the later vault stay too');
  });
}

test('a_browser_that_throws_its_databases_away_takes_no_account_with_them', async () => {
  const key = newKey();
  const profile = await mkdtemp(join(tmpdir(), 'tandem-profile-'));
  const session = await startBrowser({ profile });
  try {
    await saveAll(session, [key.uri]);
    await session.quit();
    // What Chromium does with databases that it finds damaged.
    await rm(join(profile, 'Default', 'IndexedDB'), { recursive: true });
    await session.restart();
    const popup = await session.openAsTab();
    await popup.says(key.issuer);
    key.isCode((await popup.codes())[0]);
    // The next time the other place may be the one that is lost.
    await popup.page.waitForFunction(async () => {
      const { readStore } = await import('/extension/shared/database.js');
      return readStore('keys', (store) => store.count());
    });
  } finally {
    await session.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('what_a_power_failure_took_from_the_store_alone_comes_back_from_the_newer_copy', async () => {
  const keys = [newKey(), newKey({ issuer: 'Later' }), newKey({ issuer: 'Deleted' })];
  await the.save([keys[0]?.uri ?? '', keys[2]?.uri ?? '']);
  const before = (await stored())['vault'];
  await the.save([keys[1]?.uri ?? '']);
  const popup = await the.open();
  await popup.press(the.t('more_for', 'Deleted'));
  await popup.press(the.t('delete'));
  await popup.says(the.t('undo'));
  await popup.close();
  // The store's last writes never reached the disk, those of the other database did.
  await inExtension(
    the.session,
    async (vault) => {
      await chrome.storage.local.set({ vault });
      await chrome.storage.session.clear();
    },
    before,
  );
  const again = await the.open();
  await again.page.waitForFunction((title) => document.body.innerText.includes(title), {}, 'Later');
  assert.deepEqual(await again.titles(), [keys[0]?.issuer, 'Later']);
  await again.close();
});

test('a_newer_copy_is_merged_before_what_earlier_methods_open_is_deleted', async () => {
  await the.save([newKey({ issuer: 'Before' }).uri]);
  const before = (await stored())['vault'];
  await the.save([newKey({ issuer: 'Later' }).uri]);
  const left = await inExtension(
    the.session,
    async (vault) => {
      const { dropEarlier } = await import('/extension/shared/device.js');
      const { newerCopy, mergeNewer } = await import('/extension/shared/recovery.js');
      const { openSession, theVault } = await import('/extension/shared/session.js');
      await chrome.storage.local.set({ vault, earlier: true });
      await openSession();
      // In the popup after unlocking, maybe before the background has looked.
      await dropEarlier();
      const copy = await newerCopy();
      if (copy) await mergeNewer(copy);
      const count = theVault()?.count();
      await dropEarlier();
      const { copies } = await import('/extension/shared/mirror.js');
      return [count, (await copies()).length, 'earlier' in (await chrome.storage.local.get())];
    },
    before,
  );
  assert.deepEqual(left, [2, 1, false]);
});

test('a_newer_copy_that_does_not_open_is_left_alone', async () => {
  const key = newKey();
  await the.save([key.uri]);
  const before = (await stored())['vault'];
  const code = await inExtension(the.session, async () => {
    const { vault } = await chrome.storage.local.get('vault');
    const { saveCopy } = await import('/extension/shared/mirror.js');
    const { newerCopy, mergeNewer } = await import('/extension/shared/recovery.js');
    const { loadCore, openSession } = await import('/extension/shared/session.js');
    await loadCore();
    if (await newerCopy()) return 'there is one already';
    await saveCopy(String(vault).replace(/"generation":\d+/u, '"generation":99'));
    await openSession();
    const copy = await newerCopy();
    return (
      copy && mergeNewer(copy).then(String, (/** @type {{ code: string }} */ { code }) => code)
    );
  });
  assert.match(String(code), /^vault_(damaged|wrong_key)$/u);
  assert.equal((await stored())['vault'], before);
  const popup = await the.open();
  await popup.says(key.issuer);
  await popup.close();
});

test('a_newer_copy_of_a_vault_that_is_gone_begins_no_empty_one', async () => {
  await the.save([newKey().uri]);
  const copy = (await stored())['vault'];
  await wipe(the.session);
  await inExtension(
    the.session,
    async (copy) => {
      const { mergeNewer } = await import('/extension/shared/recovery.js');
      const { openSession } = await import('/extension/shared/session.js');
      await openSession();
      await mergeNewer(String(copy));
    },
    copy,
  );
  assert.equal((await stored())['vault'], undefined);
});

/**
 * Firefox's private windows have a database of their own, and say what they are.
 * @param {import('puppeteer-core').Page} page
 */
const privately = (page) =>
  page.evaluateOnNewDocument(() =>
    Object.defineProperty(chrome.extension, 'inIncognitoContext', { get: () => true }),
  );

test('in_a_private_window_nothing_is_saved_that_could_not_be_opened_again', async () => {
  const popup = await the.session.openAsTab(privately);
  await popup.press(the.t('enter_by_hand'));
  await popup.write(the.t('secret_key'), newKey().secret);
  await popup.write(the.t('issuer'), 'Private', 'combobox');
  await popup.press(the.t('save'));
  await popup.says(the.t('error_private_window'));
  assert.equal((await stored())['vault'], undefined);
  await popup.close();
});

test('a_good_vault_is_not_called_lost_in_a_private_window', async () => {
  await the.save([newKey().uri]);
  await inExtension(the.session, () => chrome.storage.session.clear());
  await inExtension(the.session, dropDatabases);
  const popup = await the.session.openAsTab(privately);
  await popup.says(the.t('error_private_window_locked'));
  assert.ok(!(await popup.has(the.t('backup_restore'))));
  await popup.close();
});
