/**
 * What Tandem puts into the browser's context menu. The popup does the work; here it is opened,
 * with what it is wanted for in `storage.session`.
 */
import { capture } from '../shared/page.js';
import { ASKED_LIVES, keep } from '../shared/storage.js';
import { fillWithoutPopup } from './fill.js';

/**
 * @typedef {object} Entry
 * @property {string} id and what its sentence is called
 * @property {`${chrome.contextMenus.ContextType}`[]} contexts
 * @property {(info: chrome.contextMenus.OnClickData, tab: chrome.tabs.Tab) => Promise<void>} act
 */

/** @type {Entry[]} */
const ENTRIES = [
  { id: 'menu_scan_image', contexts: ['image'], act: scanImage },
  {
    id: 'fill_code',
    contexts: ['editable'],
    act: (_, { id = 0, windowId, url = '' }) => fillWithoutPopup({ id, windowId, url }),
  },
  { id: 'menu_use_field', contexts: ['editable'], act: pointed('field') },
  { id: 'menu_insert_code', contexts: ['editable'], act: pointed('insert') },
];

/**
 * Fills where the person points, which is where the browser has put the cursor. What the popup has
 * to ask first, it asks with the same in mind.
 * @param {import('../shared/storage.js').Chosen['how']} how @returns {Entry['act']}
 */
function pointed(how) {
  return async (_, { id = 0, windowId, url = '' }) => {
    await keep('chosen', { tab: id, url, how }, ASKED_LIVES);
    await fillWithoutPopup({ id, windowId, url });
  };
}

/** The listeners, which a worker has to add before it first rests. */
export function offerMenu() {
  chrome.runtime.onInstalled.addListener(draw);
  chrome.runtime.onStartup.addListener(draw);
  chrome.contextMenus.onClicked.addListener((info, tab) => {
    if (tab) ENTRIES.find(({ id }) => id === info.menuItemId)?.act(info, tab);
  });
}

/** Anew each time: the browser may speak another language now. */
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
  // Firefox opens the popup only for what a person has just done: nothing is awaited before.
  const left = leaveForPopup({ source: srcUrl });
  try {
    await chrome.action.openPopup();
    await left;
  } catch {
    // A tab of our own takes the page's place in front, so its picture is taken before.
    const picture = await capture({ id, windowId, url }).catch(() => undefined);
    await leaveForPopup({ picture, url });
    await chrome.tabs.create({ url: chrome.runtime.getURL('extension/popup/popup.html#tab') });
  }
}

/** @param {import('../popup/pictures.js').Asked} value */
export const leaveForPopup = (value) => keep('asked', value, ASKED_LIVES);
