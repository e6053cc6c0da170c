/**
 * A row's menu, and what it does to an account.
 */
import { now } from '../shared/clock.js';
import { button, message, writeWhole } from '../shared/dom.js';
import { frontPage } from '../shared/front.js';
import { askedOn, theVault } from '../shared/session.js';
import { settings } from '../shared/storage.js';
import { copyCode, copyLabel, copyNext, copyNextCode } from './codes.js';
import { moveAccount } from './move.js';
import { removeAccount } from './remove.js';
import { go, sayError, sheet } from './view.js';

const MOVES = ['up', 'down'];

/** @param {string} id */
export async function showMenu(id) {
  const row = theVault()?.row(id, now(id));
  if (!row) return;
  // A page that is still loading answers late. The menu doesn't wait for it, and doesn't change
  // under the pointer afterwards.
  const described = await Promise.race([frontPage(), new Promise((late) => setTimeout(late, 100))]);
  const asked = described && askedOn(described);
  const { order = 'hand' } = await settings();
  const byHand = order === 'hand' && (theVault()?.count() ?? 0) > 1;
  // A second click while it was opening.
  if (document.querySelector('dialog[open]')) return;
  const dialog = sheet('menu');
  writeWhole(dialog, 'title', row.title || message('unnamed'));
  writeWhole(dialog, 'detail', row.detail);
  /** @type {Record<string, [boolean, () => unknown]>} whether it is offered, and what it does */
  const items = {
    copy: [true, () => (row.reusableIn ? copyNext(id) : copyCode(id))],
    'copy-next': [row.next !== undefined, () => copyNextCode(id)],
    pair: [row.period > 0, () => go('pair', id)],
    counter: [row.period === 0, () => go('counter', id)],
    fill: [
      asked?.ask === 'single' || asked?.ask === 'boxes',
      async () => (await import('./fill.js')).fillOne(id),
    ],
    edit: [true, () => go('edit', id)],
    pin: [true, async () => (await import('./pin.js')).setPinned(id, !row.pinned)],
    qr: [true, () => go('qr', id)],
    secret: [true, async () => (await import('./secret.js')).copySecret(id)],
    select: [true, async () => (await import('./select.js')).selectById(id)],
    up: [byHand, () => moveAccount(id, -1)],
    down: [byHand, () => moveAccount(id, 1)],
    delete: [true, () => removeAccount(id)],
  };
  button(dialog, 'copy').textContent = copyLabel(id);
  button(dialog, 'pin').textContent = message(row.pinned ? 'unpin' : 'pin');
  for (const [name, [offered, act]] of Object.entries(items)) {
    const item = button(dialog, name);
    item.hidden = !offered;
    item.onclick = () => {
      // An account is often moved by several places, so the menu stays open.
      if (!MOVES.includes(name)) dialog.close();
      Promise.resolve(act()).catch(sayError);
    };
  }
}
