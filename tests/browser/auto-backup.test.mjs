/**
 * Automatic backups in the real package: to the downloads folder, and to a folder of the browser's
 * own instead of one that the user chooses. The permission for downloads is given beforehand.
 */
import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { handsOn } from './hands.mjs';
import { PACKAGE } from './harness.mjs';
import { newKey } from './keys.mjs';
import { PASSPHRASE, protection } from './protection.mjs';
import { inExtension, protect, stage } from './stage.mjs';
import { until } from './until.mjs';

const folder = await mkdtemp(join(tmpdir(), 'tandem-auto-'));
const [extension, downloads] = [join(folder, 'package'), join(folder, 'downloads')];
await cp(PACKAGE, extension, { recursive: true });
/** @type {{ permissions: string[], optional_permissions: string[] }} */
const manifest = JSON.parse(await readFile(join(PACKAGE, 'manifest.json'), 'utf8'));
assert.deepEqual(manifest.optional_permissions, ['downloads'], 'asked for on the switch alone');
manifest.permissions.push(...manifest.optional_permissions.splice(0));
await writeFile(join(extension, 'manifest.json'), JSON.stringify(manifest));

// The folder is set as a preference: set through DevTools, the browser would also rename the files.
const profile = join(folder, 'profile');
await mkdir(join(profile, 'Default'), { recursive: true });
await writeFile(
  join(profile, 'Default', 'Preferences'),
  JSON.stringify({ download: { default_directory: downloads, prompt_for_download: false } }),
);

const the = stage({ extension, profile });
// After the browser has closed, which writes into its profile until then.
after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
const { inWorker, unlock, unprotect } = protection(the);
const HOUR = 3_600_000;

/** @typedef {import('../../extension/shared/auto-backup.js').Auto} Auto */

/** What is known of them. @returns {Promise<Auto>} */
const state = () =>
  inExtension(the.session, async () => (await chrome.storage.local.get('auto'))['auto'] ?? {});

/** Changes it, as if time had passed or the person had chosen. @param {Partial<Auto>} changed */
const note = (changed) =>
  inExtension(
    the.session,
    async (changed) => {
      const { noteAuto } = await import('/extension/shared/auto-backup.js');
      await noteAuto(changed);
    },
    changed,
  );

/** @param {(state: Auto) => boolean} there */
const stateWhen = (there) =>
  until(
    async () => {
      const now = await state();
      return there(now) && now;
    },
    async () => `it never came: ${JSON.stringify(await state())}`,
  );

/** How many accounts a file has, opened by the passphrase. @param {string} text */
const accountsIn = (text) =>
  inExtension(
    the.session,
    async (text, passphrase) => {
      const { default: init, Vault, keyByPassphrase } = await import('/extension/wasm/tandem.js');
      await init();
      return Vault.open(text, keyByPassphrase(text, passphrase)).count();
    },
    text,
    PASSPHRASE,
  );

async function options() {
  const page = handsOn(
    await the.session.tab(the.session.address('extension/options/options.html')),
  );
  await page.says(the.t('auto_text'));
  return page;
}

/** The alarm for the postponed backup, which is set a moment after the change. */
const alarm = () =>
  until(
    () => inExtension(the.session, () => chrome.alarms.get('auto-backup')),
    () => 'no alarm is set',
  );

const save = (/** @type {string} */ issuer) => the.save([newKey({ issuer }).uri]);

const files = async () =>
  (await readdir(downloads, { recursive: true })).filter((name) => name.endsWith('.tandem')).sort();

test('automatic_backups_are_not_offered_without_a_passphrase', async () => {
  await save('Acme');
  const page = await options();
  await page.says(the.t('auto_protect'));
  assert.ok(!(await page.has(the.t('auto_downloads'))));
  await page.page.close();
});

test('a_change_is_saved_among_the_downloads_once_an_hour_and_the_newest_are_kept', async () => {
  await save('First');
  await protect(the.session, PASSPHRASE);
  const page = await options();
  await page.press(the.t('auto_downloads'));
  await page.says(the.t('auto_to_downloads'));
  await stateWhen(({ files }) => files?.length === 1);
  const [first = ''] = await files();
  assert.match(first, /^Tandem.tandem-[-\d]+\.tandem$/u);
  assert.equal(await accountsIn(await readFile(join(downloads, first), 'utf8')), 1);

  // Within the hour it waits, and loses nothing.
  await save('Second');
  const waiting = await stateWhen(({ due }) => due !== undefined);
  assert.equal(waiting.files?.length, 1);
  assert.equal((await alarm()).scheduledTime, (waiting.at ?? 0) + HOUR);

  await note({ at: Date.now() - 2 * HOUR, keep: 2 });
  await save('Third');
  await stateWhen(({ files, due }) => files?.length === 2 && due === undefined);
  await note({ at: Date.now() - 2 * HOUR });
  await save('Fourth');
  const { files: kept = [] } = await stateWhen(
    ({ files, due }) => due === undefined && !files?.some(({ name }) => name.endsWith(first)),
  );
  assert.equal(kept.length, 2);
  const there = await files();
  assert.equal(there.length, 2, there.join());
  const newest = await readFile(join(downloads, kept[1]?.name ?? ''), 'utf8');
  assert.equal(await accountsIn(newest), 4);

  // A code that is used is no change.
  const before = await state();
  await inExtension(the.session, async () => {
    const { change, openSession } = await import('/extension/shared/session.js');
    await openSession();
    await change((vault) => {
      const [row] = vault.rows(vault.search(''), 1);
      if (row) vault.markUsed(row.id, Math.floor(Date.now() / 1000));
    });
  });
  await save('Fifth');
  const due = await stateWhen((now) => now.due !== undefined);
  assert.deepEqual(due.files, before.files);
  await page.page.close();
});

