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
