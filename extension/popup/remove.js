/**
 * Delete: an account goes at once, into the trash, and *Undo* stays until the popup closes.
 */
import { now } from '../shared/clock.js';
import { codeOf, message } from '../shared/dom.js';
import { change, theVault } from '../shared/session.js';
import { go, offerUndo, say } from './view.js';

/** @param {string} id */
export async function removeAccount(id) {
  const title = theVault()?.row(id, now()).title ?? '';
  try {
    await change((vault) => vault.remove(id, now()));
  } catch (error) {
    if (codeOf(error) !== 'storage_full' && codeOf(error) !== 'vault_full') throw error;
    // The trash takes a few bytes more than the account did: where there are none, it goes at once.
    await change((vault) => {
      vault.remove(id, now());
      vault.purge([id]);
    });
    return say(message('destroyed'));
  }
  offerUndo(message('deleted', title || message('unnamed')), async () => {
    const first = !theVault()?.count();
    await change((vault) => vault.undelete(id));
    if (first) await go('list');
  });
}
