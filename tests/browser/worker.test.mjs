/**
 * *Fill code* with the popup closed, in the service worker: a slow or hostile page can't keep the
 * vault open and gets nothing late.
 */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { newKey } from './keys.mjs';
import { inExtension, protect, stage, wipe, workerOf } from './stage.mjs';
import { until } from './until.mjs';

/** @typedef {{ dispatch(...values: unknown[]): void }} Event */
/** @typedef {'nothing' | 'lock' | 'elsewhere' | 'late' | 'lock while storing'} Then */
/** @typedef {{ seen: string[], then: Then, real?: typeof chrome.scripting.executeScript }} Watch */

const the = stage();
const CODE = '<label>Verification code<input id="code"></label>';
/** Opened and used by its passphrase, on a page that wants its code. */
async function stand() {
  await the.save([newKey({ issuer: 'Slow' }).uri], the.practice.address);
  await protect(the.session, 'correct horse battery staple');
  await the.page.goto(the.practice.address);
  await the.page.setContent(`<!doctype html><title>Sign in</title><form>${CODE}</form>`);
}

/** @type {import('puppeteer-core').WebWorker} */
let worker;

/** The command for the page in front, with the access that a click on the button gave. */
async function fill() {
  await (await the.open()).close();
  await the.page.bringToFront();
  const isPopup = (/** @type {import('puppeteer-core').Target} */ target) =>
    target.url() === the.session.address('extension/popup/popup.html');
  await the.session.browser.waitForTarget(() => !the.session.browser.targets().some(isPopup));
  await worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    /** @type {Event} */ (/** @type {unknown} */ (chrome.commands.onCommand)).dispatch('fill', tab);
  });
}

/**
 * What the worker did, in order: `ask` when it asks a page, `page` when the page answers, `open` when
 * it reads the vault, `popup` when it leaves the rest to the popup.
 */
const seen = () =>
  worker.evaluate(() => /** @type {{ watch?: Watch }} */ (globalThis).watch?.seen ?? []);

/** @param {string} what @param {number} [times] */
const untilSeen = (what, times = 1) =>
  until(
    async () => (await seen()).filter((one) => one === what).length >= times,
    async () => `no ${what} in ${await seen()}`,
  );

/**
 * Watches the worker, and does something with the page's answers, or before it stores the vault.
 * @param {Then} [then]
 */
const watch = (then = 'nothing') =>
  worker.evaluate(
    (then, home) => {
      const scope = /** @type {{ watch?: Watch }} */ (globalThis);
      scope.watch ??= { seen: [], then };
      const { watch } = scope;
      Object.assign(watch, { seen: [], then });
      const { local } = chrome.storage;
      if (!watch.real) {
        const get = /** @type {(keys?: string) => Promise<Record<string, unknown>>} */ (
          local.get.bind(local)
        );
        const set = local.set.bind(local);
        const lockedHere = () =>
          new Promise((heard) => {
            chrome.storage.session.onChanged.addListener(function hear({ key }) {
              if (!key) return;
              chrome.storage.session.onChanged.removeListener(hear);
              heard(key);
            });
          });
        Object.assign(local, {
          set: async (/** @type {Record<string, unknown>} */ items) => {
            if (watch.then === 'lock while storing' && 'vault' in items) {
              const heard = lockedHere();
              await chrome.storage.session.clear();
              await heard;
            }
            await set(items);
            if ('vault' in items) watch.seen.push('stored');
          },
          get: (/** @type {string} */ keys) => (
            keys === 'vault' && scope.watch?.seen.push('open'),
            get(keys)
          ),
        });
        const open = chrome.action.openPopup.bind(chrome.action);
        Object.assign(chrome.action, {
          openPopup: (/** @type {chrome.action.OpenPopupOptions} */ how) => (
            scope.watch?.seen.push('popup'),
            open(how)
          ),
        });
      }
      watch.real ??= chrome.scripting.executeScript.bind(chrome.scripting);
      const { real } = watch;
      Object.assign(chrome.scripting, {
        executeScript: async (
          /** @type {chrome.scripting.ScriptInjection<unknown[], unknown>} */ injection,
        ) => {
          const describes = 'files' in injection;
          if (describes) watch.seen.push('ask');
          if (then === 'late' && !describes) await new Promise((later) => setTimeout(later, 6000));
          const answer = await real(injection);
          watch.seen.push(
            describes ? 'page' : `fill ${injection.target.documentIds ?? 'anything'}`,
            'answer',
          );
          if (describes && then === 'lock') await chrome.storage.session.clear();
          if (describes && then === 'elsewhere')
            Object.assign(/** @type {{ url: string }} */ (answer[0]?.result), { url: home });
          return answer;
        },
      });
    },
    then,
    the.practice.address,
  );

