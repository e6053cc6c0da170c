/**
 * The scenes of the gallery: what is saved, what the page in front shows, what the user has done.
 * Each starts from an empty profile and a stopped clock. Runs in Node.
 */
import { create } from 'qrcode';
import { ACCOUNTS, dropDatabases, emptyProfile, seed } from './accounts.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof import('./popup.mjs').popupOf>>} Popup */
/** @typedef {import('./harness.mjs').Session} Session */

/**
 * @typedef {object} Scene
 * @property {string} name
 * @property {number} [width]
 * @property {number} [height]
 * @property {import('puppeteer-core').MediaFeature[]} [media] beyond light and dark
 * @property {boolean} [forced] with the few colours of a high-contrast system
 * @property {string} [page] of the extension, where it is not the popup's
 * @property {(page: Page, session: Session) => Promise<unknown>} [before] what was done with the
 * accounts
 * @property {(page: Page, session: Session) => Promise<void>} prepare before the popup opens
 * @property {(popup: Popup, session: Session) => Promise<unknown>} [act]
 */

let stands = 0;
/**
 * Unix seconds at which the clock stands in the scene that was prepared last: 19 s before the codes
 * change, within the real half minute, since a clock that was set back locks a vault.
 */
export const sceneTime = () => stands;

/** @typedef {'nothing' | 'two fields' | 'one field'} Asks */

/**
 * @typedef {object} Front the page in front of the popup
 * @property {string} [url]
 * @property {string[]} [codes] texts of the QR codes that are seen on it
 * @property {Asks} [asks]
 * @property {boolean} [closed] no extension may look at it
 * @property {number} [ahead] seconds by which its site's clock is
 */

/**
 * @param {string} name
 * @param {{ accounts?: string[], left?: Record<string, unknown>, front?: Front, late?: boolean, full?: boolean, width?: number, height?: number, media?: import('puppeteer-core').MediaFeature[], forced?: boolean, broken?: boolean, page?: string, before?: Scene['before'], act?: Scene['act'] }} scene
 * @returns {Scene}
 */
export function scene(
  name,
  {
    accounts = [],
    left = {},
    front = {},
    late = false,
    full = false,
    broken = false,
    before,
    act,
    ...view
  },
) {
  return {
    name,
    ...view,
    async prepare(page, session) {
      stands = 30 * Math.floor(Date.now() / 30_000) + 11;
      await page.evaluate(emptyProfile);
      await page.evaluate(dropDatabases);
      await page.evaluate(seed, accounts, left, stands, broken);
      await before?.(page, session);
      const picture = await pageWith(page, front.codes ?? []);
      await page.evaluateOnNewDocument(
        pretend,
        { ...front, picture },
        late ? stands + 14 : stands,
        full,
      );
    },
    act,
  };
}

/** Runs in the popup before its first script: the clock stands, and a page is in front. */
function pretend(
  /** @type {Front & { picture: string }} */ front,
  /** @type {number} */ now,
  /** @type {boolean} */ full,
) {
  Date.now = () => now * 1000;
  const url = front.url ?? 'https://us-east-1.signin.aws.amazon.com/oauth';
  const texts = {
    kind: 'text',
    name: '',
    autocomplete: '',
    mode: '',
    pattern: '',
    placeholder: '',
    hint: '',
    extra: '',
    set: '',
    near: '',
    value: '',
  };
  const shape = {
    longest: -1,
    visible: true,
    opacity: 1,
    aside: false,
    open: true,
    left: 20,
    width: 300,
    height: 32,
    group: 0,
  };
  const fields = {
    'two fields': ['MFA code 1', 'MFA code 2'],
    'one field': ['MFA code'],
    nothing: [],
  }[front.asks ?? 'nothing'];
  const group =
    fields.length === 1
      ? { heading: 'Multi-factor authentication', buttons: 'Submit' }
      : { heading: 'Set up device', buttons: 'Add MFA' };
  const page = {
    url,
    title: group.heading,
    inputs: fields.map((label, index) => ({
      ...texts,
      ...shape,
      targets: [],
      label,
      id: `formField:r${index}:`,
      top: 100 + 60 * index,
    })),
    groups: [{ name: '', text: '', links: '', pictures: [], ...group }],
  };
  Object.assign(globalThis.chrome.tabs, {
    query: async () => [{ id: 1, windowId: 1, url }],
    captureVisibleTab: async () => {
      if (front.closed) throw new Error('Cannot access contents of the page');
      return front.picture;
    },
  });
  Object.assign(globalThis.chrome.scripting, {
    executeScript: async (/** @type {{ args?: unknown[] }} */ { args }) => {
      if (front.closed) throw new Error('Cannot access contents of the page');
      if (typeof args?.[0] === 'number')
        return [
          {
            result: front.ahead
              ? [{ before: now * 1000, after: now * 1000 + 80, date: (now + front.ahead) * 1000 }]
              : [],
          },
        ];
      const none = args?.[0] === 'list' || args?.[0] === 'frames';
      return [{ result: none ? [] : page }];
    },
  });
  if (full) {
    chrome.storage.local.set = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'));
  }
}

