/**
 * Clears what was copied, if the clipboard still holds it: when its time is over, and at once when
 * the vault locks. Firefox's background is a page and does it by itself; a service worker has no
 * clipboard, so in Chromium a document that nobody sees does it (`clear-page.html`).
 */
import { CLEAR } from '../shared/clipboard.js';
import { clear } from './clear-clipboard.js';

/** @typedef {import('../shared/clipboard.js').Copied} Copied */

/** The document. */
const PAGE = '/extension/background/clear-page.html';
/** In milliseconds: longer than the document takes, on a machine that has other work. */
const PATIENCE = 5000;

/** The listeners, which a worker has to add before it first rests. */
export function clearClipboard() {
  chrome.alarms.onAlarm.addListener(
    ({ name }) => name === CLEAR && chrome.storage.session.remove('copied'),
  );
  // Whoever takes the note away wants it cleared: the alarm, and the lock, which empties all.
  chrome.storage.session.onChanged.addListener(({ copied }) => {
    const before = /** @type {Copied | undefined} */ (copied?.oldValue);
    if (before && copied?.newValue === undefined) forgetCopied(before);
  });
}

/** @param {Copied} copied */
async function forgetCopied({ salt, hash }) {
  await chrome.alarms.clear(CLEAR);
  if (!('offscreen' in chrome)) return clear(salt, hash);
  const asked = new URLSearchParams({ salt: salt.join(), hash: hash.join() });
  await navigator.locks.request('clipboard', async () => {
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
