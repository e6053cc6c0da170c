/**
 * When an open vault locks by itself.
 */
import { confirmOwner } from '../shared/confirm.js';
import { button, message, part } from '../shared/dom.js';
import { isLonger, lock, lockAfter, screenReported, setLockAfter } from '../shared/lock.js';
import { attempt } from '../shared/section.js';

const MINUTES = [1, 5, 15, 30, 60, 240];

/** @param {HTMLElement} place @param {HTMLElement} root with a place called `said` */
export async function showLocking(place, root) {
  const after = part(place, 'after', HTMLSelectElement);
  after.append(
    ...MINUTES.map((minutes) => new Option(message('lock_minutes', minutes), String(minutes))),
  );
  after.append(
    new Option(message(screenReported() ? 'lock_close' : 'lock_close_alone'), 'close'),
    new Option(message('lock_never'), 'never'),
  );
  part(place, 'screen', HTMLElement).hidden = screenReported();
  after.value = String(await lockAfter());
  after.onchange = () => attempt(root, () => choose(after));
  button(place, 'lock').onclick = () => attempt(root, lock);
}

/**
 * Keeping the vault open longer than before needs confirmation. @param {HTMLSelectElement} after
 */
async function choose(after) {
  const chosen =
    after.value === 'close' || after.value === 'never' ? after.value : Number(after.value);
  if (!isLonger(chosen, await lockAfter()) || (await confirmOwner('lock')))
    await setLockAfter(chosen);
  after.value = String(await lockAfter());
}
