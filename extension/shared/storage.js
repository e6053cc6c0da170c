/**
 * The browser's storage, for the pages of the extension: the names of the keys, and one validated
 * cast on reading, since the browser returns everything as unknown.
 *
 * `local.vault`      the sealed vault, one text
 * `local.settings`   the user's choices; nothing secret (see `settings`)
 * `local.trash`      the clock's observations about the trash, for the core (`vault/expiry`)
 * `local.earlier`    whether copies under an earlier key still exist (see `device.js`)
 * `local.wrong`      how many wrong passphrases were typed, and until when to wait
 * `session.key`      the vault key in base64, in memory only
 * `session.lock`     when it is to be forgotten, if the vault is protected (see `lock.js`)
 * `session.*`        what must outlive a popup, each with an expiry time (see `keep`)
 */

/** @returns {Promise<string | undefined>} the sealed vault; undefined when there is none */
export const readVault = async () => vaultIn(await chrome.storage.local.get('vault'));

/** @param {Record<string, unknown>} stored */
function vaultIn({ vault }) {
  if (vault === undefined || typeof vault === 'string') return vault;
  throw { code: 'vault_torn' };
}

/** Whatever is stored in the vault's place. @returns {Promise<unknown>} */
export async function readRaw() {
  return (await chrome.storage.local.get('vault'))['vault'];
}

/**
 * @param {string} text
 * @param {{ trash?: number | null, earlier?: true }} [beside] what to write with it
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
 * The core's last answer to `purgeExpired`.
 * @returns {Promise<number | undefined>}
 */
export async function readTrash() {
  const { trash } = await chrome.storage.local.get('trash');
  return typeof trash === 'number' ? trash : undefined;
}

/** Whether copies under an earlier key still exist. @returns {Promise<boolean>} */
export const readEarlier = async () =>
  (await chrome.storage.local.get('earlier'))['earlier'] === true;

export const forgetEarlierNote = () => chrome.storage.local.remove('earlier');

/**
 * @typedef {object} Settings
 * @property {Lock['after']} [lockAfter]
 * @property {number} [typed] when the passphrase was last typed, in milliseconds
 * @property {boolean} [copyOnOpen] whether opening the popup copies the code if the page has no
 * field for it
 * @property {number} [clearAfter] seconds until a copied code leaves the clipboard; 0 for never
 * @property {import('../wasm/tandem.js').OrderOfList} [order] of the list; manual by default
 * @property {'off' | 'all' | 'marked'} [hideCodes] which codes are hidden until revealed; by
 * default those of marked accounts
 * @property {boolean} [blurred] whether the list opens blurred, for screen sharing
 * @property {boolean} [hideNames] whether the page card names no account
 * @property {boolean} [recoveryKept] whether the user has shown that they kept the recovery code;
 * undefined for one from an earlier version
 */

/** The user's choices. @returns {Promise<Settings>} */
export const settings = async () => settingsIn(await chrome.storage.local.get('settings'));

/** @param {Record<string, unknown>} stored */
const settingsIn = ({ settings: chosen }) => /** @type {Settings | undefined} */ (chosen) ?? {};

/** Reads the vault and the settings in one request: a page that opens waits for both. */
export function readLocal() {
  const stored = chrome.storage.local.get(['vault', 'settings']);
  return { text: stored.then(vaultIn), settings: stored.then(settingsIn) };
}

/**
 * Changes some settings and keeps the others. Changes are made in turn, as two pages may make them
 * at the same time.
 * @param {Settings} chosen
 */
export const choose = (chosen) =>
  navigator.locks.request('settings', async () =>
    // Earlier versions wrote the tag here, unsealed.
    chrome.storage.local.set({ settings: { ...(await settings()), ...chosen, tag: undefined } }),
  );

/** @param {() => void} changed called when another window of the extension wrote the vault */
export function onVaultWritten(changed) {
  chrome.storage.local.onChanged.addListener((changes) => {
    if ('vault' in changes) changed();
  });
}

/** @param {() => void} changed called when any window wrote anything that outlives the browser */
export const onWritten = (changed) => chrome.storage.local.onChanged.addListener(changed);

/** @param {(there: boolean) => void} changed called when any window stored or forgot the key */
export function onKey(changed) {
  chrome.storage.session.onChanged.addListener(({ key }) => {
    if (key) changed(key.newValue !== undefined);
  });
}

/**
 * @typedef {object} Lock when the key is to be forgotten
 * @property {number | 'close' | 'never'} after minutes without use, or with the browser; `never`:
 * not even when the screen locks
 * @property {number} [until] in milliseconds, if minutes count
 */

/** @param {Uint8Array} key */
export async function writeKey(key) {
  await chrome.storage.session.set({ key: asText(key) });
}

/** @param {Uint8Array} key */
export const asText = (key) => btoa(String.fromCharCode(...key));

/** @returns {Promise<Uint8Array | undefined>} the vault key, unless it has expired */
export async function readKey() {
  return keyIn(await chrome.storage.session.get(['key', 'lock']));
}

/** In milliseconds: time servers may set the clock back this far without ending anything early. */
const SET_BACK = 300_000;

