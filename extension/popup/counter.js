/**
 * The sheet with the codes of a counter around the next one: the one before, once more, and up to
 * three ahead, for when a site expects another one than comes next here. What was taken is
 * recorded, and said.
 */
import { button, message, write } from '../shared/dom.js';
import { change, theVault } from '../shared/session.js';
import { handOverCounted } from './codes.js';
import { sayError, sheet } from './view.js';

/** Places from the next code. */
const PLACES = [-1, 0, 1, 2, 3];

/** @param {string} id */
export function showCounter(id) {
  const next = theVault()?.details(id).counter;
  if (next === undefined) return;
  const dialog = sheet('counter');
  for (const places of PLACES) {
    const item = button(dialog, `at${places}`);
    // Beyond what a number of JavaScript holds, a counter is text.
    const counter = BigInt(next) + BigInt(places);
    item.hidden = counter < 0n;
    write(item, 'counter', message('counter_number', String(counter)));
    item.onclick = () => {
      dialog.close();
      take(id, places).catch(sayError);
    };
  }
  button(dialog, 'at0').focus();
}

/** @param {string} id @param {number} places */
async function take(id, places) {
  const made = await change((vault) => vault.counterCode(id, places));
  const told =
    places < 0
      ? message('counter_back', made.counter, made.next)
      : places > 0
        ? message('counter_ahead', made.counter, places, made.next)
        : message('counter_next', made.counter);
  await handOverCounted(id, made, told);
}
