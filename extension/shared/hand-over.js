/**
 * Passes files from the popup to the import page, from memory to memory. They go through a channel
 * that only this extension's own pages can hear, and are never stored.
 */
import { message } from './dom.js';

/** In milliseconds: a page that hasn't asked by then won't. */
const PATIENCE = 15_000;

/** @typedef {{ id: string, wants?: true, files?: File[], has?: true }} Word */

/**
 * Opens the import page with files. The page comes to the front after it has received them, because
 * the popup then closes and would lose what it hadn't sent.
 * @param {File[]} files
 */
export async function openExchangeWith(files) {
  const id = crypto.randomUUID();
  const channel = new BroadcastChannel('files');
  const arrived = new Promise((done, failed) => {
    setTimeout(() => failed({ code: 'hand_over_failed' }), PATIENCE);
    channel.onmessage = ({ data }) => {
      const word = /** @type {Word} */ (data);
      if (word.id !== id) return;
      if (word.wants) channel.postMessage({ id, files });
      if (word.has) done(undefined);
    };
  });
  try {
    const url = chrome.runtime.getURL(`extension/exchange/exchange.html#${id}`);
    const tab = await chrome.tabs.create({ url, active: false });
    await arrived;
    if (tab.id !== undefined) await chrome.tabs.update(tab.id, { active: true });
  } finally {
    channel.close();
  }
  close();
}

/** Passes on pasted text that is a file's content. @param {string} text */
export const openExchangeWithText = (text) =>
  openExchangeWith([new File([text], message('import_pasted'), { type: 'text/plain' })]);

/**
 * Receives the files that the popup has for this page.
 * @returns {Promise<File[]>} empty if the page was opened by itself
 */
export function handedOver() {
  const id = location.hash.slice(1);
  // Other values of the hash are names of sections.
  if (!/^[0-9a-f]{8}-/u.test(id)) return Promise.resolve([]);
  // After a reload the page must not ask again: the popup is gone.
  history.replaceState(null, '', location.pathname);
  const channel = new BroadcastChannel('files');
  return new Promise((done) => {
    const end = (/** @type {File[]} */ files) => {
      channel.close();
      done(files);
    };
    const timer = setTimeout(() => end([]), PATIENCE);
    channel.onmessage = ({ data }) => {
      const { id: whose, files } = /** @type {Word} */ (data);
      if (whose !== id || !files) return;
      clearTimeout(timer);
      channel.postMessage({ id, has: true });
      end(files);
    };
    channel.postMessage({ id, wants: true });
  });
}