/**
 * Whether a time has passed, or is so far off that the clock must have been set back. Then nobody
 * knows how much of it is left, and it counts as passed.
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

/** How long a popup's task waits for the popup to open, in seconds. */
export const ASKED_LIVES = 60;

/** How long the list shows only the accounts of a tag, in seconds. */
export const TAG_LIVES = 30 * 86_400;

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
  'framed',
  'tag',
  'zoomed',
]);

/** @typedef {typeof KEPT[number]} Kept */

/**
 * Keeps a value beyond this popup until it expires. The popup may close right after this write, so
 * the background sets the alarm.
 * @template T
 * @param {Kept} name
 * @param {T} value
 * @param {number} seconds until it expires
 */
export async function keep(name, value, seconds) {
  const until = Date.now() + seconds * 1000;
  await chrome.storage.session.set({ [name]: { value, until, seconds } });
}

/**
 * The alarm that removes expired values: a typed or scanned secret stays in memory no longer than
 * needed.
 */
export const LAPSE = 'lapse';

/** @typedef {{ until: number, seconds: number }} Ending */

/** @param {Ending | undefined} kept */
export const hasLapsed = (kept) => !kept || isPast(kept.until, kept.seconds * 1000);

/** What is being removed because it has expired. @type {Set<string>} */
const removing = new Set();

/** In the background: adds the listener that sets the alarm for each value. */
export function watchLapses() {
  chrome.storage.session.onChanged.addListener((changes) => {
    // A lock removes more.
    const late = Object.keys(changes).every((name) => removing.has(name));
    for (const name of KEPT) {
      const { oldValue, newValue } = /** @type {{ oldValue?: Ending, newValue?: Ending }} */ (
        changes[name] ?? {}
      );
      if (newValue) forgetLapsed();
      // Written in the moment in which the value before it was removed: it comes back.
      else if (oldValue && removing.delete(name) && late && !hasLapsed(oldValue))
        chrome.storage.session.set({ [name]: oldValue });
    }
  });
}

/** Removes expired values, and sets the alarm for the next. */
export const forgetLapsed = () =>
  navigator.locks.request(LAPSE, async () => {
    const kept = /** @type {Record<string, Ending>} */ (
      await chrome.storage.session.get([...KEPT])
    );
    const over = Object.keys(kept).filter((name) => hasLapsed(kept[name]));
    for (const name of over) removing.add(name);
    await chrome.storage.session.remove(over);
    const ends = Object.entries(kept).flatMap(([name, { until }]) =>
      over.includes(name) ? [] : [until],
    );
    if (ends.length) await chrome.alarms.create(LAPSE, { when: Math.min(...ends) });
  });

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
 * @property {unknown} [edit] a half-edited account
 * @property {unknown} [asked] what the context menu opens the popup for
 * @property {unknown} [protect] whether the user is still to be asked to protect the accounts
 * @property {unknown} [declined] accounts that, the user says, don't belong to a site
 * @property {unknown} [export] the accounts to be exported
 * @property {import('./clock.js').Followed} [clock] the site's clock that codes follow
 * @property {Filled} [filled] what was last filled into a page
 * @property {Chosen} [chosen] the field that the user chose on a page
 * @property {Framed} [framed] the code for a frame, until the browser's question is answered
 * @property {Zoomed} [zoomed] the tab that is enlarged for a scan
 * @property {unknown} [tag] the list shows only its accounts; a name, so it is in memory only
 */

/** @typedef {import('../wasm/tandem.js').OnPage} OnPage */

/**
 * @typedef {object} Chosen
 * @property {number} tab
 * @property {string} url of its page
 * @property {'field' | 'insert'} how `field`: it is one for codes; `insert`: the code goes to the
 * cursor
 * @property {true} [found] whether the page keeps the element
 */

/**
 * @typedef {object} Framed
 * @property {string} id the account
 * @property {import('./page.js').Tab} tab
 * @property {string} top the host of the page around the frame
 * @property {string} origin of the frame
 */

/**
 * @typedef {{ id: number, before: number, scope?: `${chrome.tabs.ZoomSettingsScope}` }} Zoomed
 * `before`: the zoom to go back to
 */

/**
 * @typedef {object} Filled
 * @property {string} host
 * @property {string} id the account
 * @property {OnPage['ask']} ask
 * @property {string[]} paths where the page may ask again
 * @property {string} field the page's own name for it
 * @property {string} [document] the browser's id of the document that was filled
 */

/** @returns {Promise<Left>} without expired values, which the background removes */
export async function readSession() {
  const { key, lock, ...kept } = await chrome.storage.session.get(['key', 'lock', ...KEPT]);
  /** @type {Left & Record<string, unknown>} */
  const left = {
    // A new array for each caller, who wipes it.
    get key() {
      return keyIn({ key, lock });
    },
  };
  for (const [name, entry] of Object.entries(kept)) {
    const { value, ...ending } = /** @type {Ending & { value: unknown }} */ (entry);
    if (!hasLapsed(ending)) left[name] = value;
  }
  return left;
}
