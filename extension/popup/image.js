/**
 * *From an image or the clipboard*: pictures that are chosen, dropped or pasted, and keys that are
 * pasted as text. `view.js` hands over what is dropped or pasted anywhere in the popup.
 */
import { button, message, part, write } from '../shared/dom.js';
import { openInTab } from '../shared/own.js';
import { readPicture } from '../shared/read-picture.js';
import { keep } from '../shared/storage.js';
import { isKey } from '../wasm/tandem.js';
import { looking } from './looking.js';
import { isSecret, mount, onClick, sayError } from './view.js';

export function showImage() {
  const { root } = mount('image');
  const files = part(root, 'files', HTMLInputElement);
  write(root, 'drop', message('image_drop', navigator.platform.startsWith('Mac') ? '⌘V' : 'Ctrl+V'));
  files.addEventListener('change', () => readFiles([...(files.files ?? [])]));
  onClick(button(root, 'choose'), async () => {
    // The dialog for files takes the focus, and with it, on many systems, the popup.
    if (location.hash === '#tab') return files.click();
    await openInTab('?image');
  });
  button(root, 'choose').focus();
}

/**
 * Takes what was dropped or pasted.
 * @param {File[]} files @param {string} text
 */
export async function take(files, text) {
  if (files.length) await readFiles(files);
  else if (isKey(text)) await (await import('./found.js')).showFinds({ texts: [text] });
  else if (isSecret(text)) await byHand(text);
  else throw { code: 'nothing_to_paste' };
}

/** One that cannot be read does not take the others along. @param {File[]} files */
async function readFiles(files) {
  if (!files.length) return;
  /** @type {string[]} */
  const texts = [];
  /** @type {unknown} */
  let fault;
  await looking('file', async (look) => {
    for (const file of files) {
      look.picture = URL.createObjectURL(file);
      try {
        texts.push(...(await readPicture(await drawable(file, look.picture), look.signal)));
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

/** A Worker decodes every picture but SVG, which is drawn here. @param {File} file @param {string} url */
async function drawable(file, url) {
  if (file.type !== 'image/svg+xml') return file;
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return await createImageBitmap(image);
  } catch (cause) {
    throw { code: 'picture_unreadable', cause };
  }
}

/** The form, with the key in it. @param {string} secret */
async function byHand(secret) {
  const draft = { secret, issuer: '', account: '', kind: 'totp', algorithm: 'SHA1', digits: '6', period: '30', counter: '0' };
  const { FORM_LIVES, showHand } = await import('./hand.js');
  await keep('form', draft, FORM_LIVES);
  showHand(draft);
}
