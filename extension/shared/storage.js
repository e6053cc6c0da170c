/**
 * The browser's storage, for the pages of the extension: what the keys are called, and one
 * validated cast at the door, since the browser types everything it hands back as unknown.
 *
 * `local.vault`  the sealed vault, one text
 * `session.key`  the vault key in base64, in memory only
 * `session.*`    what must outlive a popup, each with its end of life (see `keep`)
 */

/** @returns {Promise<string | undefined>} the sealed vault; undefined when there is none */
export async function readVault() {
  const { vault } = await chrome.storage.local.get('vault');
  if (vault === undefined || typeof vault === 'string') return vault;
  throw { code: 'vault_torn' };
}

/** What is stored where the vault should be, whatever it is. @returns {Promise<unknown>} */
export async function readRaw() {
  return (await chrome.storage.local.get('vault'))['vault'];
}

/** @param {string} text */
export async function writeVault(text) {
  try {
    await chrome.storage.local.set({ vault: text });
  } catch (cause) {
    throw { code: /quota/i.test(String(cause)) ? 'storage_full' : 'storage_failed', cause };
  }
}

/** @param {() => void} changed called when another window of the extension wrote the vault */
export function onVaultWritten(changed) {
  chrome.storage.local.onChanged.addListener((changes) => {
    if ('vault' in changes) changed();
  });
}

/** @param {Uint8Array} key */
export async function writeKey(key) {
  await chrome.storage.session.set({ key: btoa(String.fromCharCode(...key)) });
}

/** @typedef {'pair' | 'find' | 'form' | 'asked' | 'clock' | 'filled'} Kept */

/**
 * Keeps a value beyond this popup, until its time is over.
 * @template T
 * @param {Kept} name
 * @param {T} value
 * @param {number} seconds how long it is worth having again
 */
export async function keep(name, value, seconds) {
  await chrome.storage.session.set({ [name]: { value, until: Date.now() + seconds * 1000 } });
}

/** @param {Kept} name */
export async function forget(name) {
  await chrome.storage.session.remove(name);
}

/**
 * @typedef {object} Left what an earlier popup left in memory
 * @property {Uint8Array} [key] the vault key
 * @property {unknown} [pair]
 * @property {unknown} [find]
 * @property {unknown} [form]
 * @property {unknown} [asked] what the context menu wants of it
 * @property {import('./clock.js').Followed} [clock] whose time codes follow
 * @property {Filled} [filled] what went into a page last
 */

/**
 * @typedef {object} Filled
 * @property {string} host
 * @property {string} id the account
 * @property {'single' | 'pair' | 'boxes'} ask
 */

/** @returns {Promise<Left>} without what has reached its end of life */
export async function readSession() {
  const { key, ...kept } = await chrome.storage.session.get(['key', 'pair', 'find', 'form', 'asked', 'clock', 'filled']);
  /** @type {Left & Record<string, unknown>} */
  const left = {};
  if (typeof key === 'string') left.key = Uint8Array.from(atob(key), (c) => c.charCodeAt(0));
  for (const [name, entry] of Object.entries(kept)) {
    const { value, until } = /** @type {{ value: unknown, until: number }} */ (entry);
    if (until > Date.now()) left[name] = value;
    else forget(/** @type {Kept} */ (name));
  }
  return left;
}
