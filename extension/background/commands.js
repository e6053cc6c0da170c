/**
 * The commands that a person can give keys to. The browser opens the popup by itself for one of them.
 */
import { lock } from '../shared/lock.js';
import { fillWithoutPopup, openPopup } from './fill.js';
import { ask } from './menu.js';

/** @typedef {import('../shared/page.js').Tab} Tab */

/** What each does with the tab in front. @type {Record<string, (tab: Tab) => Promise<void>>} */
const COMMANDS = {
  fill: fillWithoutPopup,
  scan: async (tab) => {
    await ask({ scan: true });
    await openPopup(tab);
  },
};

/** The listener, which a worker has to add before it first rests. */
export function hearCommands() {
  chrome.commands.onCommand.addListener((name, tab) => {
    if (name === 'lock') lock();
    else if (tab?.id !== undefined) COMMANDS[name]?.({ id: tab.id, windowId: tab.windowId, url: tab.url ?? '' });
  });
}
