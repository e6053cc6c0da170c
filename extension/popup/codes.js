/**
 * Copies codes: this one, the next one, or *Copy next in 12 s*. Sites accept a code once, so each
 * copied code is recorded as used. After that the button waits for the next code and copies that.
 */
import { now } from '../shared/clock.js';
import { message } from '../shared/dom.js';
import { view } from '../shared/pair-state.js';
import { change, theVault } from '../shared/session.js';
import { isHidden, showCounted } from './rows.js';
import { offer, say } from './view.js';

/** @typedef {import('../wasm/tandem.js').Row} Row */

/**
 * Copies the bare digits. A counter-based code is made here, after the raised counter was stored.
 * @param {string} id
 */
export async function copyCode(id) {
  const row = theVault()?.row(id, now(id));
  if (!row) return;
  const { code, shown } = row;
  if (code === undefined) {
    const made = await change((vault) => vault.counterCode(id, 0));
    await copyCounted(id, made);
  } else if (row.reusableIn) await copyAgain(row);
  else await copyAndMark(id, code, shown ?? code);
}

/**
 * Copies a counter-based code and shows it in its row.
 * @param {string} id
 * @param {import('../wasm/tandem.js').CounterCode} made
 * @param {string} [toast] its text
 */
export async function copyCounted(id, { code, shown }, toast) {
  showCounted(id, shown);
  await copyAndMark(id, code, shown);
  if (toast) say(toast);
}

/**
 * Copies a used code anyway, and warns that a site may want a new one.
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
 * Copies a code, says so, and records it as used.
 * @param {string} id
 * @param {string} code
 * @param {string} shown
 * @param {number} [when] the moment of the code, in seconds
 */
export async function copyAndMark(id, code, shown, when = now(id)) {
  await toClipboard(code);
  sayCopied(id, shown);
  await change((vault) => vault.markUsed(id, when));
}

/** Names the code, unless it is hidden. @param {string} id @param {string} shown */
function sayCopied(id, shown) {
  const row = theVault()?.row(id, now(id));
  say(row && isHidden(row) ? message('copied_hidden') : message('copied', shown));
}

/** Copies the code after this one, without waiting. @param {string} id */
export async function copyNextCode(id) {
  const row = theVault()?.row(id, now(id));
  if (row?.next !== undefined)
    await copyAndMark(id, row.next, row.nextShown ?? row.next, now(id) + row.left);
}

/** Waits for a code that was not used, and copies it. @param {string} id */
export async function copyNext(id) {
  let [code, shown] = ['', ''];
  const text = untilReusable(id).then(() => {
    const row = theVault()?.row(id, now(id));
    [code, shown] = [row?.code ?? '', row?.shown ?? ''];
    return new Blob([code], { type: 'text/plain' });
  });
  say(message('waiting_for_next'));
  // The clipboard has to be asked during the user's click; it takes the text later.
  await refusable(navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]));
  sayCopied(id, shown);
  await noteCopied(code);
  await change((vault) => vault.markUsed(id, now(id)));
}

/**
 * Seconds until a code that was not used; 0 if the current one was not.
 * @param {string} id
 */
export const reusableIn = (id) =>
  (theVault()?.has(id) ? theVault()?.row(id, now(id)).reusableIn : 0) ?? 0;

/**
 * Seconds until a pair of which no code was used.
 * @param {import('../shared/pair-state.js').PairState} state
 */
export const pairReusableIn = (state) => {
  // A counter-based account has no pair.
  const timed = theVault()?.has(state.id) && theVault()?.row(state.id, now(state.id)).period;
  return timed ? view(state).freshIn : 0;
};

/**
 * The current label of the button that fills both codes.
 * @param {import('../shared/pair-state.js').PairState} state
 */
export function pairLabel(state) {
  const seconds = pairReusableIn(state);
  return seconds ? message('fill_both_in', seconds) : message('fill_both');
}

/**
 * Resolves once no code of the pair was used.
 * @param {import('../shared/pair-state.js').PairState} state
 * @returns {Promise<void>}
 */
export async function untilPairReusable(state) {
  while (pairReusableIn(state)) await nextSecond();
}

const nextSecond = () => new Promise((second) => setTimeout(second, 1000 - (Date.now() % 1000)));

/** The current label of the button that copies. @param {string} id */
export function copyLabel(id) {
  const seconds = reusableIn(id);
  return seconds ? message('copy_next_in', seconds) : message('copy_code');
}

/**
 * Resolves when the period of a used code ends.
 * @param {string} id
 * @returns {Promise<void>}
 */
export async function untilReusable(id) {
  while (reusableIn(id)) await nextSecond();
}

/** @param {string} code bare digits */
export async function toClipboard(code) {
  await refusable(navigator.clipboard.writeText(code));
  await noteCopied(code);
}

/** Has the clipboard cleared after a while. @param {string} code */
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
