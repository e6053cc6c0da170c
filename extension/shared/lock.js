/**
 * When the key of a protected vault is forgotten: after a time without use, with the screen, by
 * button or by command. The browser itself forgets it when it closes. Used in every context.
 *
 * Each open page of the extension then reloads (`onKey`), so that its memory keeps no handle, code
 * or text.
 */

import { waitAfter, waitLeft } from '../wasm/tandem.js';
import { codeOf } from './dom.js';
import { choose, isOver, readKey, settings } from './storage.js';

/** @typedef {import('./storage.js').Lock} Lock */

/** The alarm's name. */
export const ALARM = 'lock';
/** In minutes. */
const USUAL = 15;
/** In milliseconds: repeated use within this time counts once. */
const A_WHILE = 20_000;
/**
 * In seconds: where the browser reports no locked screen, an idle computer counts as unattended.
 */
const LEFT_ALONE = 300;

/**
 * Forgets the key and everything kept beside it, even if the vault is locked already. Clears twice:
 * at once, and again after a page that was just about to write the key or its end.
 */
export async function lock() {
  const clear = () => chrome.storage.session.clear();
  await Promise.all([clear(), inTurn(clear)]);
  await chrome.alarms.clear(ALARM);
}

/**
 * Reads and writes the key and its end without a lock in between.
 * @template T
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
const inTurn = async (act) => navigator.locks.request('key', act);

/** Protection is off, so the key no longer expires. */
export async function stopLocking() {
  // In turn: a use that is being noted would write the end again.
  await inTurn(() => chrome.storage.session.remove('lock'));
  await chrome.alarms.clear(ALARM);
}

/** Whether this browser reports a locked screen; Firefox doesn't. */
export const screenReported = () => 'LOCKED' in chrome.idle.IdleState;

/**
 * Locks with the screen, or, if the browser doesn't report that, when the computer is idle. The
 * listener is added before anything is awaited.
 */
export function lockWithScreen() {
  if (!screenReported()) chrome.idle.setDetectionInterval(LEFT_ALONE);
  chrome.idle.onStateChanged.addListener(async (state) => {
    const kept = await read();
    const screen = state === 'locked' && kept?.after !== 'never';
    const alone = state === 'idle' && kept?.after === 'close' && !screenReported();
    if (kept && (screen || alone)) await lock();
    else await lockIfOver();
  });
}

/** Keeps a key in memory. @param {string} key in base64 */
export const startTime = (key) => inTurn(() => write(key));

/**
 * Keeps another key in memory. After a lock it does nothing: the new key would reopen what the user
 * has just locked.
 * @param {string} key in base64
 * @returns {Promise<Uint8Array | undefined>} the previous key; undefined after a lock
 */
export const exchange = (key) =>
  inTurn(async () => {
    const before = await readKey();
    if (before) await write(key);
    return before;
  });

/**
 * The time that the user chose starts now. Key and end are one write, so neither exists without the
 * other.
 * @param {string} [key] in base64; by default the one that is in memory
 */
async function write(key) {
  const after = await lockAfter();
  const lock = { after, ...(typeof after === 'number' && { until: Date.now() + after * 60_000 }) };
  await chrome.storage.session.set({ lock, ...(key !== undefined && { key }) });
  await wakeAtEnd(lock);
}

/** In one call, and in the background too: a popup may close at any time. @param {Lock} lock */
export const wakeAtEnd = async ({ until }) =>
  until === undefined ? chrome.alarms.clear(ALARM) : chrome.alarms.create(ALARM, { when: until });

/** The vault was used: its time starts again. If the time is over already, locks. */
export async function touch() {
  const over = await inTurn(async () => {
    const kept = await read();
    if (kept && !isOver(kept)) await write();
    return isOver(kept);
  });
  if (over) await lock();
}

/** Locks what should have locked while the computer slept or the alarm was late. */
export async function lockIfOver() {
  if (isOver(await read())) await lock();
}

/** Using this page counts as using the vault. */
export function touchWhileUsed() {
  let last = 0;
  const use = () => {
    if (Date.now() - last < A_WHILE) return;
    last = Date.now();
    touch();
  };
  for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, use, { passive: true });
  document.addEventListener('visibilitychange', lockIfOver);
  use();
}

/**
 * Tries an unlock method. A wrong try counts, whichever method it was, and a right one resets the
 * count. Typed tries take turns across all windows, and wait after several wrong ones. A passkey
 * can't be guessed, so it waits for nothing.
 * @param {() => Promise<Uint8Array>} key
 * @param {'typed' | 'passkey'} [how]
 * @returns {Promise<Uint8Array>} the vault key
 */
export async function countingWrong(key, how = 'typed') {
  // Asked before its turn, so that an open question doesn't block other windows.
  const asked = how === 'passkey' ? await settled(key()) : undefined;
  return navigator.locks.request('wrong', async () => {
    const seconds = asked ? 0 : await toWait();
    if (seconds) throw { code: 'wait', values: [seconds] };
    const { right, error } = asked ?? (await settled(key()));
    if (right) {
      await chrome.storage.local.remove('wrong');
      return right;
    }
    if (codeOf(error) === 'method_wrong') await countWrong();
    throw error;
  });
}

/** @param {Promise<Uint8Array>} key @returns {Promise<{ right?: Uint8Array, error?: unknown }>} */
const settled = (key) =>
  key.then(
    (right) => ({ right }),
    (error) => ({ error }),
  );

/** Counts a wrong try. Each makes the next wait longer; nobody is locked out. */
async function countWrong() {
  const count = (await wrong()).count + 1;
  await chrome.storage.local.set({
    wrong: { count, until: Date.now() + waitAfter(count) * 1000 },
  });
}

/** @returns {Promise<number>} seconds until the next try */
export const toWait = async () => waitLeft((await wrong()).until, Date.now());

/**
 * Stored on the disk, so that restarting the browser doesn't end the wait.
 * @returns {Promise<{ count: number, until: number }>}
 */
async function wrong() {
  const kept = (await chrome.storage.local.get('wrong'))['wrong'];
  return (
    /** @type {{ count: number, until: number } | undefined} */ (kept) ?? { count: 0, until: 0 }
  );
}

/** @returns {Promise<Lock['after']>} */
export async function lockAfter() {
  return (await settings()).lockAfter ?? USUAL;
}

/** @param {Lock['after']} after */
export async function setLockAfter(after) {
  await choose({ lockAfter: after });
  await touch();
}

/**
 * Whether a choice keeps the vault open longer than another.
 * @param {Lock['after']} after
 * @param {Lock['after']} before
 */
export const isLonger = (after, before) => rank(after) > rank(before);

/** @param {Lock['after']} after */
const rank = (after) =>
  after === 'never' ? Infinity : after === 'close' ? Number.MAX_VALUE : after;

/** @returns {Promise<Lock | undefined>} */
async function read() {
  return /** @type {Lock | undefined} */ ((await chrome.storage.session.get('lock'))['lock']);
}
