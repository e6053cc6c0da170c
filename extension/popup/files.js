/**
 * Pictures that are chosen, dropped or pasted: read one after the other.
 */
import { readable, readPicture } from '../shared/read-picture.js';
import { go, sayError } from './view.js';

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
        texts.push(...(await readPicture(await readable(file, look.picture), look.signal, 'screenshot', 'photo')));
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
