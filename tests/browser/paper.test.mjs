/** A sealed backup on paper: printed, read by another reader, and read back here in any order. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { inExtension, protect, stage, wipe } from './stage.mjs';
import { white } from './blank-picture.mjs';
import { readByZxing } from './zxing.mjs';

const the = stage();
const PASSPHRASE = 'correct horse battery staple';
const folder = await mkdtemp(join(tmpdir(), 'tandem-paper-'));
after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

async function exchange() {
  const page = handsOn(
    await the.session.tab(the.session.address('extension/exchange/exchange.html')),
  );
  await page.says(the.t('import_drop'));
  return page;
}

/** @typedef {import('./hands.mjs').Hands} Hands */

/** Prepares the sheets, and gives a picture of each code on them. @param {Hands} page */
async function sheets(page) {
  await page.write(the.t('backup_passphrase'), PASSPHRASE);
  await page.press(the.t('paper_make'));
  await page.named(the.t('paper_print')).wait();
  const codes = await page.page.$$('.sheet figure svg');
  const pictures = [];
  for (const code of codes) pictures.push(await code.screenshot());
  return pictures;
}

/** Chooses pictures, as a person does with a scanner's. @param {Hands} page @param {Uint8Array[]} pictures */
async function choose(page, pictures) {
  const files = await Promise.all(
    pictures.map(async (png, at) => {
      const file = join(folder, `${crypto.randomUUID()}-${at}.png`);
      await writeFile(file, png);
      return file;
    }),
  );
  const [chooser] = await Promise.all([
    page.page.waitForFileChooser(),
    page.press(the.t('import_choose')),
  ]);
  await chooser.accept(files);
}

test('a_picture_of_more_than_forty_million_pixels_is_refused_and_not_drawn', async () => {
  const page = await exchange();
  await choose(page, [white(6_330)]);
  await page.says(the.t('error_picture_too_large'));
  await page.page.close();
});

test('sheets_hold_a_sealed_backup_that_other_readers_and_two_paper_sizes_can_take', async () => {
  const keys = ['First', 'Second', 'Third', 'Fourth'].map((issuer) => newKey({ issuer }));
  await the.save(keys.map(({ uri }) => uri));
  await protect(the.session, PASSPHRASE);
  const page = await exchange();
  const pictures = await sheets(page);
  assert.ok(pictures.length > 2, `${pictures.length} codes`);
  const texts = (await Promise.all(pictures.map(readByZxing))).flat();
  assert.equal(texts.length, pictures.length, 'each is read by zxing');
  const backup = texts.map((text) => text.split(':').slice(5).join(':')).join('');
  for (const { secret } of keys) assert.ok(!backup.includes(secret), 'nothing is in the clear');
  const opened = await inExtension(
    the.session,
    async (text, passphrase) => {
      const { default: init, Vault, keyByPassphrase } = await import('/extension/wasm/tandem.js');
      await init();
      return Vault.open(text, keyByPassphrase(text, passphrase)).count();
    },
    backup,
    PASSPHRASE,
  );
  assert.equal(opened, keys.length);
  const wanted = await page.page.$$eval('.sheet', (sheets) => sheets.length);
  for (const format of /** @type {const} */ (['a4', 'letter'])) {
    const pdf = Buffer.from(await page.page.pdf({ format })).toString('latin1');
    assert.equal(pdf.match(/\/Type\s*\/Page\b/gu)?.length, wanted, `a page a sheet on ${format}`);
  }
  await page.page.close();
});

test('what_the_sheets_do_not_hold_is_said_before_they_are_made', async () => {
  const keys = ['First', 'Second', 'Third'].map((issuer) => newKey({ issuer }));
  await the.save(keys.map(({ uri }) => uri));
  await protect(the.session, PASSPHRASE);
  let page = await exchange();
  assert.ok(await page.page.$('#paper [data-part=lacks][hidden]'));
  const before = (await sheets(page)).length;
  await page.page.close();
  // A picture for one, the trash for another.
  await inExtension(the.session, async () => {
    const { openSession, change } = await import('/extension/shared/session.js');
    await openSession();
    const canvas = new OffscreenCanvas(32, 32);
    canvas.getContext('2d')?.fillRect(4, 4, 9, 9);
    const png = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    await change((/** @type {import('../../extension/wasm/tandem.js').Vault} */ vault) => {
      const [first, second] = vault.rows(vault.search(''), 1);
      const opened = { ...vault.details(first?.id ?? ''), label: '' };
      vault.edit(first?.id ?? '', opened, { ...opened, icon: vault.keepPicture(png) });
      vault.remove(second?.id ?? '', Date.now() / 1000);
    });
  });
  page = await exchange();
  await page.says(the.t('paper_lacks', 1, 1));
  const pictures = await sheets(page);
  await page.says(the.t('paper_lacks', 1, 1));
  assert.ok(pictures.length <= before, `${pictures.length} QR codes, ${before} before`);
  await page.page.close();
});

test('a_picture_of_another_backups_sheet_spoils_nothing', async () => {
  const keys = ['First', 'Second', 'Third', 'Fourth'].map((issuer) => newKey({ issuer }));
  await the.save(keys.map(({ uri }) => uri));
  await protect(the.session, PASSPHRASE);
  let page = await exchange();
  const [foreign = new Uint8Array()] = await sheets(page);
  await page.page.close();
  page = await exchange();
  const [first = new Uint8Array(), ...others] = await sheets(page);
  await page.page.close();
  await wipe(the.session);

  page = await exchange();
  await choose(page, [first, foreign]);
  await page.says(the.t('import_found_none'));
  await page.press(the.t('cancel'));
  await choose(page, others);
  await page.write(the.t('import_password'), PASSPHRASE);
  await page.press(the.t('import_open'));
  await page.says(the.t('import_bring', keys.length));
  await page.page.close();
});

test('pictures_of_the_sheets_in_any_order_and_number_give_the_accounts_back', async () => {
  const keys = ['First', 'Second', 'Third', 'Fourth'].map((issuer) => newKey({ issuer }));
  await the.save(keys.map(({ uri }) => uri));
  await protect(the.session, PASSPHRASE);
  let page = await exchange();
  const pictures = (await sheets(page)).reverse();
  await page.page.close();
  await wipe(the.session);

  page = await exchange();
  const [first = new Uint8Array(), ...others] = pictures;
  await choose(page, [first, first]);
  const missing = Array.from({ length: others.length }, (_, at) => at + 1).slice(0, 10);
  await page.says(the.t('error_paper_incomplete', 1, pictures.length, missing.join(', ')));
  await page.press(the.t('cancel'));
  await choose(page, others);
  await page.says(the.t('import_password'));
  await page.write(the.t('import_password'), PASSPHRASE);
  await page.press(the.t('import_open'));
  await page.says(the.t('import_bring', keys.length));
  await page.press(the.t('import_bring', keys.length));
  await page.says(the.t('import_done', keys.length, 0));
  await page.page.close();
});
