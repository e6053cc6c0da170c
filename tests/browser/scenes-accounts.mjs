/**
 * The gallery's scenes of tags, orders, hidden codes, selected accounts and the check-up. Runs in
 * Node.
 */
import { ACCOUNTS } from './accounts.mjs';
import { scene } from './scenes.mjs';

/** @typedef {import('./scenes.mjs').Scene} Scene */
/** @typedef {import('../../extension/wasm/tandem.js').Vault} Vault */

const { three, fifty } = ACCOUNTS;

/** Tags, pins, a note and a hidden code. @type {NonNullable<Scene['before']>} */
const tagged = (page) =>
  page.evaluate(async () => {
    const { change } = await import('/extension/shared/session.js');
    const tags = ['Work', 'Private', 'Production', '経理', 'A tag that is rather long', 'Clients'];
    await change((/** @type {Vault} */ vault) => {
      vault.rows(vault.search(''), 0).forEach(({ id }, place) => {
        for (const tag of tags.filter((_, at) => (place + at) % 3 === 0)) vault.tag(id, tag);
        if (place === 2) vault.setPinned(id, true);
        if (place % 2) return;
        const note = 'Spare key in the safe.\nAsk Ana.';
        const form = { ...vault.details(id), label: '' };
        vault.edit(id, form, { ...form, note, hidden: place % 4 === 0 });
      });
    });
  });

/** A picture of the person's own for the first account. @type {NonNullable<Scene['before']>} */
const iconed = (page) =>
  page.evaluate(async () => {
    const { change } = await import('/extension/shared/session.js');
    const canvas = new OffscreenCanvas(64, 64);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    for (const [at, colour] of ['#0b7285', '#f59f00', '#e8590c'].entries()) {
      context.fillStyle = colour;
      context.beginPath();
      context.arc(32, 32, 32 - at * 10, 0, 7);
      context.fill();
    }
    const file = await canvas.convertToBlob({ type: 'image/webp' });
    const bytes = new Uint8Array(await file.arrayBuffer());
    await change((/** @type {Vault} */ vault) => {
      const [first] = vault.rows(vault.search(''), 0);
      if (!first) return;
      const icon = vault.keepPicture(bytes);
      const form = { ...vault.details(first.id), label: '' };
      vault.edit(first.id, form, { ...form, icon });
    });
  });

/** @type {NonNullable<Scene['act']>} */
const choosing = async (popup, session) => {
  await edit(2)(popup, session);
  await popup.press(session.words('icon_change'));
  return popup.page.waitForSelector('.icons [data-icon]');
};

/** @param {Record<string, unknown>} settings @returns {NonNullable<Scene['before']>} */
const chosen = (settings) => (page) =>
  page.evaluate((settings) => chrome.storage.local.set({ settings }), settings);

/** @param {number} place @returns {NonNullable<Scene['act']>} */
const edit = (place) => async (popup, session) => {
  await popup.page.locator(`.rows li:nth-child(${place}) .more`).click();
  await popup.press(session.words('edit'));
  await popup.page.waitForSelector('[data-part=note]');
};

/** Fifty services, most of them with an icon. */
const services = [
  ...'GitHub,Google,Microsoft,Slack,Discord,Dropbox,PayPal,Stripe,X,Facebook,Instagram,Reddit'.split(
    ',',
  ),
  ...'GitLab,npm,PyPI,Docker,Cloudflare,DigitalOcean,Hetzner,OVH,Bitwarden,Proton,Twitch,Steam'.split(
    ',',
  ),
  ...'Epic Games,Binance,Coinbase,Okta,Auth0,LinkedIn,Apple,Amazon,Rakuten,LINE,niconico,pixiv'.split(
    ',',
  ),
  ...'Salesforce,Notion,Figma,Zoom,Mastodon,Signal,Telegram,Synology,Grafana,Sentry,Nintendo'.split(
    ',',
  ),
  ...'Our own server,Bank,楽天'.split(','),
].map((issuer) => (three[1] ?? '').replaceAll('GitHub', encodeURIComponent(issuer)));
const aws = Array.from({ length: 12 }, (_, at) =>
  (three[0] ?? '')
    .replace('jane.doe', `user${at}`)
    .replace('123456789012', at % 3 ? '123456789012' : '210987654321'),
);
const options = { width: 760, height: 760 };

