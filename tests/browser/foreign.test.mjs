/**
 * Backups that no Tandem has written, made by a program that isn't ours with the backup's own key:
 * their content obeys the limits of typed input, and they stop nothing.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forge } from '../vault/forge.mjs';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { give } from './other-apps.mjs';
import { PASSPHRASE, chooseBackup, onBackups, quickBackup } from './restore.mjs';
import { inExtension, protect, stage } from './stage.mjs';
import { until } from './until.mjs';

const the = stage();

/**
 * An account as a record holds it, as JSON: numbers above 2^53 would not survive an object.
 * @param {{ issuer?: string, name?: string, position?: string, more?: string, secret?: string }} [says]
 */
const account = ({
  issuer = 'Foreign',
  name = 'ana',
  position = '0',
  more = '',
  secret = 'TU1NTU1NTU1NTU1NTU1NTU1NTU0',
} = {}) =>
  `{"kind":"account","issuer":${JSON.stringify(issuer)},"name":${JSON.stringify(name)},` +
  `"secret":"${secret}","created":7,"position":${position},${more}` +
  `"scheme":{"kind":"totp","algorithm":"sha1","digits":6,"period":30}}`;

/** @param {string} content */
const trashed = (content) => `{"kind":"deleted","at":9,"content":${content}}`;
/** @param {string} content */
const alternate = (content) =>
  `{"kind":"alternate","of":"AgICAgICAgICAgICAgICAg","content":${content}}`;

const [LAST, FURTHEST] = [2n ** 64n - 1n, String(2n ** 63n - 1n)];

const stored = () =>
  inExtension(the.session, async () => (await chrome.storage.local.get('vault'))['vault']);

test('a_backup_with_numbers_that_tandem_never_writes_is_refused_and_changes_nothing', async () => {
  await the.save([newKey({ issuer: 'Mine' }).uri]);
  const { text, key } = await quickBackup(the);
  const far = account({ position: FURTHEST });
  const texts = [
    forge(text, key, [{ content: account(), revision: LAST }]),
    forge(text, key, [{ content: account() }], { generation: LAST }),
    ...[far, trashed(far), alternate(far)].map((content) => forge(text, key, [{ content }])),
  ];
  const before = await stored();
  await onBackups(the, async (page, fileOf) => {
    for (const text of texts) {
      await chooseBackup(the, page, await fileOf(text));
      await page.says(the.t('error_backup_impossible'));
      await page.press(the.t('cancel'));
    }
    await chooseBackup(the, page, await fileOf(forge(text, key, [{ content: account() }])));
    await page.says(the.t('backup_adds', 1, 'Foreign'));
  });
  assert.equal(await stored(), before);
});

test('names_in_a_backup_lose_invisible_and_direction_changing_characters', async () => {
  const hidden = '\u200b\u2060\ufeff\u00ad\u202e\u2066\u200f\u{e0041}\u0007';
  const spread = (/** @type {string} */ word) => [...word].join(hidden);
  await the.save([newKey({ issuer: 'Mine' }).uri]);
  const { text, key } = await quickBackup(the);
  const content = account({
    issuer: spread('Foreign'),
    name: spread('ana'),
    more: `"label":${JSON.stringify(spread('Label'))},"tags":[${JSON.stringify(spread('Tag'))}],`,
  });
  await onBackups(the, async (page, fileOf) => {
    await chooseBackup(the, page, await fileOf(forge(text, key, [{ content }])));
    await page.says(the.t('backup_adds', 1, 'Label'));
    await page.press(the.t('backup_bring'));
    await page.says(the.t('backup_added', 1, 'Label'));
  });
  const popup = await the.session.openAsTab();
  assert.deepEqual((await popup.titles()).sort(), ['Label', 'Mine']);
  await popup.says('Foreign · ana');
  await popup.close();
  const tags = await inExtension(the.session, async () => {
    const { openSession, theVault } = await import('/extension/shared/session.js');
    await openSession();
    return JSON.stringify(theVault()?.tags());
  });
  assert.ok(tags.includes('"Tag"'), tags);
});

