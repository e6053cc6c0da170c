/** What users, browsers and machines do to a protected vault, for the tests. */
import { handsOn } from './hands.mjs';
import { inExtension, protect, workerOf } from './stage.mjs';
import { until } from './until.mjs';

export const PASSPHRASE = 'correct horse battery staple';
export const OPTIONS = 'extension/options/options.html';

/** @param {ReturnType<typeof import('./stage.mjs').stage>} the */
export function protection(the) {
  const acts = {
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

    /** Waits until nothing is left in memory: the service worker locks a moment after its event. */
    nothingInMemory: () =>
      until(
        async () => Object.keys((await acts.stored()).session).length === 0,
        async () => `in memory: ${Object.keys((await acts.stored()).session).join()}`,
      ),

    /**
     * Fires an event in the service worker, as the browser does: an alarm, a command, the screen's
     * state, or a permission.
     * @param {'alarms.onAlarm' | 'commands.onCommand' | 'idle.onStateChanged' | 'permissions.onAdded'} event
     * @param {unknown} value
     */
    async inWorker(event, value) {
      const worker = await workerOf(the.session);
      await worker.evaluate(
        (event, value) => {
          const [area = '', name = ''] = event.split('.');
          // The browser's own way to call the listeners, which its types lack.
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

    /**
     * Answers *Confirm it is you*.
     * @param {import('./hands.mjs').Hands} page
     * @param {string} [typed]
     */
    async proveIt(page, typed = PASSPHRASE) {
      await page.page.waitForSelector('dialog [data-part=secret]');
      await page.page.locator('dialog [data-part=secret]').fill(typed);
      await page.press(the.t('confirm'));
    },

    /**
     * Writes a new passphrase into the options page.
     * @param {import('./hands.mjs').Hands} page
     * @param {string} passphrase
     */
    async choose(page, passphrase) {
      await page.write(the.t('passphrase'), passphrase);
      await page.write(the.t('passphrase_again'), passphrase);
    },

    /**
     * Types the group of the recovery code that is asked for.
     * @param {import('./hands.mjs').Hands} page
     * @returns {Promise<string>} the code
     */
    async confirmGroup(page) {
      await page.says(the.t('recovery_text'));
      const groups = await page.page.$$eval('.groups li', (items) =>
        items.map((item) => item.textContent ?? ''),
      );
      const asked = await page.page.$eval('[data-part=which]', (label) =>
        Number(/\d/u.exec(label.textContent ?? '')?.[0]),
      );
      await page.write(the.t('recovery_group', asked), groups[asked - 1]?.toLowerCase() ?? '');
      await page.press(the.t('recovery_confirm'));
      return groups.join('-');
    },

    /**
     * Turns protection off, as a user does.
     * @param {import('./hands.mjs').Hands} page the options page
     */
    async unprotect(page) {
      await page.press(the.t('unprotect'));
      await page.says(the.t('unprotect_text'));
      await page.page.locator('dialog [data-part=act]').click();
      await acts.proveIt(page);
      await page.says(the.t('unprotected'));
    },

    /**
     * A device with passkeys, for as long as the page is open.
     * @param {import('./hands.mjs').Hands} page @param {boolean} [hasPrf] whether they give keys
     * @returns {Promise<() => Promise<void>>} removes the device
     */
    async withPasskeys(page, hasPrf = true) {
      const cdp = await page.page.createCDPSession();
      await cdp.send('WebAuthn.enable');
      const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
        options: {
          protocol: 'ctap2',
          ctap2Version: 'ctap2_1',
          transport: 'internal',
          hasResidentKey: true,
          hasUserVerification: true,
          isUserVerified: true,
          automaticPresenceSimulation: true,
          hasPrf,
        },
      });
      return () => cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    },

    /**
     * Unlocks in an open popup, or in a page of the extension that locked.
     * @param {Pick<import('./popup.mjs').Popup, 'page' | 'press'>} popup
     * @param {string} passphrase
     */
    async unlock(popup, passphrase) {
      await popup.page.waitForSelector('[data-part=secret]');
      await popup.page.locator('[data-part=secret]').fill(passphrase);
      await popup.press(the.t('unlock'));
    },
  };
  return acts;
}
