/** Two windows, or two clicks, that change the same at once: each in its turn, and none is lost. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { popupOf } from './popup.mjs';
import { PASSPHRASE, protection } from './protection.mjs';
import { inExtension, stage } from './stage.mjs';

const the = stage();
const { choose, options, protectedQuickly, proveIt, unlock } = protection(the);

/**
 * Runs where the vault is open.
 * @template T @param {() => Promise<T>} act
 */
async function inOpenVault(act) {
  const page = await the.session.tab(the.session.address('_locales/en/messages.json'));
  await page.evaluate(async () =>
    (await import('/extension/shared/session.js')).openSession().then(() => undefined),
  );
  const answer = await page.evaluate(act);
  await page.close();
  return answer;
}

test('the_device_key_that_a_vault_is_about_to_need_is_not_deleted_by_another_window', async () => {
  await the.save([newKey().uri]);
  await protectedQuickly();
  const page = await options();
  await page.says(the.t('unprotect'));
  // Stops where the new key is wrapped and the vault doesn't have it yet.
  await page.page.evaluate(() => {
    const real = crypto.subtle.encrypt.bind(crypto.subtle);
    const pause = new Promise((go) => Object.assign(globalThis, { go }));
    crypto.subtle.encrypt = async (...how) => {
      Object.assign(globalThis, { wrapping: true });
      await pause;
      return real(...how);
    };
  });
  await page.press(the.t('unprotect'));
  await page.says(the.t('unprotect_text'));
  await page.page.locator('dialog [data-part=act]').click();
  await proveIt(page);
  await page.page.waitForFunction(() => 'wrapping' in globalThis);
  const other = await the.session.tab(the.session.address('_locales/en/messages.json'));
  await other.evaluate(async () => {
    const { default: init } = await import('/extension/wasm/tandem.js');
    await init();
    const { dropEarlier } = await import('/extension/shared/device.js');
    const dropping = dropEarlier().then(() => true);
    const waits = async () => (await navigator.locks.query()).pending?.length;
    while (!(await Promise.race([dropping, Promise.resolve(false)])) && !(await waits()))
      await new Promise((soon) => setTimeout(soon, 20));
  });
  await page.page.evaluate(() => /** @type {{ go?: () => void }} */ (globalThis).go?.());
  await page.says(the.t('unprotected'));
  await other.close();
  await page.page.close();
  await inExtension(the.session, () => chrome.storage.session.clear());
  const popup = await the.open();
  await popup.page.waitForSelector('[data-code]');
  await popup.close();
});

test('a_view_that_is_left_while_it_derives_a_key_keeps_no_other_window_waiting', async () => {
  await the.save([newKey().uri]);
  await protectedQuickly();
  await inExtension(the.session, () => chrome.storage.session.clear());
  const first = handsOn(await the.session.tab(the.session.address('_locales/en/messages.json')));
  await first.page.evaluate(async () => {
    const { default: init } = await import('/extension/wasm/tandem.js');
    await init();
    const { passphraseWorker } = await import('/extension/shared/passphrase.js');
    const { countingWrong } = await import('/extension/shared/lock.js');
    const text = String((await chrome.storage.local.get('vault'))['vault']);
    const worker = passphraseWorker();
    const trying = countingWrong(() => worker.key(text, 'wrong')).catch(() => undefined);
    while (!(await navigator.locks.query()).held?.some(({ name }) => name === 'wrong'))
      await new Promise((soon) => setTimeout(soon, 5));
    worker.drop();
    Object.assign(globalThis, { trying });
  });
  const popup = await the.session.openAsTab();
  await unlock(popup, PASSPHRASE);
  await popup.page.waitForSelector('[data-code]');
  await popup.close();
  await first.page.close();
});

test('a_page_that_never_answers_a_press_holds_nothing_up', async () => {
  const known = await inExtension(the.session, async () => {
    chrome.scripting.executeScript = () => new Promise(() => {});
    const { pressButton } = await import('/extension/shared/page.js');
    const pressed = await pressButton({ id: 1, windowId: 1, url: '' }, 0, 'Sign in');
    // Not that there is no button.
    return pressed === undefined ? 'unknown' : pressed;
  });
  assert.equal(known, 'unknown');
});

