/**
 * The same package in Firefox: it loads, and an account entered by hand shows the right code.
 *
 * `TANDEM_FIREFOX` names the browser; without it Debian's, and without that the test is skipped.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { PACKAGE } from './harness.mjs';
import { newKey } from './keys.mjs';
import { popupOf } from './popup.mjs';
import { words } from './words.mjs';

const FIREFOX = process.env['TANDEM_FIREFOX'] ?? '/usr/lib/firefox-esr/firefox-esr';
/** Firefox gives each installation another address; here it is known beforehand. */
const ADDRESS = '5f0c1d5e-8f5b-4a55-9f3e-7a0d0f6b2c11';

test('an_account_entered_by_hand_in_firefox_shows_the_right_code', { skip: !existsSync(FIREFOX) && `there is no Firefox at ${FIREFOX}` }, async () => {
  const manifest = /** @type {chrome.runtime.Manifest & { browser_specific_settings: { gecko: { id: string } } }} */ (
    JSON.parse(readFileSync(`${PACKAGE}/manifest.json`, 'utf8'))
  );
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [manifest.browser_specific_settings.gecko.id]: ADDRESS }),
      'intl.locale.requested': 'en-US',
    },
  });
  try {
    const t = words('en');
    await browser.installExtension(PACKAGE);
    const page = await browser.newPage();
    // The load of an extension's page is never told to puppeteer.
    page.goto(`moz-extension://${ADDRESS}/extension/popup/popup.html`).catch(() => undefined);
    const popup = await popupOf(page);
    const key = newKey({ issuer: 'By hand' });
    await popup.press(t('enter_by_hand'));
    await popup.write(t('secret_key'), key.secret.toLowerCase());
    await popup.write(t('issuer'), key.issuer, 'combobox');
    await popup.press(t('save'));
    await popup.says(t('saved', key.issuer));
    assert.deepEqual(await popup.titles(), [key.issuer]);
    key.isCode((await popup.codes())[0]);
  } finally {
    await browser.close();
  }
});
