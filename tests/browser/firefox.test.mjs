/**
 * The same package in Firefox: it loads, an account entered by hand shows the right code, and what this browser does
 * otherwise than Chromium is as the page says.
 *
 * `TANDEM_FIREFOX` names the browser; without it Debian's, and without that the test is skipped.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { handsOn } from './hands.mjs';
import { PACKAGE } from './harness.mjs';
import { newKey } from './keys.mjs';
import { popupOf } from './popup.mjs';
import { words } from './words.mjs';

const FIREFOX = process.env['TANDEM_FIREFOX'] ?? '/usr/lib/firefox-esr/firefox-esr';
/** Firefox gives each installation another address; here it is known beforehand. */
const ADDRESS = '5f0c1d5e-8f5b-4a55-9f3e-7a0d0f6b2c11';

const skip = !existsSync(FIREFOX) && `there is no Firefox at ${FIREFOX}`;
const t = words('en');
/** @type {import('puppeteer-core').Browser} */
let browser;

before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

/** @param {Record<string, unknown>} [preferences] beyond the usual */
async function launch(preferences = {}) {
  const manifest =
    /** @type {chrome.runtime.Manifest & { browser_specific_settings: { gecko: { id: string } } }} */ (
      JSON.parse(readFileSync(`${PACKAGE}/manifest.json`, 'utf8'))
    );
  const launched = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    args: ['--remote-allow-system-access'],
    // These machines have other work.
    timeout: 120_000,
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({
        [manifest.browser_specific_settings.gecko.id]: ADDRESS,
      }),
      'intl.locale.requested': 'en-US',
      ...preferences,
    },
  });
  // Puppeteer's own way to install one has no word for private windows.
  const { connection } =
    /** @type {{ connection: { send(command: string, what: object): Promise<unknown> } }} */ (
      /** @type {unknown} */ (launched)
    );
  await connection.send('webExtension.install', {
    extensionData: { type: 'path', path: PACKAGE },
    'moz:allowPrivateBrowsing': true,
  });
  return launched;
}

/** A page of the extension in a tab. @param {string} path @param {import('puppeteer-core').Browser} [where] */
async function open(path, where = browser) {
  const page = await where.newPage();
  // The load of an extension's page is never told to puppeteer.
  page.goto(`moz-extension://${ADDRESS}/extension/${path}`).catch(() => undefined);
  return page;
}

test('an_account_entered_by_hand_in_firefox_shows_the_right_code', { skip }, async () => {
  const popup = await popupOf(await open('popup/popup.html'));
  const key = newKey({ issuer: 'By hand' });
  await popup.press(t('enter_by_hand'));
  await popup.write(t('secret_key'), key.secret.toLowerCase());
  await popup.write(t('issuer'), key.issuer, 'combobox');
  await popup.press(t('save'));
  await popup.says(t('saved', key.issuer));
  assert.deepEqual(await popup.titles(), [key.issuer]);
  key.isCode((await popup.codes())[0]);
  await popup.close();
});

test('firefox_assigns_every_suggested_key', { skip }, async () => {
  const popup = await popupOf(await open('popup/popup.html'));
  const keys = await popup.page.evaluate(async () =>
    (await chrome.commands.getAll()).map(({ name, shortcut }) => [name, shortcut]),
  );
  assert.deepEqual(Object.fromEntries(keys), {
    _execute_action: 'Alt+Shift+O',
    fill: 'Alt+Shift+F',
    scan: 'Alt+Shift+S',
    lock: 'Alt+Shift+L',
  });
  await popup.close();
});

test(
  'firefox_reports_no_locked_screen_so_a_computer_left_alone_locks_where_the_person_chose_that',
  { skip },
  async () => {
    const options = handsOn(await open('options/options.html'));
    await options.page.waitForFunction(() => document.body && !document.body.hidden);
    await options.page.evaluate(async () => {
      const { change } = await import(/** @type {string} */ ('/extension/shared/session.js'));
      const { setLockAfter } = await import(/** @type {string} */ ('/extension/shared/lock.js'));
      const { deriveKey } = await import(/** @type {string} */ ('/extension/wasm/tandem.js'));
      const passphrase = deriveKey('correct horse battery staple', 19 << 10, 2);
      await change((/** @type {import('../../extension/wasm/tandem.js').Vault} */ vault) =>
        vault.protect({ passphrase, recovery: true }),
      );
      await setLockAfter('close');
      location.reload();
    });
    await options.says(t('lock_screen_unseen'));
    const choices = await options.page.$$eval('[data-part=after] option', (all) =>
      all.map((option) => option.textContent),
    );
    assert.ok(
      choices.includes(t('lock_close_alone')) && !choices.includes(t('lock_close')),
      choices.join(),
    );
    // The shortest that Firefox takes, in seconds; the extension asks for five minutes.
    await options.page.evaluate(() => chrome.idle.setDetectionInterval(15));
    await options.page.waitForFunction(
      async () => !('key' in (await chrome.storage.session.get())),
      { timeout: 60_000 },
    );
    await options.says(t('locked_title'));
  },
);

test(
  'firefox_takes_a_copied_code_off_the_clipboard_and_leaves_what_came_after_it',
  { skip },
  async () => {
    const popup = await popupOf(await open('popup/popup.html'));
    for (const [now, then] of /** @type {const} */ ([
      ['123456', ' '],
      ['my own', 'my own'],
    ])) {
      const left = await popup.page.evaluate(async (now) => {
        const { canClear, copiedCode } = await import(
          /** @type {string} */ ('/extension/shared/clipboard.js')
        );
        if (!canClear()) return 'not offered';
        await navigator.clipboard.writeText(now);
        await copiedCode('123456');
        const alarm = await chrome.alarms.get('clipboard');
        // What the alarm does, when it comes.
        await chrome.storage.session.remove('copied');
        for (
          let tries = 0;
          tries < 40 && (await navigator.clipboard.readText()) === now;
          tries += 1
        )
          await new Promise((soon) => setTimeout(soon, 50));
        return alarm ? navigator.clipboard.readText() : 'no alarm';
      }, now);
      assert.equal(left, then);
    }
    await popup.close();
  },
);

test(
  'firefox_that_never_keeps_a_history_saves_nothing_that_it_could_not_open_again',
  { skip },
  async () => {
    const forgetful = await launch({ 'browser.privatebrowsing.autostart': true });
    try {
      const popup = await popupOf(await open('popup/popup.html', forgetful));
      await popup.press(t('enter_by_hand'));
      await popup.write(t('secret_key'), newKey().secret);
      await popup.write(t('issuer'), 'Private', 'combobox');
      await popup.press(t('save'));
      await popup.says(t('error_private_window'));
      const stored = await popup.page.evaluate(() => chrome.storage.local.get());
      assert.ok(!('vault' in stored), Object.keys(stored).join());
    } finally {
      await forgetful.close();
    }
  },
);
