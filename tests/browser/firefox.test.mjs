/**
 * The same package in Firefox: it loads, an account entered by hand shows the right code, and the
 * differences from Chromium are as the page says.
 *
 * `TANDEM_FIREFOX` names the browser; by default Debian's. If there is none, the test is skipped.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { noFirefox, startFirefox } from './firefox.mjs';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { popupOf } from './popup.mjs';
import { words } from './words.mjs';
import { until } from './until.mjs';

const skip = noFirefox();
const t = words('en');
/** @type {Awaited<ReturnType<typeof startFirefox>>} */
let firefox;

before(async () => {
  if (!skip) firefox = await startFirefox();
});
after(() => firefox?.browser.close());

test('an_account_entered_by_hand_in_firefox_shows_the_right_code', { skip }, async () => {
  const popup = await popupOf(await firefox.open('popup/popup.html'));
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
  const popup = await popupOf(await firefox.open('popup/popup.html'));
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
    const first = await firefox.open('options/options.html');
    await first.waitForFunction(() => document.body && !document.body.hidden);
    await first.evaluate(async () => {
      const { change } = await import('/extension/shared/session.js');
      const { setLockAfter } = await import('/extension/shared/lock.js');
      const { deriveKey } = await import('/extension/wasm/tandem.js');
      const passphrase = deriveKey('correct horse battery staple', 19 << 10, 2);
      await change((vault) => vault.protect(passphrase));
      await setLockAfter('close');
    });
    await first.close();
    // Opened again: Puppeteer may miss that an extension's page has reloaded.
    const options = handsOn(await firefox.open('options/options.html'));
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
    const popup = await popupOf(await firefox.open('popup/popup.html'));
    for (const [now, then] of /** @type {const} */ ([
      ['123456', ' '],
      ['my own', 'my own'],
    ])) {
      const left = await popup.page.evaluate(async (now) => {
        const { canClear, copiedCode } = await import('/extension/shared/clipboard.js');
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
    const forgetful = await startFirefox({ 'browser.privatebrowsing.autostart': true });
    try {
      const popup = await popupOf(await forgetful.open('popup/popup.html'));
      await popup.press(t('enter_by_hand'));
      await popup.write(t('secret_key'), newKey().secret);
      await popup.write(t('issuer'), 'Private', 'combobox');
      await popup.press(t('save'));
      await popup.says(t('error_private_window'));
      const stored = await popup.page.evaluate(() => chrome.storage.local.get());
      assert.ok(!('vault' in stored), Object.keys(stored).join());
    } finally {
      await forgetful.browser.close();
    }
  },
);

test(
  'a_private_window_of_firefox_saves_nothing_of_its_own_and_calls_nothing_lost',
  { skip },
  async () => {
    // A browser of its own: nothing is protected here.
    const other = await startFirefox();
    try {
      const ordinary = handsOn(await other.open('popup/popup.html'));
      await ordinary.page.waitForFunction(() => document.body && !document.body.hidden);
      await privately(other, ordinary, async (popup) => {
        await popup.press(t('enter_by_hand'));
        await popup.write(t('secret_key'), newKey().secret);
        await popup.write(t('issuer'), 'Private', 'combobox');
        await popup.press(t('save'));
        await popup.says(t('error_private_window'));
      });
      const store = () => ordinary.page.evaluate(() => chrome.storage.local.get());
      assert.ok(!('vault' in (await store())));
      await ordinary.page.evaluate(
        async (uri) => {
          const { change } = await import('/extension/shared/session.js');
          await change((vault) => vault.add(uri, '', undefined, 1));
        },
        newKey({ issuer: 'Ordinary' }).uri,
      );
      // Polled by time: a window that was behind another draws no frames for a while.
      const says = (/** @type {string} */ words) =>
        ordinary.page.waitForFunction(
          (words) => document.body?.innerText.includes(words),
          { polling: 100 },
          words,
        );
      // As after a restart: the key is only in the database, and nothing is unfinished.
      const forget = () => ordinary.page.evaluate(() => chrome.storage.session.clear());
      const seen = async () => {
        await ordinary.page.bringToFront();
        await forget();
        await ordinary.page.evaluate(() => location.assign('/extension/popup/popup.html'));
        await says('Ordinary');
      };
      await seen();
      // An open page of the extension would read the key from there at once.
      await ordinary.page.evaluate(() => location.assign('/extension/shared/own.js'));
      await says('inPrivateWindow');
      await forget();
      const before = await store();
      await privately(other, ordinary, (popup) => popup.says(t('error_private_window_locked')));
      assert.deepEqual(await store(), before);
      await seen();
    } finally {
      await other.browser.close();
    }
  },
);

/**
 * The popup in a private window.
 * @param {Awaited<ReturnType<typeof startFirefox>>} there
 * @param {import('./hands.mjs').Hands} from a page of the extension in an ordinary window
 * @param {(popup: import('./popup.mjs').Popup) => Promise<unknown>} act
 */
async function privately({ browser }, from, act) {
  const before = new Set(await browser.pages());
  await from.page.evaluate(() =>
    chrome.windows.create({
      incognito: true,
      url: chrome.runtime.getURL('extension/popup/popup.html'),
    }),
  );
  const page = await until(
    async () => (await browser.pages()).find((one) => !before.has(one)),
    () => 'no private window opens',
  );
  const popup = await popupOf(page);
  await act(popup);
  await popup.close();
}
