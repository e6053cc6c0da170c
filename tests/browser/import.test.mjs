/** The import page in the real package: other apps' files by picker, drop and paste; one change, one undo. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { toBuffer } from 'qrcode';
import { noPython, runPython } from '../vault/python.mjs';
import { white } from './blank-picture.mjs';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { aegis, authenticator, give, givePictures, twofas } from './other-apps.mjs';
import { inExtension, replaceKey, stage } from './stage.mjs';
import { holdVault, pendingVault, savedIn } from './until.mjs';

// Before the first test, since a later `await` would let the browser close.
const withoutPython = await noPython();

const the = stage();
const folder = await mkdtemp(join(tmpdir(), 'tandem-import-'));
after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

/** @typedef {import('./hands.mjs').Hands} Hands */

async function importPage() {
  const page = handsOn(
    await the.session.tab(the.session.address('extension/exchange/exchange.html')),
  );
  // It listens from when it shows itself.
  await page.says(the.t('import_drop'));
  return page;
}

/** @param {Hands} page @param {string | Buffer} content @param {string} [button] @param {string} [name] */
const pick = (page, content, button = the.t('import_choose'), name = `${Math.random()}`) =>
  pickAll(page, { [name]: content }, button);

/** @param {Hands} page @param {Record<string, string | Buffer>} files @param {string} [button] */
async function pickAll(page, files, button = the.t('import_choose')) {
  const paths = Object.keys(files).map((name) => join(folder, name));
  await Promise.all(Object.values(files).map((content, at) => writeFile(paths[at] ?? '', content)));
  const [chooser] = await Promise.all([page.page.waitForFileChooser(), page.press(button)]);
  await chooser.accept(paths);
}

/** The titles of the list. */
const titles = () => inExtension(the.session, titlesThere);

/** Runs in a page of the extension. @returns {Promise<string[]>} */
async function titlesThere() {
  const { openSession, theVault } = await import('/extension/shared/session.js');
  await openSession();
  /** @type {import('../../extension/wasm/tandem.js').Vault | undefined} */
  const vault = theVault();
  return (vault?.rows(vault.search(''), 1) ?? []).map(({ title }) => title).sort();
}

test('texts_that_will_be_cut_are_told_before_anything_is_saved', async () => {
  const long = JSON.parse(aegis([newKey({ issuer: 'Acme' }), newKey({ issuer: 'Beta' })]));
  long.db.entries[0].note = 'a'.repeat(2000);
  const page = await importPage();
  await give(page, 'drop', 'long.json', JSON.stringify(long));
  await page.says(the.t('import_shortened', 1, 'Acme'));
});

for (const [app, file, way] of /** @type {const} */ ([
  ['Aegis', aegis, 'pick'],
  ['2FAS', twofas, 'drop'],
  ['Authenticator', authenticator, 'paste'],
])) {
  test(`a_file_of_${app}_is_previewed_imported_and_undone`, async () => {
    const keys = [
      newKey({ issuer: 'Acme', account: 'ana' }),
      newKey({ issuer: 'Beta', account: 'bob' }),
    ];
    const page = await importPage();
    if (way === 'pick') await pick(page, file(keys));
    else await give(page, way, 'a file', file(keys));
    await page.says(the.t('import_found', 2, app));
    assert.deepEqual(await titles(), [], 'nothing is saved before the person says so');
    await page.press(the.t('import_bring', 2));
    await page.says(the.t('import_done', 2, 0));
    assert.deepEqual(await titles(), ['Acme', 'Beta']);

    // The same again: nothing new.
    await page.press(the.t('import_more'));
    await give(page, 'drop', 'again', file(keys));
    await page.says(the.t('import_kind', the.t('import_is_same'), 2));
    await page.press(the.t('cancel'));

    await page.says(the.t('import_of', app));
    await page.press(the.t('undo'));
    await page.says(the.t('import_undone'));
    assert.deepEqual(await titles(), []);
  });
}

