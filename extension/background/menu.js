/**
 * Tandem's items in the browser's context menu. Each opens the popup, which does the work; what it
 * is to do is in `storage.session`.
 */
import { capture } from '../shared/page.js';
import { ASKED_LIVES, keep } from '../shared/storage.js';
import { fillWithoutPopup, openPopup } from './fill.js';

/**
 * @typedef {object} Entry
 * @property {string} id also the key of its sentence
 * @property {`${chrome.contextMenus.ContextType}`[]} contexts
 * @property {(info: chrome.contextMenus.OnClickData, tab: chrome.tabs.Tab) => Promise<void>} act
 */

/** @type {Entry[]} */
const ENTRIES = [
  { id: 'menu_scan_image', contexts: ['image'], act: scanImage },
  {
    id: 'fill_code',
    contexts: ['editable'],
    // In a frame, the field of the page around it may not be meant.
    act: ({ frameId }, { id = 0, windowId, url = '' }) =>
      (frameId ? openPopup : fillWithoutPopup)({ id, windowId, url }),
  },
  { id: 'menu_use_field', contexts: ['editable'], act: pointed('field') },
  { id: 'menu_insert_code', contexts: ['editable'], act: pointed('insert') },
];

/**
 * Fills the field on which the user opened the menu; the browser has put the cursor there. If a
 * question comes first, the popup asks it and then fills the same field.
 * @param {import('../shared/storage.js').Chosen['how']} how @returns {Entry['act']}
 */
function pointed(how) {
  return async (_, { id = 0, windowId, url = '' }) => {
    await keep('chosen', { tab: id, url, how }, ASKED_LIVES);
    await fillWithoutPopup({ id, windowId, url });
  };
}

/** Adds the listeners; a worker has to do so before it first becomes idle. */
export function offerMenu() {
  chrome.runtime.onInstalled.addListener(draw);
  chrome.runtime.onStartup.addListener(draw);
  chrome.contextMenus.onClicked.addListener((info, tab) => {
    if (tab) ENTRIES.find(({ id }) => id === info.menuItemId)?.act(info, tab);
  });
}

/** Drawn at every start: the browser's language may have changed. */
async function draw() {
  await chrome.contextMenus.removeAll();
  for (const { id, contexts } of ENTRIES) {
    const [first, ...more] = contexts;
    if (first)
      chrome.contextMenus.create({
        id,
        contexts: [first, ...more],
        title: chrome.i18n.getMessage(id),
      });
  }
}

/** @param {chrome.contextMenus.OnClickData} info @param {chrome.tabs.Tab} tab */
async function scanImage({ srcUrl }, { id = 0, windowId, url = '' }) {
  // Firefox opens the popup only directly after a user action, so nothing is awaited before.
  const left = leaveForPopup({ source: srcUrl });
  try {
    await chrome.action.openPopup();
    await left;
  } catch {
    // A tab of our own would cover the page, so the page is captured first.
    const picture = await capture({ id, windowId, url }).catch(() => undefined);
    // A picture may be larger than what the browser keeps in memory; the popup says so.
    await leaveForPopup({ picture, url }).catch(() => leaveForPopup({ url }));
    await chrome.tabs.create({ url: chrome.runtime.getURL('extension/popup/popup.html#tab') });
  }
}

/** @param {import('../popup/opened-for.js').Asked} value */
export const leaveForPopup = (value) => keep('asked', value, ASKED_LIVES);
