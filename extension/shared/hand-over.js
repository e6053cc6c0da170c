/**
 * Files on their way from the popup to the import page. They go from memory to memory, through a
 * channel that only this extension's own pages hear, and are never stored. The popup sends, the
 * import page receives.
 */
import { message } from './dom.js';

/** In milliseconds: a page that has not asked by then is not coming. */
const PATIENCE = 15_000;

/** @typedef {{ id: string, wants?: true, files?: File[], has?: true }} Word */

/**
 * Opens the import page with files. It comes to the front once it has them: the popup closes then,
 * and what it had not sent would be lost.
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

/** Text that was pasted, and is what a file holds. @param {string} text */
export const openExchangeWithText = (text) =>
  openExchangeWith([new File([text], message('import_pasted'), { type: 'text/plain' })]);

/**
 * What the popup has for this page.
 * @returns {Promise<File[]>} empty where it was opened by itself
 */
export function handedOver() {
  const id = location.hash.slice(1);
  // Its other names are those of sections.
  if (!/^[0-9a-f]{8}-/u.test(id)) return Promise.resolve([]);
  // Loaded again, the page asks for nothing: the popup is gone by then.
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
