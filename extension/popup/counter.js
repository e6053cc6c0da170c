/**
 * The sheet with the codes around a counter's next one: the one before, again, and up to three
 * ahead, for a site that expects another code. The code that is taken is recorded.
 */
import { button, message, write } from '../shared/dom.js';
import { change, theVault } from '../shared/session.js';
import { copyCounted } from './codes.js';
import { sayError, sheet } from './view.js';

/** Distance from the next code. */
const PLACES = [-1, 0, 1, 2, 3];

/** @param {string} id */
export function showCounter(id) {
  const next = theVault()?.details(id).counter;
  if (next === undefined) return;
  const dialog = sheet('counter');
  for (const places of PLACES) {
    const item = button(dialog, `at${places}`);
    // A counter can exceed what a JavaScript number holds exactly, so it is text.
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
  const toast =
    places < 0
      ? message('counter_back', made.counter, made.next)
      : places > 0
        ? message('counter_ahead', made.counter, places, made.next)
        : message('counter_next', made.counter);
  await copyCounted(id, made, toast);
}
