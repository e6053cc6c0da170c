/**
 * Delete: an account goes to the trash without a question; *Undo* stays until the popup closes.
 * Where storage has no room for the trash, the user is asked whether to delete it for good.
 */
import { now } from '../shared/clock.js';
import { codeOf, message, paragraph } from '../shared/dom.js';
import { change, theVault } from '../shared/session.js';
import { go, offer, say, undoably } from './view.js';

/** @param {string} id */
export async function removeAccount(id) {
  const title = theVault()?.row(id, now()).title || message('unnamed');
  const remove = async () => {
    await change((vault) => vault.remove(id, now()));
    return message('deleted', title);
  };
  try {
    await undoably(remove, () => undelete([id]));
  } catch (error) {
    if (codeOf(error) !== 'storage_full') throw error;
    // A trashed account takes a few bytes more than before.
    offer(
      paragraph(message('trash_no_room'), message('destroy_text', title)),
      () => message('destroy'),
      () => destroy(id),
    );
  }
}

/** @param {string} id */
async function destroy(id) {
  await change((vault) => {
    vault.remove(id, now());
    vault.purge([id]);
  });
  say(message('destroyed'));
}

/** Brings accounts back from the trash. @param {string[]} ids */
export async function undelete(ids) {
  const first = !theVault()?.count();
  await change((vault) => {
    for (const id of ids) vault.undelete(id);
  });
  if (first) await go('list');
}
