/**
 * The commands that a person can give keys to. The browser opens the popup by itself for one of them.
 */
import { lock } from '../shared/lock.js';
import { fillWithoutPopup, openPopup } from './fill.js';
import { ask } from './menu.js';

/** @typedef {import('../shared/page.js').Tab} Tab */

/** @type {Record<string, (tab: Tab) => Promise<void>>} */
const COMMANDS = {
  fill: fillWithoutPopup,
  scan: async (tab) => {
    await ask({ scan: true });
    await openPopup(tab);
  },
  lock,
};

/** The listener, which a worker has to add before it first rests. */
export function hearCommands() {
  chrome.commands.onCommand.addListener((name, tab) => {
    COMMANDS[name]?.({ id: tab?.id ?? 0, windowId: tab?.windowId ?? 0, url: tab?.url ?? '' });
  });
}