test('a_page_that_never_says_which_field_was_chosen_holds_nothing_up', async () => {
  const url = 'https://example.com/';
  const described = await inExtension(
    the.session,
    async (url) => {
      const { keep } = await import('/extension/shared/storage.js');
      const { describePage } = await import('/extension/shared/page.js');
      const result = { url, title: '', inputs: [], groups: [] };
      const answers = [Promise.resolve([{ result, frameId: 0, documentId: '' }])];
      chrome.scripting.executeScript = () => answers.pop() ?? new Promise(() => {});
      await keep('chosen', { tab: 1, url, how: 'field' }, 60);
      return String(await describePage({ id: 1, windowId: 1, url }, 100));
    },
    url,
  );
  assert.equal(described, 'undefined');
});

test('what_is_turned_off_while_another_turn_runs_stays_off', async () => {
  const left = await inExtension(the.session, async () => {
    const { default: init } = await import('/extension/wasm/tandem.js');
    await init();
    const { stopLocking } = await import('/extension/shared/lock.js');
    const { turnOffSync } = await import('/extension/shared/sync.js');
    const { session, local } = chrome.storage;
    let stopping = Promise.resolve();
    await navigator.locks.request('key', async () => {
      stopping = stopLocking();
      await session.set({ lock: { after: 15, until: Date.now() + 900_000 } });
    });
    let turning = Promise.resolve();
    await navigator.locks.request('sync', async () => {
      turning = turnOffSync(true);
      await local.set({ sync: { on: true } });
    });
    await Promise.all([stopping, turning]);
    return { ...(await session.get('lock')), ...(await local.get('sync')) };
  });
  assert.deepEqual(left, { sync: {} });
});

test('both_codes_of_a_pair_that_are_used_at_once_count_as_used', async () => {
  await the.save([newKey().uri]);
  const used = await inOpenVault(async () => {
    const { theVault } = await import('/extension/shared/session.js');
    const { handPair, pairState, thePair } = await import('/extension/shared/pair-state.js');
    const id = theVault()?.rows([0], Date.now() / 1000)[0]?.id ?? '';
    const { firstStep } = await thePair(id);
    await Promise.all([handPair(id, firstStep, 'first'), handPair(id, firstStep, 'second')]);
    const { first, second } = (await pairState(id)).used ?? {};
    return { first, second };
  });
  assert.deepEqual(used, { first: true, second: true });
});

test('what_is_asked_about_the_vault_is_asked_after_the_last_wait', async () => {
  await the.save([newKey().uri]);
  const asked = await inOpenVault(async () => {
    const { closeSession, theVault } = await import('/extension/shared/session.js');
    const { nextStep } = await import('/extension/shared/backups.js');
    const { noteAuto, noteChange } = await import('/extension/shared/auto-backup.js');
    const { syncNow } = await import('/extension/shared/sync.js');
    await noteAuto({ where: 'downloads' });
    const { local } = chrome.storage;
    const get = local.get.bind(local);
    // The vault is closed while the first of them reads storage.
    local.get = async (/** @type {any} */ ...what) => {
      closeSession();
      return get(...what);
    };
    const acts = [nextStep(theVault), noteChange(theVault), syncNow()];
    const answers = await Promise.allSettled(acts);
    return answers.map(({ status }) => status);
  });
  assert.deepEqual(asked, ['fulfilled', 'fulfilled', 'fulfilled']);
});

test('a_write_that_comes_before_the_core_is_loaded_is_opened_after_it', async () => {
  await the.save([newKey().uri]);
  const page = await the.session.tab(the.session.address('_locales/en/messages.json'));
  const count = await page.evaluate(async () => {
    const { refresh, theVault } = await import('/extension/shared/session.js');
    await refresh();
    return theVault()?.count();
  });
  await page.close();
  assert.equal(count, 1);
});