/**
 * A picture of a page with these QR codes, as a data URL.
 * @param {Page} page
 * @param {string[]} texts
 */
async function pageWith(page, texts) {
  const codes = texts.map((text) => {
    const { size, data } = create(text, { errorCorrectionLevel: 'L' }).modules;
    return { size, dark: [...data] };
  });
  return page.evaluate((codes) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1280, 800];
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = '#f2f3f3';
    context.fillRect(0, 0, 1280, 800);
    context.fillStyle = '#232f3e';
    context.fillRect(0, 0, 1280, 48);
    context.fillStyle = '#fff';
    context.fillRect(240, 96, 800, 640);
    context.fillStyle = '#5f6b7a';
    context.font = '24px sans-serif';
    context.fillText('Set up device', 280, 150);
    for (let line = 0; line < 4; line += 1)
      context.fillRect(280, 190 + line * 28, 520 - line * 60, 8);
    for (const [index, { size, dark }] of codes.entries()) {
      const [left, top] = [280 + (index % 3) * 250, 330 + Math.floor(index / 3) * 210];
      context.fillStyle = '#000';
      for (const [at, bit] of dark.entries())
        if (bit) context.fillRect(left + (at % size) * 3, top + Math.floor(at / size) * 3, 3, 3);
    }
    return canvas.toDataURL();
  }, codes);
}

const AWS =
  'otpauth://totp/Amazon%20Web%20Services:jane.doe@123456789012?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Amazon%20Web%20Services';
const OTHER_KEY = AWS.replace('JBSWY3DP', 'KRSXG5DP');
const { three, fifty, thousand } = ACCOUNTS;
const two = /** @type {Front} */ ({ asks: 'two fields' });

/**
 * Opens the menu of the row that stands at `place`.
 * @param {Popup} popup
 * @param {number} [place]
 */
async function openMenu({ page }, place = 0) {
  await page.locator(`.rows li:nth-child(${place + 1}) .more`).click();
  await page.waitForSelector('dialog[open]');
}

/** @param {Popup} popup @param {Session} session @param {string} key */
async function choose(popup, session, key) {
  await openMenu(popup);
  await popup.press(session.words(key));
}

/** A code went into the page in front a moment ago. @param {Page} page */
const filledBefore = (page) =>
  page.evaluate(async () => {
    const { openSession, theVault } = await import('/extension/shared/session.js');
    await openSession();
    const id = theVault()?.rows(new Uint32Array([0]), 0)[0]?.id;
    await chrome.storage.session.set({
      filled: {
        value: {
          host: 'us-east-1.signin.aws.amazon.com',
          id,
          ask: 'single',
          paths: ['/oauth'],
          field: ['text', '', 'MFA code', ''].join('\n'),
        },
        until: Date.now() * 2,
      },
    });
  });

/** @type {Scene['act']} */
const scan = async (popup, session) => {
  await popup.press(session.words('scan_page'));
  await popup.page.waitForFunction(() => document.querySelector('main .bar h1')?.checkVisibility());
};

