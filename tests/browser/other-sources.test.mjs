/** Other sources than the page: image files, dropped and pasted content. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { create, toBuffer } from 'qrcode';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { twofas } from './other-apps.mjs';
import { stage } from './stage.mjs';
import { white } from './blank-picture.mjs';

const the = stage();

/** A picture of the page with these texts as QR codes. @param {string[]} texts */
async function picture(...texts) {
  await the.show(texts);
  return Buffer.from(await the.page.screenshot());
}

/** @typedef {{ name?: string, bytes: Buffer, kind?: string }} Given a file */

/**
 * Gives the popup what a clipboard or a drag holds.
 * @param {import('./popup.mjs').Popup} popup @param {'paste' | 'drop'} type
 * @param {{ files?: Given[], text?: string }} what
 */
function give(popup, type, { files = [], text = '' }) {
  return popup.page.evaluate(
    (type, files, text) => {
      const data = new DataTransfer();
      for (const { base64, name, kind } of files) {
        data.items.add(
          new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name, { type: kind }),
        );
      }
      if (text) data.setData('text/plain', text);
      const target = document.activeElement ?? document.body;
      const event =
        type === 'paste'
          ? new ClipboardEvent(type, { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true });
      target.dispatchEvent(event);
      return event.defaultPrevented;
    },
    type,
    files.map(({ bytes, name = 'picture', kind = 'image/png' }) => ({
      base64: bytes.toString('base64'),
      name,
      kind,
    })),
    text,
  );
}

test('a_picture_that_is_pasted_or_dropped_is_read', async () => {
  for (const type of /** @type {const} */ (['paste', 'drop'])) {
    const key = newKey({ issuer: `By ${type}` });
    const file = await picture(key.uri);
    const popup = await the.open();
    await give(popup, type, { files: [{ bytes: file }] });
    await popup.says(the.t('check_and_save'));
    assert.equal(await popup.held(the.t('issuer')), key.issuer);
    await popup.press(the.t('save'));
    await popup.says(the.t('saved', key.issuer));
    key.isCode((await popup.codes()).at(-1));
  }
});

