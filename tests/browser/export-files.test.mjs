/**
 * Export: accounts are chosen, written, and shown as QR codes; other programs read what was
 * written.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Secret, URI } from 'otpauth';
import { decrypt, noPython, pythonWith } from '../vault/python.mjs';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { give } from './other-apps.mjs';
import { inExtension, replaceKey, stage } from './stage.mjs';
import { readByZxing } from './zxing.mjs';
import { savedIn, until } from './until.mjs';

const others = pythonWith('other-readers', ['pass-import==3.5', 'lib2fas==1.0.0', 'pyotp>=2.10']);
// Before the first test, since a later `await` would let the browser close.
const [withoutPython, withoutOthers] = [await noPython(), await others.missing()];

const the = stage();
const PASSPHRASE = 'correct horse battery staple';
const folder = await mkdtemp(join(tmpdir(), 'tandem-export-'));
after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

/** @typedef {import('./hands.mjs').Hands} Hands */

async function exchange() {
  const page = handsOn(
    await the.session.tab(the.session.address('extension/exchange/exchange.html')),
  );
  await page.says(the.t('export_text'));
  const cdp = await page.page.createCDPSession();
  await cdp.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  return page;
}

/** What was saved last, once the browser has it whole. @param {RegExp} name */
async function saved(name) {
  const file = join(folder, await savedIn(folder, name));
  const text = await readFile(file, 'utf8');
  await rm(file);
  return text;
}

/** @param {Hands} page @param {string} format */
const choose = (page, format) => page.page.select('[data-part=format]', format);

test('only_chosen_accounts_are_exported_and_a_plain_file_is_remembered', async () => {
  const keys = ['First', 'Second', 'Third'].map((issuer) => newKey({ issuer }));
  await the.save(keys.map(({ uri }) => uri));
  const page = await exchange();
  await page.says(the.t('export_all', 3));
  await page.press(the.t('export_choose'));
  await page.named('Second', 'checkbox').click();
  await page.says(the.t('export_some', 2, 3));
  await choose(page, 'key-uris');
  await page.says(the.t('export_plain'));
  await page.press(the.t('export_save'));
  const text = await saved(/^tandem-key-uris-.*\.txt$/u);
  const read = text
    .trim()
    .split('\n')
    .map((line) => URI.parse(line).secret.base32);
  assert.deepEqual(read.sort(), [keys[0]?.secret, keys[2]?.secret].sort());
  await page.says(
    new RegExp(`${the.t('export_last_plain', '.*', 'Key URIs', 2).replaceAll(/[()]/gu, '.')}`, 'u'),
  );
  await page.page.close();
});

/** The page with two accounts, of which the second is left out. */
async function leavingOutSecond() {
  const keys = ['First', 'Second'].map((issuer) => newKey({ issuer }));
  await the.save(keys.map(({ uri }) => uri));
  const page = await exchange();
  await page.press(the.t('export_choose'));
  await page.named('Second', 'checkbox').click();
  await page.says(the.t('export_some', 1, 2));
  return page;
}

test('a_choice_stays_while_another_window_changes_the_list', async () => {
  const page = await leavingOutSecond();
  await the.save([newKey({ issuer: 'Third' }).uri]);
  await page.says(the.t('export_some', 1, 3));
  await page.page.close();
});

test('an_account_that_was_left_out_stays_out_when_it_comes_back', async () => {
  const page = await leavingOutSecond();
  const id = await inExtension(the.session, async () => {
    const { change, openSession } = await import('/extension/shared/session.js');
    await openSession();
    return change((/** @type {import('../../extension/wasm/tandem.js').Vault} */ vault) => {
      const second = vault.rows(vault.search(''), 1).find(({ title }) => title === 'Second');
      vault.remove(second?.id ?? '', Date.now() / 1000);
      return second?.id;
    });
  });
  await page.says(the.t('export_all', 1));
  await inExtension(
    the.session,
    async (id) => {
      const { change, openSession } = await import('/extension/shared/session.js');
      await openSession();
      await change((vault) => vault.undelete(id));
    },
    id ?? '',
  );
  await page.says(the.t('export_some', 1, 2));
  await page.page.close();
});

