/**
 * A page as a user sees and operates it: controls by their accessible names, and the visible text.
 * Runs in Node, for any page: the popup, the practice console, someone else's server.
 */

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {ReturnType<typeof handsOn>} Hands */

/** How long to wait for anything the browser has to do, in milliseconds; both cores may be busy. */
export const PATIENCE = 30_000;

/** @param {Page} page */
export function handsOn(page) {
  page.setDefaultTimeout(PATIENCE);
  const hands = {
    page,

    /**
     * A control by the name a person reads or hears; waits for it.
     * @param {string} name
     * @param {string} [role]
     */
    named: (name, role = 'button') => page.locator(selector(name, role)),

    /** Clicks a button. @param {string} name */
    press: (name) => hands.named(name).click(),

    /** Clicks a button twice, before its action can be over. @param {string} name */
    pressTwice: (name) => hands.named(name).click({ count: 2 }),

    /**
     * Clicks a button, and once more where it stands: the second click of a slow double click.
     * @param {string} name @param {() => Promise<unknown>} between waits for what the first does
     */
    async pressSlowlyTwice(name, between) {
      const found = await page.waitForSelector(selector(name, 'button'), { visible: true });
      await found?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      const point = await found?.clickablePoint();
      if (!point) throw new Error(`no place to click ${name}`);
      await page.mouse.click(point.x, point.y);
      await between();
      await page.mouse.move(point.x, point.y);
      for (const act of /** @type {const} */ (['down', 'up']))
        await page.mouse[act]({ clickCount: 2 });
    },

    /**
     * Clicks a button that opens another page and closes this one, which then may owe the answer to
     * the click.
     * @param {string} name
     */
    async pressAway(name) {
      const found = await page.waitForSelector(selector(name, 'button'), { visible: true });
      const closed = new Promise((done) => page.once('close', done));
      await Promise.race([closed, found?.click().catch(() => closed)]);
    },

    /**
     * Writes into a field, in place of what it holds.
     * @param {string} name
     * @param {string} text
     * @param {string} [role]
     */
    write: (name, text, role = 'textbox') => hands.named(name, role).fill(text),

    /** What a field holds. @param {string} name */
    async held(name) {
      const field = await page.waitForSelector(selector(name, 'textbox'));
      return field?.evaluate((element) => /** @type {HTMLInputElement} */ (element).value);
    },

    /** Whether a control can be seen now. @param {string} name @param {string} [role] */
    has(name, role = 'button') {
      const look = async () => (await (await page.$(selector(name, role)))?.isVisible()) ?? false;
      // A page that locks loads itself again, maybe at this moment.
      return look().catch(look);
    },

    /**
     * Waits until the page says this somewhere, and returns its whole text. The `innerText` of a
     * hidden body contains texts that aren't visible.
     * @param {string | RegExp} words
     */
    async says(words) {
      const [source, flags] =
        words instanceof RegExp ? [words.source, words.flags] : [escaped(words), 'u'];
      try {
        await page.waitForFunction(
          (source, flags) =>
            !document.body.hidden && new RegExp(source, flags).test(document.body.innerText),
          // By time: a page behind another window draws no frames.
          { polling: 50 },
          source,
          flags,
        );
      } catch (cause) {
        throw new Error(`the page does not say ${words} but: ${await hands.text().catch(String)}`, {
          cause,
        });
      }
      return hands.text();
    },

    /** All that can be read now. */
    text: () => page.evaluate(() => document.body.innerText),

    /** What has the focus: its accessible name, or its text. */
    focused: () =>
      page.evaluate(() => {
        const element = document.activeElement;
        return (
          element?.getAttribute('aria-label') ??
          (element instanceof HTMLElement ? element.innerText : '')
        );
      }),

    /** A picture of what is visible. @param {string} path ends in .png */
    picture: (path) => page.screenshot({ path: /** @type {`${string}.png`} */ (path) }),
  };
  return hands;
}

/** @param {string} name @param {string} role */
const selector = (name, role) => `::-p-aria([name=${quoted(name)}][role="${role}"])`;

/** @param {string} text */
const quoted = (text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** @param {string} text as the source of an expression that finds it */
const escaped = (text) =>
  text.replaceAll(/[.*+?^${}()|[\]\\/]/gu, '\\$&').replaceAll(/\s+/gu, '\\s+');
