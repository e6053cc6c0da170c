/**
 * A real Chromium with the package, as a user has it: a profile, the toolbar click, the popup's
 * controls by their visible names. Runs in Node, for the browser tests, the walk and the benches.
 *
 * `TANDEM_CHROMIUM` names the browser and `TANDEM_PACKAGE` the unpacked extension; `cargo xtask`
 * sets both. The defaults are Debian's Chromium and the last `cargo xtask package`.
 */
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { PATIENCE } from './hands.mjs';
import { popupOf } from './popup.mjs';
import { words } from './words.mjs';

/** @typedef {import('puppeteer-core').Browser} Browser */
/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('puppeteer-core').Extension} Extension */
/** @typedef {import('./popup.mjs').Popup} Popup */

export const CHROMIUM = process.env['TANDEM_CHROMIUM'] ?? '/usr/lib/chromium/chromium';
export const PACKAGE =
  process.env['TANDEM_PACKAGE'] ?? fileURLToPath(new URL('../../target/package', import.meta.url));

/**
 * @typedef {object} Options
 * @property {'en' | 'ja'} [lang] of the browser itself, and so of the extension
 * @property {number} [scale] device pixels a CSS pixel
 * @property {'light' | 'dark'} [theme] what the system prefers
 * @property {boolean} [window] shows itself; needs a display
 * @property {string} [extension] the unpacked extension, if it is not the package
 * @property {string[]} [args] more for the browser's command line
 * @property {string} [profile] a folder that stays; without one, a new one that goes at the end
 */

/** @typedef {Awaited<ReturnType<typeof startBrowser>>} Session */

/** @param {Options} [options] */
export async function startBrowser({
  lang = 'en',
  scale = 1,
  theme = 'light',
  window = false,
  extension = PACKAGE,
  args = [],
  profile,
} = {}) {
  const folder = profile ?? (await mkdtemp(join(tmpdir(), 'tandem-profile-')));
  const sweep = () => {
    if (profile === undefined)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  // Also when a signal ends us: puppeteer has ended the browser by then.
  process.once('exit', sweep);
  const settings = { lang, scale, theme, window, extension, args, profile: folder };
  let running = await launch(settings);

  const session = {
    lang,
    words: words(lang),
    /** The folder of the profile. */
    profile: folder,
    /** @returns {Browser} the browser that runs now */
    get browser() {
      return running.browser;
    },
    /** @returns {string} the extension's id */
    get id() {
      return running.extension.id;
    },
    /** @param {string} path below the package @returns the address of a file of the extension */
    address: (path = '') => `chrome-extension://${running.extension.id}/${path}`,

    /** A new tab. @param {string} [url] @returns {Promise<Page>} */
    async tab(url) {
      const page = await running.browser.newPage();
      page.setDefaultTimeout(PATIENCE);
      if (url !== undefined) await page.goto(url);
      return page;
    },

    /**
     * The toolbar click on a page: gives `activeTab`, opens the real popup.
     * @param {Page} page
     * @returns {Promise<Popup>}
     */
    async openPopup(page) {
      await page.bringToFront();
      await gone();
      const { browser, extension } = running;
      const opening = browser.waitForTarget((target) => isPopup(target.url()), {
        timeout: PATIENCE,
      });
      await page.triggerExtensionAction(extension);
      return popupOf(await (await opening).asPage(), theme);
    },

    /**
     * The popup's page in a tab of its own: without the power over a page, but with whatever has
     * to be there before its first script runs.
     * @param {(page: Page) => Promise<unknown>} [before]
     * @param {string} [path] another page of the extension
     * @returns {Promise<Popup>}
     */
    async openAsTab(before, path = 'extension/popup/popup.html') {
      const page = await session.tab();
      await before?.(page);
      await page.goto(session.address(path));
      return popupOf(page, theme);
    },

    /**
     * What is on the clipboard, read by an ordinary page; the popup closes, as for a person.
     * @param {Page} page on 127.0.0.1 or https
     */
    async clipboard(page) {
      const context = running.browser.defaultBrowserContext();
      await context.overridePermissions(new URL(page.url()).origin, ['clipboard-read']);
      await page.bringToFront();
      // The popup still has the focus for a moment.
      await page.waitForFunction(() => document.hasFocus());
      return page.evaluate(() => navigator.clipboard.readText());
    },

    /** Ends the service worker, as the browser does with an idle one. */
    async stopWorker() {
      for (const target of running.browser.targets()) {
        if (target.type() !== 'service_worker' || !target.url().startsWith(session.address()))
          continue;
        // One that has ended by itself meanwhile needs no ending.
        await (await target.worker())?.close().catch(() => {});
      }
    },

    /** Kills the browser without a warning, and starts it again on the same profile. */
    async killAndRestart() {
      await end(running.browser, 'SIGKILL');
      running = await launch(settings);
    },

    /** Closes the browser as a person does, and starts it again on the same profile. */
    async restart() {
      await end(running.browser);
      running = await launch(settings);
    },

    /** Ends the browser; the profile can still be looked at. */
    quit: () => end(running.browser),

    /** Ends everything; the profile goes if it was our own. */
    async close() {
      await end(running.browser);
      process.off('exit', sweep);
      sweep();
    },
  };

  /** Waits until no popup is open any more: it closes when the page comes to the front. */
  async function gone() {
    const open = running.browser.targets().filter((target) => isPopup(target.url()));
    for (const target of open) {
      const page = await target.asPage().catch(() => undefined);
      await page?.close().catch(() => undefined);
    }
  }

  /** @param {string} url */
  const isPopup = (url) => url === session.address('extension/popup/popup.html');
  return session;
}

/**
 * Every file of a folder, however deep, with its bytes.
 * @param {string} folder
 * @returns {AsyncGenerator<{ path: string, bytes: Buffer }>}
 */
export async function* filesBelow(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    yield { path, bytes: await readFile(path) };
  }
}

/**
 * @param {Required<Options>} settings
 * @returns {Promise<{ browser: Browser, extension: Extension }>}
 */
async function launch({ lang, scale, theme, window, extension: unpacked, args, profile }) {
  const browser = await puppeteer.launch({
    executablePath: CHROMIUM,
    headless: !window,
    // Over the pipe: Google's own Chrome takes no extension from its command line any more.
    pipe: true,
    enableExtensions: true,
    userDataDir: profile,
    defaultViewport: null,
    timeout: 60_000,
    // Linux takes the language from the environment, the others from the argument.
    env: { ...process.env, LANGUAGE: lang, LANG: lang === 'ja' ? 'ja_JP.UTF-8' : 'en_US.UTF-8' },
    args: [
      `--lang=${lang}`,
      `--force-device-scale-factor=${scale}`,
      '--window-size=1100,900',
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--password-store=basic',
      ...args,
      ...(theme === 'dark' ? ['--force-dark-mode'] : []),
      ...(window ? [] : ['--disable-gpu']),
      // Chromium's sandbox does not run as root, which is what a container usually is.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  try {
    const id = await browser.installExtension(unpacked);
    const extension = (await browser.extensions()).get(id);
    if (!extension) throw new Error(`the browser took no extension from ${unpacked}`);
    return { browser, extension };
  } catch (error) {
    await end(browser);
    throw error;
  }
}

/** @param {Browser} browser @param {'SIGKILL'} [signal] */
async function end(browser, signal) {
  const child = browser.process();
  const over =
    child?.exitCode === null && child.signalCode === null
      ? new Promise((resolve) => child.once('exit', resolve))
      : undefined;
  if (signal) child?.kill(signal);
  else await browser.close().catch(() => child?.kill('SIGKILL'));
  await over;
}
