/**
 * The browser's storage, for the pages of the extension: what the keys are called, and one
 * validated cast at the door, since the browser types everything it hands back as unknown.
 *
 * `local.vault`      the sealed vault, one text
 * `local.settings`   what a person chose; nothing secret (see `settings`)
 * `local.trash`      what the clock has said of the trash, for the core (`vault/expiry`)
 * `local.earlier`    whether copies under an earlier key are still there (see `device.js`)
 * `local.wrong`      how often a wrong passphrase was typed, and until when to wait
 * `session.key`      the vault key in base64, in memory only
 * `session.lock`     when it is to be forgotten, where a person protects it (see `lock.js`)
 * `session.*`        what must outlive a popup, each with its end of life (see `keep`)
 */

/** @returns {Promise<string | undefined>} the sealed vault; undefined when there is none */
export const readVault = async () => vaultIn(await chrome.storage.local.get('vault'));

/** @param {Record<string, unknown>} stored */
function vaultIn({ vault }) {
  if (vault === undefined || typeof vault === 'string') return vault;
  throw { code: 'vault_torn' };
}

/** What is stored where the vault should be, whatever it is. @returns {Promise<unknown>} */
export async function readRaw() {
  return (await chrome.storage.local.get('vault'))['vault'];
}

/**
 * @param {string} text
 * @param {{ trash?: number | null, earlier?: true }} [beside] what is to change with it
 */
export async function writeVault(text, beside = {}) {
  try {
    await chrome.storage.local.set({ vault: text, ...beside });
  } catch (cause) {
    const full = /quota|no.space/i.test(String(cause));
    throw { code: full ? 'storage_full' : 'storage_failed', cause };
  }
}

/**
 * What the core answered with when it last looked for what is to be purged.
 * @returns {Promise<number | undefined>}
 */
export async function readTrash() {
  const { trash } = await chrome.storage.local.get('trash');
  return typeof trash === 'number' ? trash : undefined;
}

/** Whether copies under an earlier key are still there. @returns {Promise<boolean>} */
export const readEarlier = async () =>
  (await chrome.storage.local.get('earlier'))['earlier'] === true;

export const forgetEarlierNote = () => chrome.storage.local.remove('earlier');

/**
 * @typedef {object} Settings
 * @property {Lock['after']} [lockAfter]
 * @property {number} [typed] when the passphrase was typed last, in milliseconds
 * @property {boolean} [copyOnOpen] whether a code is copied as the popup opens, where there is no
 * field for it
 * @property {number} [clearAfter] seconds until a copied code leaves the clipboard; 0 for never
 * @property {import('../wasm/tandem.js').OrderOfList} [order] of the list; by hand, where none was
 * chosen
 * @property {string} [tag] whose accounts the list shows
 * @property {'off' | 'all' | 'marked'} [hideCodes] which codes are hidden until they are asked for;
 * those that are marked, where none was chosen
 * @property {boolean} [blurred] whether the list opens blurred, for those who share their screen
 * @property {boolean} [hideNames] whether the page card names no account
 * @property {boolean} [recoveryKept] whether the person has shown that they kept the recovery code;
 * unknown of an earlier version's
 */

/** What a person chose. @returns {Promise<Settings>} */
export const settings = async () => settingsIn(await chrome.storage.local.get('settings'));

/** @param {Record<string, unknown>} stored */
const settingsIn = ({ settings: chosen }) => /** @type {Settings | undefined} */ (chosen) ?? {};

/** The vault and what was chosen, in one question: a page that opens waits for both. */
export function readLocal() {
  const stored = chrome.storage.local.get(['vault', 'settings']);
  return { text: stored.then(vaultIn), settings: stored.then(settingsIn) };
}

/**
 * Keeps what a person chose, beside the rest of it; one after the other, as two pages may choose at
 * once.
 * @param {Settings} chosen
 */
export const choose = (chosen) =>
  navigator.locks.request('settings', async () =>
    chrome.storage.local.set({ settings: { ...(await settings()), ...chosen } }),
  );

/** @param {() => void} changed called when another window of the extension wrote the vault */
export function onVaultWritten(changed) {
  chrome.storage.local.onChanged.addListener((changes) => {
    if ('vault' in changes) changed();
  });
}

/**
 * @param {() => void} changed called when anything that outlives the browser was written, by any
 * window
 */
export const onWritten = (changed) => chrome.storage.local.onChanged.addListener(changed);

/**
 * @param {(there: boolean) => void} changed called when the key was kept or forgotten, whoever did
 * it
 */
export function onKey(changed) {
  chrome.storage.session.onChanged.addListener(({ key }) => {
    if (key) changed(key.newValue !== undefined);
  });
}

/**
 * @typedef {object} Lock when the key is to be forgotten
 * @property {number | 'close' | 'never'} after minutes without use, or with the browser; `never`
 * not by a locked screen either
 * @property {number} [until] in milliseconds, where minutes count
 */

/** @param {Uint8Array} key */
export async function writeKey(key) {
  await chrome.storage.session.set({ key: asText(key) });
}

