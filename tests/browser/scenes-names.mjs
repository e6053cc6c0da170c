/**
 * The gallery's scenes of names that are awkward to draw: from right to left, a thousand letters
 * long, made of emoji. Runs in Node.
 */
import { scene } from './scenes.mjs';

/** @typedef {import('./scenes.mjs').Scene} Scene */
/** @typedef {import('../../extension/wasm/tandem.js').Vault} Vault */

/** @param {string} issuer @param {string} name */
const uri = (issuer, name) =>
  `otpauth://totp/${[issuer, name].map(encodeURIComponent).join(':')}?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DP&issuer=${encodeURIComponent(issuer)}`;

export const HEBREW = 'דנה!';
const names = [
  uri('Amazon Web Services', 'مستخدم@123456789012'),
  uri('בנק לאומי (ישראל)', 'dana@example.com'),
  uri('GitHub', HEBREW),
  uri('🏦👨‍👩‍👧 Bank', '🦊fox'),
  uri('W'.repeat(1000), 'x'.repeat(1000)),
];
const [, , github = '', , long = ''] = names;

/** @param {number} place @returns {NonNullable<Scene['act']>} */
const openMenu =
  (place) =>
  async ({ page }) => {
    await page.locator(`.rows [aria-posinset="${place}"] .more`).click();
    await page.waitForSelector('dialog[open]');
  };

/** @param {number} place @param {string} key @param {string} then what appears @returns {NonNullable<Scene['act']>} */
const choose = (place, key, then) => async (popup, session) => {
  await openMenu(place)(popup, session);
  await popup.press(session.words(key));
  await popup.page.waitForSelector(then);
};

/** @type {NonNullable<Scene['before']>} */
const noted = (page) =>
  page.evaluate(async (note) => {
    const { change } = await import('/extension/shared/session.js');
    await change((/** @type {Vault} */ vault) => {
      for (const { id } of vault.rows(vault.search(''), 0)) {
        const form = { ...vault.details(id), label: '' };
        vault.edit(id, form, { ...form, note });
      }
    });
  }, HEBREW);

/** @type {NonNullable<Scene['before']>} */
const deleted = (page) =>
  page.evaluate(async () => {
    const { change } = await import('/extension/shared/session.js');
    await change((/** @type {Vault} */ vault) => {
      for (const { id } of vault.rows(vault.search(''), 0)) vault.remove(id, Date.now() / 1000);
    });
  });

const tab = { accounts: names, width: 760, height: 900 };

export const scenesOfNames = [
  scene('names-list', { accounts: names }),
  scene('names-menu', { accounts: names, act: openMenu(2) }),
  scene('names-pair', { accounts: names, act: choose(1, 'two_codes', '.codes') }),
  scene('names-pair-long', { accounts: [long], act: choose(1, 'two_codes', '.codes') }),
  scene('names-edit', { accounts: names, before: noted, act: choose(3, 'edit', '.reach, .sites') }),
  scene('names-deleted', {
    accounts: [github, long],
    act: choose(2, 'delete', '[data-part=toast]:not([hidden])'),
  }),
  scene('names-likely', {
    accounts: [uri('GitHub', 'x'.repeat(900))],
    front: { url: 'https://github.com/login' },
  }),
  scene('names-several', {
    front: { codes: names.slice(0, 3) },
    act: async (popup, session) => {
      await popup.press(session.words('scan_page'));
      await popup.page.waitForSelector('.choices li');
    },
  }),
  scene('names-trash', {
    ...tab,
    page: 'extension/options/options.html',
    before: deleted,
    act: ({ page }) => page.$eval('#trash', (section) => section.scrollIntoView()),
  }),
  scene('names-checkup', {
    ...tab,
    page: 'extension/checkup/checkup.html',
    act: async ({ page }) => {
      await page.locator('#no_site summary').click();
      await page.waitForSelector('#no_site .title');
    },
  }),
  scene('names-export', {
    ...tab,
    page: 'extension/exchange/exchange.html',
    act: async (popup, session) => {
      await popup.press(session.words('export_choose'));
      await popup.page.waitForSelector('.rows .candidate');
    },
  }),
];