test('a_file_that_is_dropped_while_accounts_are_saved_waits_for_them', async () => {
  const page = await importPage();
  const [first, second] = [newKey({ issuer: 'Acme' }), newKey({ issuer: 'Beta' })];
  await give(page, 'drop', 'first', aegis([first]));
  await page.named(the.t('import_bring', 1)).wait();
  const release = await holdVault(page.page);
  await page.press(the.t('import_bring', 1));
  await pendingVault(page.page);
  await give(page, 'drop', 'second', twofas([second]));
  await release();
  await page.says(the.t('import_found', 1, '2FAS'));
  await page.press(the.t('import_bring', 1));
  await page.says(the.t('import_done', 1, 0));
  assert.deepEqual(await titles(), ['Acme', 'Beta']);
  await page.page.close();
});

test('a_file_that_is_dropped_while_a_password_is_asked_for_is_not_lost_unsaid', async () => {
  const page = await importPage();
  const sealed = JSON.parse(
    await readFile(new URL('../vectors/exchange/sealed.json', import.meta.url), 'utf8'),
  );
  await pick(page, Buffer.from(sealed[0].file, 'base64'));
  await page.named(the.t('import_open')).wait();
  await give(page, 'drop', 'second', twofas([newKey({ issuer: 'Beta' })]));
  await page.says(the.t('import_busy'));
  await page.named(the.t('import_open')).wait();
  await page.press(the.t('cancel'));
  await give(page, 'drop', 'second', twofas([newKey({ issuer: 'Beta' })]));
  await page.says(the.t('import_found', 1, '2FAS'));
  assert.ok(!(await page.text()).includes(the.t('import_busy')));
});

test('an_account_that_another_app_kept_to_one_host_stays_there', async () => {
  const page = await importPage();
  const uris = [{ match: 1, uri: 'https://login.acme.test/in' }];
  const item = { type: 1, name: 'Acme', login: { uris, username: 'ana', totp: newKey().secret } };
  await pick(page, JSON.stringify({ encrypted: false, folders: [], items: [item] }));
  await page.press(the.t('import_bring', 1));
  await page.says(the.t('import_done', 1, 0));
  const fits = await inExtension(the.session, async () => {
    const { openSession, theVault } = await import('/extension/shared/session.js');
    await openSession();
    const vault = theVault();
    const id = vault?.rows([0], Date.now() / 1000)[0]?.id ?? '';
    return ['login', 'beta'].map((host) => vault?.fit(id, `https://${host}.acme.test/`).fit);
  });
  assert.deepEqual(fits, ['enrolled', 'elsewhere']);
  await page.page.close();
});

test('another_key_of_the_same_name_is_kept_beside_or_replaces', async () => {
  const [mine, theirs] = [
    newKey({ issuer: 'Acme', account: 'ana' }),
    newKey({ issuer: 'Acme', account: 'ana' }),
  ];
  let page = await importPage();
  await give(page, 'paste', '', mine.uri);
  await page.press(the.t('import_bring', 1));
  await page.says(the.t('import_done', 1, 0));
  await page.press(the.t('import_more'));
  await give(page, 'drop', 'x', aegis([theirs]));
  await page.says(the.t('import_is_another'));
  await page.page.select('[data-part=how]', 'replace');
  await page.press(the.t('import_bring', 1));
  await page.says(the.t('import_done', 0, 1));
  assert.deepEqual(await titles(), ['Acme']);
  // After a reload the undo is still there.
  page = await importPage();
  await page.says(the.t('import_of', 'Aegis'));
  // What it replaced is deleted for good: the undo leaves what is there.
  await inExtension(the.session, async () => {
    const { change, openSession } = await import('/extension/shared/session.js');
    await openSession();
    await change((/** @type {import('../../extension/wasm/tandem.js').Vault} */ vault) =>
      vault.purge(vault.trash(Date.now() / 1000).map(({ id }) => id)),
    );
  });
  await page.page.$eval('[data-part=imports] li:first-child button', (undo) => undo.click());
  await page.says(the.t('import_kept', 1));
  assert.deepEqual(await titles(), ['Acme']);
});