test('of_two_things_noted_at_once_none_is_lost', async () => {
  const noted = await inExtension(the.session, async () => {
    const { noteMapping } = await import('/extension/shared/exports.js');
    const { tickAws } = await import('/extension/shared/backups.js');
    await Promise.all([noteMapping('one', { a: 1 }), noteMapping('two', { b: 2 })]);
    await Promise.all([tickAws({ told: true }), tickAws({ device: true })]);
    return chrome.storage.local.get(['mappings', 'aws']);
  });
  assert.deepEqual(noted, {
    aws: { told: true, device: true },
    mappings: [
      ['one', { a: 1 }],
      ['two', { b: 2 }],
    ],
  });
});

/**
 * The popup in a tab, whose first read of the vault is answered when the test lets it.
 * @returns {Promise<{ page: import('puppeteer-core').Page, go: () => Promise<void> }>}
 */
async function slowlyOpened() {
  const page = await the.session.tab();
  await page.evaluateOnNewDocument(() => {
    // Not when it was reloaded.
    if (sessionStorage.getItem('opened')) return;
    sessionStorage.setItem('opened', 'yes');
    const { session, local } = chrome.storage;
    // A lock comes before it listens.
    session.onChanged.addListener = () => {};
    for (const area of [session, local]) {
      const real = area.get.bind(area);
      const hold = new Promise((go) => addEventListener('go', go));
      let first = true;
      area.get = async (/** @type {any} */ keys) => {
        const [was, found] = [first, await real(keys)];
        first = false;
        if (was) await hold;
        return found;
      };
    }
  });
  await page.goto(the.session.address('extension/popup/popup.html'));
  const go = () => page.evaluate(() => void dispatchEvent(new Event('go')));
  return { page, go };
}

test('a_popup_shows_what_was_written_while_it_opened', async () => {
  await the.save([newKey({ issuer: 'Before' }).uri]);
  const { page, go } = await slowlyOpened();
  await the.save([newKey({ issuer: 'Meanwhile' }).uri]);
  await go();
  const popup = await popupOf(page);
  await popup.says('Meanwhile');
  await popup.says('Before');
  await popup.close();
});

test('an_empty_popup_shows_the_first_account_that_another_window_saves', async () => {
  const popup = await the.session.openAsTab();
  await popup.named(the.t('scan_page')).wait();
  await the.save([newKey({ issuer: 'First' }).uri]);
  await popup.says('First');
  await popup.close();
});

test('the_zoom_of_a_tab_that_was_closed_is_no_error', async () => {
  const left = await inExtension(the.session, async () => {
    const { resetZoom } = await import('/extension/shared/page.js');
    const { keep } = await import('/extension/shared/storage.js');
    const { id } = await chrome.tabs.create({});
    await chrome.tabs.remove(id ?? 0);
    await navigator.locks.request('zoomed', async () => {
      await keep('zoomed', { id, before: 1, scope: 'per-origin' }, 60);
      await resetZoom();
    });
    return chrome.storage.session.get('zoomed');
  });
  assert.deepEqual(left, {});
});

test('a_popup_is_locked_by_a_lock_while_it_opened', async () => {
  await the.save([newKey({ issuer: 'Before' }).uri]);
  await protectedQuickly();
  const { page, go } = await slowlyOpened();
  await inExtension(the.session, () => chrome.storage.session.clear());
  await go();
  await handsOn(page).says(the.t('locked_title'));
  await page.close();
});

test('of_two_values_kept_at_once_the_one_that_ends_first_sets_the_alarm', async () => {
  const seconds = await inExtension(the.session, async () => {
    const { LAPSE, keep } = await import('/extension/shared/storage.js');
    await chrome.alarms.clear(LAPSE);
    await Promise.all([keep('asked', {}, 60), keep('form', {}, 600)]);
    // The background sets it.
    const until = Date.now() + 60_000;
    const due = async () => (await chrome.alarms.get(LAPSE))?.scheduledTime ?? Infinity;
    for (let tries = 0; tries < 100 && (await due()) > until; tries += 1)
      await new Promise((soon) => setTimeout(soon, 50));
    const left = (await due()) - Date.now();
    await chrome.storage.session.clear();
    return left / 1000;
  });
  assert.ok(seconds <= 60, String(seconds));
});