test('a_backup_that_waits_while_protection_is_turned_off_is_not_written_until_a_passphrase_opens_it', async () => {
  await save('First');
  await protect(the.session, PASSPHRASE);
  await note({ where: 'downloads' });
  await save('Second');
  const { files: [{ name = '' } = {}] = [] } = await stateWhen(({ files }) => files?.length === 1);
  await save('Third');
  await stateWhen(({ due }) => due !== undefined);
  await alarm();
  const page = await options();
  await unprotect(page);
  // The hour is over.
  await note({ at: Date.now() - 2 * HOUR });
  await inWorker('alarms.onAlarm', { name: 'auto-backup' });
  const { due, failed } = await stateWhen((now) => now.due === undefined);
  assert.deepEqual([due, failed], [undefined, 'auto_unprotected']);
  assert.equal(
    (await state()).files?.at(-1)?.name,
    name,
    'no file that nobody could open elsewhere',
  );
  await page.page.reload();
  await page.says(the.t('error_auto_unprotected'));
  await page.press(the.t('auto_now'));
  await page.says(the.t('error_auto_unprotected'));
  assert.equal((await state()).files?.at(-1)?.name, name);

  await protect(the.session, PASSPHRASE);
  const { files = [] } = await stateWhen(({ files }) => files?.at(-1)?.name !== name);
  assert.equal(
    await accountsIn(await readFile(join(downloads, files.at(-1)?.name ?? ''), 'utf8')),
    3,
  );
  assert.equal((await state()).failed, undefined);
  await page.page.close();
});

test('they_go_into_a_folder_and_the_popup_says_once_when_it_is_gone', async () => {
  await save('First');
  await protect(the.session, PASSPHRASE);
  await inExtension(the.session, async () => {
    const { transact } = await import('/extension/shared/database.js');
    const root = await navigator.storage.getDirectory();
    const chosen = await root.getDirectoryHandle('chosen', { create: true });
    await transact('keys', 'readwrite', (store) => store.put(chosen, 'backup-folder'));
  });
  await note({ where: 'folder' });
  await save('Second');
  const { files: [file] = [] } = await stateWhen(({ files }) => files?.length === 1);
  // Of two in one second, neither replaces the other.
  await inExtension(the.session, async () => {
    const { writeNow } = await import('/extension/shared/auto-backup.js');
    await Promise.all([writeNow(), writeNow()]);
  });
  const { files: three = [] } = await state();
  assert.equal(new Set(three.map(({ name }) => name)).size, 3);
  const written = await inExtension(
    the.session,
    async (name) => {
      const root = await navigator.storage.getDirectory();
      const chosen = await root.getDirectoryHandle('chosen');
      const text = await (await (await chosen.getFileHandle(name)).getFile()).text();
      await root.removeEntry('chosen', { recursive: true });
      return text;
    },
    file?.name ?? '',
  );
  assert.equal(await accountsIn(written), 2);

  await note({ at: Date.now() - 2 * HOUR });
  await save('Third');
  const { failed, due, tried } = await stateWhen((now) => now.failed !== undefined);
  assert.equal(failed, 'auto_folder_gone');
  assert.ok(due, 'it is still to be done');
  assert.ok(tried && Date.now() - tried < HOUR);
  // Not at once with each change from now on.
  await inExtension(the.session, () => chrome.alarms.clear('auto-backup'));
  await save('Fourth');
  await stateWhen((now) => now.due !== due);
  await alarm();
  assert.equal((await state()).tried, tried);
  let popup = await the.open();
  await popup.says(the.t('auto_failed_line'));
  popup = await the.open();
  await popup.says('Third');
  assert.ok(!(await popup.text()).includes(the.t('auto_failed_line')), 'once a day');
  const page = await options();
  await page.says(the.t('error_auto_folder_gone'));
  await page.press(the.t('auto_turn_off'));
  await page.says(the.t('auto_off'));
  await page.page.close();
});

