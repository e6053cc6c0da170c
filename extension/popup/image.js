/**
 * *From an image or the clipboard*: pictures that are chosen, dropped or pasted, and keys that are
 * pasted as text. `view.js` hands over what is dropped or pasted anywhere in the popup.
 */
import { button, message, part, write } from '../shared/dom.js';
import { openInTab } from '../shared/own.js';
import { readPicture } from '../shared/read-picture.js';
import { keep } from '../shared/storage.js';
import { isKey } from '../wasm/tandem.js';
import { lookAgain, looking } from './looking.js';
import { isSecret, mount, onClick, sayError } from './view.js';

const MOST_PIXELS = 100_000_000;
/** The longer side that an SVG is drawn with at least: it may say that it is as small as its modules. */
const SVG_SIDE = 1000;

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
  onClick(button(root, 'camera'), () => lookAgain('camera'));
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
        texts.push(...(await readPicture(await drawable(file, look.picture), look.signal, 'screenshot', 'photo')));
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

/**
 * What the Worker is to read: the file, which it decodes, or an SVG drawn large enough.
 * @param {File} file @param {string} url
 */
async function drawable(file, url) {
  const image = new Image();
  image.src = url;
  // Its size is known before it is decoded, which it may be too large for.
  await new Promise((loaded, failed) => {
    image.onload = loaded;
    image.onerror = () => failed({ code: 'file_no_picture', values: [file.name] });
  });
  const [width, height] = [image.naturalWidth, image.naturalHeight];
  if (width * height > MOST_PIXELS) throw { code: 'picture_too_large' };
  if (file.type !== 'image/svg+xml') return file;
  const scale = Math.max(1, SVG_SIDE / Math.max(width, height));
  const canvas = new OffscreenCanvas(width * scale, height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, width * scale, height * scale);
  return canvas.transferToImageBitmap();
}

/** The form, with the key in it. @param {string} secret */
async function byHand(secret) {
  const draft = { secret, issuer: '', account: '', kind: 'totp', algorithm: 'SHA1', digits: '6', period: '30', counter: '0' };
  const { FORM_LIVES, showHand } = await import('./hand.js');
  await keep('form', draft, FORM_LIVES);
  showHand(draft);
}
