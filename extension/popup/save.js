/**
 * Saves a key, as a new account or in place of another, and then opens the next view.
 */
import { now } from '../shared/clock.js';
import { message } from '../shared/dom.js';
import { asksForOne, frontPageAgain } from '../shared/front.js';
import { change, theVault } from '../shared/session.js';
import { forget } from '../shared/storage.js';
import { go, say } from './view.js';

/** @typedef {import('./examine.js').Key} Key */
/** @typedef {import('./result.js').ScanResult} ScanResult */
/** @typedef {import('./result.js').Names} Names */

/** @param {ScanResult} result @param {Key} key @param {Names} [names] */
export async function saveNew(result, { text, seen }, names) {
  const id = await change((vault) => {
    const added = vault.add(text, '', result.url, now());
    if (names) called(vault, added, names);
    return added;
  });
  await saved(id, seen);
}

/**
 * @param {string} id the account that goes to the trash
 * @param {ScanResult} result
 * @param {Key} key
 * @param {Names} names
 */
export async function saveInPlace(id, result, { text, seen }, names) {
  const replaced = await change((vault) => {
    const replaced = vault.replace(id, text, result.url, now());
    called(vault, replaced, names);
    return replaced;
  });
  await saved(replaced, seen);
}

/**
 * Changes how a saved account makes its codes, to what the key says now.
 * @param {string} id
 * @param {Key} key
 */
export async function saveCorrected(id, { text, seen }) {
  await change((vault) => vault.correct(id, text, now()));
  await saved(id, seen);
}

/**
 * Sets an account's names to what the fields contain.
 * @param {import('../wasm/tandem.js').Vault} vault @param {string} id @param {Names} names
 */
function called(vault, id, { label, issuer, account }) {
  vault.rename(id, label, issuer, account);
}

/** @param {string} id @param {Key['seen']} seen */
async function saved(id, seen) {
  await Promise.all([forget('result'), forget('form')]);
  await openAccount(id, seen, true);
  say(message('saved', theVault()?.row(id, now()).title || message('unnamed')));
}

/**
 * Opens the next view: AWS wants two codes now, unless its page asks for one, as Identity Center's
 * does. For any other account, the list.
 * @param {string} id
 * @param {Key['seen']} seen
 * @param {boolean} fresh whether it has just been saved
 */
export async function openAccount(id, seen, fresh) {
  const two = seen.aws && seen.counter === undefined && !(await asksForOne(frontPageAgain()));
  await (two ? go('pair', id, { fresh }) : go('list'));
}
