/**
 * Sync: two real profiles, each with its own `chrome.storage.sync`, and a bridge that carries items
 * between them as the browser's server does: separately, late, the last write wins.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { startBrowser } from './harness.mjs';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { inExtension, protect, saveAll, wipe } from './stage.mjs';

/** @typedef {import('./harness.mjs').Session} Session */
/** @typedef {import('../../extension/wasm/tandem.js').Vault} Vault */
/** @typedef {Record<string, string>} Items */

const FIRST = 'correct horse battery staple';
const SECOND = 'another passphrase entirely';

/** @type {Session[]} */
const sessions = [];
/** The server's copy. @type {Items} */
let server = {};
/** What each profile's area was when it was last carried. @type {Map<Session, Items>} */
const carried = new Map();

/**
 * A page of each profile that stays, to look at its area from.
 * @type {Map<Session, import('puppeteer-core').Page>}
 */
const windows = new Map();

before(async () => {
  sessions.push(...(await Promise.all([startBrowser(), startBrowser()])));
  for (const session of sessions)
    windows.set(session, await session.tab(session.address('_locales/en/messages.json')));
});
after(() => Promise.all(sessions.map((session) => session.close())));
beforeEach(async () => {
  await Promise.all(sessions.map(wipe));
  server = {};
  carried.clear();
});

/** @returns {[Session, Session]} */
const both = () => {
  const [one, two] = sessions;
  if (!one || !two) throw new Error('only inside a test');
  return [one, two];
};
const t = (/** @type {string} */ key, /** @type {(string | number)[]} */ ...values) =>
  both()[0].words(key, ...values);

/** What is in a profile's area. @param {Session} session @returns {Promise<Items>} */
async function area(session) {
  const items = await windows
    .get(session)
    ?.evaluate(async () => /** @type {Items} */ (await chrome.storage.sync.get()));
  return items ?? {};
}

/**
 * Carries what a profile has written to the server, and what others wrote to the profile.
 * @param {Session} session
 * @returns {Promise<boolean>} whether there was anything
 */
async function carry(session) {
  const [now, then] = [await area(session), carried.get(session) ?? {}];
  for (const key of new Set([...Object.keys(now), ...Object.keys(then)])) {
    const value = now[key];
    if (value === then[key]) continue;
    if (value === undefined) delete server[key];
    else server[key] = value;
  }
  const set = Object.fromEntries(
    Object.entries(server).filter(([key, value]) => now[key] !== value),
  );
  const gone = Object.keys(now).filter((key) => !(key in server));
  // The browser limits an extension's writes per minute.
  const arrives = gone.length > 0 || Object.keys(set).length > 0;
  if (arrives) {
    await windows.get(session)?.evaluate(
      async (set, gone) => {
        if (gone.length) await chrome.storage.sync.remove(gone);
        await chrome.storage.sync.set(set);
      },
      set,
      gone,
    );
  }
  const leaves = Object.keys({ ...now, ...then }).some((key) => now[key] !== then[key]);
  carried.set(session, { ...server });
  return arrives || leaves;
}

/** Carries in this order until nothing is left to be carried. @param {Session[]} order */
async function settle(order = sessions) {
  for (let [quiet, rounds] = [0, 0]; quiet < 3; rounds += 1) {
    assert.ok(rounds < 30, 'what one writes the other does not write back');
    let moved = false;
    for (const session of order) moved = (await carry(session)) || moved;
    quiet = moved ? 0 : quiet + 1;
    // The service worker hears of it in its own time.
    await new Promise((heard) => setTimeout(heard, 200));
  }
}

/**
 * @typedef {[act: 'add' | 'rename' | 'replace' | 'remove' | 'use', title: string, value?: string]} Step
 * with a
 *   Key URI or a new name
 */

/**
 * Changes the vault of a profile by the extension's own modules, all in one change.
 * @param {Session} session
 * @param {Step[]} steps
 */
