/**
 * Random changes, the list after each, and how a page of the extension makes them, for the tests
 * that interrupt them. Runs in Node, except `perform`, `shown` and `unlock`, which run in such a
 * page.
 */
import { HOTP, Secret, TOTP } from 'otpauth';

/**
 * @typedef {object} Account as the list must show it
 * @property {string} title
 * @property {string} secret base32
 * @property {number} [counter] of the next code, where there is one
 *
 * @typedef {{ kind: 'add', account: Account } | { kind: 'rename', title: string, to: string }
 *   | { kind: 'protect', title: string, to: string } |
 * { kind: 'remove' | 'up' | 'use' | 'count', title: string }} Change
 *
 * @typedef {{ title: string, code: string }} Shown
 */

/** What protects the vault, where something does. */
export const PASSPHRASE = 'correct horse';

/** The moment of all codes, in Unix seconds. */
export const MOMENT = 1_700_000_000;

/**
 * @param {Account[]} accounts
 * @param {string} name of what may be new, told from all others
 * @returns {Change}
 */
export function chosen(accounts, name) {
  const account = accounts[Math.floor(Math.random() * accounts.length)];
  const dice = Math.random();
  if (!account || accounts.length < 4 || (dice < 0.3 && accounts.length < 20)) {
    const secret = new Secret({ size: 20 }).base32;
    return {
      kind: 'add',
      account: { title: name, secret, ...(Math.random() < 0.3 && { counter: 0 }) },
    };
  }
  const { title } = account;
  if (dice > 0.97) return { kind: 'protect', title, to: name };
  if (dice < 0.45) return { kind: 'rename', title, to: name };
  if (dice < 0.6) return { kind: 'remove', title };
  if (dice < 0.75) return { kind: 'up', title };
  return { kind: account.counter === undefined ? 'use' : 'count', title };
}

/** @param {Account[]} accounts @param {Change} change @returns {Account[]} the list after it */
export function applied(accounts, change) {
  if (change.kind === 'add') return [...accounts, change.account];
  const at = accounts.findIndex(({ title }) => title === change.title);
  const [account] = accounts.slice(at, at + 1);
  if (!account) throw new Error(`${change.title} is not in the list`);
  const others = accounts.filter((other) => other !== account);
  if (change.kind === 'remove') return others;
  if (change.kind === 'up') return others.toSpliced(Math.max(at - 1, 0), 0, account);
  const next = { ...account };
  if (change.kind === 'rename' || change.kind === 'protect') next.title = change.to;
  if (change.kind === 'count') next.counter = (next.counter ?? 0) + 1;
  return others.toSpliced(at, 0, next);
}

/**
 * What the list must show, according to another library.
 * @param {Account[]} accounts
 * @returns {Shown[]}
 */
export function expected(accounts) {
  return accounts.map(({ title, secret: text, counter }) => {
    const secret = Secret.fromBase32(text);
    const code =
      counter === undefined
        ? new TOTP({ secret }).generate({ timestamp: MOMENT * 1000 })
        : HOTP.generate({ secret, counter });
    return { title, code };
  });
}

/**
 * Runs in the page.
 * @param {Change} change
 * @param {number} moment
 * @param {string} [session] which instance of the module
 */
export async function perform(change, moment, session = '/extension/shared/session.js') {
  const { change: make } = await import(session);
  const { deriveKey } = await import('/extension/wasm/tandem.js');
  await make((/** @type {import('../../extension/wasm/tandem.js').Vault} */ vault) => {
    if (change.kind === 'add') {
      const { title, secret, counter } = change.account;
      const kind = counter === undefined ? 'totp' : 'hotp';
      return vault.add(
        `otpauth://${kind}/${title}:me?secret=${secret}&issuer=${title}&counter=${counter ?? 0}`,
        '',
        undefined,
        moment,
      );
    }
    const row = vault.rows(vault.search(''), moment).find(({ title }) => title === change.title);
    if (!row) throw new Error(`${change.title} is not in the list`);
    // A new key comes with a new name, so that the list tells whether it was taken over.
    if (change.kind === 'protect') vault.protect(deriveKey('correct horse', 19 << 10, 2));
    if (change.kind === 'rename' || change.kind === 'protect')
      vault.rename(row.id, change.to, change.to, 'me');
    else if (change.kind === 'remove') vault.remove(row.id, Date.now() / 1000);
    else if (change.kind === 'up') vault.moveBy(row.id, -1);
    else if (change.kind === 'use') vault.markUsed(row.id, moment);
    else vault.counterCode(row.id, 0);
    return undefined;
  });
}

/**
 * Runs in the page.
 * @param {number} moment
 * @param {string} [session] which instance of the module
 * @returns {Promise<Shown[]>}
 */
export async function shown(moment, session = '/extension/shared/session.js') {
  const { refresh, theVault } = await import(session);
  await refresh();
  /** @type {import('../../extension/wasm/tandem.js').Vault | undefined} */
  const vault = theVault();
  if (!vault) return [];
  // A vault of its own: asking for a counter's code raises it.
  const { Vault } = await import('/extension/wasm/tandem.js');
  const own = /** @type {import('../../extension/wasm/tandem.js').Vault} */ (
    Vault.open(vault.text(), vault.key())
  );
  const rows = own
    .rows(own.search(''), moment)
    .map(({ id, title, code }) => ({ title, code: code ?? own.counterCode(id, 0).code }));
  own.free();
  return rows;
}

/**
 * Runs in the page: opens the vault, by its passphrase where there is one.
 * @param {string} session
 * @param {string} passphrase
 * @returns {Promise<string>} by what
 */
export async function unlock(session, passphrase) {
  const { holdKey, refresh } = await import(session);
  const { keyByPassphrase, unlockMethods } = await import('/extension/wasm/tandem.js');
  const { vault } = await chrome.storage.local.get('vault');
  if (typeof vault !== 'string') return 'nothing';
  const { device } = unlockMethods(vault);
  try {
    await refresh();
  } catch (error) {
    if (/** @type {{ code?: string }} */ (error).code !== 'locked') throw error;
    await holdKey(keyByPassphrase(vault, passphrase));
    await refresh();
  }
  return device ? 'device' : 'passphrase';
}
