/**
 * Clears what was copied, if it is still on the clipboard: when its time is over, and when the
 * vault locks. Firefox's background is a page and does it itself. A service worker has no
 * clipboard, so in Chromium an offscreen document does it (`clear-page.html`).
 */
import { CLEAR, inTurn, readCopied } from '../shared/clipboard.js';
import { hasLapsed } from '../shared/storage.js';
import { clear } from './clear-clipboard.js';

/** @typedef {import('../shared/clipboard.js').Copied} Copied */

/** The offscreen document. */
const PAGE = '/extension/background/clear-page.html';
/** In milliseconds: longer than the document takes, even on a busy machine. */
const PATIENCE = 5000;

/** Adds the listeners; a worker has to do so before it first becomes idle. */
export function clearClipboard() {
  chrome.alarms.onAlarm.addListener(({ name }) => name === CLEAR && inTurn(timeIsOver));
  // The alarm removes the record, or the lock, which removes everything. Both clear the clipboard.
  chrome.storage.session.onChanged.addListener(({ copied }) => {
    const before = /** @type {Copied | undefined} */ (copied?.oldValue);
    if (before && copied?.newValue === undefined) forgetCopied(before);
    // The popup that copied may have closed before it set the alarm.
    if (copied?.newValue) inTurn(timeIsOver);
  });
}

/** An alarm may come late, when the record is already that of the next copy. */
async function timeIsOver() {
  const copied = await readCopied();
  if (!copied) return;
  if (hasLapsed(copied)) await chrome.storage.session.remove('copied');
  else await chrome.alarms.create(CLEAR, { when: copied.until });
}

/** @param {Copied} copied */
async function forgetCopied({ salt, hash }) {
  await inTurn(async () => (await readCopied()) ?? chrome.alarms.clear(CLEAR));
  if (!('offscreen' in chrome)) return clear(salt, hash);
  const asked = new URLSearchParams({ salt: salt.join(), hash: hash.join() });
  await navigator.locks.request('clipboard', async () => {
    // A worker that was stopped may have left one, and there can be only one.
    if (await chrome.offscreen.hasDocument()) await chrome.offscreen.closeDocument();
    await chrome.offscreen.createDocument({
      url: `${PAGE}?${asked}`,
      reasons: [chrome.offscreen.Reason.CLIPBOARD],
      justification: 'Clears a copied code from the clipboard, if it is still there.',
    });
    for (
      const end = Date.now() + PATIENCE;
      Date.now() < end && (await chrome.offscreen.hasDocument());
    )
      await new Promise((soon) => setTimeout(soon, 50));
    if (await chrome.offscreen.hasDocument()) await chrome.offscreen.closeDocument();
  });
}
