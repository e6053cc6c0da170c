/**
 * *Show QR code* and *Copy secret key*: one account's key for another app, read by other readers.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { before, test } from 'node:test';
import { TOTP, URI } from 'otpauth';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { popupOf } from './popup.mjs';
import { protect, stage } from './stage.mjs';

/** @typedef {import('./popup.mjs').Popup} Popup */

const the = stage();
const PASSPHRASE = 'correct horse battery staple';

before(async () => {
  const module = await readFile(
    createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'),
  );
  const wasmBinary = /** @type {ArrayBuffer} */ (
    module.buffer.slice(module.byteOffset, module.byteOffset + module.byteLength)
  );
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
});

/**
 * Presses an item of a row's menu.
 * @param {Popup} popup
 * @param {string} title
 * @param {string} item a message's key
 */
async function choose(popup, title, item) {
  await popup.press(the.t('more_for', title));
  await popup.page.waitForSelector('dialog[open]');
  await popup.press(the.t(item));
}

/** The QR codes on the popup's own pixels. @param {Popup} popup */
async function readShown(popup) {
  await popup.page.waitForSelector('[data-part=dark][d]');
  const found = await readBarcodes(await popup.page.screenshot({ type: 'png' }), {
    formats: ['QRCode'],
  });
  return found.map(({ text }) => text);
}

/** @param {Popup} popup */
const gone = (popup) =>
  popup.page.waitForFunction(
    () => document.querySelector('[data-part=dark]')?.hasAttribute('d') === false,
  );

test('what_is_shown_is_read_elsewhere_as_the_same_key', async () => {
  const keys = [
    newKey({ issuer: 'Acme & Söhne', account: 'ana+test@example.org' }),
    newKey({
      issuer: 'Eight',
      account: '山田',
      digits: 8,
      period: 60,
      algorithm: 'SHA256',
      bytes: 64,
    }),
  ];
  await the.save(keys.map(({ uri }) => uri));
  for (const key of keys) {
    const popup = await the.open();
    await choose(popup, key.issuer, 'show_qr');
    const [text = ''] = await readShown(popup);
    const read = URI.parse(text);
    assert.ok(read instanceof TOTP);
    assert.equal(read.secret.base32, key.secret);
    assert.deepEqual([read.issuer, read.label, read.period], [key.issuer, key.account, key.period]);
    key.isCode(read.generate());
    await popup.close();
  }
});

test('a_scan_of_the_shown_code_says_that_the_account_is_here_already', async () => {
  const key = newKey({ issuer: 'Round trip' });
  await the.save([key.uri]);
  const popup = await the.open();
  await choose(popup, 'Round trip', 'show_qr');
  const [text = ''] = await readShown(popup);
  await popup.close();
  await the.show([text]);
  const again = await the.scan();
  await again.says(/already saved this key/u);
});

test('the_code_disappears_after_half_a_minute_and_is_shown_again_on_request', async () => {
  await the.save([newKey({ issuer: 'Fleeting' }).uri]);
  const popup = await the.open();
  await choose(popup, 'Fleeting', 'show_qr');
  assert.equal((await readShown(popup)).length, 1);
  await popup.shiftClock(31);
  await gone(popup);
  assert.equal(
    await popup.page.$eval('[data-part=code]', (code) => /h\d+v1/u.test(code.outerHTML)),
    false,
    'no module of it stays in the page',
  );
  await popup.press(the.t('qr_again'));
  assert.equal((await readShown(popup)).length, 1);
});

test('the_code_disappears_when_the_user_turns_to_another_tab', async () => {
  await the.save([newKey({ issuer: 'Elsewhere' }).uri]);
  const page = await the.session.tab(the.session.address('extension/popup/popup.html#tab'));
  const popup = await popupOf(page);
  if (await popup.has(the.t('ask_later'))) await popup.press(the.t('ask_later'));
  await choose(popup, 'Elsewhere', 'show_qr');
  assert.equal((await readShown(popup)).length, 1);
  await the.page.bringToFront();
  await page.bringToFront();
  await gone(popup);
  await page.close();
});

test('keys_that_few_apps_know_are_told_apart', async () => {
  const { secret } = newKey();
  /** @type {[string, string, string][]} */
  const kinds = [
    ['qr_steam', 'Steam', `otpauth://steam/Steam:ana?secret=${secret}&issuer=Steam`],
    [
      'qr_motp',
      'Firm',
      'motp://Firm:ana?secret=0123456789abcdef0123456789abcdef&issuer=Firm&pin=1234',
    ],
    ['qr_counter', 'Bank', `otpauth://hotp/Bank:ana?secret=${secret}&issuer=Bank&counter=7`],
  ];
  await the.save(kinds.map(([, , uri]) => uri));
  for (const [note, issuer, uri] of kinds) {
    const popup = await the.open();
    await choose(popup, issuer, 'show_qr');
    const [text = ''] = await readShown(popup);
    const kind = (/** @type {string} */ key) => key.split('?')[0]?.split('/')[2];
    assert.equal(kind(text), kind(uri), text);
    if (note === 'qr_counter')
      assert.equal(/** @type {import('otpauth').HOTP} */ (URI.parse(text)).counter, 7);
    await popup.says(the.t(note));
    await popup.close();
  }
});

test('a_protected_key_is_shown_and_copied_to_its_owner_alone', async () => {
  const key = newKey({ issuer: 'Guarded' });
  await the.save([key.uri]);
  await protect(the.session, PASSPHRASE);
  const popup = await the.open();
  await choose(popup, 'Guarded', 'show_qr');
  await popup.page.waitForSelector('dialog [data-part=secret]');
  assert.deepEqual(await popup.page.$$('[data-part=dark][d]'), []);
  await popup.press(the.t('cancel'));
  await popup.page.waitForFunction(() => !document.querySelector('dialog[open]'));
  await choose(popup, 'Guarded', 'copy_secret');
  const hands = handsOn(popup.page);
  await popup.page.locator('dialog [data-part=secret]').fill(PASSPHRASE);
  await hands.press(the.t('confirm'));
  await popup.says(the.t('secret_copied'));
  assert.equal(await the.session.clipboard(the.page), key.secret);
});
