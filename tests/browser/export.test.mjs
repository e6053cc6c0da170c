/** Google Authenticator's export: codes of a set add up over scans and are saved as one. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Secret } from 'otpauth';
import { newKey } from './keys.mjs';
import { stage } from './stage.mjs';

const the = stage();

/** @typedef {import('./keys.mjs').Key} Key */

/** A field of a protocol buffer: a number, or bytes. @param {number} field @param {bigint | number | Uint8Array} value @returns {number[]} */
function encoded(field, value) {
  if (value instanceof Uint8Array) return [...varint(BigInt((field << 3) | 2)), ...varint(BigInt(value.length)), ...value];
  return [...varint(BigInt(field << 3)), ...varint(BigInt.asUintN(64, BigInt(value)))];
}

/** @param {bigint} value @returns {number[]} */
function varint(value) {
  return value < 128n ? [Number(value)] : [Number(value & 127n) | 128, ...varint(value >> 7n)];
}

/**
 * An export's text, as the app writes it.
 * @param {{ key: Key, name: string, algorithm?: number }[]} accounts @param {{ id: number, place: number, of: number }} set
 */
function exportOf(accounts, { id, place, of }) {
  const text = (/** @type {string} */ value) => new TextEncoder().encode(value);
  const bytes = accounts.flatMap(({ key, name, algorithm = 1 }) => {
    const secret = new Uint8Array(Secret.fromBase32(key.secret).bytes);
    return encoded(1, new Uint8Array([
      ...encoded(1, secret), ...encoded(2, text(name)), ...encoded(3, text('Acme')),
      ...encoded(4, algorithm), ...encoded(5, 1), ...encoded(6, 2),
    ]));
  });
  const all = [...bytes, ...encoded(2, 1), ...encoded(3, of), ...encoded(4, place), ...encoded(5, id)];
  return `otpauth-migration://offline?data=${encodeURIComponent(Buffer.from(all).toString('base64'))}`;
}

test('codes_of_a_set_in_any_order_add_up_and_are_saved_as_one', async () => {
  const [one, two] = [newKey(), newKey()];
  const set = (/** @type {Key} */ key, /** @type {string} */ name, /** @type {number} */ place) => exportOf([{ key, name }], { id: -7, place, of: 2 });
  await the.show([set(two, '二番目', 1)]);
  const popup = await the.scan();
  await popup.says(the.t('export_part', 1, 2));
  await the.show([set(one, 'first', 0)]);
  const again = await the.open();
  await again.says(the.t('export_part', 1, 2));
  await again.press(the.t('export_scan_next'));
  await again.says(the.t('several_title', 2));
  await again.press(the.t('save'));
  await again.says(the.t('saved_several', 2));
  const codes = await again.codes();
  one.isCode(codes[0]);
  two.isCode(codes[1]);
});

test('a_code_of_another_set_is_refused_and_what_was_begun_is_kept', async () => {
  await the.show([exportOf([{ key: newKey(), name: 'a' }], { id: 1, place: 0, of: 2 })]);
  const popup = await the.scan();
  await popup.says(the.t('export_part', 1, 2));
  await the.show([exportOf([{ key: newKey(), name: 'b' }], { id: 2, place: 1, of: 2 })]);
  const again = await the.open();
  await again.press(the.t('export_scan_next'));
  await again.says(the.t('error_export_another_set'));
});

test('an_account_that_cannot_be_kept_is_named_with_why', async () => {
  const key = newKey();
  await the.show([exportOf([{ key, name: 'fine' }, { key: newKey(), name: 'odd one', algorithm: 4 }], { id: 3, place: 0, of: 1 })]);
  const popup = await the.scan();
  await popup.says(the.t('unkept_title'));
  const said = await popup.says('odd one');
  assert.ok(said.includes(the.t('error_unkept_algorithm')), said);
  await popup.press(the.t('save'));
  await popup.says(the.t('saved_several', 1));
  key.isCode((await popup.codes())[0]);
});

/** Pictures of other people's exports, where they are there. */
const SAMPLES = new URL('../../../shared/import-samples/', import.meta.url);
const PICTURES = [
  ['extract_otp_secrets/example_export.png', 3],
  ['proton-pass-common/GoogleAuthImportScreenshotCropped.jpg', 1],
  ['proton-pass-common/GoogleAuthenticatorExport_1.png', 10],
  ['proton-pass-common/GoogleAuthenticatorExport_2.png', 10],
];

for (const [name, count] of /** @type {[string, number][]} */ (PICTURES)) {
  const file = new URL(`google-migration-qr/${name}`, SAMPLES);
  const skip = existsSync(file) ? false : `not found: ${name}`;
  test(`the_export_in_${name}_is_read_from_the_page`, { skip }, async () => {
    const bytes = (await readFile(file)).toString('base64');
    await the.page.goto(the.practice.address);
    await the.page.setViewport({ width: 1280, height: 1100 });
    await the.page.evaluate(async (source) => {
      const image = new Image();
      image.src = source;
      image.style.cssText = 'display: block; max-height: 100vh; max-width: 100vw';
      await image.decode();
      document.body.replaceChildren(image);
    }, `data:image/${name.endsWith('png') ? 'png' : 'jpeg'};base64,${bytes}`);
    const popup = await the.scan();
    await popup.page.waitForFunction((there) => there === 1 ? document.querySelector('[data-part=label]') : document.querySelectorAll('input[type=checkbox]').length === there, {}, count);
    await popup.press(the.t('save'));
    await popup.page.waitForFunction((there) => document.querySelectorAll('.rows .title').length >= Math.min(there, 5), {}, count);
    await the.page.setViewport({ width: 800, height: 600 });
  });
}
