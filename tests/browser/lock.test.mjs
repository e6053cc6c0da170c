/** When the vault locks, and what remains in memory then. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKey } from './keys.mjs';
import { PASSPHRASE, protection } from './protection.mjs';
import { chooseBackup, onBackups, quickBackup } from './restore.mjs';
import { inExtension, stage } from './stage.mjs';

const the = stage();
const { options, protectedQuickly, stored, nothingInMemory, inWorker, proveIt, unlock } =
  protection(the);

test('an_unlocked_vault_locks_by_itself_and_a_key_past_its_time_is_not_used', async () => {
  await the.save([newKey().uri]);
  await protectedQuickly();
  await inExtension(the.session, async () => {
    const { setLockAfter } = await import('/extension/shared/lock.js');
    await setLockAfter(0.02);
    // As if the alarm came late, after the machine has slept.
    await chrome.alarms.clear('lock');
    await chrome.storage.session.set({ lock: { after: 0.02, until: Date.now() - 1000 } });
  });
  const popup = await the.open();
  await popup.says(the.t('locked_title'));
  // Its time is 1.2 s, which a busy machine may need to show the list, so what is kept beside the
  // key shows that it was open.
  const watching = await the.session.tab(the.session.address('_locales/en/messages.json'));
  await watching.evaluate(() => {
    /** @type {boolean[]} */
    const open = [];
    Object.assign(globalThis, { open });
    chrome.storage.session.onChanged.addListener(({ lock }) => {
      if (lock) open.push(lock.newValue !== undefined);
    });
  });
  const again = await the.session.openAsTab();
  await unlock(again, PASSPHRASE);
  await watching.waitForFunction(
    () => {
      const { open } = /** @type {{ open?: unknown }} */ (globalThis);
      return Array.isArray(open) && open.includes(true) && open.at(-1) === false;
    },
    // This tab is behind the other, where nothing is painted.
    { polling: 100 },
  );
  await again.page.bringToFront();
  await again.says(the.t('locked_title'));
  await again.close();
  await watching.close();
});

/** The popup, when it has counted its opening as use, and no more use is under way. */
async function openedForMinutes() {
  let popup = await the.session.openAsTab();
  if (await popup.has(the.t('unlock'))) {
    await unlock(popup, PASSPHRASE);
    await popup.page.waitForSelector('[data-code]');
    await popup.close();
    popup = await the.session.openAsTab();
  }
  await popup.page.waitForFunction(async () => {
    const { lock } = await chrome.storage.session.get('lock');
    const { until } = /** @type {{ until: number }} */ (lock);
    return until >= performance.timeOrigin + 15 * 60_000;
  });
  return popup;
}

test('a_key_press_or_a_look_after_the_time_is_over_locks_and_does_not_extend_it', async () => {
  await the.save([newKey().uri]);
  await protectedQuickly();
  // The alarm comes late, after the machine has slept; or the clock was set back meanwhile.
  for (const [what, left] of /** @type {const} */ ([
    ['keydown', -1000],
    ['visibilitychange', -1000],
    ['keydown', 86_400_000],
    ['visibilitychange', 86_400_000],
  ])) {
    const popup = await openedForMinutes();
    await popup.page.evaluate(
      (left) =>
        navigator.locks.request('key', async () => {
          await chrome.alarms.clear('lock');
          await chrome.storage.session.set({ lock: { after: 15, until: Date.now() + left } });
        }),
      left,
    );
    // Repeated use within some seconds counts once.
    await popup.page.evaluate((what) => {
      const real = Date.now;
      Date.now = () => real.call(Date) + 60_000;
      (what === 'keydown' ? window : document).dispatchEvent(new Event(what));
    }, what);
    await popup.says(the.t('locked_title'));
    await nothingInMemory();
    await popup.close();
  }
});

