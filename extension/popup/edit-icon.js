/**
 * The icon in the form *Edit*: shown as in the list. The user can choose a built-in one, remove it,
 * or drop, paste or choose a picture.
 */
import { button, part } from '../shared/dom.js';
import { showFault } from '../shared/fault.js';
import { drawIcon, drawPicture } from './icons.js';
import { smallPicture } from './small-picture.js';
import { go, onClick } from './view.js';

/** The icon of an account that shows its initial. */
const NONE = '-';

/**
 * @typedef {object} Chosen
 * @property {string | undefined} [icon] as stored; undefined when it follows from the issuer
 * @property {string} [picture] a picture that is not stored yet, in base64
 */

/**
 * @param {HTMLElement} root the form
 * @param {string} id
 * @param {import('../wasm/tandem.js').Details} details
 * @param {Chosen} unsaved what an earlier popup left, which may have more properties
 * @param {() => void} changed
 */
export function editIcon(root, id, details, unsaved, changed) {
  /** @type {Chosen} */
  let chosen = { icon: unsaved.icon, ...(unsaved.picture && { picture: unsaved.picture }) };
  const tint = part(root, 'tint', HTMLElement);
  tint.dataset.tint = String(details.tint);
  const draw = () => {
    const { icon, picture } = chosen;
    button(root, 'usual-icon').hidden = icon === undefined && !picture;
    if (picture) return drawPicture(tint, blobOf(picture));
    return drawIcon(tint, { id, initial: details.initial, ...shownBy(icon, details) });
  };
  /** @param {Chosen} now */
  const become = (now) => {
    chosen = now;
    draw();
    changed();
  };
  /** @param {Blob} file */
  const take = async (file) => {
    try {
      become({ icon: undefined, picture: base64(await smallPicture(file)) });
    } catch (error) {
      showFault(root, error);
    }
  };
  onClick(button(root, 'usual-icon'), () => {
    become({ icon: undefined });
    button(root, 'choose-icon').focus();
  });
  onClick(button(root, 'choose-icon'), async () => {
    await go('icons', id, details, (picked) =>
      picked instanceof Blob ? take(picked) : become({ icon: picked || NONE }),
    );
    button(root, 'choose-icon').focus();
  });
  takePictures(root, take);
  draw();
  return {
    values: () => ({ ...chosen }),
    /**
     * The icon to be stored; its picture is added to the vault.
     * @param {import('../wasm/tandem.js').Vault} vault
     */
    kept: (vault) => (chosen.picture ? vault.keepPicture(bytesOf(chosen.picture)) : chosen.icon),
  };
}

/**
 * What to draw for an icon: one that was stored is drawn as the vault says, one just chosen as it
 * is.
 * @param {string | undefined} icon @param {import('../wasm/tandem.js').Details} details
 * @returns {{ icon?: string, picture?: string }}
 */
function shownBy(icon, { icon: there, drawn, picture, usualIcon }) {
  if (icon === NONE) return {};
  const [own, known] = icon === there ? [picture, drawn] : [undefined, icon ?? usualIcon];
  return { ...(own && { picture: own }), ...(known && { icon: known }) };
}

/**
 * Takes a picture that is dropped or pasted anywhere in the form, before `drop.js` searches it for
 * QR codes.
 * @param {HTMLElement} root @param {(file: File) => unknown} take
 */
function takePictures(root, take) {
  /** @param {Event} event @param {DataTransfer | null} data */
  const look = (event, data) => {
    const file = [...(data?.files ?? [])].find(({ type }) => type.startsWith('image/'));
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    take(file);
  };
  root.addEventListener('drop', (event) => look(event, event.dataTransfer));
  root.addEventListener('paste', (event) => look(event, event.clipboardData));
  const over = (/** @type {DragEvent} */ event) => {
    const files = event.dataTransfer?.types.includes('Files');
    part(root, 'iconing', HTMLElement).classList.toggle('over', files && event.type !== 'drop');
    if (files) event.preventDefault();
  };
  root.addEventListener('dragover', over);
  root.addEventListener('drop', over);
  root.addEventListener('dragleave', () =>
    part(root, 'iconing', HTMLElement).classList.remove('over'),
  );
}

/** @param {Uint8Array} bytes */
const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
/** @param {string} text */
const bytesOf = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
/** @param {string} text */
const blobOf = (text) => new Blob([bytesOf(text)]);
