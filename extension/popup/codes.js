/**
 * Codes on the clipboard: this one, the next one, and *Copy next in 12 s*. Sites take a code once,
 * so each code that leaves is noted, and where it was used the popup waits for the next one and
 * copies that.
 */
import { now } from '../shared/clock.js';
import { message } from '../shared/dom.js';
import { view } from '../shared/pair-state.js';
import { change, theVault } from '../shared/session.js';
import { isHidden, showCounted } from './rows.js';
import { offer, say } from './view.js';

/** @typedef {import('../wasm/tandem.js').Row} Row */

/**
 * Copies the bare digits. A code made from a counter is made here: the counter is stored first.
 * @param {string} id
 */
export async function copyCode(id) {
  const row = theVault()?.row(id, now(id));
  if (!row) return;
  const { code, shown } = row;
  if (code === undefined) {
    const made = await change((vault) => vault.counterCode(id, 0));
    await handOverCounted(id, made);
  } else if (row.reusableIn) await copyAgain(row);
  else await handOver(id, code, shown ?? code);
}

/**
 * Puts a code that was made from a counter on the clipboard and into its row.
 * @param {string} id
 * @param {import('../wasm/tandem.js').CounterCode} made
 * @param {string} [told] what is said of it
 */
export async function handOverCounted(id, { code, shown }, told) {
  showCounted(id, shown);
  await handOver(id, code, shown);
  if (told) say(told);
}

/**
 * What a person presses is what they get, and they hear that a site may want another.
 * @param {Row} row
 */
async function copyAgain(row) {
  const { id, code = '', shown = code } = row;
  await toClipboard(code);
  offer(
    isHidden(row) ? message('copied_again_hidden') : message('copied_again', shown),
    () => copyLabel(id),
    () => copyNext(id),
  );
}

/**
 * Puts a code on the clipboard, says so, and notes which code was handed over.
 * @param {string} id
 * @param {string} code
 * @param {string} shown
 * @param {number} [when] it is the code of now
 */
export async function handOver(id, code, shown, when = now(id)) {
  await toClipboard(code);
  sayCopied(id, shown);
  await change((vault) => vault.markUsed(id, when));
}

/** Which code it was, unless that is hidden. @param {string} id @param {string} shown */
function sayCopied(id, shown) {
  const row = theVault()?.row(id, now(id));
  say(row && isHidden(row) ? message('copied_hidden') : message('copied', shown));
}

/** The code after this one, at once. @param {string} id */
export async function copyNextCode(id) {
  const row = theVault()?.row(id, now(id));
  if (row?.next !== undefined)
    await handOver(id, row.next, row.nextShown ?? row.next, now(id) + row.left);
}

/** The next code as soon as there is one that was not used. @param {string} id */
export async function copyNext(id) {
  let [code, shown] = ['', ''];
  const text = untilFresh(id).then(() => {
    const row = theVault()?.row(id, now(id));
    [code, shown] = [row?.code ?? '', row?.shown ?? ''];
    return new Blob([code], { type: 'text/plain' });
  });
  say(message('waiting_for_next'));
  // The clipboard is asked for while the person's click counts; what goes there, it gets later.
  await refusable(navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]));
  sayCopied(id, shown);
  await noteCopied(code);
  await change((vault) => vault.markUsed(id, now(id)));
}

/**
 * Seconds until a code that was not handed over; 0 where that of now was not.
 * @param {string} id
 */
export const reusableIn = (id) =>
  (theVault()?.has(id) ? theVault()?.row(id, now(id)).reusableIn : 0) ?? 0;

/**
 * Seconds until a pair of which no code was used.
 * @param {import('../shared/pair-state.js').PairState} state
 */
export const pairFreshIn = (state) => {
  // An account of a counter has no pair.
  const timed = theVault()?.has(state.id) && theVault()?.row(state.id, now(state.id)).period;
  return timed ? view(state).freshIn : 0;
};

/**
 * What the button that fills both is called now.
 * @param {import('../shared/pair-state.js').PairState} state
 */
export function pairLabel(state) {
  const seconds = pairFreshIn(state);
  return seconds ? message('fill_both_in', seconds) : message('fill_both');
}

/**
 * Ends when no code of the pair was used.
 * @param {import('../shared/pair-state.js').PairState} state
 * @returns {Promise<void>}
 */
export async function untilPairFresh(state) {
  while (pairFreshIn(state)) await nextSecond();
}

const nextSecond = () => new Promise((second) => setTimeout(second, 1000 - (Date.now() % 1000)));

/** What the button that copies is called now. @param {string} id */
export function copyLabel(id) {
  const seconds = reusableIn(id);
  return seconds ? message('copy_next_in', seconds) : message('copy_code');
}

/**
 * Ends with the last second of a code that was handed over.
 * @param {string} id
 * @returns {Promise<void>}
 */
export async function untilFresh(id) {
  while (reusableIn(id)) await nextSecond();
}

/** @param {string} code bare digits */
export async function toClipboard(code) {
  await refusable(navigator.clipboard.writeText(code));
  await noteCopied(code);
}

/** It leaves the clipboard after a while. @param {string} code */
async function noteCopied(code) {
  await (await import('../shared/clipboard.js')).copiedCode(code);
}

/** @param {Promise<void>} writing */
async function refusable(writing) {
  try {
    await writing;
  } catch (cause) {
    throw { code: 'clipboard_refused', cause };
  }
}