test('a_clock_that_was_set_back_opens_nothing_and_keeps_nothing', async () => {
  await the.save([newKey().uri]);
  await protectedQuickly();
  const ahead = () =>
    inExtension(the.session, async () => {
      const until = Date.now() + 86_400_000;
      await chrome.alarms.clear('lock');
      await chrome.storage.session.set({
        lock: { after: 15, until },
        form: { value: { secret: 'JBSWY3DPEHPK3PXP' }, until, seconds: 600 },
      });
      const storage = await import('/extension/shared/storage.js');
      const key = await storage.readKey();
      await storage.forgetLapsed();
      const left = await chrome.storage.session.get();
      return [key !== undefined, Object.keys(left).sort().join()];
    });
  assert.deepEqual(await ahead(), [false, 'key,lock']);
  // A user who comes back to the computer wakes the worker.
  await inWorker('idle.onStateChanged', 'active');
  await nothingInMemory();
});

test('a_popup_that_closes_before_it_sets_the_alarm_leaves_the_vault_to_lock_in_time', async () => {
  await the.save([newKey().uri]);
  await protectedQuickly();
  const page = await the.session.tab(the.session.address('_locales/en/messages.json'));
  try {
    const until = await page.evaluate(async () => {
      const { startTime } = await import('/extension/shared/lock.js');
      const end = async () => {
        const { lock } = await chrome.storage.session.get('lock');
        return /** @type {{ until?: number } | undefined} */ (lock)?.until;
      };
      const { key } = await chrome.storage.session.get('key');
      const before = await end();
      // As if it had been closed by then.
      chrome.alarms.create = () => new Promise(() => {});
      startTime(String(key));
      while ((await end()) === before);
      return end();
    });
    await page.waitForFunction(
      async (until) => (await chrome.alarms.get('lock'))?.scheduledTime === until,
      { polling: 50 },
      until,
    );
  } finally {
    await page.close();
  }
});

test('tries_in_several_windows_at_once_wait_like_those_in_one', async () => {
  await the.save([newKey().uri]);
  await protectedQuickly();
  const said = await inExtension(the.session, async () => {
    const { openSession } = await import('/extension/shared/session.js');
    const { countingWrong } = await import('/extension/shared/lock.js');
    await openSession();
    const wrong = () => Promise.reject({ code: 'method_wrong' });
    const tries = Array.from({ length: 6 }, () =>
      countingWrong(wrong).catch((/** @type {{ code: string }} */ { code }) => code),
    );
    return [await Promise.all(tries), await chrome.storage.local.get('wrong')];
  });
  const [codes, kept] = /** @type {[string[], { wrong: { count: number } }]} */ (said);
  assert.deepEqual(codes.slice(0, 4), ['method_wrong', 'method_wrong', 'method_wrong', 'wait']);
  assert.equal(kept.wrong.count, 3);
  await inExtension(the.session, () => chrome.storage.local.remove('wrong'));
});

test('a_key_is_kept_with_its_end_in_one_write_and_lock_now_clears_whatever_is_there', async () => {
  await the.save([newKey().uri]);
  await protectedQuickly();
  await inWorker('commands.onCommand', 'lock');
  const page = await the.session.openAsTab();
  await page.page.evaluate(() => {
    const { session } = chrome.storage;
    const set = session.set.bind(session);
    /** @type {string[]} */
    const written = [];
    Object.assign(globalThis, { written });
    session.set = (/** @type {object} */ items) => {
      written.push(Object.keys(items).sort().join());
      return set(items);
    };
  });
  await unlock(page, PASSPHRASE);
  await page.page.waitForSelector('[data-code]');
  const written = await page.page.evaluate(
    () => /** @type {{ written?: string[] }} */ (globalThis).written,
  );
  assert.equal(written?.[0], 'key,lock');
  assert.ok(!written?.includes('key'), String(written));
  await page.page.evaluate(() => chrome.storage.session.remove('lock'));
  await inWorker('commands.onCommand', 'lock');
  await page.says(the.t('locked_title'));
  await nothingInMemory();
  await page.close();
});