test('an_account_whose_key_was_replaced_meanwhile_is_exported_with_the_new_one', async () => {
  const keys = ['First', 'Second'].map((issuer) => newKey({ issuer }));
  await the.save(keys.map(({ uri }) => uri));
  const page = await exchange();
  await page.says(the.t('export_all', 2));
  const fresh = newKey({ issuer: 'Second' });
  await replaceKey(the.session, 'Second', fresh.uri);
  await choose(page, 'key-uris');
  await page.press(the.t('export_save'));
  const text = await saved(/^tandem-key-uris-.*\.txt$/u);
  const secrets = text
    .trim()
    .split('\n')
    .map((line) => URI.parse(line).secret.base32);
  assert.deepEqual(secrets.sort(), [keys[0]?.secret, fresh.secret].sort());
  await page.page.close();
});

test('accounts_that_the_popup_chose_are_checked_and_no_others', async () => {
  await the.save(['First', 'Second'].map((issuer) => newKey({ issuer }).uri));
  await inExtension(the.session, async () => {
    const { openSession, theVault } = await import('/extension/shared/session.js');
    const { keep } = await import('/extension/shared/storage.js');
    await openSession();
    const vault = theVault();
    await keep('export', [vault?.rows(vault.search('Second'), 1)[0]?.id], 60);
  });
  const page = await exchange();
  await page.says(the.t('export_some', 1, 2));
  const checked = await page.page.$$eval('[data-part=accounts] input', (boxes) =>
    boxes.map((box) => /** @type {HTMLInputElement} */ (box).checked),
  );
  assert.deepEqual(checked, [false, true]);
  assert.equal(
    await page.page.evaluate(async () => (await chrome.storage.session.get('export'))['export']),
    undefined,
    'asked once',
  );
  await page.page.close();
});

/** @typedef {{ secret: Uint8Array, name: string, issuer: string }} Parsed */
/** @typedef {{ otpParameters: Parsed[], batchSize: number, batchIndex: number, batchId: number }} Payload */

