/**
 * Import in real Firefox: files of other apps by the picker and by drop; one change, one undo; and automatic backups.
 *
 * `TANDEM_FIREFOX` names the browser; without it Debian's, and without that the test is skipped.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startFirefox, noFirefox } from './firefox.mjs';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { aegis, give, twofas } from './other-apps.mjs';
import { words } from './words.mjs';

const skip = noFirefox();
const t = words('en');
const folder = await mkdtemp(join(tmpdir(), 'tandem-firefox-'));
/** @type {Awaited<ReturnType<typeof startFirefox>>} */
let firefox;

before(async () => {
  if (!skip)
    firefox = await startFirefox({
      'browser.download.folderList': 2,
      'browser.download.dir': folder,
      'browser.download.useDownloadDir': true,
      // A person is asked; here nobody is there to answer.
      'extensions.webextOptionalPermissionPrompts': false,
    });
});
after(async () => {
  await firefox?.browser.close();
  await rm(folder, { recursive: true, force: true });
});

async function importPage() {
  const page = handsOn(await firefox.open('exchange/exchange.html'));
  await page.says(t('import_drop'));
  return page;
}

/** @param {import('./hands.mjs').Hands} page @param {string} name @param {string} text */
async function pick(page, name, text) {
  const file = join(folder, name);
  await writeFile(file, text);
  const field = await page.page.waitForSelector('input[type=file]');
  await /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (field).uploadFile(
    file,
  );
}

for (const [app, way] of /** @type {const} */ ([
  ['Aegis', 'pick'],
  ['2FAS', 'drop'],
])) {
  test(`a_file_of_${app}_by_${way}_in_firefox_is_brought_in_and_taken_back`, { skip }, async () => {
    const keys = ['Acme', 'Beta'].map((issuer) => newKey({ issuer, account: 'ana' }));
    const page = await importPage();
    if (way === 'pick') await pick(page, 'aegis.json', aegis(keys));
    else await give(page, 'drop', 'a.2fas', twofas(keys));
    await page.says(t('import_kind', t('import_is_new'), 2));
    await page.press(t('import_bring', 2));
    await page.says(t('import_done', 2, 0));
    await page.press(t('undo'));
    await page.says(t('import_undone'));
    await page.page.close();
  });
}

test('automatic_backups_in_firefox_are_saved_among_the_downloads', { skip }, async () => {
  const options = handsOn(await firefox.open('options/options.html'));
  await options.says(t('auto_text'));
  await options.page.evaluate(
    async (uri) => {
      const { change } = await import(/** @type {string} */ ('/extension/shared/session.js'));
      const { deriveKey } = await import(/** @type {string} */ ('/extension/wasm/tandem.js'));
      const passphrase = deriveKey('correct horse battery staple', 19 << 10, 2);
      await change((/** @type {import('../../extension/wasm/tandem.js').Vault} */ vault) => {
        vault.add(uri, '', undefined, 1);
        vault.protect({ passphrase, recovery: true });
      });
    },
    newKey({ issuer: 'Kept' }).uri,
  );
  await options.press(t('auto_downloads'));
  await options.says(t('auto_to_downloads'));
  const text = await saved(/^tandem-[-\d]+\.tandem$/u, join(folder, 'Tandem'));
  const stored = await options.page.evaluate(
    async () => (await chrome.storage.local.get('vault'))['vault'],
  );
  assert.equal(text, stored);
  await options.page.close();
});

/** @param {RegExp} name @param {string} [where] */
async function saved(name, where = folder) {
  for (let tries = 0; tries < 150; tries += 1) {
    const names = await readdir(where).catch(() => /** @type {string[]} */ ([]));
    const found = names.find((file) => name.test(file));
    // Firefox writes into a part beside it first.
    if (found && !names.includes(`${found}.part`)) {
      const text = await readFile(join(where, found), 'utf8');
      if (text) return text;
    }
    await new Promise((go) => setTimeout(go, 100));
  }
  throw new Error(`there is no export but ${(await readdir(folder)).join()}`);
}
