/**
 * Triggers the context menu and the commands as the browser does, since both need a display. Runs
 * in Node.
 */
import { workerOf } from './stage.mjs';

/**
 * A click on the toolbar button first gives the access to the page that they would give.
 * @param {import('./stage.mjs').Stage} the
 * @param {string} by an entry of the menu (`menu …`), or a command's name
 * @param {{ frameId?: number }} [where] the menu was opened
 */
export async function fromOutside(the, by, where = {}) {
  const worker = await workerOf(the.session);
  await (await the.open()).close();
  await the.page.bringToFront();
  const { browser } = the.session;
  await browser.waitForTarget(() => !browser.targets().some((target) => isPopup(the, target)));
  await worker.evaluate(
    async (by, where) => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      /** @typedef {{ dispatch(...values: unknown[]): void }} Event */
      const [menu, item] = by.split(' ');
      if (menu === 'menu')
        /** @type {Event} */ (/** @type {unknown} */ (chrome.contextMenus.onClicked)).dispatch(
          { menuItemId: item, ...where },
          tab,
        );
      else
        /** @type {Event} */ (/** @type {unknown} */ (chrome.commands.onCommand)).dispatch(by, tab);
    },
    by,
    where,
  );
}

/** @param {import('./stage.mjs').Stage} the @param {import('puppeteer-core').Target} target */
export const isPopup = (the, target) =>
  target.url() === the.session.address('extension/popup/popup.html');