const change = (session, ...steps) =>
  inExtension(
    session,
    async (steps) => {
      const { change, openSession } = await import('/extension/shared/session.js');
      await openSession();
      const now = Date.now() / 1000;
      await change((/** @type {Vault} */ vault) => {
        const id = (/** @type {string} */ title) => {
          const found = vault.rows(vault.search(''), now).find((row) => row.title === title)?.id;
          if (found === undefined) throw new Error(`there is no ${title}`);
          return found;
        };
        for (const [act, title, value = ''] of steps) {
          if (act === 'add') vault.add(value, '', undefined, now);
          else if (act === 'rename') vault.rename(id(title), value, title, '');
          else if (act === 'replace') vault.replace(id(title), value, undefined, now);
          else if (act === 'remove') vault.remove(id(title), now);
          else vault.markUsed(id(title), now);
        }
      });
    },
    steps,
  );

/**
 * What a profile has: each account with its code of one moment, and what is in the trash.
 * @param {Session} session
 */
const seen = (session) =>
  inExtension(session, async () => {
    const { openSession, theVault } = await import('/extension/shared/session.js');
    await openSession();
    const vault = /** @type {Vault} */ (theVault());
    const list = vault.rows(vault.search(''), 59).map(({ title, code }) => `${title} ${code}`);
    return {
      list: list.sort(),
      trash: vault
        .trash(Date.now() / 1000)
        .map(({ title }) => title)
        .sort(),
    };
  });

/** The options page. @param {Session} session */
const options = async (session) =>
  handsOn(await session.tab(session.address('extension/options/options.html')));

/** Turns sync on, as a person does. @param {Session} session @param {RegExp | string} [said] */
async function turnOn(session, said = /All accounts are synced: \d/u) {
  const page = await options(session);
  await page.says(t('sync_text'));
  await page.press(t('sync_on'));
  await page.says(said);
  await page.page.close();
}

/**
 * Joins what is in sync, as a person does. @param {Session} session
 * @param {string} passphrase
 * @param {{ there?: import('./hands.mjs').Hands, own?: string }} [more] the options page, where it
 * is open; this browser's own passphrase, where it has one @returns whether that stays
 */
async function adopt(session, passphrase, { there, own } = {}) {
  const page = there ?? (await options(session));
  await page.says(t('sync_found'));
  await page.press(t('sync_join'));
  await page.write(t('backup_secret'), passphrase);
  const stays = (await page.text()).includes(t('sync_join_own'));
  await page.press(t('sync_join'));
  if (own) {
    await page.page.waitForSelector('dialog [data-part=secret]');
    await page.page.locator('dialog [data-part=secret]').fill(own);
    await page.press(t('confirm'));
  }
  await page.says(/All accounts are synced: \d/u);
  await page.page.close();
  return stays;
}

/** Two profiles with one vault in sync, and a key for each title. @param {string[]} titles */
async function inSync(...titles) {
  const [one, two] = both();
  const keys = titles.map((issuer) => newKey({ issuer }));
  await saveAll(
    one,
    keys.map(({ uri }) => uri),
  );
  await protect(one, FIRST);
  await turnOn(one);
  await settle();
  const popup = await two.openAsTab();
  const opening = two.browser.waitForTarget((target) =>
    target.url().startsWith(two.address('extension/options/')),
  );
  await popup.pressAway(t('from_sync'));
  const page = await (await opening).page();
  if (!page) throw new Error('the options page is no page');
  await adopt(two, FIRST, { there: handsOn(page) });
  await settle();
  return keys;
}

/** @param {Session} session */
const lock = (session) =>
  inExtension(session, async () => (await import('/extension/shared/lock.js')).lock());

/** Unlocks in the popup. @param {Session} session @param {string} passphrase */
async function unlock(session, passphrase) {
  const popup = await session.openAsTab();
  await popup.page.locator('[data-part=secret]').fill(passphrase);
  await popup.press(t('unlock'));
  await popup.page.waitForSelector('.list');
  await popup.close();
}

