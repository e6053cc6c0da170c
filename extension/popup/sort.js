/**
 * The sheet for the order of the list.
 */
import { choose, settings } from '../shared/storage.js';
import { go, sayError, sheet } from './view.js';

/** @typedef {import('../wasm/tandem.js').OrderOfList} Order */

export async function showSort() {
  const { order = 'hand' } = await settings();
  const dialog = sheet('sort');
  for (const item of dialog.querySelectorAll('button')) {
    const own = /** @type {Order} */ (item.dataset['part']);
    item.ariaPressed = String(own === order);
    item.onclick = async () => {
      dialog.close();
      try {
        await choose({ order: own });
        await go('list');
      } catch (error) {
        sayError(error);
      }
    };
    if (own === order) item.focus();
  }
}
