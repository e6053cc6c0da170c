/**
 * Interrupts every change of the vault at each of its waits: the page closes there, or the browser
 * refuses the request. The stored vault must be the old list or the new one, and must open. A
 * refused change must have changed nothing, and a confirmed one must be there.
 */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { MOMENT, PASSPHRASE, perform, shown, unlock } from './changes.mjs';
import { stage, workerOf } from './stage.mjs';

/** @typedef {import('./changes.mjs').Change} Change */
/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('../../extension/wasm/tandem.js').Vault} Vault */
/** @typedef {{ vault?: string, session: Record<string, unknown> }} State */

const the = stage();
/** @type {Page} */
let page;
/** Each is a new context, as far as the module knows. */
let instance = 0;
const fresh = () => `/extension/shared/session.js?${(instance += 1)}`;

const SECRET = 'MZXW6YTBOI'.repeat(3);
/** @type {Change[]} */
const THREE = ['One', 'Two', 'Three'].map((title, at) => ({
  kind: 'add',
  account: { title, secret: SECRET.slice(at), ...(at === 2 && { counter: 7 }) },
}));

/**
 * A change of the accounts, or something else that a page does, given the module's instance.
 * @typedef {Change | ((session: string) => Promise<void>)} Act
 */

/** @type {[string, Change[], Act][]} what there is, and what is done */
const ACTS = [
  ['the_first_account', [], { kind: 'add', account: { title: 'New', secret: SECRET } }],
  ['adding', THREE, { kind: 'add', account: { title: 'New', secret: SECRET } }],
  ['renaming', THREE, { kind: 'rename', title: 'Two', to: 'Zwei' }],
  ['deleting', THREE, { kind: 'remove', title: 'Two' }],
  ['moving', THREE, { kind: 'up', title: 'Three' }],
  ['counting', THREE, { kind: 'count', title: 'Three' }],
  ['restoring_from_the_trash', [...THREE, { kind: 'remove', title: 'Two' }], restoreAll],
  ['taking_a_backup_back', [], mergeBackup],
  ['meeting_what_another_browser_left', THREE, meetAnother],
  ['joining_another_vault', THREE, joinAnother],
  ['protecting', THREE, { kind: 'protect', title: 'Two', to: 'Protected' }],
  [
    'turning_protection_off',
    [...THREE, { kind: 'protect', title: 'Two', to: 'Protected' }],
    unprotect,
  ],
];

beforeEach(async () => {
  // The page takes no lock, so the service worker, which would wait for it, must not change anything.
  const worker = await workerOf(the.session);
  await worker.evaluate(() => {
    navigator.locks.request = () => new Promise(() => {});
  });
  page = await the.session.tab(the.session.address('_locales/en/messages.json'));
  await page.evaluate(async () => (await import('/extension/wasm/tandem.js')).default());
  await page.evaluate(watchWaits);
});
afterEach(() => page.close());

for (const [name, there, act] of ACTS) {
  test(`${name}_cut_short_at_any_wait_leaves_what_was_or_what_was_wanted`, async () => {
    for (const made of there) await does(made);
    const state = await page.evaluate(stored);
    const [old, waits] = [await found(), await page.evaluate(waited)];
    await does(act);
    const count = (await page.evaluate(waited)) - waits;
    const now = await found();
    assert.ok(count >= 4 && old !== now, `${count} waits, ${old}`);
    for (let at = 0; at < count; at += 1) {
      for (const fault of /** @type {const} */ (['gone', 'refused'])) {
        await page.evaluate(putBack, state);
        const context = fresh();
        await page.evaluate(arm, at, fault);
        const ended = await Promise.race([
          does(act, context).then(
            () => 'done',
            () => 'failed',
          ),
          page.evaluate(gone),
        ]);
        await page.evaluate(disarm);
        const what = `${fault} at wait ${at} of ${count}: ${ended}`;
        const left = await found();
        if (ended === 'gone') assert.ok(left === old || left === now, `${what}: ${left}`);
        else assert.equal(left, ended === 'done' ? now : old, what);
        // As after a kill: what was in memory is gone too.
        await page.evaluate(() => chrome.storage.session.clear());
        assert.equal(await found(), left, `${what}, and the browser with it`);
        // The next one goes well, in the same window or in another.
        if (left === old) await does(act, ended === 'gone' ? fresh() : context);
        assert.equal(await found(), now, `${what}, and done again`);
      }
    }
  });
}

/** Does it in a window of its own, or in this one. @param {Act} act */
const does = (act, context = fresh()) =>
  typeof act === 'function'
    ? page.evaluate(act, context)
    : page.evaluate(perform, act, MOMENT, context);

/** What a window that opens now shows, and by what it is opened. */
async function found() {
  const context = fresh();
  const by = await page.evaluate(unlock, context, PASSPHRASE);
  return JSON.stringify([by, await page.evaluate(shown, MOMENT, context)]);
}

/**
 * Runs in the page: from now on each wait for the browser is counted, and can be made to fail. The
 * lock is let go by a page that is gone; this page stays, so it takes none.
 */
