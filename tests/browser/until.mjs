/**
 * Waits for what no event announces: a file that appears, a state that changes. Runs in Node.
 */
import { readdir } from 'node:fs/promises';
import { PATIENCE } from './hands.mjs';

/**
 * Asks again until there is an answer.
 * @template T
 * @param {() => Promise<T | undefined | false | ''>} ask
 * @param {() => string | Promise<string>} missing what the error says
 * @returns {Promise<T>}
 */
export async function until(ask, missing) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(await missing());
    await new Promise((go) => setTimeout(go, 50));
  }
}

/**
 * Keeps every change of the vault waiting.
 * @param {import('puppeteer-core').Page} page of the extension
 * @returns {Promise<() => Promise<void>>} lets them go on
 */
export async function holdVault(page) {
  const held = await page.evaluateHandle(
    () =>
      new Promise((/** @type {(held: { go: () => void }) => void} */ taken) => {
        navigator.locks.request(
          'vault',
          () => new Promise((go) => taken({ go: () => go(undefined) })),
        );
      }),
  );
  return () => held.evaluate(({ go }) => go());
}

/**
 * Waits until a change of the vault waits.
 * @param {import('puppeteer-core').Page} page of the extension
 */
export const pendingVault = (page) =>
  page.waitForFunction(async () =>
    (await navigator.locks.query()).pending?.some(({ name }) => name === 'vault'),
  );

/**
 * The name of a file that the browser saves, once it is whole.
 * @param {string} folder @param {RegExp} name
 */
export async function savedIn(folder, name) {
  const names = () => readdir(folder).catch(() => /** @type {string[]} */ ([]));
  return until(
    async () => {
      const there = await names();
      const found = there.find((file) => name.test(file));
      // Firefox first writes into a `.part` file beside it.
      return found && !there.includes(`${found}.part`) && found;
    },
    async () => `no file is called like ${name}, but ${(await names()).join()}`,
  );
}