export const scenesOfAccounts = [
  scene('accounts-tags-3', { accounts: three, before: tagged }),
  scene('accounts-tags-50', { accounts: fifty, before: tagged }),
  scene('accounts-tags-chosen', {
    accounts: fifty,
    before: tagged,
    act: ({ page }) => page.locator('.tagbar button:nth-child(2)').click(),
  }),
  scene('accounts-edit-tagged', { accounts: fifty, before: tagged, act: edit(3) }),
  scene('accounts-edit-tagged-end', {
    accounts: fifty,
    before: tagged,
    act: async (popup, session) => {
      await edit(3)(popup, session);
      await popup.page.$eval('.view > .scroll', (scroll) => scroll.scrollTo(0, 9999));
    },
  }),
  scene('icons-3', { accounts: three }),
  scene('icons-50', { accounts: services }),
  scene('icons-picture', { accounts: services.slice(0, 9), before: iconed }),
  scene('icons-edit', { accounts: three, act: edit(2) }),
  scene('icons-edit-picture', { accounts: three, before: iconed, act: edit(1) }),
  scene('icons-choose', { accounts: three, act: choosing }),
  scene('icons-choose-all', {
    accounts: services,
    act: async (popup, session) => {
      await choosing(popup, session);
      await popup.page.keyboard.press('Backspace');
      await popup.page.waitForSelector('.icons svg');
      await popup.page.waitForNetworkIdle({ idleTime: 200 });
    },
  }),
  scene('icons-choose-none', {
    accounts: three,
    act: async (popup, session) => {
      await choosing(popup, session);
      await popup.page.locator('.icons [data-part=search]').fill('nothing is called so');
    },
  }),
  scene('accounts-edit-suggested', {
    accounts: three,
    act: async (popup, session) => {
      await edit(2)(popup, session);
      await popup.page.locator('[data-part=site]').fill('what is this');
      await popup.press(session.words('add_short'));
    },
  }),
  scene('accounts-selecting', {
    accounts: fifty,
    before: tagged,
    act: async ({ page }) => {
      await page.keyboard.down('Control');
      await page.locator('.rows [aria-posinset="2"] .row').click();
      await page.waitForSelector('.selecting');
      await page.locator('.rows [aria-posinset="4"] .row').click();
      await page.keyboard.up('Control');
    },
  }),
  scene('accounts-tagging', {
    accounts: three,
    before: tagged,
    act: async ({ page }) => {
      await page.keyboard.press('ArrowDown');
      await page.keyboard.down('Control');
      await page.keyboard.press('a');
      await page.keyboard.up('Control');
      await page.waitForSelector('.selecting');
      await page.locator('.selecting [data-part=tag]').click();
      await page.waitForSelector('dialog[open]');
    },
  }),
  scene('accounts-sort', {
    accounts: three,
    act: async (popup, session) => {
      await popup.press(session.words('menu'));
      await popup.press(session.words('sort'));
    },
  }),
  scene('accounts-hidden-all', { accounts: fifty, before: chosen({ hideCodes: 'all' }) }),
  scene('accounts-hidden-pair', {
    accounts: three,
    before: chosen({ hideCodes: 'all' }),
    act: async (popup, session) => {
      await popup.page.locator('.rows li:nth-child(1) .more').click();
      await popup.press(session.words('two_codes'));
    },
  }),
  scene('accounts-blurred', { accounts: fifty, before: chosen({ blurred: true }) }),
  scene('accounts-aws-groups', { accounts: [...three.slice(1), ...aws] }),
  scene('accounts-likely', {
    accounts: three.slice(1),
    front: { url: 'https://github.com/login' },
  }),
  scene('accounts-counter', {
    accounts: [fifty[7] ?? ''],
    act: async (popup, session) => {
      await popup.page.locator('.rows li:nth-child(1) .more').click();
      await popup.press(session.words('counter_other'));
    },
  }),
  scene('accounts-checkup', {
    accounts: [...three, three[1] ?? '', fifty[9] ?? ''],
    page: 'extension/checkup/checkup.html',
    ...options,
    act: async ({ page }) => {
      await page.locator('#no_site summary').click();
    },
  }),
  scene('accounts-options-display', {
    accounts: three,
    page: 'extension/options/options.html',
    ...options,
    act: async ({ page }) => {
      await page.$eval('#display', (section) => section.scrollIntoView());
    },
  }),
];
