/**
 * Files that are chosen, dropped or pasted. Pictures are read here, one after the other. If any
 * file is of another kind, all of them go to the import page together: they may belong to one
 * export.
 */
import { openExchangeWith } from '../shared/hand-over.js';
import { loadedPicture, readable, readPicture } from '../shared/read-picture.js';
import { go, sayError } from './view.js';

/** A file that can't be read doesn't stop the others. @param {File[]} files */
export async function readFiles(files) {
  if (!files.length) return;
  const pictures = await Promise.all(files.map(isPicture));
  if (pictures.includes(false)) return openExchangeWith(files);
  /** @type {string[]} */
  const texts = [];
  /** @type {unknown} */
  let fault;
  await go('looking', 'file', async (look) => {
    for (const file of files) {
      look.picture = URL.createObjectURL(file);
      try {
        const picture = await readable(file, look.picture);
        // The user marks a code on the picture that was read, not on a larger original.
        if (picture !== file) look.picture = URL.createObjectURL(picture);
        texts.push(...(await readPicture(picture, look.signal, 'screenshot', 'photo')));
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

/** By its type, or else by whether the browser can decode it. @param {File} file */
async function isPicture(file) {
  if (file.type) return file.type.startsWith('image/');
  const url = URL.createObjectURL(file);
  try {
    return await loadedPicture(url).then(
      () => true,
      () => false,
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