/** The decoder in the npm package `otpauth-migration`, whose own modules Node cannot load. */
async function migrationParser() {
  const require = createRequire(import.meta.url);
  const packages = new URL('../node_modules/', import.meta.url);
  const protobuf = pathToFileURL(require.resolve('protobufjs/minimal.js')).href;
  const source = await readFile(new URL('otpauth-migration/lib/proto/index.js', packages), 'utf8');
  const fixed = source.replace(
    /import \* as \$protobuf from ['"]protobufjs\/minimal['"]/u,
    `import $protobuf from '${protobuf}'`,
  );
  const file = join(folder, 'migration.mjs');
  await writeFile(file, fixed);
  const { migration } = await import(pathToFileURL(file).href);
  return (/** @type {string} */ text) => {
    const data = new URL(text).searchParams.get('data') ?? '';
    return /** @type {Payload} */ (migration.Payload.decode(Buffer.from(data, 'base64')));
  };
}

test('a_set_of_QR_codes_for_Google_is_read_by_zxing_and_another_parser', async () => {
  const keys = Array.from({ length: 12 }, (_, at) => newKey({ issuer: `Issuer ${at}` }));
  await the.save(keys.map(({ uri }) => uri));
  const page = await exchange();
  await choose(page, 'google-migration');
  await page.press(the.t('export_show'));
  const texts = [];
  for (const place of [1, 2]) {
    const name = the.t('export_code_of', place, 2);
    await page.says(name);
    const code = await page.page.waitForSelector(`svg.qr-code[aria-label="${name}"] path[d]`);
    assert.ok(code);
    const shown = await page.page.$('svg.qr-code');
    texts.push(...(await readByZxing((await shown?.screenshot()) ?? new Uint8Array())));
    if (place === 1) await page.press(the.t('export_next'));
  }
  const parse = await migrationParser();
  const payloads = texts.map(parse);
  assert.deepEqual(
    payloads.map(({ batchSize, batchIndex, otpParameters }) => [
      batchSize,
      batchIndex,
      otpParameters.length,
    ]),
    [
      [2, 0, 10],
      [2, 1, 2],
    ],
  );
  assert.equal(new Set(payloads.map(({ batchId }) => batchId)).size, 1);
  const read = payloads
    .flatMap(({ otpParameters }) => otpParameters)
    .map(({ secret, issuer }) => {
      const { base32 } = new Secret({ buffer: Uint8Array.from(secret).buffer });
      return `${issuer} ${base32}`;
    });
  assert.deepEqual(read.sort(), keys.map(({ issuer, secret }) => `${issuer} ${secret}`).sort());
  await page.press(the.t('export_done'));
  await page.says(the.t('export_text'));
  assert.equal(await page.page.$('svg.qr-code'), null);
  await page.page.close();
});

test('a_page_of_QR_codes_to_print_is_read_by_zxing', async () => {
  const keys = ['First', 'Second', 'Third'].map((issuer) => newKey({ issuer }));
  await the.save(keys.map(({ uri }) => uri));
  const page = await exchange();
  await choose(page, 'html');
  await page.press(the.t('export_save'));
  const file = join(folder, 'codes.html');
  await writeFile(file, await saved(/^tandem-html-.*\.html$/u));
  const printed = await the.session.tab(pathToFileURL(file).href);
  const texts = await readByZxing(await printed.screenshot({ fullPage: true }));
  const read = texts.map((text) => URI.parse(text).secret.base32);
  assert.deepEqual(read.sort(), keys.map(({ secret }) => secret).sort());
  await printed.close();
  await page.page.close();
});

test(
  'chosen_accounts_for_somebody_else_are_sealed_and_opened_by_another_program',
  { skip: withoutPython },
  async () => {
    await the.save(['First', 'Second'].map((issuer) => newKey({ issuer }).uri));
    const page = await exchange();
    await page.press(the.t('export_choose'));
    await page.named('First', 'checkbox').click();
    await choose(page, 'tandem');
    await page.says(the.t('export_own_text'));
    await page.write(the.t('import_password'), 'short');
    await page.write(the.t('import_password_again'), 'short');
    await page.press(the.t('export_save'));
    await page.says(the.t('error_passphrase_weak'));
    await page.write(the.t('import_password'), PASSPHRASE);
    await page.write(the.t('import_password_again'), PASSPHRASE);
    await page.press(the.t('export_save'));
    const text = await saved(/^tandem-tandem-.*\.tandem$/u);
    const { code, out, said } = await decrypt(text, [], PASSPHRASE);
    assert.equal(code, 0, said);
    assert.ok(out.includes('Second') && !out.includes('First'), out);

    await give(page, 'drop', 'from a colleague.tandem', text);
    await page.says(the.t('error_file_needs_passphrase', 'Tandem'));
    await page.write(the.t('import_password'), PASSPHRASE);
    await page.press(the.t('import_open'));
    await page.says(the.t('import_kind', the.t('import_is_same'), 1));
    await page.page.close();
  },
);

test('plain_files_are_read_by_other_programs', { skip: withoutOthers }, async () => {
  const keys = [
    newKey({ issuer: 'Acme', account: 'ana' }),
    newKey({ issuer: '名前', account: 'bob', algorithm: 'SHA256', digits: 8, period: 60 }),
  ];
  await the.save(keys.map(({ uri }) => uri));
  const page = await exchange();
  const files = await mkdtemp(join(folder, 'files-'));
  for (const [format, ending] of [
    ['aegis-plain', 'json'],
    ['2fas', '2fas'],
    ['bitwarden', 'json'],
    ['bitwarden-csv', 'csv'],
    ['keepass-csv', 'csv'],
    ['key-uris', 'txt'],
  ]) {
    await choose(page, format ?? '');
    await page.press(the.t('export_save'));
    const name = new RegExp(`^tandem-${format}-[0-9-]*\\.${ending}$`, 'u');
    await writeFile(join(files, format ?? ''), await saved(name));
  }
  const script = fileURLToPath(new URL('../exchange/other_readers.py', import.meta.url));
  const { code, out, said } = await others.run(script, [files]);
  assert.equal(code, 0, said);
  const whole = [
    ['Acme', 'ana', keys[0]?.secret, 6, 30, 'sha1'],
    ['名前', 'bob', keys[1]?.secret, 8, 60, 'sha256'],
  ];
  assert.deepEqual(JSON.parse(out), {
    'aegis-plain': whole.map(([issuer, name, ...rest]) => [`${issuer}${name}`, ...rest]),
    '2fas': whole.map((account) => account.slice(0, -1)),
    bitwarden: whole,
    'bitwarden-csv': whole,
    'keepass-csv': whole,
    'key-uris': whole,
  });
  await page.page.close();
});

test('what_a_format_cannot_hold_is_named_before_anything_is_written', async () => {
  const hotp = newKey({ issuer: 'Counter' }).uri.replace('//totp/', '//hotp/');
  await the.save([newKey({ issuer: 'Acme' }).uri, `${hotp}&counter=5`]);
  const page = await exchange();
  await choose(page, 'bitwarden');
  await page.says(the.t('export_lacks', 'Bitwarden', 1));
  const named = () =>
    page.page.$$eval('[data-part=lacking] li', (lines) => lines.map((line) => line.textContent));
  const line = the.t('import_refused', 'Counter (me@example.org)', the.t('export_lacks_account'));
  await until(
    async () => (await named()).join() === line,
    async () => (await named()).join(),
  );
  // What is left out isn't counted as saved.
  await page.press(the.t('export_save'));
  await page.says(the.t('export_saved', 'Bitwarden', 1));
  await page.says(
    new RegExp(
      `${the.t('export_last_plain', '.*', 'Bitwarden', 1).replaceAll(/[()]/gu, '.')}`,
      'u',
    ),
  );
  await choose(page, 'key-uris');
  await until(
    () =>
      page.page.$eval('[data-part=lacks]', (lacks) => /** @type {HTMLElement} */ (lacks).hidden),
    () => 'Key URIs hold both accounts',
  );
  await page.page.close();
});

test('what_a_format_cannot_hold_is_read_to_its_end_in_a_narrow_window', async () => {
  const { uri } = newKey({ issuer: 'A service with a long name', account: 'jane.doe@example.com' });
  await the.save([uri], 'https://example.com/');
  const page = await exchange();
  await page.page.setViewport({ width: 360, height: 600 });
  await choose(page, 'aegis');
  const list = await page.page.waitForSelector('[data-part=lacking]:has(li)', { visible: true });
  await list?.scrollIntoView();
  await page.says(the.t('export_lacks_sites'));
  const cut = await page.page.$$eval('[data-part=lacking], [data-part=lacking] *', (elements) =>
    elements.map((element) => element.scrollWidth - element.clientWidth),
  );
  assert.deepEqual(cut, [0, 0]);
  await page.page.close();
});

/** Says which column a field is in. @param {Hands} page @param {string} field @param {string} column */
const map = (page, field, column) =>
  page.page.evaluate(
    (label, column) => {
      const field = [...document.querySelectorAll('.field')].find(
        (field) => field.querySelector('span')?.textContent === label,
      );
      const select = field?.querySelector('select');
      if (!select) throw new Error(`no ${label}`);
      select.value = column;
      select.dispatchEvent(new Event('change'));
    },
    the.t(`mapping_${field}`),
    column,
  );

test('any_table_is_mapped_once_with_a_preview_and_remembered', async () => {
  const [one, two] = [newKey({ issuer: 'Acme' }), newKey({ issuer: 'Beta' })];
  const line = (/** @type {import('./keys.mjs').Key} */ key) =>
    `${key.account};${key.issuer};${key.secret}`;
  await the.save([newKey({ issuer: 'There' }).uri]);
  const page = await exchange();
  await give(page, 'drop', 'odd.csv', ['Wer;Was;Geheim', line(one)].join('\n'));
  await page.says(the.t('mapping_text', 1));
  await map(page, 'secret', 'Geheim');
  await map(page, 'issuer', 'Was');
  await map(page, 'name', 'Wer');
  await page.says(the.t('mapping_counts', 1, 0, 0));
  await page.says('Acme');
  assert.ok(!(await page.text()).includes(one.secret), 'the key is not shown');
  await page.press(the.t('mapping_use'));
  await page.says(the.t('import_bring', 1));
  await page.press(the.t('cancel'));

  // The next table with the same columns is read the same way.
  await give(page, 'drop', 'odd.csv', ['Wer;Was;Geheim', line(one), line(two)].join('\n'));
  await page.says(the.t('mapping_known', 2));
  await page.says(the.t('mapping_counts', 2, 0, 0));
  await page.press(the.t('mapping_use'));
  await page.press(the.t('import_bring', 2));
  await page.says(the.t('import_done', 2, 0));
  await page.page.close();
});