test('a_file_of_very_many_members_is_refused_at_once_and_by_name', async () => {
  await the.save([newKey({ issuer: 'Mine' }).uri]);
  const { text, key } = await quickBackup(the);
  const many = Array.from({ length: 100_000 }, (_, at) => `"${1e6 - at}":0`).join();
  const members = Object.fromEntries(Array.from({ length: 99_000 }, (_, at) => [`m${at}`, 0]));
  // The last one is authentic.
  const [header, record, own] = [
    text.replace('"records":', `"more":{${many}},"records":`),
    text.replace('"records":[{', `"records":[{${many},`),
    forge(text, key, [{ content: account() }], members),
  ];
  await onBackups(the, async (page, fileOf) => {
    for (const [text, typed] of /** @type {[string, string?][]} */ ([
      [header, ''],
      [record],
      [own, ''],
    ])) {
      assert.ok(text.length > 1_000_000, String(text.length));
      const began = Date.now();
      await chooseBackup(the, page, await fileOf(text), typed === undefined ? {} : { typed });
      await page.says(/This file isn't a Tandem backup, or it's damaged/u);
      // The page froze for 20 s once, on a machine that had nothing else to do.
      assert.ok(Date.now() - began < 15_000, `${Date.now() - began} ms`);
      // A fault in the header is reported before the passphrase is asked for.
      assert.equal(await page.has(the.t('backup_read')), typed === undefined);
      await page.page.reload();
    }
    // An account with as many stays sealed, and is counted.
    const more = `${many},`;
    await chooseBackup(
      the,
      page,
      await fileOf(forge(text, key, [{ content: account({ more }) }, { content: account() }])),
    );
    await page.says(the.t('backup_adds', 1, 'Foreign'));
    await page.says(the.t('unreadable_accounts', 1));
  });
});

test('an_import_counts_what_a_newer_tandem_saved', async () => {
  await the.save([newKey({ issuer: 'Mine' }).uri]);
  const { text, key } = await quickBackup(the);
  const later = { content: '{"kind":"of a later version"}' };
  const file = forge(text, key, [{ content: account() }, later, later]);
  const page = handsOn(
    await the.session.tab(the.session.address('extension/exchange/exchange.html')),
  );
  await page.says(the.t('import_drop'));
  await give(page, 'drop', 'backup.tandem', file);
  await page.write(the.t('import_password'), PASSPHRASE);
  await page.press(the.t('import_open'));
  await page.says(the.t('import_kind', the.t('import_is_refused'), 2));
  await page.says(the.t('error_unkept_later'));
  await page.page.close();
});

test('a_sync_item_with_a_revision_that_tandem_never_writes_is_overwritten', async () => {
  await the.save([newKey({ issuer: 'Mine' }).uri]);
  await protect(the.session, 'correct horse battery staple');
  const { vault, key, items } = await inExtension(the.session, async () => {
    const { openSession } = await import('/extension/shared/session.js');
    const { turnOnSync } = await import('/extension/shared/sync.js');
    await openSession();
    await turnOnSync();
    const [local, session] = [chrome.storage.local, chrome.storage.session];
    return {
      vault: String((await local.get('vault'))['vault']),
      key: String((await session.get('key'))['key']),
      items: /** @type {Record<string, string>} */ (await chrome.storage.sync.get()),
    };
  });
  const [name = '', item] =
    Object.entries(items).find(([name]) => name.startsWith('record/')) ?? [];
  const revision = 2n ** 63n;
  const record = { id: name.split('/')[2] ?? '', content: account(), revision };
  const sealed = /"sealed":"([\w-]+)"/u.exec(forge(vault, Buffer.from(key, 'base64'), [record]));
  const stored = () =>
    inExtension(
      the.session,
      async (name) => String((await chrome.storage.sync.get(name))[name]),
      name,
    );
  await inExtension(
    the.session,
    (name, item) => chrome.storage.sync.set({ [name]: item }),
    name,
    `${revision} ${sealed?.[1]}`,
  );
  // The worker hears of it.
  await until(
    async () => (await stored()) === item,
    async () => `still there: ${await stored()}`,
  );
  const popup = await the.session.openAsTab();
  assert.deepEqual(await popup.titles(), ['Mine']);
  await popup.close();
});

test('a_backup_of_1_2_MB_is_opened_and_restored', async () => {
  await the.save([newKey({ issuer: 'Mine' }).uri]);
  const { text, key } = await quickBackup(the);
  const records = Array.from({ length: 3300 }, (_, at) => ({
    content: account({
      name: `account ${at}`,
      position: String(at),
      secret: Buffer.from(`secret of account ${at}`.padEnd(32)).toString('base64url'),
    }),
  }));
  const whole = forge(text, key, records);
  assert.ok(whole.length > 1_200_000, String(whole.length));
  await onBackups(the, async (page, fileOf) => {
    await chooseBackup(the, page, await fileOf(whole));
    await page.says(/Accounts: 3300/u);
    await page.press(the.t('backup_bring'));
    await page.says(the.t('backup_brought', 3300));
  });
  const popup = await the.session.openAsTab();
  await popup.says('Foreign');
  await popup.close();
});