test('nothing_is_synced_before_a_passphrase_protects_it_and_a_person_turns_it_on', async () => {
  const [one] = both();
  await saveAll(one, [newKey({ issuer: 'One' }).uri]);
  let page = await options(one);
  await page.says(t('sync_needs_passphrase'));
  assert.ok(!(await page.has(t('sync_on'))));
  await page.page.close();
  await protect(one, FIRST);
  await change(one, ['use', 'One']);
  page = await options(one);
  await page.says(t('sync_text'));
  assert.deepEqual(await area(one), {});
  await page.press(t('sync_on'));
  await page.says(t('sync_all', 1));
  const items = await area(one);
  assert.equal(Object.keys(items).length, 2);
  assert.doesNotMatch(JSON.stringify(items), /One|otpauth|secret/u);
  await page.press(t('sync_off'));
  await page.says(t('sync_text'));
  await change(one, ['rename', 'One', 'Two']);
  await settle([one]);
  assert.deepEqual(await area(one), items, 'nothing is written any more');
  await page.press(t('sync_on'));
  await page.says(t('sync_all', 1));
  await page.press(t('sync_clear'));
  await page.says(t('sync_clear_text'));
  await page.page.locator('dialog [data-part=act]').click();
  await page.says(t('sync_text'));
  assert.deepEqual(await area(one), {});
  assert.equal((await seen(one)).list.length, 1);
  await page.page.close();
});

test('a_new_browser_takes_part_by_the_passphrase_and_has_every_code', async () => {
  const [, two] = both();
  const keys = await inSync('One', 'Two', 'Three');
  const popup = await two.openAsTab();
  await popup.page.waitForFunction(() => document.querySelectorAll('.rows li').length === 3);
  const rows = new Map((await popup.rows()).map(({ title, code }) => [title, code]));
  for (const key of keys) key.isCode(rows.get(key.issuer));
  await popup.close();
  await lock(two);
  await unlock(two, FIRST);
  assert.equal((await seen(two)).list.length, 3);
});

test('what_opens_the_vault_in_sync_is_asked_until_it_is_right', async () => {
  const [one, two] = both();
  await saveAll(one, [newKey().uri]);
  await protect(one, FIRST);
  await turnOn(one);
  await settle();
  const page = await options(two);
  await page.press(t('sync_join'));
  await page.write(t('backup_secret'), SECOND);
  await page.press(t('sync_join'));
  await page.says(t('error_method_wrong'));
  await page.page.close();
  const { local } = await inExtension(two, async () => ({
    local: await chrome.storage.local.get(),
  }));
  assert.ok(!('vault' in local), 'nothing was written');
  await adopt(two, FIRST);
});

test('items_that_are_no_text_stop_nothing', async () => {
  const [one] = both();
  await saveAll(one, [newKey({ issuer: 'One' }).uri]);
  await protect(one, FIRST);
  await inExtension(one, async () => {
    const { openSession, theVault } = await import('/extension/shared/session.js');
    await openSession();
    const id = theVault()?.id();
    await chrome.storage.sync.set({ 'vault/x': 7, [`vault/${id}`]: {}, [`record/${id}/y`]: [1] });
  });
  await turnOn(one, t('sync_all', 1));
});

test('an_emptied_store_erases_nothing_and_is_filled_again', async () => {
  const [one] = both();
  await inSync('One', 'Two');
  await inExtension(one, () => chrome.storage.sync.clear());
  await settle();
  for (const session of both()) {
    assert.equal((await seen(session)).list.length, 2);
    const names = Object.keys(await area(session)).filter((key) => key.startsWith('record/'));
    assert.equal(names.length, 2);
  }
});