test('differences_are_listed_field_by_field_and_a_kind_is_chosen_at_once', async () => {
  const [one, two, three] = ['ana', 'bob', 'cy'].map((account) =>
    newKey({ issuer: 'Acme', account }),
  );
  if (!one || !two || !three) throw new Error('three keys');
  await the.save([one.uri, two.uri, three.uri]);
  const page = await importPage();
  const renamed = { ...one, issuer: 'Acme Inc', account: 'ana@acme.test' };
  const others = [two, three].map(({ account }) => newKey({ issuer: 'Acme', account }));
  const odd = { ...newKey({ issuer: 'Odd', account: 'x' }), secret: '1' };
  await give(page, 'drop', 'x', aegis([renamed, ...others, three, odd]));
  await page.says(the.t('import_kind', the.t('import_is_changed'), 1));
  for (const [field, ours, theirs] of [
    ['issuer', 'Acme', 'Acme Inc'],
    ['name', 'ana', 'ana@acme.test'],
  ])
    await page.says(
      the.t('import_differs', the.t(`import_field_${field}`), String(ours), String(theirs)),
    );
  await page.says(the.t('import_kind', the.t('import_is_same'), 1));
  await page.says(the.t('import_kind', the.t('import_is_refused'), 1));
  await page.says('Odd');
  // Existing accounts aren't touched unless the user says so.
  await page.says(the.t('import_bring', 2));
  await page.page.select('[data-kind=another] select', 'replace');
  await page.page.click('[data-kind=changed] input');
  await page.press(the.t('import_bring', 3));
  await page.says(the.t('import_done', 0, 3));
  assert.deepEqual(await titles(), ['Acme', 'Acme', 'Acme Inc']);
  await page.press(the.t('undo'));
  await page.says(the.t('import_undone'));
  assert.deepEqual(await titles(), ['Acme', 'Acme', 'Acme']);
});

test('what_another_window_added_meanwhile_is_not_imported_again', async () => {
  const [one, two, three] = [
    newKey({ issuer: 'Acme' }),
    newKey({ issuer: 'Beta' }),
    newKey({ issuer: 'Gamma' }),
  ];
  const page = await importPage();
  await give(page, 'drop', 'x', aegis([one, two, three]));
  await page.named(the.t('act_named', the.t('import'), 'Beta'), 'checkbox').click();
  await the.save([one.uri]);
  await page.press(the.t('import_bring', 2));
  await page.says(the.t('import_stale'));
  await page.says(the.t('import_kind', the.t('import_is_same'), 1));
  assert.deepEqual(await titles(), ['Acme']);
  // What the user had chosen of the others stays.
  await page.press(the.t('import_bring', 1));
  await page.says(the.t('import_done', 1, 0));
  assert.deepEqual(await titles(), ['Acme', 'Gamma']);
  await page.page.close();
});

test('a_key_that_another_window_entered_meanwhile_is_not_replaced_unseen', async () => {
  const [old, theirs, fresh] = [1, 2, 3].map(() => newKey({ issuer: 'Acme', account: 'ana' }));
  if (!old || !theirs || !fresh) throw new Error('three keys');
  await the.save([old.uri]);
  const page = await importPage();
  await give(page, 'drop', 'x', aegis([theirs]));
  await page.says(the.t('import_bring', 1));
  await page.page.select('[data-kind=another] select', 'replace');
  await replaceKey(the.session, 'Acme', fresh.uri);
  await page.press(the.t('import_bring', 1));
  await page.says(the.t('import_stale'));
  await page.page.close();
});

test('of_several_files_those_that_cannot_be_read_are_named_and_the_others_are_imported', async () => {
  const page = await importPage();
  const uri = newKey({ issuer: 'Acme' }).uri;
  await givePictures(page, [await toBuffer(uri), white(400), Buffer.from('no picture')]);
  await page.says(the.t('import_found', 1, 'Key URIs'));
  await page.says(the.t('error_nothing_in_picture'));
  await page.says(the.t('error_file_no_picture', '2.png'));
  await page.press(the.t('cancel'));

  // A folder among the dropped files, as the browser hands it over.
  const path = join(folder, 'export.json');
  await writeFile(path, aegis([newKey({ issuer: 'Beta' })]));
  const cdp = await page.page.createCDPSession();
  const { x, y } = await page.page.$eval('.drop', (drop) => drop.getBoundingClientRect().toJSON());
  for (const type of /** @type {const} */ (['dragEnter', 'dragOver', 'drop']))
    await cdp.send('Input.dispatchDragEvent', {
      type,
      x: x + 20,
      y: y + 20,
      data: { items: [], files: [path, folder], dragOperationsMask: 1 },
    });
  await page.says(the.t('import_found', 1, 'Aegis'));
  await page.says(the.t('error_file_unreadable'));
  await page.page.close();
});