test('a_file_that_could_not_be_written_whole_does_not_stay_as_the_newest_backup', async () => {
  await save('First');
  await protect(the.session, PASSPHRASE);
  const left = await inExtension(the.session, async () => {
    const { transact } = await import('/extension/shared/database.js');
    const { noteAuto, writeNow } = await import('/extension/shared/auto-backup.js');
    const root = await navigator.storage.getDirectory();
    const chosen = await root.getDirectoryHandle('full', { create: true });
    await transact('keys', 'readwrite', (store) => store.put(chosen, 'backup-folder'));
    await noteAuto({ where: 'folder' });
    // While it is written, and when it begins.
    for (const [its, name] of /** @type {const} */ ([
      [FileSystemWritableFileStream.prototype, 'write'],
      [FileSystemFileHandle.prototype, 'createWritable'],
    ])) {
      Object.assign(its, {
        [name]: () => Promise.reject(new DOMException('', 'QuotaExceededError')),
      });
      await writeNow();
    }
    const names = [];
    for await (const name of /** @type {{ keys(): AsyncIterable<string> }} */ (
      /** @type {unknown} */ (chosen)
    ).keys())
      names.push(name);
    await root.removeEntry('full', { recursive: true });
    return names;
  });
  assert.equal((await state()).failed, 'auto_disk_full');
  assert.deepEqual(left, []);
});

test('a_download_that_never_ends_is_cancelled', async () => {
  const server = createServer((_, response) => {
    // The browser would wait for more of any other type, to see what it is.
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).write('never whole');
  });
  await new Promise((listens) => server.listen(0, '127.0.0.1', () => listens(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await save('First');
  await protect(the.session, PASSPHRASE);
  const ended = await inExtension(
    the.session,
    async (url) => {
      const { noteAuto, writeNow } = await import('/extension/shared/auto-backup.js');
      await noteAuto({ where: 'downloads' });
      const [download, wait] = [chrome.downloads.download, setTimeout];
      let id = 0;
      chrome.downloads.download = async (/** @type {chrome.downloads.DownloadOptions} */ options) =>
        (id = await download({ ...options, url }));
      // A minute passes at once.
      Object.assign(globalThis, { setTimeout: (/** @type {() => void} */ act) => wait(act, 0) });
      await writeNow();
      for (let tries = 0; tries < 100; tries++) {
        const [item] = await chrome.downloads.search({ id });
        if (item?.state !== 'in_progress') return item?.error;
        await new Promise((soon) => wait(soon, 50));
      }
      return 'it goes on';
    },
    `http://127.0.0.1:${port}/`,
  );
  server.closeAllConnections();
  server.close();
  assert.equal(ended, 'USER_CANCELED');
  const { failed, files: kept } = await state();
  assert.deepEqual([failed, kept ?? []], ['auto_interrupted', []]);
});

test('a_download_number_reused_for_another_file_deletes_nothing', async () => {
  await save('First');
  await protect(the.session, PASSPHRASE);
  const id = await inExtension(the.session, async () => {
    const id = await chrome.downloads.download({
      url: 'data:text/plain,mine',
      filename: 'diary.txt',
    });
    for (;;) {
      const [item] = await chrome.downloads.search({ id });
      if (item?.state === 'complete') return id;
      await new Promise((soon) => setTimeout(soon, 50));
    }
  });
  const old = { name: 'Tandem/tandem-2020-01-01-0000-00.tandem', id };
  await note({ where: 'downloads', keep: 1, files: [old] });
  await save('Second');
  await stateWhen(({ files }) => files?.length === 1 && files[0]?.id !== id);
  assert.ok((await readdir(downloads)).includes('diary.txt'));
});

test('a_change_before_a_lock_is_saved_once_the_vault_is_unlocked', async () => {
  await save('First');
  await protect(the.session, PASSPHRASE);
  await note({ where: 'downloads', at: Date.now() - 2 * HOUR });
  const holding = await the.session.tab(the.session.address('_locales/en/messages.json'));
  await holding.evaluate(
    () =>
      new Promise((held) => {
        navigator.locks.request('background', () => {
          held(undefined);
          return new Promise((release) => Object.assign(globalThis, { release }));
        });
      }),
  );
  await save('Second');
  await holding.evaluate(async () => {
    await chrome.storage.session.clear();
    /** @type {{ release?: () => void }} */ (globalThis).release?.();
    await navigator.locks.request('background', () => undefined);
  });
  assert.deepEqual((await state()).files ?? [], []);
  const popup = await the.session.openAsTab();
  await unlock(popup, PASSPHRASE);
  const { files: kept = [] } = await stateWhen(({ files }) => files?.length === 1);
  assert.equal(await accountsIn(await readFile(join(downloads, kept[0]?.name ?? ''), 'utf8')), 2);
  await popup.close();
  await holding.close();
});
