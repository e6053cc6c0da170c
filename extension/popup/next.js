/**
 * *Copy next in 12 s*: sites take a code once, so what was handed over is marked, and the popup waits
 * for the next one and hands that over as soon as it is there.
 */
import { message } from '../shared/dom.js';
import { change, theVault } from '../shared/session.js';
import { now, say, sayError } from './view.js';

/** Seconds until a code that was not handed over; 0 where that of now was not. @param {string} id */
export const freshIn = (id) => (theVault()?.has(id) ? theVault()?.row(id, now()).freshIn : 0) ?? 0;

/** What the button that copies is called now. @param {string} id */
export function copyLabel(id) {
  const seconds = freshIn(id);
  return seconds ? message('copy_next_in', seconds) : message('copy_code');
}

/** Ends with the last second of a code that was handed over. @param {string} id @returns {Promise<void>} */
export async function untilFresh(id) {
  while (freshIn(id)) await new Promise((second) => setTimeout(second, 1000 - (Date.now() % 1000)));
}

/** @param {string} id */
export async function copyNext(id) {
  let shown = '';
  const text = untilFresh(id).then(() => {
    const row = theVault()?.row(id, now());
    shown = row?.shown ?? '';
    return new Blob([row?.code ?? ''], { type: 'text/plain' });
  });
  say(message('waiting_for_next'));
  try {
    // The clipboard is asked for while the person's click counts; what goes there, it gets later.
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]);
  } catch (cause) {
    return sayError({ code: 'clipboard_refused', cause });
  }
  say(message('copied', shown));
  await change((vault) => vault.markUsed(id, now()));
}
