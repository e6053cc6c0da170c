/**
 * Reads files, pictures and pasted texts into accounts, in a Worker, and asks for a passphrase
 * where one is needed. Part of the import page.
 */
import { codeOf, message } from '../shared/dom.js';
import { now } from '../shared/clock.js';
import { readable, readPicture } from '../shared/read-picture.js';
import { listed } from '../shared/section.js';
import { openWorker } from './requests.js';

/** @typedef {import('../wasm/exchange.js').About} About */
/** @typedef {import('../wasm/exchange.js').TableView} Table */
/** @typedef {import('../wasm/exchange.js').MappingView} Mapping */
/** @typedef {import('../wasm/exchange.js').PreviewView} Preview */
/** @typedef {import('../wasm/exchange.js').PaperView} Paper */
/** @typedef {import('./worker.js').Named} Named */
/** @typedef {{ name: string, about?: About, error?: unknown }} Read the result for one file */
/** @typedef {{ passphrase?: string, keyFile?: File }} Opens what the user opens a file with */
/**
 * @typedef {object} Asks
 * @property {(name: string, deriving?: boolean) => void} reading `deriving`: a key is derived from
 * a passphrase, which takes time
 * @property {(milliseconds: number) => void} deriving that time altogether, since reading the file
 * began
 * @property {(name: string, error: unknown) => Promise<Opens | undefined>} passphrase resolves to
 * undefined if the file is skipped
 * @property {(name: string, table: Table, preview: (mapping: Mapping) => Promise<Preview>) =>
 * Promise<Mapping | undefined>} mapping resolves to undefined if the file is skipped
 */
/**
 * @typedef {{ worker: ReturnType<typeof openWorker>, asks: Asks, passphrases: string[] }} Reading
 * `passphrases`: those that opened a file, since the next file often has the same
 */

/**
 * Errors that aren't shown beside other files: such a file may only accompany one, as Steam's
 * manifest and a database's log do. @type {Set<unknown>}
 */
const ALONG = new Set(['file_nothing', 'file_log']);

/** The start of each QR code of a paper backup. */
const SHEET = 'TANDEM:';
/**
 * QR codes of incomplete paper backups, since its sheets may come one after the other. @type
 * {Set<string>}
 */
const sheets = new Set();

/** @param {File[]} files @param {Asks} asks @param {AbortSignal} signal @returns {Promise<{ read: Read[], packed: Uint8Array }>} */
export async function readFiles(files, asks, signal) {
  /** @type {Reading} */
  const reading = { worker: openWorker(signal, asks.deriving), asks, passphrases: [] };
  try {
    const [pictures, others] = [files.filter(isPicture), files.filter((file) => !isPicture(file))];
    /** @type {Read[]} */
    const unread = [];
    /**
     * One that can't be read doesn't end the reading of the others.
     * @template T @param {File} file @param {() => Promise<T[]>} act @returns {Promise<T[]>}
     */
    const each = async (file, act) => {
      try {
        return await act();
      } catch (error) {
        if (signal.aborted || files.length === 1) throw error;
        unread.push({ name: file.name, error });
        return [];
      }
    };
    const named = [];
    for (const file of others)
      named.push(...(await each(file, async () => [await namedOf(reading, file)])));
    named.push(...(await fromPictures(pictures, asks, signal, each)));
    const { whole, read } = await takeSheets(reading, named);
    read.unshift(...unread);
    for (const file of whole) {
      const along = whole.filter((other) => other !== file);
      read.push(await readOne(reading, file, along));
    }
    const needed = read.length > 1 ? read.filter(({ error }) => !ALONG.has(codeOf(error))) : read;
    return {
      read: needed.length ? needed : read,
      packed: /** @type {Uint8Array} */ (await reading.worker.request({ pack: true })),
    };
  } finally {
    reading.worker.close();
  }
}

/**
 * Combines the sheets of paper backups with those that came before.
 * @param {Reading} reading @param {Named[]} named @returns {Promise<{ whole: Named[], read: Read[]
 * }>}
 */
async function takeSheets({ worker }, named) {
  const isSheet = (/** @type {Named} */ { bytes }) =>
    new TextDecoder().decode(bytes.subarray(0, 7)) === SHEET;
  const [found, whole] = [named.filter(isSheet), named.filter((file) => !isSheet(file))];
  if (!found.length) return { whole, read: [] };
  const name = message('paper_name');
  for (const { bytes } of found)
    for (const line of new TextDecoder().decode(bytes).split('\n'))
      if (line.startsWith(SHEET)) sheets.add(line.trim());
  /** @type {Read[]} */
  const read = [];
  const papers = await worker.request({ sheets: [...sheets] }).catch((error) => {
    sheets.clear();
    read.push({ name, error });
  });
  for (const { set, have, of, missing, text } of /** @type {Paper[]} */ (papers ?? [])) {
    if (text !== undefined) whole.push({ name, bytes: new TextEncoder().encode(text) });
    else if (missing.length) {
      const values = [have, of, listed(missing.slice(0, 10))];
      read.push({ name, error: { code: 'paper_incomplete', values } });
    } else read.push({ name, error: { code: 'paper_damaged' } });
    // What is missing may come with the next files; the others are over.
    if (!missing.length) for (const sheet of sheets) if (sheet.includes(set)) sheets.delete(sheet);
  }
  return { whole, read };
}