/** @param {Uint8Array} key */
export const asText = (key) => btoa(String.fromCharCode(...key));

/** @returns {Promise<Uint8Array | undefined>} the vault key, unless its time is over */
export async function readKey() {
  return keyIn(await chrome.storage.session.get(['key', 'lock']));
}

/** In milliseconds: how far a clock may be set back, as time servers do, without ending a time. */
const SET_BACK = 300_000;

/**
 * Whether a time is over, or so far off that the clock was set back since: how much of it is left,
 * nobody knows then.
 * @param {number} until @param {number} lasts both in milliseconds
 */
const isPast = (until, lasts) => until <= Date.now() || until > Date.now() + lasts + SET_BACK;

/** @param {Lock | undefined} lock */
export const isOver = (lock) =>
  lock?.until !== undefined &&
  isPast(lock.until, typeof lock.after === 'number' ? lock.after * 60_000 : 0);

/** @param {Record<string, unknown>} stored */
function keyIn({ key, lock }) {
  return typeof key === 'string' && !isOver(/** @type {Lock | undefined} */ (lock))
    ? Uint8Array.from(atob(key), (c) => c.charCodeAt(0))
    : undefined;
}

/** How long what the popup is wanted for waits for it, in seconds. */
export const ASKED_LIVES = 60;

/** How long a half-filled form is kept, in seconds. */
export const FORM_LIVES = 600;

const KEPT = /** @type {const} */ ([
  'pair',
  'result',
  'form',
  'edit',
  'asked',
  'protect',
  'clock',
  'filled',
  'declined',
  'export',
  'chosen',
]);

/** @typedef {typeof KEPT[number]} Kept */

/**
 * Keeps a value beyond this popup, until its time is over.
 * @template T
 * @param {Kept} name
 * @param {T} value
 * @param {number} seconds how long it is worth having again
 */
export async function keep(name, value, seconds) {
  const until = Date.now() + seconds * 1000;
  await chrome.storage.session.set({ [name]: { value, until, seconds } });
  const next = (await chrome.alarms.get(LAPSE))?.scheduledTime ?? Infinity;
  if (until < next || next < Date.now()) await chrome.alarms.create(LAPSE, { when: until });
}

/**
 * The alarm that ends what was kept: a typed or scanned secret stays in memory no longer than it is
 * of use.
 */
export const LAPSE = 'lapse';

/** @typedef {{ until: number, seconds: number }} Ending */

/** @param {Ending | undefined} kept */
const hasLapsed = (kept) => !kept || isPast(kept.until, kept.seconds * 1000);

/** Removes whatever has reached its end of life, and plans for what has not. */
export async function forgetLapsed() {
  const kept = /** @type {Record<string, Ending>} */ (await chrome.storage.session.get([...KEPT]));
  const over = Object.keys(kept).filter((name) => hasLapsed(kept[name]));
  await chrome.storage.session.remove(over);
  const ends = Object.entries(kept).flatMap(([name, { until }]) =>
    over.includes(name) ? [] : [until],
  );
  if (ends.length) await chrome.alarms.create(LAPSE, { when: Math.min(...ends) });
}

/** @param {Kept} name */
export async function forget(name) {
  await chrome.storage.session.remove(name);
}

/**
 * @typedef {object} Left what an earlier popup left in memory
 * @property {Uint8Array} [key] the vault key
 * @property {unknown} [pair]
 * @property {unknown} [result]
 * @property {unknown} [form]
 * @property {unknown} [edit] names that were being changed
 * @property {unknown} [asked] what the context menu wants of it
 * @property {unknown} [protect] whether the person is still to be asked for a protection
 * @property {unknown} [declined] accounts that a person said do not belong to a site
 * @property {unknown} [export] the accounts that are to be exported
 * @property {import('./clock.js').Followed} [clock] whose time codes follow
 * @property {Filled} [filled] what went into a page last
 * @property {Chosen} [chosen] where on a page the person points
 */

/** @typedef {import('../wasm/tandem.js').OnPage} OnPage */

/**
 * @typedef {object} Chosen
 * @property {number} tab
 * @property {string} url of its page
 * @property {'field' | 'insert'} how whether the field is one for codes, or the code is wanted at
 * the cursor
 */

/**
 * @typedef {object} Filled
 * @property {string} host
 * @property {string} id the account
 * @property {OnPage['ask']} ask
 * @property {string[]} paths where the page may ask again
 * @property {string} field what the page called it
 * @property {string} [document] the browser's name for the page that was filled
 */

/** @returns {Promise<Left>} without what has reached its end of life */
export async function readSession() {
  const { key, lock, ...kept } = await chrome.storage.session.get(['key', 'lock', ...KEPT]);
  /** @type {Left & Record<string, unknown>} */
  const left = {
    // Made for who asks for it, and wipes it.
    get key() {
      return keyIn({ key, lock });
    },
  };
  for (const [name, entry] of Object.entries(kept)) {
    const { value, ...ending } = /** @type {Ending & { value: unknown }} */ (entry);
    if (hasLapsed(ending)) forget(/** @type {Kept} */ (name));
    else left[name] = value;
  }
  return left;
}