test('a_lock_in_the_middle_of_a_change_of_the_key_stays_one', async () => {
  await the.save([newKey().uri]);
  await protectedQuickly();
  const before = (await stored()).local['vault'];
  const code = await inExtension(the.session, async () => {
    const { change, openSession } = await import('/extension/shared/session.js');
    const { deriveKey } = await import('/extension/wasm/tandem.js');
    await openSession();
    const derived = deriveKey('a quite different passphrase', 19 << 10, 2);
    const { session } = chrome.storage;
    const get = session.get.bind(session);
    let changed = false;
    Object.assign(session, {
      get: async (/** @type {string[]} */ keys) => {
        if (changed) await session.clear();
        changed = false;
        return get(keys);
      },
    });
    return change((vault) => {
      vault.setPassphrase(derived);
      changed = true;
    }).then(
      () => 'changed',
      (/** @type {{ code: string }} */ error) => error.code,
    );
  });
  assert.equal(code, 'locked');
  const { local, session } = await stored();
  assert.equal(local['vault'], before);
  assert.deepEqual(session, {});
});

test('a_lock_between_reading_the_key_and_replacing_it_leaves_no_key_behind', async () => {
  await the.save([newKey().uri]);
  await protectedQuickly();
  // By a change of the key, and by mere use.
  for (const how of /** @type {const} */ (['change', 'touch'])) {
    const left = await inExtension(
      the.session,
      async (how, passphrase) => {
        const session = await import('/extension/shared/session.js');
        const { lock, touch } = await import('/extension/shared/lock.js');
        const core = await import('/extension/wasm/tandem.js');
        await session.openSession().catch(() => undefined);
        const { vault } = /** @type {{ vault: string }} */ (
          await chrome.storage.local.get('vault')
        );
        await session.holdKey(core.keyByPassphrase(vault, passphrase));
        await session.refresh();
        const area = chrome.storage.session;
        const set = area.set.bind(area);
        /** @type {Promise<void> | undefined} */
        let locking;
        Object.assign(area, {
          set: async (/** @type {object} */ items) => {
            if (!locking) {
              locking = lock();
              while (Object.keys(await area.get()).length)
                await new Promise((soon) => setTimeout(soon, 10));
            }
            return set(items);
          },
        });
        const derived = core.deriveKey(passphrase, 19 << 10, 2);
        if (how === 'touch') await touch();
        else
          await session.change(
            (/** @type {import('../../extension/wasm/tandem.js').Vault} */ open) =>
              open.setPassphrase(derived),
          );
        await locking;
        return Object.keys(await area.get());
      },
      how,
      PASSPHRASE,
    );
    assert.deepEqual(left, [], how);
  }
});

/**
 * Runs in a page before anything else does: remembers every array as long as a vault key that the
 * page makes or is handed by its Worker.
 */
function watchKeys() {
  /** @type {Uint8Array[]} */
  const made = [];
  const Real = Uint8Array;
  class Watched extends Real {
    /** @param {any[]} values */
    constructor(...values) {
      super(.../** @type {[]} */ (values));
      // A longer buffer is the module's own memory.
      if (this.buffer.byteLength === 32) made.push(this);
    }
  }
  Object.assign(globalThis, { made, Uint8Array: Watched });
  const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data') ?? {};
  Object.defineProperty(MessageEvent.prototype, 'data', {
    get() {
      const data = get?.call(this);
      if (data?.answer instanceof Real) made.push(data.answer);
      return data;
    },
  });
}

test('no_copy_of_the_vaults_key_stays_in_a_page_that_has_used_it', async () => {
  await the.save([newKey({ issuer: 'Wiped' }).uri]);
  await protectedQuickly();
  await inWorker('commands.onCommand', 'lock');
  const popup = await the.session.openAsTab((page) => page.evaluateOnNewDocument(watchKeys));
  await unlock(popup, PASSPHRASE);
  await popup.page.waitForSelector('[data-code]');
  await popup.press(the.t('more_for', 'Wiped'));
  await popup.press(the.t('copy_secret'));
  await proveIt(popup);
  await popup.says(the.t('secret_copied'));
  await popup.page.locator('.row').click();
  await popup.says(the.t('used_next_in', 7).split('7')[0] ?? '');
  const { copies, wiped } = await popup.page.evaluate(async () => {
    const { key } = await chrome.storage.session.get('key');
    const { made } = /** @type {{ made: Uint8Array[] }} */ (/** @type {unknown} */ (globalThis));
    const text = (/** @type {Uint8Array} */ bytes) => btoa(String.fromCharCode(...bytes));
    return {
      copies: made.filter((bytes) => text(bytes) === key).length,
      wiped: made.filter((bytes) => bytes.every((byte) => byte === 0)).length,
    };
  });
  assert.equal(copies, 0);
  assert.ok(wiped >= 3, `${wiped} were seen to be wiped`);
  await popup.close();
});