/** @param {Reading} reading @param {Named} file @param {Named[]} along @returns {Promise<Read>} */
async function readOne(reading, file, along) {
  const { worker, asks, passphrases } = reading;
  const { name, bytes } = file;
  /** @type {Opens[]} */
  const tries = [{}, ...passphrases.map((passphrase) => ({ passphrase }))];
  for (;;) {
    const { passphrase, keyFile } = tries.shift() ?? {};
    asks.reading(name, passphrase !== undefined || keyFile !== undefined);
    try {
      // The key file comes first, so that no other file is taken for it.
      const keys = keyFile ? [await namedOf(reading, keyFile)] : [];
      const about = /** @type {About} */ (
        await worker.request({ add: { bytes, passphrase, along: [...keys, ...along], now: now() } })
      );
      if (passphrase !== undefined && !passphrases.includes(passphrase))
        passphrases.push(passphrase);
      return { name, about };
    } catch (error) {
      const code = codeOf(error);
      if (code === 'file_unknown' || code === 'file_nothing')
        return readTable(reading, file, error);
      if (code !== 'file_needs_passphrase' && code !== 'file_wrong_passphrase')
        return { name, error };
      if (tries.length) continue;
      const typed = await asks.passphrase(name, error);
      if (typed === undefined) return { name, error: { code: 'file_left_out' } };
      tries.push(typed);
    }
  }
}

/**
 * A table of an unknown program is read by the columns that the user names. A known program's is,
 * only if a column looks like secrets.
 * @param {Reading} reading @param {Named} file @param {unknown} error what it is otherwise @returns
 * {Promise<Read>}
 */
async function readTable({ worker, asks }, { name, bytes }, error) {
  const table = /** @type {Table | undefined} */ (await worker.request({ table: bytes }));
  if (!table || (codeOf(error) === 'file_nothing' && !table.guess.secret)) return { name, error };
  const mapping = await asks.mapping(
    name,
    table,
    async (mapping) =>
      /** @type {Preview} */ (await worker.request({ preview: { bytes, mapping, now: now() } })),
  );
  if (!mapping) return { name, error };
  asks.reading(name);
  try {
    const about = /** @type {About} */ (
      await worker.request({ addMapped: { bytes, mapping, now: now() } })
    );
    return { name, about: { ...about, app: about.app || name } };
  } catch (wrong) {
    return { name, error: wrong };
  }
}

/**
 * The texts of all pictures as files, since the codes of one export or backup belong together.
 * @param {File[]} pictures @param {Asks} asks @param {AbortSignal} signal
 * @param {(file: File, act: () => Promise<string[]>) => Promise<string[]>} each
 */
async function fromPictures(pictures, asks, signal, each) {
  /** @type {string[]} */
  const texts = [];
  for (const picture of pictures) {
    asks.reading(picture.name);
    texts.push(...(await each(picture, () => textsOf(picture, signal))));
  }
  const name = listed(pictures.map((picture) => picture.name));
  const ofSheets = texts.filter((text) => text.startsWith(SHEET));
  const others = texts.filter((text) => !text.startsWith(SHEET));
  return [ofSheets, others].flatMap((texts) =>
    texts.length ? [{ name, bytes: new TextEncoder().encode(texts.join('\n')) }] : [],
  );
}

/** @param {File} picture @param {AbortSignal} signal */
async function textsOf(picture, signal) {
  const url = URL.createObjectURL(picture);
  try {
    const small = await readable(picture, url);
    const texts = await readPicture(small, signal, 'screenshot', 'photo');
    if (!texts.length) throw { code: 'nothing_in_picture' };
    return texts;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/**
 * The module must see only that a file is longer than what it reads.
 * @param {Reading} reading @param {File} file @returns {Promise<Named>}
 */
async function namedOf({ worker }, file) {
  const longest = /** @type {number} */ (await worker.request({ longest: true }));
  const part = file.slice(0, longest + 1);
  const content = await part.arrayBuffer().catch((cause) => {
    throw { code: 'file_unreadable', cause };
  });
  return { name: file.name, bytes: new Uint8Array(content) };
}

/** @param {File} file */
const isPicture = (file) => file.type.startsWith('image/') && file.type !== 'image/svg+xml';