test('closing_the_page_during_an_import_loses_nothing', async () => {
  const mine = newKey({ issuer: 'Mine' });
  await the.save([mine.uri]);
  let page = await importPage();
  await give(page, 'drop', 'x', aegis([newKey({ issuer: 'Acme' })]));
  await page.says(the.t('import_bring', 1));
  await page.page.close();
  assert.deepEqual(await titles(), ['Mine']);

  page = await importPage();
  await give(page, 'drop', 'x', aegis([newKey({ issuer: 'Acme' })]));
  await page.says(the.t('import_bring', 1));
  // The page goes as soon as it was pressed.
  await page.page.$eval('[data-part=bring]', (button) => {
    /** @type {HTMLButtonElement} */ (button).click();
    location.reload();
  });
  await page.says(the.t('import_drop'));
  const after = await titles();
  assert.ok(['Mine', 'Acme,Mine'].includes(after.join()), after.join());
  // All of it or nothing; and what is there can be undone, in the trash page too.
  if (after.length === 2) await page.says(the.t('import_of', 'Aegis'));
});

test('ten_thousand_accounts_scroll_like_ten', async () => {
  const keys = Array.from({ length: 10_000 }, (_, at) => newKey({ issuer: `Issuer ${at}` }));
  const page = await importPage();
  // This is work and not a wait, so a busy machine takes longer.
  page.page.setDefaultTimeout(60_000);
  await give(page, 'drop', 'many', keys.map(({ uri }) => uri).join('\n'));
  await page.says(the.t('import_bring', 10_000));
  const shown = await page.page.$$eval('.candidate', (rows) => rows.length);
  assert.ok(shown < 30, `${shown} rows are there`);
  const usual = await page.page.evaluate(async () => {
    const box = document.querySelector('.rows');
    if (!box) throw new Error('no table');
    const times = [];
    for (let to = 0; to <= box.scrollHeight; to += box.scrollHeight / 40) {
      box.scrollTop = to;
      await new Promise((next) => requestAnimationFrame(next));
      const began = performance.now();
      box.dispatchEvent(new Event('scroll'));
      times.push(performance.now() - began);
    }
    // Not the slowest: a busy machine stands still in one of them.
    return times.sort((one, other) => one - other)[20] ?? NaN;
  });
  console.log(`10,000 accounts: the median of 41 draws took ${usual.toFixed(1)} ms`);
  assert.ok(usual < 50, `a draw took ${usual} ms`);
  await page.page.$eval('.rows', (box) => (box.scrollTop = box.scrollHeight));
  await page.says('Issuer 9999');
  await page.press(the.t('import_bring', 10_000));
  await page.says(the.t('import_done', 10_000, 0));
});

test('key_derivation_shows_its_progress_and_ends_on_cancel', async () => {
  const page = await importPage();
  // As much as a file may ask for: some seconds on any machine.
  const file = {
    version: 1,
    kdfParams: { memLimit: 128 << 20, opsLimit: 32, salt: btoa('0123456789abcdef') },
    encryptedData: btoa('sealed by nobody, so that no password opens it'),
    encryptionNonce: btoa('012345678901234567890123'),
  };
  await give(page, 'drop', 'slow', JSON.stringify(file));
  // The export form asks for such a password too.
  await page.page.waitForSelector('[data-unfinished] [data-part=secret]');
  await page.page.type('[data-unfinished] [data-part=secret]', 'words');
  await page.press(the.t('import_open'));
  const percent = async (/** @type {number} */ least) => {
    const reached = await page.page.waitForFunction(
      (least) => {
        const bar = document.querySelector('progress');
        return bar && bar.value >= least && bar.value < 100 ? bar.value : false;
      },
      { polling: 50 },
      least,
    );
    return Number(await reached.jsonValue());
  };
  const first = await percent(1);
  assert.ok((await percent(first + 3)) > first, 'it goes on');
  assert.match(
    await page.page.$eval('[data-part=percent]', (text) => text.textContent ?? ''),
    /^[0-9]+%$/,
  );
  await page.press(the.t('cancel'));
  await page.says(the.t('import_drop'));
  // No Worker goes on in the background.
  if (page.page.workers().length)
    await new Promise((done) => page.page.once('workerdestroyed', done));
  // The page is as before: another file is read.
  await give(page, 'drop', 'x', aegis([newKey({ issuer: 'Acme' })]));
  await page.says(the.t('import_bring', 1));
});