test('no_vault_stays_open_in_a_page_after_its_work', async () => {
  await the.save([newKey({ issuer: 'Mine' }).uri]);
  await protectedQuickly();
  const { text } = await quickBackup(the);
  await onBackups(the, async (page, fileOf) => {
    await page.says(the.t('lock_after'));
    await page.page.evaluate(async () => {
      const { Vault } = /** @type {{ Vault: any }} */ (await import('/extension/wasm/tandem.js'));
      const { __wrap: wrap } = Vault;
      const { __destroy_into_raw: destroy } = Vault.prototype;
      const open = new Set();
      Object.assign(globalThis, { open });
      Vault.__wrap = (/** @type {number} */ at) => {
        const vault = wrap.call(Vault, at);
        open.add(vault);
        return vault;
      };
      Vault.prototype.__destroy_into_raw = function () {
        open.delete(this);
        return destroy.call(this);
      };
    });
    const open = () =>
      page.page.evaluate(
        () => /** @type {{ open: Set<unknown> }} */ (/** @type {unknown} */ (globalThis)).open.size,
      );
    // A wrong try, one that only checks, and one that restores and undoes it.
    await chooseBackup(the, page, await fileOf(text), { way: 'backup_check', typed: 'wrong' });
    await page.says(the.t('error_method_wrong'));
    await page.press(the.t('cancel'));
    await chooseBackup(the, page, await fileOf(text), { way: 'backup_check' });
    await page.says(the.t('backup_same', 1));
    assert.equal(await open(), 1, 'the backup, as long as it is shown');
    await page.press(the.t('back'));
    await page.says(the.t('backup_none'));
    assert.equal(await open(), 0);
  });
});

test('a_locked_screen_does_not_lock_a_vault_that_never_locks_by_itself', async () => {
  await the.save([newKey().uri]);
  await protectedQuickly();
  const page = await options();
  await page.page.select('[data-part=after]', 'never');
  await proveIt(page);
  await page.page.waitForFunction(
    async () =>
      /** @type {{ after?: unknown }} */ ((await chrome.storage.session.get('lock'))['lock'])
        .after === 'never',
  );
  await inWorker('idle.onStateChanged', 'locked');
  assert.ok((await stored()).session['key']);
  await inWorker('commands.onCommand', 'lock');
  await page.says(the.t('locked_title'));
  await page.page.close();
});

test('a_computer_left_alone_is_not_locked_where_the_browser_tells_of_a_locked_screen', async () => {
  await the.save([newKey().uri]);
  await protectedQuickly();
  await inExtension(the.session, async () =>
    (await import('/extension/shared/lock.js')).setLockAfter('close'),
  );
  await inWorker('idle.onStateChanged', 'idle');
  assert.ok((await stored()).session['key']);
  await inWorker('idle.onStateChanged', 'locked');
  await nothingInMemory();
});

test('chromium_assigns_every_suggested_key', async () => {
  const keys = await inExtension(the.session, async () =>
    (await chrome.commands.getAll()).map(({ name, shortcut }) => [name, shortcut]),
  );
  assert.deepEqual(Object.fromEntries(keys), {
    _execute_action: 'Alt+Shift+O',
    fill: 'Alt+Shift+F',
    scan: 'Alt+Shift+S',
    lock: 'Alt+Shift+L',
  });
});
