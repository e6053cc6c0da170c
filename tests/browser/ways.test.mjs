/** The ways in beside the page: image files, what is dropped, what is pasted. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { newKey } from './keys.mjs';
import { stage } from './stage.mjs';

const the = stage();

/** A picture of the page with these texts as QR codes. @param {string[]} texts */
async function picture(...texts) {
  await the.show(texts);
  return Buffer.from(await the.page.screenshot());
}

/**
 * Gives the popup what a clipboard or a drag holds.
 * @param {import('./popup.mjs').Popup} popup @param {'paste' | 'drop'} type
 * @param {{ file?: Buffer, kind?: string, text?: string }} what
 */
function give(popup, type, { file, kind = 'image/png', text }) {
  return popup.page.evaluate(
    (type, base64, kind, text) => {
      const data = new DataTransfer();
      if (base64) data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], 'picture', { type: kind }));
      if (text) data.setData('text/plain', text);
      const target = document.activeElement ?? document.body;
      const event = type === 'paste' ? new ClipboardEvent(type, { clipboardData: data, bubbles: true, cancelable: true }) : new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true });
      target.dispatchEvent(event);
      return event.defaultPrevented;
    },
    type,
    file?.toString('base64') ?? '',
    kind,
    text ?? '',
  );
}

test('a_picture_that_is_pasted_or_dropped_is_read', async () => {
  for (const type of /** @type {const} */ (['paste', 'drop'])) {
    const key = newKey({ issuer: `By ${type}` });
    const file = await picture(key.uri);
    const popup = await the.open();
    await give(popup, type, { file });
    await popup.says(the.t('check_and_save'));
    assert.equal(await popup.held(the.t('issuer')), key.issuer);
    await popup.press(the.t('save'));
    await popup.says(the.t('saved', key.issuer));
    key.isCode((await popup.codes()).at(-1));
  }
});

test('a_key_that_is_pasted_is_taken_even_in_the_search', async () => {
  await the.save([newKey({ issuer: 'One' }).uri]);
  const key = newKey({ issuer: 'Pasted' });
  let popup = await the.open();
  assert.ok(await give(popup, 'paste', { text: ` ${key.uri}\n` }));
  await popup.says(the.t('check_and_save'));
  await popup.press(the.t('save'));
  await popup.says(the.t('saved', 'Pasted'));

  const other = newKey({ issuer: 'Other' });
  popup = await the.open();
  assert.ok(await give(popup, 'paste', { text: other.secret.toLowerCase().replaceAll(/(.{4})/gu, '$1 ') }));
  await popup.named(the.t('issuer'), 'combobox').fill('Other');
  await popup.press(the.t('save'));
  await popup.says(the.t('saved', 'Other'));
});

test('what_is_searched_for_is_pasted_into_the_search', async () => {
  await the.save([newKey({ issuer: 'One' }).uri]);
  const popup = await the.open();
  assert.equal(await give(popup, 'paste', { text: 'one' }), false);
});

test('what_is_no_picture_and_no_key_is_said', async () => {
  let popup = await the.open();
  await give(popup, 'paste', { text: 'hello' });
  await popup.says(the.t('error_nothing_to_paste'));
  await give(popup, 'drop', { file: Buffer.from('no picture'), kind: 'text/plain' });
  await popup.says(the.t('error_file_no_picture'));
  const file = await picture();
  popup = await the.open();
  await give(popup, 'paste', { file });
  await popup.says(the.t('error_nothing_in_picture'));
  await popup.press(the.t('image_other'));
  await popup.says(the.t('image_also'));
});

test('several_files_are_chosen_in_a_tab', async () => {
  const keys = [newKey({ issuer: 'First' }), newKey({ issuer: 'Second' })];
  const folder = await mkdtemp(join(tmpdir(), 'tandem-pictures-'));
  try {
    const paths = [];
    for (const key of keys) {
      const path = join(folder, `${key.issuer}.png`);
      await writeFile(path, await picture(key.uri));
      paths.push(path);
    }
    const svg = join(folder, 'vector.svg');
    await writeFile(svg, '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><rect width="200" height="200" fill="#fff"/></svg>');
    const popup = await the.open();
    await popup.press(the.t('from_image'));
    const opening = the.session.browser.waitForTarget((target) => target.url().endsWith('?image#tab'));
    await popup.press(the.t('image_choose'));
    const page = await (await opening).page();
    assert.ok(page);
    const [chooser] = await Promise.all([page.waitForFileChooser(), page.locator('[data-part=choose]').click()]);
    await chooser.accept([...paths, svg]);
    await page.waitForFunction((title) => document.querySelector('main h1')?.textContent === title, {}, the.t('several_title', 2));
    await page.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