test('the_badge_that_asks_for_a_click_goes_once_the_popup_is_open', async () => {
  await the.page.bringToFront();
  const tab = await inExtension(the.session, async () => {
    const [tab] = await chrome.tabs.query({ active: true });
    await chrome.action.setBadgeText({ tabId: tab?.id ?? 0, text: '!' });
    return tab?.id;
  });
  const popup = await the.open();
  await popup.page.waitForFunction(
    async (tabId = 0) => (await chrome.action.getBadgeText({ tabId })) === '',
    { polling: 50 },
    tab,
  );
  await popup.close();
});

test('a_form_for_the_first_passphrase_changes_none_that_another_window_has_set', async () => {
  await the.save([newKey().uri]);
  const page = await options();
  await page.says(the.t('passphrase_hint'));
  await protectedQuickly();
  const text = async () =>
    (await inExtension(the.session, () => chrome.storage.local.get('vault')))['vault'];
  const before = await text();
  await choose(page, 'a quite different passphrase');
  await page.press(the.t('protect'));
  await page.says(the.t('error_already_protected'));
  assert.equal(await text(), before);
  await page.page.reload();
  await page.says(the.t('lock_after'));
  assert.ok(!(await page.text()).includes(the.t('recovery_not_kept')));
  await page.page.close();
});

test('a_passphrase_that_another_window_has_changed_opens_nothing_in_a_view_that_asks_for_it', async () => {
  await the.save([newKey({ issuer: 'Before' }).uri]);
  await protectedQuickly();
  await inExtension(the.session, () => chrome.storage.session.clear());
  const popup = await the.session.openAsTab();
  await popup.says(the.t('locked_title'));
  const other = 'a quite different passphrase';
  await inExtension(
    the.session,
    async (old, other) => {
      const { change, holdKey, loadCore } = await import('/extension/shared/session.js');
      const { deriveKey, keyByPassphrase } = await import('/extension/wasm/tandem.js');
      await loadCore();
      const { vault } = await chrome.storage.local.get('vault');
      await holdKey(keyByPassphrase(String(vault), old));
      await change((vault) => vault.setPassphrase(deriveKey(other, 19 << 10, 2)));
    },
    PASSPHRASE,
    other,
  );
  const key = () => inExtension(the.session, () => chrome.storage.session.get('key'));
  const before = await key();
  await unlock(popup, PASSPHRASE);
  await popup.says(the.t('error_passphrase_wrong'));
  assert.deepEqual(await key(), before, 'the other window stays unlocked');
  await unlock(popup, other);
  await popup.says('Before');
  await popup.close();
});

test('a_lock_while_another_key_is_taken_over_from_sync_leaves_the_store_as_it_is', async () => {
  await the.save([newKey().uri]);
  await protectedQuickly();
  const [before, after] = await inOpenVault(async () => {
    const { closeSession, theVault } = await import('/extension/shared/session.js');
    const { adopt, turnOnSync } = await import('/extension/shared/sync.js');
    await turnOnSync();
    const before = /** @type {Record<string, string>} */ (await chrome.storage.sync.get());
    const [, text = ''] = Object.entries(before).find(([key]) => key.startsWith('vault/')) ?? [];
    const { local } = chrome.storage;
    const set = local.set.bind(local);
    local.set = async (/** @type {object} */ items) => {
      if ('sync' in items) closeSession();
      return set(items);
    };
    await adopt(text, new Uint8Array(theVault()?.key() ?? []));
    const after = await chrome.storage.sync.get();
    await set({ sync: {} });
    await chrome.storage.sync.clear();
    return [before, after];
  });
  assert.equal(Object.keys(before).length, 2);
  assert.deepEqual(after, before);
});