const filled = () =>
  the.page.waitForFunction(() =>
    /^\d{6}$/u.test(/** @type {HTMLInputElement} */ (document.querySelector('#code')).value),
  );
const held = () =>
  the.page.$eval('#code', (input) => /** @type {HTMLInputElement} */ (input).value);

beforeEach(async () => {
  worker = await workerOf(the.session);
  await worker.evaluate(() => chrome.storage.session.clear());
});

test('what_is_filled_goes_into_the_document_that_was_described_and_the_vault_is_opened_after_it', async () => {
  await stand();
  await watch();
  await fill();
  await filled();
  await untilSeen('answer', 2);
  const order = await seen();
  assert.ok(order.indexOf('page') < order.indexOf('open'), order.join());
  const [document] = order.filter((one) => one.startsWith('fill '));
  assert.match(document ?? '', /^fill [0-9A-F]{32}$/u);
});

test('a_page_that_answers_late_keeps_no_vault_open_and_gets_no_code_after_the_lock', async () => {
  // Once filled, so that it would be filled again.
  await stand();
  await watch();
  await fill();
  await filled();
  await stand();
  await watch();
  const busy = the.page.evaluate(() => {
    for (const end = Date.now() + 8000; Date.now() < end;);
  });
  await worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    /** @type {Event} */ (/** @type {unknown} */ (chrome.commands.onCommand)).dispatch('fill', tab);
  });
  await untilSeen('ask');
  await worker.evaluate(() =>
    /** @type {Event} */ (/** @type {unknown} */ (chrome.commands.onCommand)).dispatch('lock'),
  );
  await untilSeen('popup');
  await busy;
  await untilSeen('page');
  assert.equal(await held(), '');
  assert.ok(!(await seen()).includes('open'), String(await seen()));
});

for (const [name, then] of /** @type {const} */ ([
  ['a_lock_between_the_pages_answer_and_the_filling_fills_nothing', 'lock'],
  ['a_page_that_names_another_address_than_the_browser_gets_nothing', 'elsewhere'],
])) {
  test(name, async () => {
    await stand();
    if (then === 'elsewhere') {
      // It reports the account's own address.
      await the.page.goto(the.practice.address.replace('127.0.0.1', 'localhost'));
      await the.page.setContent(`<!doctype html><title>Sign in</title><form>${CODE}</form>`);
    }
    await watch(then);
    await fill();
    await untilSeen('popup');
    assert.equal(await held(), '');
    assert.ok(!(await seen()).some((one) => one.startsWith('fill ')), String(await seen()));
  });
}

test('a_code_that_reaches_the_page_after_its_deadline_is_not_written', async () => {
  await stand();
  await watch('late');
  await fill();
  await untilSeen('answer', 2);
  assert.equal(await held(), '');
});

test('a_lock_while_a_used_code_is_stored_closes_the_vault_and_the_next_fills_again', async () => {
  await stand();
  await watch('lock while storing');
  await fill();
  await untilSeen('stored');
  await wipe(the.session);
  await stand();
  await watch();
  await fill();
  await filled();
});

/** The areas of our storage that a content script can read. */
const reached = () =>
  worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    const [answer] = await chrome.scripting.executeScript({
      target: { tabId: tab?.id ?? 0 },
      func: () =>
        Promise.all(
          /** @type {const} */ (['local', 'session', 'sync']).map((area) =>
            chrome.storage[area].get().then(
              () => area,
              () => 'refused',
            ),
          ),
        ),
    });
    return answer?.result;
  });

test('content_scripts_reach_none_of_our_storage_after_a_restart_either', async () => {
  await stand();
  await (await the.open()).close();
  await the.page.bringToFront();
  assert.deepEqual(await reached(), ['refused', 'refused', 'refused']);
  // The browser forgets the setting when it restarts.
  await the.session.restart();
  const page = await the.pageAgain();
  worker = await workerOf(the.session);
  await (await the.session.openPopup(page)).close();
  await page.bringToFront();
  assert.deepEqual(await reached(), ['refused', 'refused', 'refused']);
});

/** The worker sets the alarm a moment after it hears of the value. @param {import('puppeteer-core').Page} page */
const lapseIsDue = (page) =>
  page.waitForFunction(async () => (await chrome.alarms.get('lapse')) !== undefined);

