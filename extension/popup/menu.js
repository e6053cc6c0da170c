/**
 * A row's menu, and what it does to an account.
 */
import { button, stamp, write } from '../shared/dom.js';
import { message } from '../shared/messages.js';
import { change, theVault } from '../shared/session.js';
import { now } from './clock.js';
import { copyCode, handOver } from './list.js';
import { offerUndo, sayError } from './view.js';

/** @param {string} id @param {import('./list.js').Page} page */
export async function showMenu(id, page) {
  const row = theVault()?.row(id, now());
  const dialog = stamp('menu');
  if (!row || !(dialog instanceof HTMLDialogElement)) return;
  write(dialog, 'title', row.title || message('unnamed'));
  write(dialog, 'detail', row.detail);

  const described = await page;
  const asked = described && theVault()?.onPage(described.page);
  /** @type {Record<string, [boolean, () => unknown]>} whether it is offered, and what it does */
  const items = {
    copy: [true, () => copyCode(id)],
    'copy-next': [row.next !== undefined, () => {
      const next = theVault()?.row(id, now());
      if (next?.next !== undefined) return handOver(id, next.next, next.nextShown ?? next.next);
    }],
    pair: [row.period > 0, async () => (await import('./pair.js')).showPair(id, { page })],
    fill: [asked?.ask === 'single' || asked?.ask === 'boxes', async () => (await import('./fill.js')).fillOne(id)],
    edit: [true, async () => (await import('./edit.js')).showEdit(id)],
    up: [true, () => change((vault) => vault.moveBy(id, -1))],
    down: [true, () => change((vault) => vault.moveBy(id, 1))],
    delete: [true, () => removeAccount(id)],
  };
  for (const [name, [offered, act]] of Object.entries(items)) {
    const item = button(dialog, name);
    item.hidden = !offered;
    item.onclick = () => {
      dialog.close();
      Promise.resolve(act()).catch(sayError);
    };
  }
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const shown = [...dialog.querySelectorAll('button')].filter((item) => !item.hidden);
    const at = shown.findIndex((item) => item === document.activeElement);
    shown.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % shown.length)?.focus();
  });
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** Gone at once; *Undo* stays until the popup closes. @param {string} id */
export async function removeAccount(id) {
  const title = theVault()?.row(id, now()).title ?? '';
  await change((vault) => vault.remove(id));
  offerUndo(message('deleted', title || message('unnamed')), async () => {
    const first = !theVault()?.count();
    await change((vault) => vault.undoRemove(id));
    if (first) await (await import('./list.js')).showList();
  });
}
