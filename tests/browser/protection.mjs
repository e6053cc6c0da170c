/** What tests do to a protected vault, as a person, a browser or a machine does it. */
import { handsOn } from './hands.mjs';
import { inExtension, protect, workerOf } from './stage.mjs';

export const PASSPHRASE = 'correct horse battery staple';
export const OPTIONS = 'extension/options/options.html';

/** @param {ReturnType<typeof import('./stage.mjs').stage>} the */
export function protection(the) {
  return {
    /** The options page, in a tab. */
    options: async () => handsOn(await the.session.tab(the.session.address(OPTIONS))),

    /** Protects what is saved, without the options page. */
    protectedQuickly: () => protect(the.session, PASSPHRASE),

    /** What is in memory and on the disk. */
    stored: () =>
      inExtension(the.session, async () => ({
        local: await chrome.storage.local.get(),
        session: await chrome.storage.session.get(),
      })),

    /**
     * Locks as the alarm, the command or the screen does: in the service worker.
     * @param {'alarms.onAlarm' | 'commands.onCommand' | 'idle.onStateChanged'} event
     * @param {unknown} value
     */
    async inWorker(event, value) {
      const worker = await workerOf(the.session);
      await worker.evaluate(
        (event, value) => {
          const [area = '', name = ''] = event.split('.');
          // The browser's own way to call the listeners; its types do not tell of it.
          const api =
            /** @type {Record<string, Record<string, { dispatch(value: unknown): void }>>} */ (
              /** @type {unknown} */ (chrome)
            );
          api[area]?.[name]?.dispatch(value);
        },
        event,
        value,
      );
    },

    /** Answers *Confirm it is you*. @param {import('./hands.mjs').Hands} page @param {string} [typed] */
    async proveIt(page, typed = PASSPHRASE) {
      await page.page.waitForSelector('dialog [data-part=secret]');
      await page.page.locator('dialog [data-part=secret]').fill(typed);
      await page.press(the.t('confirm'));
    },

    /** Unlocks in an open popup. @param {import('./popup.mjs').Popup} popup @param {string} passphrase */
    async unlock(popup, passphrase) {
      await popup.page.waitForSelector('[data-part=secret]');
      await popup.page.locator('[data-part=secret]').fill(passphrase);
      await popup.press(the.t('unlock'));
    },
  };
}
