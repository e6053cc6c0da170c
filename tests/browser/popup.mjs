/**
 * The popup through a person's eyes and hands: controls by their accessible names, what is said,
 * the codes that are shown. Runs in Node, over the popup's page.
 */

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {ReturnType<typeof popupOf>} Popup */

const PATIENCE = 10_000;

/** @param {Page} page the popup @param {'light' | 'dark'} [theme] */
export async function popupOf(page, theme) {
  page.setDefaultTimeout(PATIENCE);
  if (theme === 'dark') await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  // It shows itself when its first view is there.
  await page.waitForFunction(() => !document.body?.hidden && Boolean(document.querySelector('main > *')));

  const popup = {
    page,

    /** A control by the name a person reads or hears; waits for it. @param {string} name @param {string} [role] */
    named: (name, role = 'button') => page.locator(`::-p-aria([name=${quoted(name)}][role="${role}"])`),

    /** Clicks a button. @param {string} name */
    press: (name) => popup.named(name).click(),

    /** Writes into a field, in place of what it holds. @param {string} name @param {string} text */
    write: (name, text) => popup.named(name, 'textbox').fill(text),

    /** Whether a control is there and can be used now. @param {string} name @param {string} [role] */
    async has(name, role = 'button') {
      const found = await page.$(`::-p-aria([name=${quoted(name)}][role="${role}"])`);
      return (await found?.isVisible()) ?? false;
    },

    /** Waits until the popup says this somewhere, and gives all it says. @param {string | RegExp} words */
    async says(words) {
      const [source, flags] = words instanceof RegExp ? [words.source, words.flags] : [escaped(words), 'u'];
      try {
        await page.waitForFunction((source, flags) => new RegExp(source, flags).test(document.body.innerText), {}, source, flags);
      } catch (cause) {
        throw new Error(`the popup does not say ${words} but: ${await popup.text()}`, { cause });
      }
      return popup.text();
    },

    /** All that can be read now. */
    text: () => page.evaluate(() => document.body.innerText),

    /** The bare digits that a view shows, in order: of the rows, or of the pair. */
    codes: () =>
      page.$$eval('[data-code]', (codes) => codes.filter((code) => code.checkVisibility()).map((code) => (code.textContent ?? '').replaceAll(/\s/gu, ''))),

    /** The title of each row in the document, in order. */
    titles: () => page.$$eval('.rows .title', (titles) => titles.map((title) => title.textContent ?? '')),

    /** What has the focus: its accessible name, or its text. */
    focused: () =>
      page.evaluate(() => {
        const element = document.activeElement;
        return element?.getAttribute('aria-label') ?? (element instanceof HTMLElement ? element.innerText : '');
      }),

    /** Moves the popup's clock from here on. @param {number} seconds ahead of the machine's */
    shiftClock: (seconds) => page.evaluate(shift, seconds * 1000),

    /** A picture of it. @param {string} path ends in .png */
    picture: (path) => page.screenshot({ path: /** @type {`${string}.png`} */ (path) }),

    /** Closes it. */
    close: () => page.close(),
  };
  return popup;
}

/**
 * Runs in the page: `Date.now`, which is all the extension reads of a clock.
 * @param {number} ms
 */
export function shift(ms) {
  const clock = /** @type {{ realNow?: () => number }} */ (globalThis);
  const real = (clock.realNow ??= Date.now);
  Date.now = () => real.call(Date) + ms;
}

/** @param {string} text */
const quoted = (text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** @param {string} text as the source of an expression that finds it */
const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&').replaceAll(/\s+/gu, '\\s+');
