/**
 * The import page in real Firefox: files of four apps by picker, drop and paste; one change, one
 * undo; and a second import that brings nothing new.
 *
 * `TANDEM_FIREFOX` names the browser; by default Debian's. If there is none, the test is skipped.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { toBuffer } from 'qrcode';
import { startFirefox, noFirefox } from './firefox.mjs';
import { exportOf } from './google-export.mjs';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { aegis, authenticator, give, givePictures, twofas } from './other-apps.mjs';
import { words } from './words.mjs';
import { savedIn, until } from './until.mjs';

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
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
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

/** Pastes as a person does: Firefox lets no script make such an event with anything in it. @param {import('./hands.mjs').Hands} page @param {string} text */
async function paste({ page }, text) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.down('Control');
  await page.keyboard.press('v');
  await page.keyboard.up('Control');
}

/** A password field has no role in Firefox. @param {import('./hands.mjs').Hands} page @param {string} field */
const type = async ({ page }, field) =>
  (await page.waitForSelector(field))?.type('words for Aegis');

for (const [app, way] of /** @type {const} */ ([
  ['Aegis', 'pick'],
  ['2FAS', 'drop'],
  ['Authenticator', 'paste'],
  ['Google Authenticator', 'pictures'],
])) {
  test(`a_file_of_${app}_by_${way}_in_firefox_is_imported_and_undone`, { skip }, async () => {
    const keys = ['Acme', 'Beta'].map((issuer) => newKey({ issuer, account: 'ana' }));
    const page = await importPage();
    if (way === 'pick') await pick(page, 'aegis.json', aegis(keys));
    else if (way === 'drop') await give(page, 'drop', 'a.2fas', twofas(keys));
    else if (way === 'paste') await paste(page, authenticator(keys));
    else {
      const pictures = await Promise.all(
        keys.map((key, place) =>
          toBuffer(exportOf([{ key, name: 'ana' }], { id: 5, place, of: 2 }), { width: 500 }),
        ),
      );
      await givePictures(page, pictures);
    }
    await page.says(t('import_kind', t('import_is_new'), 2));
    await page.press(t('import_bring', 2));
    await page.says(t('import_done', 2, 0));
    await page.press(t('undo'));
    await page.says(t('import_undone'));
    await page.page.close();
  });
}

test('what_is_exported_to_Aegis_in_firefox_brings_nothing_new', { skip }, async () => {
  const keys = ['Acme', 'Beta'].map((issuer) => newKey({ issuer, account: 'ana' }));
  const page = await importPage();
  await give(page, 'drop', 'a.json', aegis(keys));
  await page.press(t('import_bring', 2));
  await page.says(t('import_done', 2, 0));
  await page.says(t('export_all', 2));
  await page.page.select('[data-part=format]', 'aegis');
  await type(page, '[data-part=export] [data-part=secret]');
  await type(page, '[data-part=export] [data-part=again]');
  await page.press(t('export_save'));
  await page.says(t('export_saved', 'Aegis', 2));
  const text = await saved(/^tandem-aegis-.*\.json$/u);
  await page.press(t('import_more'));
  await give(page, 'drop', 'again.json', text);
  await page.says(t('error_file_needs_passphrase', 'Aegis'));
  await type(page, '[data-part=import] [data-part=secret]');
  await page.press(t('import_open'));
  await page.says(t('import_kind', t('import_is_same'), 2));
  await page.page.close();
});

test('automatic_backups_in_firefox_are_saved_among_the_downloads', { skip }, async () => {
  const options = handsOn(await firefox.open('options/options.html'));
  await options.says(t('auto_text'));
  await options.page.evaluate(
    async (uri) => {
      const { change } = await import('/extension/shared/session.js');
      const { deriveKey } = await import('/extension/wasm/tandem.js');
      const passphrase = deriveKey('correct horse battery staple', 19 << 10, 2);
      await change((vault) => {
        vault.add(uri, '', undefined, 1);
        vault.protect(passphrase);
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
  const file = join(where, await savedIn(where, name));
  return until(
    () => readFile(file, 'utf8'),
    () => `${file} stays empty`,
  );
}