test('unlock_methods_under_another_key_are_not_overwritten_and_the_user_can_start_over', async () => {
  const [one] = both();
  await saveAll(one, [newKey({ issuer: 'One' }).uri]);
  await protect(one, FIRST);
  await turnOn(one);
  // As from a vault that was recovered from an older copy and protected again: the same id, another
  // key.
  await inExtension(one, async () => {
    const [entry] = Object.entries(await chrome.storage.sync.get()).filter(([key]) =>
      key.startsWith('vault/'),
    );
    const [key, text] = /** @type {[string, string]} */ (entry);
    await chrome.storage.sync.set({ [key]: text.replace('"generation":', '"generation":1') });
  });
  const before = await area(one);
  await change(one, ['rename', 'One', 'Two']);
  await settle([one]);
  assert.deepEqual(await area(one), before);
  const page = await options(one);
  await page.says(t('sync_rekeyed'));
  await page.press(t('sync_clear'));
  await page.page.locator('dialog [data-part=act]').click();
  await page.press(t('sync_on'));
  await page.says(t('sync_all', 1));
  await page.page.close();
  assert.deepEqual(
    (await seen(one)).list.map((row) => row.split(' ')[0]),
    ['Two'],
  );
});

test('two_vaults_are_merged_into_one_that_one_passphrase_opens', async () => {
  const [one, two] = both();
  const shared = newKey({ issuer: 'Shared' });
  await saveAll(one, [newKey({ issuer: 'One' }).uri, shared.uri]);
  await saveAll(two, [newKey({ issuer: 'Two' }).uri, shared.uri]);
  await protect(one, FIRST);
  await protect(two, SECOND);
  await turnOn(one);
  await settle();
  const before = await area(two);
  await change(two, ['use', 'Two']);
  await settle();
  assert.deepEqual(await area(two), before, 'nothing is written beside another vault');
  await adopt(two, FIRST, { own: SECOND });
  await settle();
  const [first, second] = [await seen(one), await seen(two)];
  assert.deepEqual(first, second);
  assert.deepEqual(
    first.list.map((row) => row.split(' ')[0]),
    ['One', 'Shared', 'Two'],
  );
  assert.equal(Object.keys(await area(one)).filter((key) => key.startsWith('vault/')).length, 1);
  await lock(two);
  await unlock(two, FIRST);
});

test('two_browsers_that_turned_sync_on_apart_end_with_one_vault', async () => {
  const [one, two] = both();
  await saveAll(one, [newKey({ issuer: 'One' }).uri]);
  await saveAll(two, [newKey({ issuer: 'Two' }).uri]);
  await protect(one, FIRST);
  await protect(two, SECOND);
  await turnOn(one);
  await turnOn(two);
  await settle();
  const kept = (await adopt(two, FIRST, { own: SECOND })) ? SECOND : FIRST;
  const { vault } = await inExtension(two, () => chrome.storage.local.get('vault'));
  assert.equal(await opens(two, String(vault), kept), undefined, 'as it was said');
  await settle();
  // Whichever of the two stays, the other side is asked for its passphrase where it is not its own.
  const page = await options(one);
  const text = await page.says(/All accounts are synced|Sync holds accounts/u);
  await page.page.close();
  if (text.includes(t('sync_found'))) await adopt(one, SECOND, { own: FIRST });
  await settle();
  assert.deepEqual(await seen(one), await seen(two));
  assert.equal((await seen(one)).list.length, 2);
  assert.equal(Object.keys(server).filter((key) => key.startsWith('vault/')).length, 1);
});

/**
 * The error for a passphrase and a text; undefined if it opens.
 * @param {Session} session
 * @param {string | undefined} text
 * @param {string} passphrase
 */
const opens = (session, text, passphrase) =>
  inExtension(
    session,
    async ([text, passphrase]) => {
      const { default: init, keyByPassphrase } = await import('/extension/wasm/tandem.js');
      await init();
      try {
        keyByPassphrase(text, passphrase);
        return undefined;
      } catch (error) {
        return /** @type {{ code: string }} */ (error).code;
      }
    },
    [text ?? '', passphrase],
  );

