/**
 * Google Authenticator's export: the codes of a set are collected over several scans and saved
 * together.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { exportOf } from './google-export.mjs';
import { LATE, newKey } from './keys.mjs';
import { stage } from './stage.mjs';

const the = stage();

/**
 * A set of accounts, a code each, as the export of one phone.
 * @param {number} id
 * @param {string[]} names
 */
function setOf(id, names) {
  const keys = names.map(() => newKey());
  const codes = keys.map((key, place) =>
    exportOf([{ key, name: names[place] ?? '' }], { id, place, of: names.length }),
  );
  return { keys, codes };
}

test('codes_of_a_set_in_any_order_and_one_twice_add_up_and_are_saved_as_one', async () => {
  const { keys, codes } = setOf(-7, ['first', '二番目', 'third']);
  const [first = '', second = '', third = ''] = codes;
  await the.show([second]);
  let popup = await the.scan();
  await popup.says(the.t('export_part', 1, 3));
  for (const [code, have] of /** @type {const} */ ([
    [second, 1],
    [third, 2],
  ])) {
    await the.show([code]);
    popup = await the.open();
    await popup.press(the.t('export_scan_next'));
    await popup.says(the.t('export_part', have, 3));
  }
  await the.show([first]);
  popup = await the.open();
  await popup.press(the.t('export_scan_next'));
  await popup.says(the.t('several_title', 3));
  await popup.press(the.t('save'));
  await popup.says(the.t('saved_several', 3));
  const shown = await popup.codes();
  keys.forEach((key, place) => key.isCode(shown[place]));
});

test('a_code_of_another_set_is_refused_and_the_first_set_can_be_completed', async () => {
  const [ours, theirs] = [setOf(1, ['a', 'b']), setOf(2, ['c', 'd'])];
  await the.show([ours.codes[0] ?? '']);
  const popup = await the.scan();
  await popup.says(the.t('export_part', 1, 2));
  await the.show([theirs.codes[1] ?? '']);
  let again = await the.open();
  await again.press(the.t('export_scan_next'));
  await again.says(the.t('error_export_another_set'));
  await the.show([ours.codes[1] ?? '']);
  again = await the.open();
  await again.says(the.t('export_part', 1, 2));
  await again.press(the.t('export_scan_next'));
  await again.says(the.t('several_title', 2));
});

test('an_account_that_cannot_be_kept_is_named_with_the_reason', async () => {
  const key = newKey();
  await the.show([
    exportOf(
      [
        { key, name: 'fine' },
        { key: newKey(), name: 'odd one', algorithm: 4 },
      ],
      { id: 3, place: 0, of: 1 },
    ),
  ]);
  const popup = await the.scan();
  await popup.says(the.t('unkept_title'));
  const said = await popup.says('odd one');
  assert.ok(said.includes(the.t('error_unkept_algorithm')), said);
  await popup.press(the.t('save'));
  await popup.says(the.t('saved_several', 1));
  key.isCode((await popup.codes())[0]);
});

/** Pictures of other people's exports, and what is in them, where they are there. */
const SAMPLES = new URL('../../../shared/import-samples/', import.meta.url);
const PICTURES = [
  'extract_otp_secrets/example_export.png',
  'proton-pass-common/GoogleAuthImportScreenshotCropped.jpg',
  'proton-pass-common/GoogleAuthenticatorExport_1.png',
  'proton-pass-common/GoogleAuthenticatorExport_2.png',
];

for (const name of PICTURES) {
  const file = new URL(`google-migration-qr/${name}`, SAMPLES);
  const skip = existsSync(file) ? false : `not found: ${name}`;
  test(`the_export_in_${name}_is_read_from_the_page`, { skip }, async () => {
    /** @type {{ file: string, entries: { secret_base32: string }[] }[]} */
    const manifest = JSON.parse(await readFile(new URL('manifest.json', SAMPLES), 'utf8'));
    const entries =
      manifest.find((sample) => sample.file === `google-migration-qr/${name}`)?.entries ?? [];
    assert.ok(entries.length, 'it is known what is in it');
    const bytes = (await readFile(file)).toString('base64');
    await the.page.goto(the.practice.address);
    await the.page.setViewport({ width: 1280, height: 1100 });
    await the.page.evaluate(
      async (source) => {
        const image = new Image();
        image.src = source;
        image.style.cssText = 'display: block; max-height: 100vh; max-width: 100vw';
        await image.decode();
        document.body.replaceChildren(image);
      },
      `data:image/${name.endsWith('png') ? 'png' : 'jpeg'};base64,${bytes}`,
    );
    const popup = await the.scan();
    await popup.page.waitForFunction(
      (there) =>
        there === 1
          ? document.querySelector('[data-part=label]')
          : document.querySelectorAll('input[type=checkbox]').length === there,
      {},
      entries.length,
    );
    await popup.press(the.t('save'));
    // The list has only the rows that can be seen.
    const seen = Math.min(entries.length, 5);
    await popup.page.waitForFunction(
      (seen) => document.querySelectorAll('.rows .title').length >= seen,
      {},
      seen,
    );
    const codes = await popup.codes();
    const right = entries.flatMap(({ secret_base32: secret }) =>
      [0, LATE].map((ago) =>
        new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() - ago }),
      ),
    );
    for (const code of codes) assert.ok(right.includes(code), `${code} is none of ${right}`);
    await the.page.setViewport({ width: 800, height: 600 });
  });
}
