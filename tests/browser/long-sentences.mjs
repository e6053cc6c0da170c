/**
 * Sentences half as long again, as German and other languages need, with unbreakable words. Runs in
 * Node.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE, startBrowser } from './harness.mjs';
import { words } from './words.mjs';

/** @param {string} text */
const longer = (text) =>
  text.replaceAll(/\p{L}{3,}/gu, (word) => word + word.slice(0, Math.ceil(word.length / 2)));

/** A browser with the package in such a language. @returns {Promise<import('./harness.mjs').Session>} */
export async function startLonger() {
  const folder = await mkdtemp(join(tmpdir(), 'long-words-'));
  await cp(PACKAGE, folder, { recursive: true });
  const file = join(folder, '_locales/en/messages.json');
  const messages = /** @type {Record<string, { message: string }>} */ (
    JSON.parse(await readFile(file, 'utf8'))
  );
  for (const [key, entry] of Object.entries(messages))
    if (key !== 'language') entry.message = longer(entry.message);
  await writeFile(file, JSON.stringify(messages));
  const session = await startBrowser({ extension: folder });
  const { close } = session;
  return Object.assign(session, {
    words: words('en', longer),
    close: async () => {
      await close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  });
}