test('a_new_passphrase_is_asked_for_once_in_the_other_browser_and_the_old_one_opens_nothing_later', async () => {
  const [one, two] = both();
  await inSync('One');
  await lock(two);
  await change(one, ['add', 'Two', newKey({ issuer: 'Two' }).uri]);
  const before = await area(one);
  await changePassphrase(one);
  await change(one, ['add', 'Three', newKey({ issuer: 'Three' }).uri]);
  const item = methodsIn(before);
  await settle();
  // What the old passphrase opens is what was there before.
  await unlock(two, FIRST);
  await change(two, ['add', 'Here', newKey({ issuer: 'Here' }).uri]);
  const written = await area(two);
  await settle();
  assert.deepEqual(await area(two), written, 'nothing is written beside the new key');
  assert.equal(await opens(two, methodsIn(written), FIRST), 'method_wrong');
  assert.equal(
    await opens(two, item, FIRST),
    undefined,
    'the old item opens, and is of no use for what came later',
  );

  let page = await options(two);
  await page.says(t('sync_rekeyed'));
  await page.press(t('sync_continue'));
  await page.write(t('backup_secret'), SECOND);
  await page.press(t('sync_continue'));
  // Anyone who can write to the store may have made it up, so the previous passphrase has to agree.
  const text = async () =>
    (await inExtension(two, () => chrome.storage.local.get('vault')))['vault'];
  const own = await text();
  await page.says(t('confirm_rekeyed'));
  await page.press(t('cancel'));
  await page.page.waitForFunction(() => !document.querySelector('dialog[open]'));
  assert.equal(await text(), own);
  await page.press(t('sync_continue'));
  await page.says(t('confirm_rekeyed'));
  await page.page.locator('dialog [data-part=secret]').fill(FIRST);
  await page.press(t('confirm'));
  await page.says(/All accounts are synced/u);
  await page.page.close();
  await settle();
  assert.deepEqual(await seen(two), await seen(one));
  assert.equal((await seen(two)).list.length, 4);
  await lock(two);
  const { vault } = await inExtension(two, () => chrome.storage.local.get('vault'));
  assert.equal(await opens(two, String(vault), FIRST), 'method_wrong');
  await unlock(two, SECOND);
  // Asked once.
  page = await options(two);
  await page.says(t('sync_all', 4));
  await page.page.close();
});

/** Every pair of edits of one account, each made before the other was heard of. */
const EDITS = /** @type {const} */ (['rename', 'replace', 'remove', 'use']);
const PAIRS = EDITS.flatMap((here) => EDITS.map((there) => /** @type {const} */ ([here, there])));
for (const [name, order] of /** @type {const} */ ([
  ['first', [0, 1]],
  ['second', [1, 0]],
])) {
  test(`edits_that_cross_lose_no_key_when_the_${name}_is_carried_before_the_other`, async () => {
    const titles = PAIRS.map((pair) => pair.join('-'));
    await inSync(...titles);
    const before = (await seen(both()[0])).list;
    /** @type {Map<string, string>[]} the new keys of each side, by title */
    const fresh = [new Map(), new Map()];
    for (const [side, session] of both().entries()) {
      const steps = PAIRS.map((pair, place) => {
        const [act, title] = [pair[side] ?? 'use', titles[place] ?? ''];
        const key = newKey({ issuer: title });
        if (act === 'replace') fresh[side]?.set(title, `${title} ${key.code(59_000)}`);
        return /** @type {Step} */ ([act, title, act === 'replace' ? key.uri : `${title} ${side}`]);
      });
      await change(session, ...steps, ['add', '', newKey({ issuer: `added ${side}` }).uri]);
    }
    await settle(order.map((place) => sessions[place] ?? both()[0]));
    const [one, two] = [await seen(both()[0]), await seen(both()[1])];
    assert.deepEqual(one, two);
    const codes = one.list.map((row) => row.split(' ').at(-1));
    for (const [place, pair] of PAIRS.entries()) {
      const title = titles[place] ?? '';
      const old = before
        .find((row) => row.startsWith(`${title} `))
        ?.split(' ')
        .at(-1);
      const acts = /** @type {string[]} */ ([...pair]);
      // Only an account that was deleted, or whose key was replaced, may have left the list.
      const leaves = acts.includes('remove') || acts.includes('replace');
      if (!leaves) assert.ok(codes.includes(old), title);
      else
        assert.ok(
          codes.includes(old) || one.trash.some((trashed) => trashed.startsWith(title)),
          title,
        );
      for (const side of fresh) {
        const row = side.get(title);
        if (row) assert.ok(codes.includes(row.split(' ').at(-1)), `${title}: a new key`);
      }
    }
    assert.deepEqual(one.list.filter((row) => row.startsWith('added')).length, 2);
  });
}

