/**
 * Copied codes are cleared from the clipboard after their time, and with the lock, unless something
 * else has replaced them.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { PASSPHRASE, protection } from './protection.mjs';
import { inExtension, protect, stage, workerOf } from './stage.mjs';
import { until } from './until.mjs';

const the = stage();
const { inWorker } = protection(the);

/** A code, copied as a person does. @returns {Promise<string>} */
async function copied() {
  const key = newKey({ issuer: 'Copied' });
  await the.save([key.uri]);
  const popup = await the.open();
  await popup.page.locator('.row').click();
  await popup.says(the.t('copied', '').trim());
  await popup.page.waitForFunction(async () => 'copied' in (await chrome.storage.session.get()));
  const code = await the.session.clipboard(the.page);
  key.isCode(code);
  return code;
}

/** When it is to be cleared, in seconds from now: known a moment after the copy is recorded. */
const due = () =>
  until(
    () =>
      inExtension(the.session, async () => {
        const alarm = await chrome.alarms.get('clipboard');
        return alarm && Math.round(alarm.scheduledTime - Date.now()) / 1000;
      }),
    () => 'no alarm is set',
  );

/** Counts the documents that nobody sees. @returns the service worker that does */
async function watch() {
  const worker = await workerOf(the.session);
  await worker.evaluate(() => {
    const scope = /** @type {{ looked?: number }} */ (globalThis);
    const create = chrome.offscreen.createDocument.bind(chrome.offscreen);
    if (scope.looked === undefined)
      Object.assign(chrome.offscreen, {
        createDocument: (/** @type {chrome.offscreen.CreateParameters} */ how) =>
          create(how).finally(() => (scope.looked = (scope.looked ?? 0) + 1)),
      });
    scope.looked = 0;
  });
  return worker;
}

/**
 * Something happens in the worker, as the browser tells it, and the clipboard has been looked at.
 * @param {(worker: import('puppeteer-core').WebWorker) => Promise<unknown>} happens
 */
async function cleared(happens) {
  const worker = await watch();
  await happens(worker);
  await worker.evaluate(async () => {
    const looked = () => /** @type {{ looked?: number }} */ (globalThis).looked;
    while (!looked() || (await chrome.offscreen.hasDocument()))
      await new Promise((soon) => setTimeout(soon, 50));
  });
}

const alarm = () => inWorker('alarms.onAlarm', { name: 'clipboard' });

/** As if the copy had been made some minutes earlier. */
const timeIsOver = () =>
  cleared(async () => {
    await inExtension(the.session, async () => {
      const { readCopied } = await import('/extension/shared/clipboard.js');
      const copied = await readCopied();
      if (!copied) throw new Error('nothing was recorded');
      const until = copied.until - copied.seconds * 1000;
      await chrome.storage.session.set({ copied: { ...copied, until } });
    });
    await alarm();
  });

/** What an ordinary page copies. @param {string} text */
async function copyElsewhere(text) {
  await the.session.browser
    .defaultBrowserContext()
    .overridePermissions(new URL(the.page.url()).origin, [
      'clipboard-read',
      'clipboard-write',
      'clipboard-sanitized-write',
    ]);
  await the.page.bringToFront();
  await the.page.evaluate((text) => navigator.clipboard.writeText(text), text);
}

test('a_copied_code_leaves_the_clipboard_after_a_minute_with_the_popup_closed', async () => {
  await copied();
  const seconds = await due();
  assert.ok(seconds > 50 && seconds <= 60, `${seconds}`);
  await timeIsOver();
  assert.equal(await the.session.clipboard(the.page), ' ');
});

test('what_the_user_copied_since_stays', async () => {
  await copied();
  await copyElsewhere('my own');
  await timeIsOver();
  assert.equal(await the.session.clipboard(the.page), 'my own');
});

/** A second copy. @param {string} code */
async function copiedAgain(code) {
  await copyElsewhere(code);
  await inExtension(
    the.session,
    async (code) => (await import('/extension/shared/clipboard.js')).copiedCode(code),
    code,
  );
}

test('a_late_alarm_of_the_first_copy_leaves_the_code_that_was_copied_since', async () => {
  await copied();
  await copiedAgain('654321');
  const worker = await workerOf(the.session);
  await alarm();
  const noted = await worker.evaluate(async () => {
    await navigator.locks.request('copied', () => undefined);
    return 'copied' in (await chrome.storage.session.get());
  });
  assert.ok(noted, 'it is still to be cleared');
  assert.equal(await the.session.clipboard(the.page), '654321');
  assert.ok((await due()) > 50);
  await timeIsOver();
  assert.equal(await the.session.clipboard(the.page), ' ');
});

test('a_popup_that_closes_before_it_sets_the_alarm_leaves_its_code_to_be_cleared', async () => {
  const page = await the.session.tab(the.session.address('_locales/en/messages.json'));
  await page.evaluate(async () => {
    const { copiedCode } = await import('/extension/shared/clipboard.js');
    await chrome.alarms.clear('clipboard');
    chrome.alarms.create = () => new Promise(() => {});
    copiedCode('123456');
    while (!('copied' in (await chrome.storage.session.get())));
  });
  await page.close();
  await until(
    async () => (await due()) > 50,
    async () => `the alarm is due in ${await due()} s`,
  );
});