/** @param {number[]} rows a bit a module, the first one highest @returns {Buffer} an SVG with a margin */
function drawn(rows) {
  const size = rows.length;
  const dark = (/** @type {number} */ x, /** @type {number} */ row) =>
    (row >> (size - 1 - x)) % 2 === 1;
  const path = rows
    .flatMap((row, y) => rows.map((_, x) => (dark(x, row) ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size * 8}" height="${size * 8}" viewBox="-4 -4 ${size + 8} ${size + 8}"><rect x="-4" y="-4" width="100%" height="100%" fill="#fff"/><path d="${path}"/></svg>`,
  );
}

test('a_code_in_another_encoding_than_utf_8_is_read', async () => {
  const popup = await the.open();
  const dropped = async (/** @type {Buffer} */ bytes) => {
    await give(popup, 'drop', {
      files: [{ bytes: await toBuffer([{ data: bytes, mode: 'byte' }]) }],
    });
  };
  // Shift JIS, as the mode for kanji writes it.
  await dropped(Buffer.from('93fa967b8cea', 'hex'));
  await popup.says(the.t('no_key_title'));
  await popup.says('日本語');
  // The mode for Chinese characters, which no library here writes: 中文, a row of modules in each number.
  const rows = [
    0x1fde7f, 0x105c41, 0x174f5d, 0x17555d, 0x175e5d, 0x105741, 0x1fd57f, 0x500, 0x24c3b, 0x17b120,
    0x1e6fbb, 0x123835, 0x1872e8, 0x18d5, 0x1fcd1c, 0x104a8e, 0x174c87, 0x175f2d, 0x174de5,
    0x1045ea, 0x1fcd2f,
  ];
  await give(popup, 'drop', { files: [{ bytes: drawn(rows), kind: 'image/svg+xml' }] });
  await popup.says('中文');
  await dropped(
    Buffer.from(
      newKey({ issuer: 'Example', account: 'ACCOUNT' }).uri.replace('ACCOUNT', 'M\xfcller'),
      'latin1',
    ),
  );
  await popup.says(the.t('check_and_save'));
  assert.equal(await popup.held(the.t('account')), 'Müller');
  // As Shift JIS this would be kanji.
  await dropped(
    Buffer.from(
      newKey({ issuer: 'Example', account: 'ACCOUNT' }).uri.replace('ACCOUNT', 'Soci\xe9t\xe9'),
      'latin1',
    ),
  );
  await popup.says(the.t('check_and_save'));
  assert.equal(await popup.held(the.t('account')), 'Société');
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
  assert.ok(
    await give(popup, 'paste', { text: other.secret.toLowerCase().replaceAll(/(.{4})/gu, '$1 ') }),
  );
  await popup.named(the.t('issuer'), 'combobox').fill('Other');
  await popup.press(the.t('save'));
  await popup.says(the.t('saved', 'Other'));
});

test('several_keys_that_are_pasted_or_dropped_as_text_are_saved_together', async () => {
  const keys = ['First', 'Second', 'Third'].map((issuer) => newKey({ issuer }).uri);
  const text = `${keys.join('\r\n')}\r\notpauth://totp/Broken:me?secret=0\r\n`;
  let popup = await the.open();
  await give(popup, 'paste', { text });
  await popup.says(the.t('several_title', '3'));
  await popup.says('Broken:me');
  await popup.press(the.t('save'));
  await popup.says(the.t('saved_several', '3'));
  popup = await the.open();
  const file = { bytes: Buffer.from(text), name: 'keys.txt', kind: 'text/plain' };
  const page = await exchangeAfter(() => give(popup, 'drop', { files: [file] }));
  await page.says(the.t('import_kind', the.t('import_is_same'), 3));
  await page.says('Broken:me');
  await page.page.close();
});

test('a_key_that_comes_again_with_other_codes_corrects_the_saved_account', async () => {
  const { uri } = newKey({ issuer: 'Acme' });
  await the.save([uri]);
  const popup = await the.open();
  await give(popup, 'paste', {
    text: `${uri}&amp;digits=8&amp;algorithm=SHA256`.replace(/&algorithm=SHA1|&digits=6/gu, ''),
  });
  await popup.says(the.t('other_codes', 'Acme'));
  await popup.press(the.t('correct'));
  await popup.says(the.t('saved', 'Acme'));
});

/** The import page that opens after something was given to the popup. @param {() => Promise<unknown>} act */
async function exchangeAfter(act) {
  const url = the.session.address('extension/exchange/exchange.html');
  const opened = the.session.browser.waitForTarget((target) => target.url().startsWith(url));
  await act();
  const page = await (await opened).page();
  assert.ok(page, 'a page of its own');
  return handsOn(page);
}

test('a_file_of_another_app_dropped_or_pasted_anywhere_opens_its_dry_run', async () => {
  const text = twofas([newKey({ issuer: 'Acme' })]);
  const file = { bytes: Buffer.from(text), name: 'backup.2fas', kind: '' };
  const other = await picture(newKey({ issuer: 'Beside' }).uri);
  for (const [way, what, found] of /** @type {const} */ ([
    ['drop', { files: [file] }, ['Acme']],
    ['paste', { files: [file] }, ['Acme']],
    ['paste', { text }, ['Acme']],
    ['drop', { files: [file, { bytes: other }] }, ['Acme', 'Beside']],
  ])) {
    const popup = await the.open();
    const page = await exchangeAfter(() =>
      give(popup, way, { files: [...(what.files ?? [])], text: what.text ?? '' }),
    );
    await page.says(the.t('import_kind', the.t('import_is_new'), found.length));
    for (const title of found) await page.says(title);
    // It came through memory only, and isn't there a second time.
    const kept = await page.page.evaluate(async () => [
      JSON.stringify(await chrome.storage.session.get()),
      JSON.stringify(await chrome.storage.local.get()),
      location.hash,
    ]);
    assert.ok(!kept.join('').includes('services') && kept.at(-1) === '', kept.join());
    await page.page.close();
  }
});

test('a_whole_file_pasted_where_a_key_is_typed_opens_its_dry_run', async () => {
  const popup = await the.open();
  await popup.press(the.t('enter_by_hand'));
  await (await popup.page.waitForSelector('[data-part=secret]'))?.focus();
  assert.equal(await give(popup, 'paste', { text: 'GNBV' }), false, 'a key stays in its field');
  const text = twofas([newKey({ issuer: 'Acme' })]);
  const page = await exchangeAfter(() => give(popup, 'paste', { text }));
  await page.says(the.t('import_kind', the.t('import_is_new'), 1));
  await page.page.close();
});

test('a_whole_file_typed_where_a_key_is_typed_opens_its_dry_run', async () => {
  const popup = await the.open();
  await popup.press(the.t('enter_by_hand'));
  const text = twofas([newKey({ issuer: 'Acme' })]);
  await popup.page.waitForSelector('[data-part=secret]');
  await popup.page.$eval(
    '[data-part=secret]',
    (field, text) => {
      /** @type {HTMLTextAreaElement} */ (field).value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
    text,
  );
  const page = await exchangeAfter(() => popup.page.$eval('form', (form) => form.requestSubmit()));
  await page.says(the.t('import_kind', the.t('import_is_new'), 1));
  await page.page.close();
});

test('a_pasted_search_term_goes_into_the_search', async () => {
  await the.save([newKey({ issuer: 'One' }).uri]);
  const popup = await the.open();
  assert.equal(await give(popup, 'paste', { text: 'one' }), false);
});

test('what_is_neither_a_picture_nor_a_key_is_reported', async () => {
  let popup = await the.open();
  await give(popup, 'paste', { text: 'hello' });
  await popup.says(the.t('error_nothing_to_paste'));
  const notes = { bytes: Buffer.from('no picture'), name: 'notes.txt', kind: 'text/plain' };
  const page = await exchangeAfter(() => give(popup, 'drop', { files: [notes] }));
  await page.says(the.t('error_file_unknown'));
  await page.page.close();
  const file = await picture();
  popup = await the.open();
  await give(popup, 'paste', { files: [{ bytes: file }] });
  await popup.says(the.t('error_nothing_in_picture'));
  await popup.press(the.t('image_other'));
  await popup.says(the.t('image_also'));
});

test('every_format_that_a_browser_shows_is_read', async () => {
  const text = 'otpauth://totp/Formats:me?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Formats';
  await the.show([text]);
  const shot = async (/** @type {'png' | 'jpeg' | 'webp'} */ type) =>
    Buffer.from(await the.page.screenshot({ type }));
  // Three that neither the browser nor Node writes: the same code, made with Pillow.
  const made = (/** @type {string} */ end) =>
    readFile(new URL(`pictures/code.${end}`, import.meta.url));
  /** @type {[string, Buffer][]} */
  const formats = [
    ['png', await shot('png')],
    ['jpeg', await shot('jpeg')],
    ['webp', await shot('webp')],
    ['gif', await made('gif')],
    ['bmp', await made('bmp')],
    ['avif', await made('avif')],
    ['svg+xml', Buffer.from(vector(text))],
  ];
  const popup = await the.open();
  for (const [format, bytes] of formats) {
    await give(popup, 'drop', { files: [{ bytes, kind: `image/${format}` }] });
    await popup.says(the.t('check_and_save')).catch((cause) => assert.fail(`${format}: ${cause}`));
    assert.equal(await popup.held(the.t('issuer')), 'Formats', format);
    await popup.press(the.t('back'));
    await popup.says(the.t('empty_title'));
  }
});

/** As small as its modules, as some sites give it. @param {string} text */
function vector(text) {
  const { size, data } = create(text, {}).modules;
  const dark = [...data].flatMap((bit, at) =>
    bit ? [`M${at % size} ${Math.floor(at / size)}h1v1h-1z`] : [],
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size + 8}" height="${size + 8}" viewBox="-4 -4 ${size + 8} ${size + 8}"><path d="${dark.join('')}"/></svg>`;
}

test('a_picture_of_more_than_forty_million_pixels_is_refused_unread', async () => {
  for (const [way, kind] of /** @type {const} */ ([
    ['drop', 'image/png'],
    ['paste', 'image/png'],
    // One whose kind the system does not know.
    ['drop', ''],
  ])) {
    const popup = await the.open();
    // The core would refuse it too, but only with all pixels in memory.
    await popup.page.evaluate(() => {
      const post = Worker.prototype.postMessage;
      /** @type {unknown[]} */
      const handed = [];
      Object.assign(globalThis, { handed });
      Worker.prototype.postMessage = function (
        /** @type {object} */ message,
        /** @type {unknown[]} */ ...more
      ) {
        if (!('core' in message)) handed.push(message);
        return Reflect.apply(post, this, [message, ...more]);
      };
    });
    await give(popup, way, { files: [{ bytes: white(6_330), kind }] });
    await popup.says(the.t('error_picture_too_large'));
    assert.equal(
      await popup.page.evaluate(
        () => /** @type {{ handed?: unknown[] }} */ (globalThis).handed?.length,
      ),
      0,
    );
    await popup.close();
  }
});

/** A JPEG of 41 million pixels, most of them white. @param {string} text of the QR code in it */
async function photo(text) {
  const source = `data:image/png;base64,${(await toBuffer(text, { width: 1200, margin: 4 })).toString('base64')}`;
  const url = await the.page.evaluate(async (source) => {
    const code = Object.assign(new Image(), { src: source });
    await code.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: 8200, height: 5000 });
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas here');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 8200, 5000);
    context.drawImage(code, 4100, 2000);
    return canvas.toDataURL('image/jpeg', 0.8);
  }, source);
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

test('a_photo_of_more_than_forty_million_pixels_is_scaled_down_and_read', async () => {
  const key = newKey({ issuer: 'Large photo' });
  const bytes = await photo(key.uri);
  const popup = await the.open();
  await give(popup, 'drop', { files: [{ bytes, kind: 'image/jpeg' }] });
  await popup.says(the.t('check_and_save'));
  assert.equal(await popup.held(the.t('issuer')), 'Large photo');
});

test('of_several_files_the_one_without_a_picture_is_named_and_the_others_are_read', async () => {
  const keys = [newKey({ issuer: 'First' }), newKey({ issuer: 'Second' })];
  const files = [
    { bytes: await picture(keys[0]?.uri ?? '') },
    { bytes: Buffer.from('no'), name: 'broken.png' },
    { bytes: await picture(keys[1]?.uri ?? '') },
  ];
  const popup = await the.open();
  await give(popup, 'drop', { files });
  await popup.says(the.t('several_title', 2));
  await popup.says(the.t('error_file_no_picture', 'broken.png'));
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
    await writeFile(
      svg,
      '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><rect width="200" height="200" fill="#fff"/></svg>',
    );
    const popup = await the.open();
    await popup.press(the.t('from_image'));
    const opening = the.session.browser.waitForTarget((target) =>
      target.url().endsWith('?image#tab'),
    );
    await popup.pressAway(the.t('image_choose'));
    const page = await (await opening).page();
    assert.ok(page);
    const [chooser] = await Promise.all([
      page.waitForFileChooser(),
      page.locator('[data-part=choose]').click(),
    ]);
    await chooser.accept([...paths, svg]);
    await page.waitForFunction(
      (title) => document.querySelector('main h1')?.textContent === title,
      {},
      the.t('several_title', 2),
    );
    await page.close();
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