test('typed_and_scanned_secrets_leave_memory_when_they_expire', async () => {
  const page = await the.session.tab(the.session.address('_locales/en/messages.json'));
  await page.evaluate(async () => {
    const { keep } = await import('/extension/shared/storage.js');
    await keep('form', { secret: 'JBSWY3DPEHPK3PXP' }, -1);
    await keep('result', { texts: ['otpauth://totp/a?secret=JBSWY3DPEHPK3PXP'] }, 600);
  });
  await lapseIsDue(page);
  await worker.evaluate(() =>
    /** @type {Event} */ (/** @type {unknown} */ (chrome.alarms.onAlarm)).dispatch({
      name: 'lapse',
    }),
  );
  await page.waitForFunction(
    async () => Object.keys(await chrome.storage.session.get()).join() === 'result',
  );
  const next = await page.evaluate(
    async () => (await chrome.alarms.get('lapse'))?.scheduledTime ?? 0,
  );
  assert.ok(next > Date.now() + 500_000, String(next - Date.now()));
  await page.close();
});

test('what_a_page_keeps_as_it_closes_stays_until_its_time_is_over', async () => {
  const [page, other] = [
    await the.session.tab(the.session.address('_locales/en/messages.json')),
    await the.session.tab(the.session.address('_locales/ja/messages.json')),
  ];
  // A late alarm holds the lock, and the page closes before it is free.
  await other.evaluate(
    () =>
      new Promise((held) => {
        navigator.locks.request('lapse', () => {
          held(undefined);
          return new Promise((release) => Object.assign(globalThis, { release }));
        });
      }),
  );
  await page.evaluate(async () => {
    const { keep } = await import('/extension/shared/storage.js');
    keep('pair', { id: 'A' }, 600);
  });
  await page.close();
  await other.evaluate(() => /** @type {{ release?: () => void }} */ (globalThis).release?.());
  await lapseIsDue(other);
  assert.ok('pair' in (await other.evaluate(() => chrome.storage.session.get())));
  await other.close();
});

test('a_late_alarm_spares_what_was_kept_in_the_moment_in_which_it_removes', async () => {
  const page = await the.session.tab(the.session.address('_locales/en/messages.json'));
  worker = await workerOf(the.session);
  await worker.evaluate(async () => {
    const { session } = chrome.storage;
    const remove = session.remove.bind(session);
    const ends = (/** @type {number} */ until) => ({ until, seconds: 600 });
    const old = Date.now() - 1000;
    await session.set({
      form: { value: 'old', ...ends(old) },
      edit: { value: 'old', ...ends(old) },
    });
    const removed = new Promise((done) => {
      session.remove = async (/** @type {string | string[]} */ names) => {
        session.remove = remove;
        // A popup writes, and closes.
        await session.set({ form: { value: 'new', ...ends(Date.now() + 600_000) } });
        done(await remove(names));
      };
    });
    /** @type {{ dispatch(value: unknown): void }} */ (
      /** @type {unknown} */ (chrome.alarms.onAlarm)
    ).dispatch({ name: 'lapse' });
    await removed;
    await navigator.locks.request('lapse', () => undefined);
  });
  await page.waitForFunction(async () => {
    const { form, edit } = await chrome.storage.session.get();
    return /** @type {{ value?: string }} */ (form)?.value === 'new' && edit === undefined;
  });
  await lapseIsDue(page);

  // What is forgotten on purpose afterwards stays forgotten.
  await page.evaluate(async () => (await import('/extension/shared/storage.js')).forget('form'));
  await worker.evaluate(() => navigator.locks.request('lapse', () => undefined));
  assert.deepEqual(await page.evaluate(() => chrome.storage.session.get('form')), {});
  await page.close();
});

test('expired_values_are_neither_used_nor_kept_without_an_alarm', async () => {
  const { uri } = newKey({ issuer: 'Typed' });
  // Written while the worker slept, and over before it woke.
  const expire = () =>
    inExtension(
      the.session,
      (text) => {
        const [until, seconds] = [Date.now() - 1000, 600];
        const names = { secret: 'JBSWY3DPEHPK3PXP', issuer: 'Typed', text };
        return chrome.storage.session.set({
          form: { value: names, until, seconds },
          edit: { value: { id: 'A', ...names }, until, seconds },
          result: { value: { texts: [text] }, until, seconds },
          export: { value: ['A'], until, seconds },
        });
      },
      uri,
    );
  const left = () =>
    inExtension(the.session, async () =>
      Object.keys(await chrome.storage.session.get()).filter((name) => name !== 'key'),
    );
  await the.session.stopWorker();
  await expire();
  const popup = await the.session.openAsTab();
  await popup.says(the.t('empty_title'));
  assert.deepEqual(await left(), []);
  await popup.close();
  await the.session.stopWorker();
  await expire();
  await workerOf(the.session);
  await until(
    async () => (await left()).length === 0,
    async () => `still there: ${await left()}`,
  );
});
