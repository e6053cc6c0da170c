/**
 * A row's menu, and what it does to an account.
 */
import { button, codeOf, message, write } from '../shared/dom.js';
import { change, theVault } from '../shared/session.js';
import { now, offerUndo, say, sayError, sheet } from './view.js';
import { copyCode, handOver } from './list.js';
import { copyLabel, copyNext } from './next.js';

/** @param {string} id @param {import('./list.js').Page} page */
export async function showMenu(id, page) {
  const row = theVault()?.row(id, now());
  if (!row) return;
  // A page that is still loading answers late: the menu does not wait for it, and does not change
  // under the pointer either.
  const described = await Promise.race([page, new Promise((late) => setTimeout(late, 100))]);
  const asked = described && theVault()?.onPage(described.page);
  const dialog = sheet('menu');
  write(dialog, 'title', row.title || message('unnamed'));
  write(dialog, 'detail', row.detail);
  /** @type {Record<string, [boolean, () => unknown]>} whether it is offered, and what it does */
  const items = {
    copy: [true, () => (row.freshIn ? copyNext(id) : copyCode(id))],
    'copy-next': [row.next !== undefined, () => {
      const next = theVault()?.row(id, now());
      if (next?.next !== undefined) return handOver(id, next.next, next.nextShown ?? next.next, now() + next.left);
    }],
    pair: [row.period > 0, async () => (await import('./pair.js')).showPair(id, { page })],
    fill: [asked?.ask === 'single' || asked?.ask === 'boxes', async () => (await import('./fill.js')).fillOne(id)],
    edit: [true, async () => (await import('./edit.js')).showEdit(id)],
    up: [true, () => change((vault) => vault.moveBy(id, -1))],
    down: [true, () => change((vault) => vault.moveBy(id, 1))],
    delete: [true, () => removeAccount(id)],
  };
  button(dialog, 'copy').textContent = copyLabel(id);
  for (const [name, [offered, act]] of Object.entries(items)) {
    const item = button(dialog, name);
    item.hidden = !offered;
    item.onclick = () => {
      dialog.close();
      Promise.resolve(act()).catch(sayError);
    };
  }
}

/** Gone at once, into the trash; *Undo* stays until the popup closes. @param {string} id */
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
    if (first) await (await import('./list.js')).showList();
  });
}
