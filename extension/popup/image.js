/**
 * *From an image or the clipboard*: pictures that are chosen, dropped or pasted, and keys that are
 * pasted as text. `view.js` hands over what is dropped or pasted anywhere in the popup.
 */
import { button, message, part, write } from '../shared/dom.js';
import { openInTab } from '../shared/own.js';
import { readPicture } from '../shared/read-picture.js';
import { keep } from '../shared/storage.js';
import { isKey } from '../wasm/tandem.js';
import { isSecret, mount, onClick } from './view.js';

const SPINNER_AFTER = 150;

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
  else if (isKey(text)) await found([text]);
  else if (isSecret(text)) await byHand(text);
  else throw { code: 'nothing_to_paste' };
}

/** @param {File[]} files */
export async function readFiles(files) {
  if (!files.length) return;
  const { root, signal } = mount('scanning');
  const spinner = setTimeout(() => {
    part(root, 'wait', HTMLElement).hidden = false;
    button(root, 'back').focus();
  }, SPINNER_AFTER);
  /** @type {string | undefined} */
  let looked;
  try {
    /** @type {string[]} */
    const texts = [];
    for (const file of files) {
      looked = URL.createObjectURL(file);
      texts.push(...(await readPicture(await drawable(file, looked), signal)));
    }
    if (signal.aborted) return;
    if (texts.length) await found(texts);
    else await trouble({ code: 'nothing_in_picture' }, looked);
  } catch (error) {
    if (signal.aborted) return;
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    await trouble(code === 'picture_unreadable' ? { code: 'file_no_picture' } : error);
  } finally {
    clearTimeout(spinner);
  }
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

/** @param {string[]} texts */
async function found(texts) {
  await (await import('./found.js')).showFinds({ texts });
}

/** @param {unknown} error @param {string} [picture] */
async function trouble(error, picture) {
  (await import('./trouble.js')).showTrouble(error, picture);
}

/** The form, with the key in it. @param {string} secret */
async function byHand(secret) {
  const draft = { secret, issuer: '', account: '', kind: 'totp', algorithm: 'SHA1', digits: '6', period: '30', counter: '0' };
  const { FORM_LIVES, showHand } = await import('./hand.js');
  await keep('form', draft, FORM_LIVES);
  showHand(draft);
}