/** @param {Items} items */
const methodsIn = (items) => Object.entries(items).find(([key]) => key.startsWith('vault/'))?.[1];

/** Changes the passphrase, by the extension's own modules. @param {Session} session */
const changePassphrase = (session) =>
  inExtension(
    session,
    async (passphrase) => {
      const { change, openSession } = await import('/extension/shared/session.js');
      const { deriveKey } = await import('/extension/wasm/tandem.js');
      await openSession();
      const derived = deriveKey(passphrase, 19 << 10, 2);
      await change((/** @type {Vault} */ vault) => vault.setPassphrase(derived));
    },
    SECOND,
  );

test('a_full_store_takes_the_new_unlock_methods_before_any_account', async () => {
  const [one, two] = both();
  await inSync('One', 'Two', 'Three');
  // Others' items, to the last bytes. The methods under a new key are longer.
  await windows.get(one)?.evaluate(async () => {
    for (let place = 0; ; place += 1) {
      const room = 102_400 - (await chrome.storage.sync.getBytesInUse());
      if (room < 10) return;
      const key = `x${place}`.padEnd(4);
      await chrome.storage.sync.set({ [key]: 'x'.repeat(Math.min(8_000, room) - key.length - 2) });
    }
  });
  await settle();
  await changePassphrase(one);
  await settle();
  const items = await area(one);
  assert.equal(await opens(one, methodsIn(items), SECOND), undefined);
  assert.equal(await opens(one, methodsIn(items), FIRST), 'method_wrong');
  assert.deepEqual(await area(two), items, 'the other browser writes nothing over it');
  const page = await options(one);
  await page.says(/Accounts synced: [12] of 3/u);

  await windows.get(one)?.evaluate(() => chrome.storage.sync.remove(['x0  ', 'x1  ']));
  await settle();
  await page.page.reload();
  await page.says(t('sync_all', 3));
  await page.page.close();
});

test('when_sync_is_full_it_says_how_many_fit_and_all_stay_here', async () => {
  const [one, two] = both();
  await saveAll(
    one,
    Array.from({ length: 400 }, (_, place) => newKey({ issuer: `Service ${place}` }).uri),
  );
  await protect(one, FIRST);
  await turnOn(one, /Accounts synced: \d+ of 400/u);
  const names = Object.keys(await area(one)).filter((key) => key.startsWith('record/'));
  assert.ok(names.length > 200 && names.length < 400, `${names.length} fit`);
  const page = await options(one);
  await page.says(t('sync_some', names.length, 400));
  await page.page.close();
  assert.equal((await seen(one)).list.length, 400);
  await settle();
  const there = await options(two);
  await there.press(t('sync_join'));
  await there.write(t('backup_secret'), FIRST);
  await there.press(t('sync_join'));
  await there.says(t('sync_all', names.length));
  await there.page.close();
});
