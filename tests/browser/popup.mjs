/**
 * The popup: a page with codes, rows and a clock. Runs in Node, on the popup's page.
 */
import { handsOn } from './hands.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof popupOf>>} Popup */

/** @param {Page} page the popup @param {'light' | 'dark'} [theme] */
export async function popupOf(page, theme) {
  const hands = handsOn(page);
  if (theme === 'dark')
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  // It shows itself when its first view is there.
  await page.waitForFunction(
    () => !document.body?.hidden && Boolean(document.querySelector('main > *')),
  );
  // The accessibility tree, by which controls are found, is complete a moment later than the view.
  await page.waitForSelector('::-p-aria([role="button"])');

  return {
    ...hands,

    /** The bare digits that a view shows, in order: of the rows, or of the pair. */
    codes: () =>
      page.$$eval('[data-code]', (codes) =>
        codes
          .filter((code) => code.checkVisibility())
          .map((code) => (code.textContent ?? '').replaceAll(/\s/gu, '')),
      ),

    /**
     * Waits until the first code is this key's: the current one or the next, as a step may begin
     * meanwhile.
     * @param {import('./keys.mjs').Key | undefined} key
     */
    firstCodeIs: (key) =>
      page.waitForFunction(
        (...right) => {
          const shown = document.querySelector('[data-code]')?.textContent?.replaceAll(/\s/gu, '');
          return shown !== undefined && right.includes(shown);
        },
        {},
        key?.code() ?? '',
        key?.code(Date.now() + key.period * 1000) ?? '',
      ),

    /** The title of each row in the document, in order. */
    titles: () =>
      page.$$eval('.rows .title', (titles) => titles.map((title) => title.textContent ?? '')),

    /** Each row in the document with its bare digits, seen at one moment. */
    rows: () =>
      page.$$eval('.rows li', (rows) =>
        rows.map((row) => ({
          title: row.querySelector('.title')?.textContent ?? '',
          code: row.querySelector('[data-code]')?.textContent?.replaceAll(/\s/gu, ''),
        })),
      ),

    /** Moves the popup's clock from here on. @param {number} seconds ahead of the machine's */
    shiftClock: (seconds) => page.evaluate(shift, seconds * 1000),

    /** Closes it. */
    close: () => page.close(),
  };
}

/**
 * Runs in the page: `Date.now`, the only clock that the extension reads.
 * @param {number} ms
 */
export function shift(ms) {
  const clock = /** @type {{ realNow?: () => number }} */ (globalThis);
  const real = (clock.realNow ??= Date.now);
  Date.now = () => real.call(Date) + ms;
}
