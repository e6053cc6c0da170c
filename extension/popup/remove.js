/**
 * Delete: accounts go to the trash without a question; *Undo* stays until the popup closes. Where
 * there is no room for the trash, the user is asked whether to delete them for good.
 */
import { now } from '../shared/clock.js';
import { destroyInstead, message } from '../shared/dom.js';
import { change, theVault } from '../shared/session.js';
import { go, offer, say, undoably } from './view.js';

/** @param {string} id */
export const removeAccount = (id) =>
  removeAccounts([id], (title) => message('deleted', title || message('unnamed')));

/** @param {string[]} ids @param {(title?: string) => string} done called once they are in the trash */
export async function removeAccounts(ids, done) {
  const titles = ids.map((id) => theVault()?.row(id, now()).title);
  const remove = async () => {
    await change((vault) => {
      for (const id of ids) vault.remove(id, now());
    });
    return done(titles[0]);
  };
  try {
    await undoably(remove, () => undelete(ids));
  } catch (error) {
    offer(
      destroyInstead(error, titles),
      () => message('destroy'),
      async () => {
        await change((vault) => vault.destroy(ids));
        say(message('destroyed'));
      },
    );
  }
}

/** Brings accounts back from the trash. @param {string[]} ids */
async function undelete(ids) {
  const first = !theVault()?.count();
  await change((vault) => {
    for (const id of ids) vault.undelete(id);
  });
  if (first) await go('list');
}
