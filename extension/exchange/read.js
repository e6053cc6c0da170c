/**
 * Files, pictures and pasted texts to accounts: in a Worker of their own, with a passphrase asked for where one
 * is needed. The page's.
 */
import { codeOf } from '../shared/dom.js';
import { now } from '../shared/clock.js';
import { readPicture } from '../shared/read-picture.js';
import { openWorker } from './ask.js';

/** @typedef {import('../wasm/exchange.js').About} About */
/** @typedef {{ name: string, about?: About, error?: unknown }} Read what became of a file */
/**
 * @typedef {object} Asks
 * @property {(name: string) => void} reading
 * @property {(name: string, error: unknown) => Promise<string | undefined>} passphrase undefined where the file is left out
 */

/** @param {File[]} files @param {Asks} asks @param {AbortSignal} signal @returns {Promise<{ read: Read[], packed: Uint8Array }>} */
export async function readFiles(files, asks, signal) {
  const worker = openWorker(signal);
  try {
    const [pictures, others] = [files.filter(isPicture), files.filter((file) => !isPicture(file))];
    const named = await Promise.all(
      others.map(async (file) => ({
        name: file.name,
        bytes: new Uint8Array(await file.arrayBuffer()),
      })),
    );
    named.push(...(await fromPictures(pictures, asks, signal)));
    /** @type {Read[]} */
    const read = [];
    /** @type {string[]} those that opened a file: the next is often under the same */
    const passphrases = [];
    for (const file of named) {
      const along = named.filter((other) => other !== file);
      read.push(await readOne(worker, file, along, passphrases, asks));
    }
    // A file that only belongs to another, such as Steam's manifest, is nothing to tell of.
    const needed =
      read.length > 1 ? read.filter(({ error }) => codeOf(error) !== 'file_nothing') : read;
    return {
      read: needed.length ? needed : read,
      packed: /** @type {Uint8Array} */ (await worker.ask({ pack: true })),
    };
  } finally {
    worker.close();
  }
}

/**
 * @param {ReturnType<typeof openWorker>} worker @param {import('./worker.js').Named} file @param {import('./worker.js').Named[]} along
 * @param {string[]} passphrases @param {Asks} asks @returns {Promise<Read>}
 */
async function readOne(worker, file, along, passphrases, asks) {
  const { name, bytes } = file;
  const tries = [undefined, ...passphrases];
  for (;;) {
    asks.reading(name);
    const passphrase = tries.shift();
    try {
      const about = /** @type {About} */ (
        await worker.ask({ add: { bytes, passphrase, along, now: now() } })
      );
      if (passphrase !== undefined && !passphrases.includes(passphrase))
        passphrases.push(passphrase);
      return { name, about };
    } catch (error) {
      const sealed =
        codeOf(error) === 'file_needs_passphrase' || codeOf(error) === 'file_wrong_passphrase';
      if (!sealed) return { name, error };
      if (tries.length) continue;
      const typed = await asks.passphrase(name, error);
      if (typed === undefined) return { name, error: { code: 'file_left_out' } };
      tries.push(typed);
    }
  }
}

/** The texts of all pictures as one file: the codes of one export belong together. @param {File[]} pictures @param {Asks} asks @param {AbortSignal} signal */
async function fromPictures(pictures, asks, signal) {
  if (!pictures.length) return [];
  const texts = [];
  for (const picture of pictures) {
    asks.reading(picture.name);
    texts.push(...(await readPicture(picture, signal, 'screenshot', 'photo')));
  }
  const name = pictures.map((picture) => picture.name).join(', ');
  return [{ name, bytes: new TextEncoder().encode(texts.join('\n')) }];
}

/** @param {File} file */
const isPicture = (file) => file.type.startsWith('image/') && file.type !== 'image/svg+xml';
