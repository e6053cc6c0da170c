/**
 * A scan that ends with nothing to save: what happened, and what to try next.
 */
import { button, codeOf, message, part, sentence, write, writeOrHide } from '../shared/dom.js';
import { go, mount, onClick } from './view.js';

/** @typedef {import('./looking.js').By} By */

/**
 * @param {unknown} error
 * @param {Partial<import('./looking.js').Look> & { title?: string }} [look] what was scanned, and a
 * title more specific than the usual one
 */
export function showTrouble(error, { by = 'page', url, picture, title = 'trouble_title' } = {}) {
  const code = codeOf(error);
  const closed = code === 'cannot_capture' || code === 'own_tab';
  const nothing = code === 'nothing_found' || code === 'nothing_in_picture';
  const root = ways(
    nothing ? 'nothing_title' : closed ? 'closed_title' : title,
    sentence(error),
    by,
  );
  if (code === 'nothing_found') {
    writeOrHide(root, 'tries', message('try_visible'));
    button(root, 'zoom').hidden = false;
  }
  if (closed) {
    // Scanning again would end in the same way.
    button(root, 'again').hidden = true;
    button(root, 'hand').classList.replace('quiet', 'primary');
    button(root, 'hand').focus();
  }
  if (picture && (nothing || code === 'picture_too_slow')) {
    const mark = button(root, 'mark');
    mark.hidden = false;
    onClick(mark, () => go('mark', { by, url, picture }));
    const seen = part(root, 'seen', HTMLImageElement);
    seen.alt = message('picture_alt');
    seen.src = picture;
    seen.hidden = false;
  }
}

/** A QR code that was read and isn't a key. @param {string} text @param {By} [by] */
export function showNoKey(text, by) {
  const root = ways('no_key_title', message('no_key_text'), by);
  const start = [...text].slice(0, 80).join('');
  writeOrHide(root, 'quote', start === text ? text : `${start}…`);
}

/** @param {string} title @param {string} text @param {By} [by] */
function ways(title, text, by = 'page') {
  const { root } = mount('trouble');
  write(root, 'heading', message(title));
  write(root, 'text', text);
  if (by !== 'page')
    button(root, 'again').textContent = message(by === 'file' ? 'image_other' : 'try_again');
  onClick(button(root, 'again'), () => go(by));
  onClick(button(root, 'zoom'), () => go('page', { zoom: true }));
  onClick(button(root, 'hand'), () => go('hand'));
  button(root, 'again').focus();
  return root;
}
