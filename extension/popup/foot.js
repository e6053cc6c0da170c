/**
 * The one card below the list: back to unfinished work, or else the next step to keep the accounts
 * safe. Both can be dismissed.
 */
import { button, message, part, write } from '../shared/dom.js';
import { awsTicks, nextStep, putOff, tickAws } from '../shared/backups.js';
import { openCheckup, openOptions } from '../shared/own.js';
import { theVault } from '../shared/session.js';
import { readSession } from '../shared/storage.js';
import { dismiss, unfinishedOf } from './unfinished.js';
import { onClick } from './view.js';

/** @param {HTMLElement} root of the list */
export async function drawFoot(root) {
  const unfinished = unfinishedOf(await readSession());
  if (unfinished)
    return draw(root, message(unfinished.text), unfinished.resume, () => dismiss(unfinished));
  if (theVault()?.hasAws() && !(await awsTicks()).told) {
    const tick = () => tickAws({ told: true });
    const act = () => tick().then(() => openCheckup('#aws'));
    return draw(root, message('aws_left'), act, tick);
  }
  const text = await nextStep(theVault);
  if (text) draw(root, text, openOptions, putOff);
}

/**
 * @param {HTMLElement} root @param {string} text
 * @param {() => unknown} act @param {() => unknown} aside dismisses it
 */
function draw(root, text, act, aside) {
  const card = part(root, 'foot', HTMLElement);
  write(card, 'unprotected', text);
  onClick(button(card, 'foot-act'), act);
  onClick(button(card, 'foot-later'), async () => {
    card.hidden = true;
    await aside();
  });
  card.hidden = false;
}
