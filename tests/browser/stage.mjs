/**
 * The basis of most browser tests: one browser and one practice console for each file, a new set of
 * accounts for each test. Runs in Node, at the top of a test file.
 */
import { after, before, beforeEach } from 'node:test';
import { startConsole } from '../console/server.mjs';
import { dropDatabases, emptyProfile } from './accounts.mjs';
import { PATIENCE } from './hands.mjs';
import { startBrowser } from './harness.mjs';

/** @typedef {import('./harness.mjs').Session} Session */
/** @typedef {import('./popup.mjs').Popup} Popup */
/** @typedef {ReturnType<typeof stage>} Stage */
/** @typedef {import('puppeteer-core').Page} Page */

/** @param {import('./harness.mjs').Options} [options] of the browser */
export function stage(options) {
  /** @type {Session | undefined} */
  let session;
  /** @type {import('../console/server.mjs').Console | undefined} */
  let practice;
  /** @type {Page | undefined} */
  let page;

  before(async () => {
    [session, practice] = await Promise.all([startBrowser(options), startConsole()]);
    page = await session.tab(practice.address);
  });
  after(async () => {
    await session?.close();
    await practice?.stop();
  });
  beforeEach(async () => {
    await closeOurs();
    await wipe(the.session);
    the.practice.store.clock = 0;
  });

  /** Closes views that a failed test left open, so that the next test doesn't meet them. */
  async function closeOurs() {
    const views = /\/extension\/[^?#]*\.html/u;
    for (const target of the.session.browser.targets()) {
      if (!target.url().startsWith(the.session.address()) || !views.test(target.url())) continue;
      const open = await target.asPage().catch(() => undefined);
      await open?.close().catch(() => undefined);
    }
  }

  const the = {
    get session() {
      return there(session);
    },
    get practice() {
      return there(practice);
    },
    /** The one ordinary page of these tests. */
    get page() {
      return there(page);
    },
    /** The extension's words. @param {string} key @param {...(string | number)} values */
    t: (key, ...values) => there(session).words(key, ...values),

    /** Opens the page again after the browser was restarted. @param {string} [address] */
    async pageAgain(address = there(practice).address) {
      page = await there(session).tab(address);
      return page;
    },

    /**
     * Shows texts as QR codes on the page.
     * @param {string[]} texts
     * @param {Record<string, string | number>} [query] how they are drawn
     */
    async show(texts, query = {}) {
      const asked = new URLSearchParams(
        Object.entries(query).map(([name, value]) => [name, String(value)]),
      );
      for (const text of texts) asked.append('text', text);
      await the.page.goto(`${the.practice.address}sheet?${asked}`);
      await the.page.waitForFunction(
        (count) => document.querySelectorAll('.qr').length === count,
        {},
        texts.length,
      );
      // An image is drawn when it has been decoded.
      await the.page.evaluate(() =>
        Promise.all([...document.images].map((image) => image.decode())),
      );
    },

    /** Clicks the toolbar button on the page, and dismisses the question about protection. */
    async open() {
      const popup = await the.session.openPopup(the.page);
      if (await popup.has(the.t('ask_later'))) {
        await popup.press(the.t('ask_later'));
        await popup.page.waitForSelector('.list');
      }
      return popup;
    },

    /** Opens the popup and scans. @returns {Promise<Popup>} */
    async scan() {
      const popup = await the.open();
      await popup.press(the.t('scan_page'));
      return popup;
    },

    /**
     * Accounts, saved by the popup's own modules: quicker than by hand.
     * @param {string[]} uris
     * @param {string} [url] where they were enrolled
     */
    save: (uris, url) => saveAll(the.session, uris, url),
  };
  return the;
}

/** @template T @param {T | undefined} value @returns {T} */
function there(value) {
  if (value === undefined) throw new Error('only inside a test');
  return value;
}

/**
 * Forgets every account and its copies, what the popups left, and the keys, once the worker is done
 * with the last test.
 * @param {Session} session
 */
export async function wipe(session) {
  await onEmptyPage(session, async (page) => {
    await page.evaluate(quiet);
    await page.evaluate(emptyProfile);
    await page.evaluate(dropDatabases);
  });
}

/** Runs on a page of the extension: waits for the worker's tasks, and for changes of the vault. */
async function quiet() {
  for (const name of ['background', 'vault'])
    await navigator.locks.request(name, { signal: AbortSignal.timeout(20_000) }, () => undefined);
}

/**
 * Tabs of the extension that show nothing, for `inExtension`, by browser: opening one takes longer
 * than most of what is done in it. The first is the tab that the browser starts with. It stands
 * before all others, so that the browser never shows it when a test closes a tab.
 * @type {WeakMap<import('puppeteer-core').Browser, Page[]>}
 */
const waiting = new WeakMap();

/** @param {Session} session @returns {Promise<Page>} */
async function waitingTab({ browser, address }) {
  if (!waiting.has(browser)) {
    const first = (await browser.pages()).find((page) => page.url() === 'about:blank');
    waiting.set(browser, first ? [first] : []);
  }
  // One that was closed with the extension stays closed.
  const ready = waiting.get(browser)?.filter((page) => !page.isClosed()) ?? [];
  const page = ready.pop() ?? (await browser.newPage({ background: true }));
  waiting.set(browser, ready);
  page.setDefaultTimeout(PATIENCE);
  // Any file of the package will do: it has no empty page.
  const empty = address('_locales/en/messages.json');
  if (page.url() !== empty) await page.goto(empty);
  return page;
}

/**
 * Begins the next document, in which modules of the extension start again: it takes half as long as
 * leaving the extension and coming back.
 * @param {Session} session @param {Page} page
 */
async function letWait({ browser }, page) {
  if (page.isClosed()) return;
  await page.reload();
  waiting.get(browser)?.push(page);
}

/** @param {Session} session @param {string[]} uris @param {string} [url] */
export function saveAll(session, uris, url) {
  return inExtension(
    session,
    async (uris, url) => {
      const { change, openSession } = await import('/extension/shared/session.js');
      await openSession();
      await change((vault) => {
        for (const uri of uris) vault.add(uri, '', url, Math.floor(Date.now() / 1000));
      });
      // Users with these accounts were already asked about protection.
      await chrome.storage.session.remove('protect');
    },
    uris,
    url,
  );
}

/**
 * Protects what is saved by the extension's own modules.
 * @param {Session} session @param {string} passphrase
 * @param {{ memory?: number, passes?: number }} [work] KDF parameters: by default the lowest that
 * are allowed; undefined for the usual ones
 * @returns {Promise<string>} the recovery code
 */
export function protect(session, passphrase, { memory, passes } = { memory: 19 << 10, passes: 2 }) {
  return inExtension(
    session,
    async (passphrase, memory, passes) => {
      const { change, openSession } = await import('/extension/shared/session.js');
      const { deriveKey } = await import('/extension/wasm/tandem.js');
      await openSession();
      const derived = deriveKey(passphrase, memory, passes);
      return String(await change((vault) => vault.protect(derived)));
    },
    passphrase,
    memory,
    passes,
  );
}

/** As *Replace* in another window. @param {Session} session @param {string} title @param {string} uri */
export function replaceKey(session, title, uri) {
  return inExtension(
    session,
    async (title, uri) => {
      const { change, openSession } = await import('/extension/shared/session.js');
      await openSession();
      await change((/** @type {import('../../extension/wasm/tandem.js').Vault} */ vault) => {
        const old = vault.rows(vault.search(''), 1).find((row) => row.title === title);
        vault.replace(old?.id ?? '', uri, undefined, Date.now() / 1000);
      });
    },
    title,
    uri,
  );
}

/**
 * Runs a function in a page of the extension that shows nothing.
 * @template {unknown[]} A
 * @template R
 * @param {Session} session
 * @param {(...args: A) => R | Promise<R>} act
 * @param {A} args
 * @returns {Promise<R>}
 */
export function inExtension(session, act, ...args) {
  return onEmptyPage(
    session,
    async (page) =>
      /** @type {R} */ (
        await page.evaluate(/** @type {(...args: unknown[]) => unknown} */ (act), ...args)
      ),
  );
}

/**
 * @template R
 * @param {Session} session
 * @param {(page: Page) => Promise<R>} use of a page of the extension that shows nothing
 */
async function onEmptyPage(session, use) {
  const page = await waitingTab(session);
  try {
    return await use(page);
  } catch (error) {
    // What our own code throws is a plain object with a code.
    throw error instanceof Error ? error : new Error(JSON.stringify(error));
  } finally {
    await letWait(session, page);
  }
}

/**
 * Fills the first field of the page in front and has its form sent, by the popup's own modules.
 * @param {import('./popup.mjs').Popup} popup
 * @returns {Promise<boolean | undefined>} whether a button was pressed; undefined if the page had
 * reacted by itself
 */
export const fillAndSubmit = (popup) =>
  popup.page.evaluate(async () => {
    const page = await import('/extension/shared/page.js');
    const { send } = await import('/extension/shared/filling.js');
    const described = await page.describePage();
    if (!described) throw new Error('the page was not described');
    const { tab, page: seen } = described;
    const entries = [{ index: 0, text: '123456' }];
    const { origin } = new URL(seen.url);
    const { buttons } = await page.fillPage(tab, origin, entries, { submit: true });
    const sent = buttons && (await send(described, buttons, 0));
    // A second time presses nothing.
    if (sent && (await send(described, buttons, 0))) throw new Error('pressed twice');
    return sent;
  });

/**
 * The service worker, woken if it is idle, to call its listeners as the browser does. This opens
 * and closes a tab, so call it before bringing a page to the front.
 * @param {Session} session
 */
export async function workerOf(session) {
  await inExtension(session, async () =>
    (await navigator.serviceWorker.ready).active?.postMessage('wake'),
  );
  const ours = (/** @type {import('puppeteer-core').Target} */ target) =>
    target.type() === 'service_worker' && target.url().startsWith(session.address());
  const worker = await (await session.browser.waitForTarget(ours)).worker();
  if (!worker) throw new Error('the service worker is gone');
  return worker;
}

/**
 * Makes a page's vault take nothing into its trash: one of 32 MiB would take minutes to make.
 * @param {import('puppeteer-core').Page} page
 */
export const fillVault = (page) =>
  page.evaluate(async () => {
    const { Vault } = await import('/extension/wasm/tandem.js');
    Vault.prototype.remove = () => {
      throw { code: 'vault_full' };
    };
  });
