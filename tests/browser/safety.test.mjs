/** What must never happen to stored data: an unencrypted secret, a lost change. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesBelow, startBrowser } from './harness.mjs';
import { counterCode, newKey } from './keys.mjs';
import { inExtension, stage } from './stage.mjs';
import { STEPS, setOut, toList } from './walk.mjs';

const the = stage();

test('after_a_whole_walk_no_secret_is_in_the_profile_or_in_a_log', async () => {
  const session = await startBrowser();
  const typed = newKey({ issuer: 'Typed', account: 'by@hand', bytes: 26 });
  /** @type {string[]} */
  const logged = [];
  session.browser.on('targetcreated', async (target) => {
    const page = target.type() === 'page' ? await target.page().catch(() => null) : null;
    page?.on('console', (message) => logged.push(message.text()));
  });
  /** @type {string[]} */
  let secrets = [];
  let key = '';
  try {
    const walker = await setOut(session);
    for (const step of STEPS.slice(0, 7)) await step.go(walker);
    secrets = walker.practice.store.users.flatMap(({ devices }) =>
      devices.map(({ secret }) => secret),
    );
    await walker.page.page.bringToFront();
    const popup = await walker.openPopup();
    await toList(walker, popup);
    await popup.press(walker.t('enter_by_hand'));
    await popup.write(walker.t('secret_key'), typed.secret);
    await popup.write(walker.t('issuer'), 'Typed', 'combobox');
    await popup.press(walker.t('save'));
    await popup.says(walker.t('saved', 'Typed'));
    await popup.close();
    key = await inExtension(session, async () => {
      const { key } = await chrome.storage.session.get('key');
      return String(key);
    });
    await walker.end();
    await session.quit();

    const needles = [
      ...[...secrets, typed.secret].flatMap(spellingsOf),
      ...bytesOf(Buffer.from(key, 'base64')),
    ];
    assert.ok(secrets.length === 1 && key.length === 44, 'there is something to look for');
    const hits = [];
    let files = 0;
    for await (const { path, bytes } of filesBelow(session.profile)) {
      files += 1;
      for (const [what, needle] of needles)
        if (bytes.includes(needle)) hits.push(`${what} in ${path}`);
    }
    assert.ok(files > 20, `only ${files} files were looked at`);
    assert.deepEqual(hits, []);
    for (const line of logged)
      for (const secret of [...secrets, typed.secret]) assert.ok(!line.includes(secret), line);
  } finally {
    await session.close();
  }
});

test('the_search_finds_a_secret_that_is_there', () => {
  const { secret } = newKey({ bytes: 40 });
  for (const kept of [
    secret,
    secret.toLowerCase(),
    `"${secret.slice(0, 40)}"`,
    Buffer.from(secret, 'utf16le').toString('latin1'),
  ]) {
    const bytes = Buffer.from(`--${kept}--`, 'latin1');
    assert.ok(
      spellingsOf(secret).some(([, needle]) => bytes.includes(needle)),
      kept,
    );
  }
});

test('two_windows_that_save_at_once_lose_nothing', async () => {
  const keys = Array.from({ length: 12 }, (_, at) => newKey({ issuer: `Window ${at % 2}, ${at}` }));
  const uris = (/** @type {number} */ window) =>
    keys.filter((_, at) => at % 2 === window).map(({ uri }) => uri);
  await Promise.all([0, 1].map((window) => saveOneByOne(uris(window))));
  const popup = await the.session.openAsTab();
  await popup.page.waitForFunction(
    () => document.querySelector('.rows li')?.getAttribute('aria-setsize') === '12',
  );
  await popup.close();
});

test('of_settings_changed_at_once_none_is_lost', async () => {
  const kept = await inExtension(the.session, async () => {
    const { choose, settings } = await import('/extension/shared/storage.js');
    await Promise.all([
      choose({ blurred: true }),
      choose({ hideNames: true }),
      choose({ clearAfter: 30 }),
    ]);
    return settings();
  });
  assert.deepEqual(kept, { blurred: true, hideNames: true, clearAfter: 30 });
});

test('of_changes_that_three_windows_make_at_once_none_is_lost_and_no_counter_is_used_twice', async () => {
  const [windows, rounds] = [3, 70];
  const { secret } = newKey();
  await the.save([`otpauth://hotp/Counted:me?secret=${secret}&issuer=Counted&counter=0`]);
  const codes = await Promise.all(Array.from({ length: windows }, () => countOn(rounds)));
  const expected = Array.from({ length: windows * rounds }, (_, counter) =>
    counterCode(secret, counter),
  );
  assert.deepEqual(codes.flat().sort(), expected.sort());
});

/**
 * Codes by the counter of the one account, each a change, in a window of its own.
 * @param {number} rounds
 * @returns {Promise<string[]>}
 */
function countOn(rounds) {
  return inExtension(
    the.session,
    async (rounds) => {
      const { change, openSession, theVault } = await import('/extension/shared/session.js');
      await openSession();
      const vault = theVault();
      const id = vault?.rows(vault.search(''), 1)[0]?.id ?? '';
      const codes = [];
      for (let round = 0; round < rounds; round += 1) {
        const { code } = await change((vault) => vault.counterCode(id, 0));
        codes.push(code);
      }
      return codes;
    },
    rounds,
  );
}

/** A change for each, in a window of its own. @param {string[]} uris */
function saveOneByOne(uris) {
  return inExtension(
    the.session,
    async (uris) => {
      const { change, openSession } = await import('/extension/shared/session.js');
      await openSession();
      for (const uri of uris) {
        await change((vault) => void vault.add(uri, '', undefined, 1));
      }
      await chrome.storage.session.remove('protect');
    },
    uris,
  );
}

/**
 * What a secret may look like on a disk. In pieces, since a file system's or a database's blocks
 * may cut it.
 * @param {string} secret base32
 * @returns {[string, Buffer][]}
 */
function spellingsOf(secret) {
  const pieces = Array.from({ length: Math.floor(secret.length / 16) }, (_, at) =>
    secret.slice(at * 16, at * 16 + 16),
  );
  const texts = pieces.flatMap((piece) => [
    piece,
    piece.toLowerCase(),
    piece.replaceAll(/.{4}/gu, '$& ').trim(),
  ]);
  return [
    ...texts.map((text) => /** @type {[string, Buffer]} */ ([text, Buffer.from(text)])),
    ...texts.map(
      (text) =>
        /** @type {[string, Buffer]} */ ([`${text} as UTF-16`, Buffer.from(text, 'utf16le')]),
    ),
    ...bytesOf(decoded(secret)),
  ];
}

/**
 * Bytes as they are, in hexadecimal and in base64.
 * @param {Buffer} bytes
 * @returns {[string, Buffer][]}
 */
function bytesOf(bytes) {
  const hex = bytes.toString('hex');
  const base64 = bytes.toString('base64').replaceAll('=', '').slice(0, -1);
  return [
    ['bytes', bytes],
    ['hexadecimal', Buffer.from(hex)],
    ['HEXADECIMAL', Buffer.from(hex.toUpperCase())],
    ['base64', Buffer.from(base64)],
    ['base64url', Buffer.from(base64.replaceAll('+', '-').replaceAll('/', '_'))],
  ];
}

/** @param {string} base32 */
function decoded(base32) {
  const bits = [...base32]
    .map((letter) =>
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
    )
    .join('');
  return Buffer.from(
    Array.from({ length: Math.floor(bits.length / 8) }, (_, at) =>
      Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2),
    ),
  );
}