function watchWaits() {
  const waits = {
    count: 0,
    at: Infinity,
    fault: '',
    reached: () => {},
    gone: new Promise(() => {}),
  };
  Object.assign(globalThis, { waits });
  /**
   * What happens to a wait; undefined if it goes on.
   * @returns {'gone' | 'refused' | undefined}
   */
  const fate = () => {
    const hit = waits.count === waits.at;
    waits.count += 1;
    if (hit && waits.fault === 'gone') waits.reached();
    return hit ? /** @type {'gone' | 'refused'} */ (waits.fault) : undefined;
  };
  /** @param {Record<string, any>} owner @param {string[]} names */
  const watch = (owner, names) => {
    for (const name of names) {
      const own = owner[name].bind(owner);
      owner[name] = (/** @type {unknown[]} */ ...args) => {
        const met = fate();
        if (met === 'gone') return new Promise(() => {});
        return met ? Promise.reject(new Error('refused')) : own(...args);
      };
    }
  };
  for (const area of [chrome.storage.local, chrome.storage.session])
    watch(area, ['get', 'set', 'remove', 'clear']);
  watch(crypto.subtle, ['generateKey', 'encrypt', 'decrypt']);
  const { storageBuckets } = /** @type {Navigator & { storageBuckets: object }} */ (navigator);
  watch(storageBuckets, ['open']);
  const open = indexedDB.open.bind(indexedDB);
  indexedDB.open = (name, version) => {
    const met = fate();
    if (!met) return open(name, version);
    const request = /** @type {IDBOpenDBRequest} */ (
      /** @type {unknown} */ ({ error: new DOMException('refused'), onerror: null })
    );
    if (met === 'refused') setTimeout(() => request.onerror?.(new Event('error')));
    return request;
  };
  // @ts-expect-error: no lock is handed over
  navigator.locks.request = (_, act) => act();
}

/**
 * The same object in the functions below, which run in the page.
 * @typedef {{ waits: { count: number, at: number, fault: string, reached: () => void, gone: Promise<string> } }} Watched
 */

/** @returns {number} */
function waited() {
  return /** @type {Watched} */ (/** @type {unknown} */ (globalThis)).waits.count;
}

/** @param {number} at how many waits from now @param {string} fault */
function arm(at, fault) {
  const { waits } = /** @type {Watched} */ (/** @type {unknown} */ (globalThis));
  waits.at = waits.count + at;
  waits.fault = fault;
  waits.gone = new Promise((reached) => (waits.reached = () => reached('gone')));
}

function gone() {
  return /** @type {Watched} */ (/** @type {unknown} */ (globalThis)).waits.gone;
}

function disarm() {
  /** @type {Watched} */ (/** @type {unknown} */ (globalThis)).waits.at = Infinity;
}

/** @returns {Promise<State>} */
async function stored() {
  const { vault } = await chrome.storage.local.get('vault');
  return {
    ...(typeof vault === 'string' && { vault }),
    session: await chrome.storage.session.get(),
  };
}

/** The state, and nothing of what came after it. @param {State} state */
async function putBack({ vault, session }) {
  await chrome.storage.local.clear();
  await chrome.storage.session.clear();
  const { transact } = await import('/extension/shared/database.js');
  await transact('mirror', 'readwrite', (store) => store.clear());
  if (vault !== undefined) await chrome.storage.local.set({ vault });
  await chrome.storage.session.set(session);
}

/** @param {string} session */
async function restoreAll(session) {
  const { change } = await import(session);
  await change((/** @type {Vault} */ vault) =>
    vault.trash(Date.now() / 1000).forEach(({ id }) => vault.undelete(id)),
  );
}

/** @param {string} session */
async function mergeBackup(session) {
  const { change } = await import(session);
  const { Vault } = await import('/extension/wasm/tandem.js');
  const backup = Vault.create();
  backup.add('otpauth://totp/Backup:me?secret=MZXW6YTBOI&issuer=Backup', '', undefined, 1);
  await change((/** @type {Vault} */ vault) => vault.mergeBackup(backup));
}

/** @param {string} session */
async function meetAnother(session) {
  const { change } = await import(session);
  await change((/** @type {Vault} */ vault) => {
    const there = /** @type {Vault} */ (vault.openByKey(vault.text()));
    there.add('otpauth://totp/There:me?secret=MZXW6YTBOI&issuer=There', '', undefined, 1);
    vault.mergeShared(undefined, there.mergeShared(undefined, []).records);
    there.free();
  });
}

/** @param {string} session */
async function unprotect(session) {
  const { change } = await import(session);
  const { wrap } = await import('/extension/shared/device.js');
  const key = crypto.getRandomValues(new Uint8Array(32));
  const { nonce, wrapped } = await wrap(key);
  await change((/** @type {Vault} */ vault) => vault.unprotect(key, nonce, wrapped));
}

/** @param {string} session */
async function joinAnother(session) {
  const { change } = await import(session);
  const { deriveKey, Vault } = await import('/extension/wasm/tandem.js');
  const other = /** @type {Vault} */ (Vault.create());
  // The last of the list, since accounts with the same position in both come in random order.
  for (let place = 1; place <= 4; place += 1) {
    const id = other.add(
      `otpauth://totp/Other${place}:me?secret=MZXW6YTBOI&issuer=Other${place}`,
      '',
      undefined,
      1,
    );
    if (place < 4) other.remove(id, 1);
  }
  other.protect(deriveKey('correct horse', 19 << 10, 2));
  await change((/** @type {Vault} */ vault) => vault.adopt(other));
}
