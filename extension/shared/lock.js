/**
 * When the key of a protected vault is forgotten: after a time without use, with the screen, by
 * button or by command; the browser itself forgets it when it closes. Every context.
 *
 * Each page of ours that is open then loads anew (`onKey`), so that nothing of what it had in
 * memory is left: no handle, no code, no text.
 */

/** @typedef {import('./storage.js').Lock} Lock */

/** The alarm's name. */
const ALARM = 'lock';
/** In minutes. */
const USUAL = 15;
/** In milliseconds: what is done more often within it counts once. */
const A_WHILE = 20_000;
/** Wrong passphrases that nobody has to wait after. */
const FREE = 2;
/** In seconds. */
const LONGEST = 30;

/** Forgets the key and all that was kept beside it. Where nothing protects the vault, nothing happens. */
export async function lock() {
  if (!(await read())) return;
  await chrome.storage.session.clear();
  await chrome.alarms.clear(ALARM);
}

/** The screen was locked. */
export async function lockWithScreen() {
  if ((await read())?.after !== 'never') await lock();
}

/** The key is to be kept as long as the person chose, from now on. */
export async function begin() {
  const after = await lockAfter();
  const lock = { after, ...(typeof after === 'number' && { until: Date.now() + after * 60_000 }) };
  await chrome.storage.session.set({ lock });
  await chrome.alarms.clear(ALARM);
  if (lock.until !== undefined) await chrome.alarms.create(ALARM, { when: lock.until });
}

/** The vault was used: its time begins anew. */
export async function touch() {
  if (await read()) await begin();
}

/** As long as this page is used, so is the vault. */
export function touchWhileUsed() {
  let last = 0;
  const use = () => {
    if (Date.now() - last < A_WHILE) return;
    last = Date.now();
    touch();
  };
  for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, use, { passive: true });
  use();
}

/** A passphrase did not open the vault. Each is followed by a longer wait; nobody is locked out. */
export async function countWrong() {
  const { count } = await wrong();
  const seconds = count < FREE ? 0 : Math.min(2 ** (count - FREE), LONGEST);
  await chrome.storage.session.set({ wrong: { count: count + 1, until: Date.now() + seconds * 1000 } });
}

/** @returns {Promise<number>} seconds until the next try */
export async function toWait() {
  return Math.max(0, Math.ceil(((await wrong()).until - Date.now()) / 1000));
}

/** The vault was opened: what was tried before is forgotten. */
export const forgetWrong = () => chrome.storage.session.remove('wrong');

/** @returns {Promise<{ count: number, until: number }>} */
async function wrong() {
  const kept = (await chrome.storage.session.get('wrong'))['wrong'];
  return /** @type {{ count: number, until: number } | undefined} */ (kept) ?? { count: 0, until: 0 };
}

/** @returns {Promise<Lock['after']>} */
export async function lockAfter() {
  const { settings } = await chrome.storage.local.get('settings');
  return /** @type {{ lockAfter?: Lock['after'] } | undefined} */ (settings)?.lockAfter ?? USUAL;
}

/** @param {Lock['after']} after */
export async function setLockAfter(after) {
  await chrome.storage.local.set({ settings: { lockAfter: after } });
  await touch();
}

/** @returns {Promise<Lock | undefined>} */
async function read() {
  return /** @type {Lock | undefined} */ ((await chrome.storage.session.get('lock'))['lock']);
}
