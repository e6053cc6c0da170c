/**
 * Pictures and texts that are chosen, dropped or pasted: read one after the other.
 */
import { readable, readPicture } from '../shared/read-picture.js';
import { kindOf, refusal } from './examine.js';
import { go, sayError } from './view.js';

/** A longer text holds no accounts that are read here. */
const MOST_BYTES = 5_000_000;

/** One that cannot be read does not take the others along. @param {File[]} files */
export async function readFiles(files) {
  if (!files.length) return;
  /** @type {string[]} */
  const texts = [];
  /** @type {unknown} */
  let fault;
  await go('looking', 'file', async (look) => {
    for (const file of files) {
      look.picture = URL.createObjectURL(file);
      try {
        const text = await textOf(file);
        if (text !== undefined) texts.push(text);
        else
          texts.push(
            ...(await readPicture(
              await readable(file, look.picture),
              look.signal,
              'screenshot',
              'photo',
            )),
          );
      } catch (error) {
        look.signal.throwIfAborted();
        fault = error;
      }
    }
    if (fault && !texts.length) throw fault;
    return texts;
  });
  if (fault && texts.length) sayError(fault);
}

/** A file's text, where accounts stand in it. @param {File} file */
async function textOf(file) {
  if (file.type.startsWith('image/') || file.size > MOST_BYTES) return undefined;
  const text = await file.text();
  const kind = kindOf(text);
  if (kind === 'file' || kind === 'backup') throw refusal(kind);
  return kind === 'accounts' ? text : undefined;
}