test('clearing_the_first_copy_leaves_the_time_of_the_second', async () => {
  await copied();
  await copiedAgain('654321');
  // The worker hears late that the first record was removed.
  await cleared((worker) =>
    worker.evaluate(() => {
      const { onChanged } = chrome.storage.session;
      /** @type {{ dispatch(changes: unknown): void }} */ (
        /** @type {unknown} */ (onChanged)
      ).dispatch({ copied: { oldValue: { salt: [1], hash: [1] } } });
    }),
  );
  assert.ok((await due()) > 50);
  assert.equal(await the.session.clipboard(the.page), '654321');
});

test('a_lock_clears_the_clipboard_at_once', async () => {
  await copied();
  await protect(the.session, PASSPHRASE);
  await cleared(() => inWorker('commands.onCommand', 'lock'));
  assert.equal(await the.session.clipboard(the.page), ' ');
});

test('a_document_that_a_stopped_worker_left_does_not_keep_the_code_on_the_clipboard', async () => {
  await copied();
  const worker = await workerOf(the.session);
  await worker.evaluate(() =>
    chrome.offscreen.createDocument({
      url: '/_locales/en/messages.json',
      reasons: [chrome.offscreen.Reason.CLIPBOARD],
      justification: 'Stays open.',
    }),
  );
  await timeIsOver();
  assert.equal((await the.session.clipboard(the.page)).trim(), '');
});

test('the_user_chooses_whether_and_when', async () => {
  const page = handsOn(
    await the.session.tab(the.session.address('extension/options/options.html')),
  );
  await page.says(the.t('clear_why'));
  assert.equal(
    await page.page.$eval(
      '[data-part=clear-after]',
      (select) => /** @type {HTMLSelectElement} */ (select).value,
    ),
    '60',
  );
  await page.page.select('[data-part=clear-after]', '300');
  await page.page.waitForFunction(
    async () =>
      /** @type {{ clearAfter?: number } | undefined} */ (
        (await chrome.storage.local.get('settings'))['settings']
      )?.clearAfter === 300,
  );
  const code = await copied();
  assert.ok((await due()) > 290);
  await timeIsOver();
  await page.page.bringToFront();
  await page.page.select('[data-part=clear-after]', '0');
  await page.page.waitForFunction(
    async () =>
      /** @type {{ clearAfter?: number }} */ (
        (await chrome.storage.local.get('settings'))['settings']
      ).clearAfter === 0,
  );
  const noted = await inExtension(
    the.session,
    async (code) => {
      await (await import('/extension/shared/clipboard.js')).copiedCode(code);
      return 'copied' in (await chrome.storage.session.get());
    },
    code,
  );
  assert.equal(noted, false);
  await page.page.close();
});

test('the_choice_is_not_offered_where_the_browser_cannot_clear_it', async () => {
  const page = await the.session.openAsTab(
    (page) =>
      page.evaluateOnNewDocument(() => {
        delete (/** @type {{ offscreen?: unknown }} */ (/** @type {unknown} */ (chrome)).offscreen);
      }),
    'extension/options/options.html',
  );
  await page.says(the.t('copy_on_open'));
  assert.ok(!(await page.text()).includes(the.t('clear_why')));
  assert.equal(
    await page.page.$eval('[data-part=clear-after]', (it) => it.checkVisibility()),
    false,
  );
  await page.close();
});

test('the_recovery_code_leaves_the_clipboard_whatever_was_chosen_for_codes', async () => {
  await the.save([newKey().uri]);
  await inExtension(the.session, () => chrome.storage.local.set({ settings: { clearAfter: 0 } }));
  const page = handsOn(
    await the.session.tab(the.session.address('extension/options/options.html')),
  );
  await page.write(the.t('passphrase'), PASSPHRASE);
  await page.write(the.t('passphrase_again'), PASSPHRASE);
  await page.press(the.t('protect'));
  await page.says(the.t('recovery_text'));
  await page.press(the.t('recovery_copy'));
  await page.says(the.t('recovery_cleared', 60));
  assert.match(await the.session.clipboard(the.page), /^([0-9A-Z]{5}-){7}[0-9A-Z]{5}$/u);
  await timeIsOver();
  assert.equal(await the.session.clipboard(the.page), ' ');
  await page.page.close();
});

test('a_secret_key_leaves_the_clipboard_whatever_was_chosen_for_codes', async () => {
  await inExtension(the.session, () => chrome.storage.local.set({ settings: { clearAfter: 0 } }));
  const key = newKey({ issuer: 'Secret' });
  await the.save([key.uri]);
  const popup = await the.open();
  await popup.press(the.t('more_for', 'Secret'));
  await popup.press(the.t('copy_secret'));
  await popup.page.waitForFunction(async () => 'copied' in (await chrome.storage.session.get()));
  assert.equal(
    (await the.session.clipboard(the.page)).replaceAll(' ', '').toUpperCase(),
    key.secret,
  );
  assert.ok((await due()) > 50);
  await timeIsOver();
  assert.equal(await the.session.clipboard(the.page), ' ');
});
