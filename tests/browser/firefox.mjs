/**
 * A real Firefox with the package, for the Firefox tests. Runs in Node.
 *
 * `TANDEM_FIREFOX` names the browser; by default Debian's.
 */
import { existsSync, readFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { PACKAGE } from './harness.mjs';
import { until } from './until.mjs';

const FIREFOX = process.env['TANDEM_FIREFOX'] ?? '/usr/lib/firefox-esr/firefox-esr';
/** Firefox gives each installation another address; here it is known beforehand. */
const ADDRESS = '5f0c1d5e-8f5b-4a55-9f3e-7a0d0f6b2c11';

/** @returns {false | string} why there is none */
export const noFirefox = () => !existsSync(FIREFOX) && `there is no Firefox at ${FIREFOX}`;

/** @param {Record<string, unknown>} [preferences] more of them */
export async function startFirefox(preferences = {}) {
  const manifest =
    /** @type {chrome.runtime.Manifest & { browser_specific_settings: { gecko: { id: string } } }} */ (
      JSON.parse(readFileSync(`${PACKAGE}/manifest.json`, 'utf8'))
    );
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    args: ['--remote-allow-system-access'],
    // A busy machine takes longer.
    timeout: 120_000,
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({
        [manifest.browser_specific_settings.gecko.id]: ADDRESS,
      }),
      'intl.locale.requested': 'en-US',
      ...preferences,
    },
  });
  // Puppeteer's own method can't install one for private windows.
  const { connection } =
    /** @type {{ connection: { send(command: string, what: object): Promise<unknown> } }} */ (
      /** @type {unknown} */ (browser)
    );
  await connection.send('webExtension.install', {
    extensionData: { type: 'path', path: PACKAGE },
    'moz:allowPrivateBrowsing': true,
  });
  return {
    browser,
    /** A page of the extension in a tab. @param {string} path */
    async open(path) {
      const page = await browser.newPage();
      // Puppeteer never learns that an extension's page has loaded.
      page.goto(`moz-extension://${ADDRESS}/extension/${path}`).catch(() => undefined);
      // A call while the blank page is being replaced fails.
      const there = () =>
        location.protocol === 'moz-extension:' && document.readyState === 'complete';
      await until(
        () => page.evaluate(there).catch(() => false),
        () => `${path} never comes`,
      );
      return page;
    },
  };
}