test('an_unreadable_file_is_reported_and_nothing_is_saved', async () => {
  const page = await importPage();
  for (const [text, sentence] of [
    ['{"version":1,"header":{"slots":null', the.t('error_file_broken')],
    ['hello', the.t('error_file_unknown')],
    ['{"services":[],"schemaVersion":4}', the.t('error_file_nothing')],
  ]) {
    await give(page, 'drop', 'odd', text ?? '');
    await page.says(sentence ?? '');
    await page.press(the.t('cancel'));
  }
});

test(
  'an_export_to_Aegis_is_opened_by_another_program_and_brings_nothing_new',
  { skip: withoutPython },
  async () => {
    const keys = [
      newKey({ issuer: 'Acme', account: 'ana' }),
      newKey({ issuer: '名前', account: 'bob' }),
    ];
    await the.save(keys.map(({ uri }) => uri));
    const page = await importPage();
    const cdp = await page.page.createCDPSession();
    await cdp.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    await page.write(the.t('import_password'), 'words for Aegis');
    await page.write(the.t('import_password_again'), 'words for Aegis');
    await page.press(the.t('export_save'));
    await page.says(the.t('export_saved', 'Aegis', 2));
    const file = join(folder, await downloaded());

    const script = fileURLToPath(new URL('../exchange/aegis.py', import.meta.url));
    const { code, out, said } = await runPython(script, [file], 'words for Aegis\n');
    assert.equal(code, 0, said);
    assert.deepEqual(
      out.trim().split('\n').sort(),
      keys.map(({ issuer, account, secret }) => `totp\t${issuer}\t${account}\t${secret}`).sort(),
    );

    await give(page, 'drop', 'exported', await readFile(file, 'utf8'));
    await page.says(the.t('error_file_needs_passphrase', 'Aegis'));
    await page.write(the.t('import_password'), 'other words');
    await page.press(the.t('import_open'));
    await page.says(the.t('error_file_wrong_passphrase', 'Aegis'));
    await page.write(the.t('import_password'), 'words for Aegis');
    await page.press(the.t('import_open'));
    await page.says(the.t('import_kind', the.t('import_is_same'), 2));
  },
);

test('a_keepass_database_that_a_key_file_locks_opens_with_it', async () => {
  /** @type {{ file: string, along?: Record<string, string> }[]} */
  const sealed = JSON.parse(
    await readFile(new URL('../vectors/exchange/sealed.json', import.meta.url), 'utf8'),
  );
  const database = sealed.find(({ along }) => along?.['c.jpg']);
  const bytes = (/** @type {string | undefined} */ text) => Buffer.from(text ?? '', 'base64');
  const page = await importPage();
  await pick(page, bytes(database?.file));
  await page.says(the.t('error_file_needs_passphrase', 'KeePass'));
  await page.says(the.t('import_key_file_if'));
  await page.write(the.t('import_password'), 'words');
  await page.press(the.t('import_open'));
  await page.says(the.t('error_file_wrong_passphrase', 'KeePass'));
  await pick(page, bytes(database?.along?.['c.jpg']), the.t('import_key_file'), 'holiday.jpg');
  await page.says('holiday.jpg');
  await page.write(the.t('import_password'), 'words');
  await page.press(the.t('import_open'));
  await page.says(the.t('import_found', 1, 'KeePass'));
});

test('a_log_of_changes_asks_for_its_database_and_is_read_with_it', async () => {
  /** @type {Record<string, string>} */
  const files = JSON.parse(
    await readFile(new URL('../vectors/exchange/databases.json', import.meta.url), 'utf8'),
  );
  const bytes = (/** @type {string} */ name) => Buffer.from(files[name] ?? '', 'base64');
  const page = await importPage();
  const log = bytes('google-database-log');
  await pick(page, log, undefined, 'databases-wal');
  await page.says(the.t('error_file_log'));
  await page.press(the.t('cancel'));
  await pickAll(page, { databases: bytes('google-database-before'), 'databases-wal': log });
  // One account before, and twenty that only the log has.
  await page.says(the.t('import_found', 21, 'Google Authenticator (SQLite)'));
  assert.ok(!(await page.text()).includes(the.t('error_file_log')), 'nothing is said of the log');
});

/** The name of the exported file, once the browser has it whole. */
const downloaded = () => savedIn(folder, /^tandem-aegis-.*\.json$/u);