export const scenes = [
  scene('empty', {}),
  scene('list-1', { accounts: three.slice(0, 1) }),
  scene('list-3', { accounts: three }),
  scene('list-3-last', { accounts: three, late: true }),
  scene('list-50', { accounts: fifty }),
  scene('list-card', { accounts: fifty, front: { asks: 'one field' } }),
  scene('list-card-pair', { accounts: three, front: two }),
  scene('list-copied', {
    accounts: fifty,
    act: ({ page }) => page.locator('.rows li:nth-child(2) .row').click(),
  }),
  scene('list-copied-again', {
    accounts: three,
    act: async ({ page }) => {
      await page.locator('.rows li:nth-child(2) .row').click();
      await page.locator('.rows li:nth-child(2).used .row').click();
    },
  }),
  scene('card-used', {
    accounts: three,
    front: { asks: 'one field' },
    act: async ({ page }) => {
      await page.locator('.rows li:nth-child(1) .row').click();
      await page.waitForSelector('.used');
    },
  }),
  scene('card-refused', { accounts: three, front: { asks: 'one field' }, before: filledBefore }),
  scene('refused', {
    accounts: three,
    front: { asks: 'one field' },
    before: filledBefore,
    act: (popup, session) => popup.press(session.words('why_again')),
  }),
  scene('clock-warned', { accounts: three, front: { asks: 'one field', ahead: 47 } }),
  scene('clock-followed', {
    accounts: three,
    front: { asks: 'one field' },
    left: {
      clock: {
        ahead: 47,
        host: 'us-east-1.signin.aws.amazon.com',
        url: 'https://us-east-1.signin.aws.amazon.com/oauth',
      },
    },
  }),
  scene('clock', {
    accounts: three,
    front: { ahead: -47 },
    act: async (popup, session) => {
      await popup.press(session.words('menu'));
      await popup.press(session.words('clock_check'));
    },
  }),
  scene('list-search', {
    accounts: fifty,
    act: ({ page }) => page.type('[data-part=search]', 'aws'),
  }),
  scene('list-none', {
    accounts: fifty,
    act: ({ page }) => page.type('[data-part=search]', 'zzz'),
  }),
  scene('list-keyboard', {
    accounts: fifty,
    act: async ({ page }) => {
      for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowDown');
    },
  }),
  scene('list-end', {
    accounts: thousand,
    act: async ({ page }) => {
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('End');
    },
  }),
  scene('menu', { accounts: three, act: (popup) => openMenu(popup) }),
  scene('delete', { accounts: three, act: (popup, session) => choose(popup, session, 'delete') }),
  scene('edit', { accounts: three, act: (popup, session) => choose(popup, session, 'edit') }),
  scene('pair', { accounts: three, act: (popup, session) => choose(popup, session, 'two_codes') }),
  scene('pair-fill', {
    accounts: three,
    front: two,
    act: (popup, session) => choose(popup, session, 'two_codes'),
  }),
  scene('pair-held', {
    accounts: three,
    front: two,
    act: async (popup, session) => {
      await choose(popup, session, 'two_codes');
      await popup.press(session.words('copy_code_1'));
      await popup.says(session.words('copied_mark'));
    },
  }),
  scene('pair-done', {
    accounts: three,
    act: async (popup, session) => {
      await choose(popup, session, 'two_codes');
      await popup.press(session.words('copy_code_1'));
      await popup.says(session.words('copied_mark'));
      await popup.press(session.words('copy_code_2'));
      await popup.says(session.words('pair_done'));
    },
  }),
  scene('pair-expired', {
    accounts: three,
    act: async (popup, session) => {
      await choose(popup, session, 'two_codes');
      await popup.press(session.words('copy_code_1'));
      await popup.says(session.words('copied_mark'));
      await popup.page.evaluate(
        (/** @type {number} */ now) => (Date.now = () => now * 1000),
        sceneTime() + 95,
      );
      await popup.says(session.words('pair_expired'));
    },
  }),
  scene('pair-next', {
    accounts: three,
    act: async (popup, session) => {
      await choose(popup, session, 'two_codes');
      await popup.press(session.words('use_current_next'));
    },
  }),
  scene('found', { front: { codes: [AWS] }, act: scan }),
  scene('found-saved', {
    front: { codes: [AWS], ...two },
    act: async (popup, session) => {
      await scan?.(popup, session);
      await popup.press(session.words('save'));
      await popup.page.waitForSelector('.codes');
    },
  }),
  scene('found-same', { accounts: [AWS], front: { codes: [AWS] }, act: scan }),
  scene('found-replace', { accounts: [OTHER_KEY], front: { codes: [AWS] }, act: scan }),
  scene('found-weak', {
    front: {
      url: 'https://accounts.example.com/2fa',
      codes: [
        'otpauth://totp/Example:jane?secret=JBSWY3DPEHPK3PXP&issuer=Example&algorithm=SHA256&digits=8&period=60',
      ],
    },
    act: scan,
  }),
  scene('several', {
    accounts: three.slice(1),
    front: { codes: [AWS, ...three.slice(1, 3), fifty[7] ?? ''] },
    act: scan,
  }),
  scene('no-key', {
    front: { codes: ['https://example.com/join?team=blue&invitation=0123456789abcdef'] },
    act: scan,
  }),
  scene('key-fault', {
    front: { codes: ['otpauth://totp/Example:jane?secret=JBSWY3DP1HPK3PXP'] },
    act: scan,
  }),
  scene('nothing-found', { front: {}, act: scan }),
  scene('mark', {
    front: {},
    act: async (popup, session) => {
      await scan?.(popup, session);
      await popup.press(session.words('mark_title'));
      await popup.page.waitForSelector('.frame:focus');
    },
  }),
  scene('mark-tab', {
    front: {},
    width: 1000,
    height: 720,
    act: async (popup, session) => {
      await scan?.(popup, session);
      await popup.press(session.words('mark_title'));
      await popup.page.waitForSelector('.frame:focus');
      await popup.press(session.words('mark_read'));
      await popup.says(session.words('mark_nothing'));
      await popup.page.evaluate(() => {
        location.hash = 'tab';
      });
    },
  }),
  scene('camera-none', {
    act: async (popup, session) => {
      await popup.page.evaluate(() => {
        location.hash = 'tab';
      });
      await popup.press(session.words('from_image'));
      await popup.press(session.words('with_camera'));
      await popup.says(session.words('error_camera_none'));
    },
  }),
  scene('cannot-capture', { front: { closed: true }, act: scan }),
  scene('storage-full', {
    front: { codes: [AWS] },
    full: true,
    act: async (popup, session) => {
      await scan?.(popup, session);
      await popup.press(session.words('save'));
      await popup.says(session.words('error_storage_full').slice(0, 12));
    },
  }),
  scene('hand', { act: (popup, session) => popup.press(session.words('enter_by_hand')) }),
  scene('hand-wrong', {
    act: async (popup, session) => {
      await popup.press(session.words('enter_by_hand'));
      await popup.page.waitForSelector('[data-part=secret]');
      await popup.page.type('[data-part=secret]', 'jbsw y3dp 1hpk 3pxp');
      await popup.page.click('summary');
    },
  }),
  scene('hand-whole', {
    act: async (popup, session) => {
      await popup.press(session.words('enter_by_hand'));
      await popup.page.waitForSelector('[data-part=secret]');
      await popup.page.type('[data-part=secret]', AWS);
    },
  }),
  scene('image', { act: (popup, session) => popup.press(session.words('from_image')) }),
  scene('unreadable', { accounts: three, broken: true }),
  scene('reduced-motion', {
    accounts: three,
    media: [{ name: 'prefers-reduced-motion', value: 'reduce' }],
  }),
  scene('forced-colors', { accounts: three, forced: true }),
  scene('narrow', {
    accounts: fifty,
    width: 320,
    height: 400,
    act: ({ page }) =>
      page.evaluate(() => {
        location.hash = 'tab';
      }),
  }),
  scene('add', { accounts: three, act: (popup, session) => popup.press(session.words('add')) }),
  scene('more', { accounts: three, act: (popup, session) => popup.press(session.words('menu')) }),
  scene('keys', {
    accounts: three,
    act: async (popup, session) => {
      await popup.press(session.words('menu'));
      await popup.press(session.words('keys_title'));
    },
  }),
];
