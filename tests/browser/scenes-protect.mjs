/**
 * The gallery's scenes of protecting and locking, in the options page and the popup. Runs in Node.
 */
import { ACCOUNTS } from './accounts.mjs';
import { scene, sceneTime } from './scenes.mjs';

/** @typedef {import('./scenes.mjs').Scene} Scene */
/** @typedef {import('../../extension/wasm/tandem.js').Vault} Vault */

const { three } = ACCOUNTS;
const options = { page: 'extension/options/options.html', width: 760, height: 760 };
const PASSPHRASE = 'lusab-babad-gutih-tugad-hajav';

/**
 * Protects what is saved, and locks it on request.
 * @param {'open' | 'locked'} then
 * @returns {NonNullable<Scene['before']>}
 */
const protectedAnd = (then) => async (page) => {
  await page.evaluate(
    async (passphrase, then) => {
      const { change } = await import('/extension/shared/session.js');
      const { deriveKey } = await import('/extension/wasm/tandem.js');
      await change((/** @type {Vault} */ vault) => {
        vault.protect(deriveKey(passphrase, 19 << 10, 2));
        vault.addPasskey({
          credential: [1, 2, 3],
          input: Array(32).fill(4),
          output: Array(32).fill(5),
        });
      });
      // The clock stands still, so no time would pass until the lock.
      await chrome.storage.local.set({ settings: { lockAfter: 'close' } });
      if (then === 'locked') await chrome.storage.session.clear();
    },
    PASSPHRASE,
    then,
  );
};

/** @type {NonNullable<Scene['before']>} */
const deleted = (page) =>
  page.evaluate(async (now) => {
    const { change } = await import('/extension/shared/session.js');
    Date.now = () => now * 1000;
    await change((/** @type {Vault} */ vault) =>
      vault
        .rows(vault.search(''), now)
        .slice(1)
        .forEach(({ id }, place) => vault.remove(id, now - place * 86_400 * 9)),
    );
  }, sceneTime());

/** @type {NonNullable<Scene['before']>} */
const synced = (page) => page.evaluate(() => chrome.storage.local.set({ sync: { on: true } }));

/** @type {NonNullable<Scene['before']>} */
const met = (page) => page.evaluate(() => chrome.storage.sync.set({ 'vault/another': '{}' }));

/** @type {NonNullable<Scene['act']>} */
const suggest = (popup, session) => popup.press(session.words('passphrase_suggest'));

export const scenesOfProtection = [
  scene('ask', {
    accounts: three,
    left: { protect: true },
    front: { url: 'https://example.org/' },
  }),
  scene('locked', { accounts: three, before: protectedAnd('locked') }),
  scene('locked-wrong', {
    accounts: three,
    before: protectedAnd('locked'),
    act: async (popup, session) => {
      await popup.page.waitForSelector('[data-part=secret]');
      await popup.page.type('[data-part=secret]', 'not this one');
      await popup.press(session.words('unlock'));
      await popup.says(session.words('error_passphrase_wrong'));
    },
  }),
  scene('more-protected', {
    accounts: three,
    before: protectedAnd('open'),
    act: (popup, session) => popup.press(session.words('menu')),
  }),
  scene('options-first', { ...options, accounts: three }),
  scene('options-weak', {
    ...options,
    accounts: three,
    act: async (popup, session) => {
      await popup.page.type('[data-part=passphrase]', 'Password1234');
      await popup.press(session.words('protect'));
      await popup.says(session.words('error_passphrase_weak'));
    },
  }),
  scene('options-suggested', { ...options, accounts: three, act: suggest }),
  scene('options-code', {
    ...options,
    accounts: three,
    before: (page) =>
      page.evaluate(() => chrome.storage.local.set({ settings: { lockAfter: 'close' } })),
    act: async (popup, session) => {
      await suggest(popup, session);
      await popup.press(session.words('protect'));
      await popup.says(session.words('recovery_text').slice(0, 20));
    },
  }),
  scene('options-protected', { ...options, accounts: three, before: protectedAnd('open') }),
  scene('options-empty', options),
  scene('options-confirm', {
    ...options,
    accounts: three,
    before: protectedAnd('open'),
    act: async (popup, session) => {
      await popup.press(
        session.words('act_named', session.words('method_change'), session.words('recovery_code')),
      );
      await popup.says(session.words('confirm_recovery'));
    },
  }),
  scene('options-code-lost', {
    ...options,
    accounts: three,
    before: async (page, session) => {
      await protectedAnd('open')(page, session);
      await page.evaluate(() =>
        chrome.storage.local.set({ settings: { lockAfter: 'close', recoveryKept: false } }),
      );
    },
  }),
  scene('options-help', {
    ...options,
    height: 1200,
    accounts: three,
    before: protectedAnd('open'),
    act: (popup) =>
      popup.page.$$eval('.answers details', (all) => all.forEach((one) => (one.open = true))),
  }),
  scene('options-sync', {
    ...options,
    accounts: three,
    before: async (page, session) => (
      await protectedAnd('open')(page, session),
      synced(page, session)
    ),
  }),
  scene('options-sync-off', {
    ...options,
    accounts: three,
    width: 360,
    height: 1000,
    before: protectedAnd('open'),
  }),
  scene('options-sync-met', { ...options, before: met }),
  scene('options-sync-join', {
    ...options,
    before: met,
    act: (popup, session) => popup.press(session.words('sync_join')),
  }),
  scene('empty-met', { before: met }),
  scene('options-trash', {
    ...options,
    accounts: three,
    before: async (page, session) => (
      await protectedAnd('open')(page, session),
      deleted(page, session)
    ),
  }),
  scene('options-question', {
    ...options,
    accounts: three,
    before: deleted,
    act: async (popup, session) => {
      await popup.page.locator('#trash [data-part=delete]').click();
      await popup.says(session.words('cancel'));
    },
  }),
  scene('options-narrow', {
    ...options,
    accounts: three,
    width: 360,
    before: protectedAnd('open'),
  }),
];
