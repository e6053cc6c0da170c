/**
 * When a scan ends with nothing to save, or the vault does not open: what happened, and the ways on.
 */
import { button, codeOf, message, part, sentence, write, writeOrHide } from '../shared/dom.js';
import { lookAgain } from './looking.js';
import { mount, onClick } from './view.js';

/** @typedef {import('./looking.js').By} By */

/**
 * @param {unknown} error
 * @param {Partial<import('./looking.js').Look> & { title?: string }} [look] what was looked at, and a title that says more
 *   than the usual one
 */
export function showTrouble(error, { by = 'page', url, picture, unseen = [], title = 'trouble_title' } = {}) {
  const code = codeOf(error);
  const closed = code === 'cannot_capture' || code === 'own_tab';
  const nothing = code === 'nothing_found' || code === 'nothing_in_picture';
  const root = ways(nothing ? 'nothing_title' : closed ? 'closed_title' : title, sentence(error), by);
  if (code === 'nothing_found') {
    writeOrHide(root, 'tries', message(unseen.length ? 'try_unseen' : 'try_visible'));
    button(root, 'zoom').hidden = false;
    if (unseen.length) offerUnseen(root, unseen);
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
    onClick(mark, async () => (await import('./mark.js')).showMark({ by, url, picture }));
    const seen = part(root, 'seen', HTMLImageElement);
    seen.alt = message('picture_alt');
    seen.src = picture;
    seen.hidden = false;
  }
}

/** @param {HTMLElement} root @param {import('../shared/page.js').Shown[]} unseen */
function offerUnseen(root, unseen) {
  const scroll = button(root, 'scroll');
  scroll.hidden = false;
  button(root, 'again').className = 'quiet';
  onClick(scroll, async () => (await import('./pictures.js')).scanPictures(unseen));
  scroll.focus();
}

/** A QR code that was read and is no key. @param {string} text @param {By} [by] */
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
  if (by !== 'page') button(root, 'again').textContent = message(by === 'file' ? 'image_other' : 'try_again');
  onClick(button(root, 'again'), () => lookAgain(by));
  onClick(button(root, 'zoom'), async () => (await import('./scan.js')).scanPage({ zoom: true }));
  onClick(button(root, 'hand'), async () => (await import('./hand.js')).showHand());
  button(root, 'again').focus();
  return root;
}

/**
 * Something is stored and cannot be read, or is missing while a copy is there: never taken for
 * "no accounts", and nothing is written before the person chooses.
 * @param {unknown} error @param {() => unknown} again
 */
export async function showUnreadable(error, again) {
  const { root } = mount('unreadable');
  const missing = codeOf(error) === 'vault_missing';
  write(root, 'heading', message(missing ? 'missing_title' : 'unreadable_title'));
  write(root, 'text', sentence(error));
  onClick(button(root, 'again'), again);
  const { recoverable, recover, beginAnew } = await import('../shared/recovery.js');
  const copy = await recoverable();
  if (copy) {
    const when = new Date(copy.at).toLocaleString(message('language'), { dateStyle: 'medium', timeStyle: 'short' });
    write(root, 'copy', copy.count === undefined ? message('recover_text_locked', when) : message('recover_text', copy.count, when));
    part(root, 'copy', HTMLElement).hidden = false;
    const restore = button(root, 'restore');
    restore.hidden = false;
    onClick(restore, async () => {
      await recover(copy);
      await again();
    });
    button(root, 'again').className = 'quiet';
    restore.focus();
  }
  if (!missing) return;
  const anew = button(root, 'anew');
  anew.hidden = false;
  onClick(anew, async () => {
    await beginAnew();
    await again();
  });
}
