/**
 * Accepts pictures, keys and other apps' files wherever in the popup they are dropped or pasted.
 */
import { kindOf, refusal } from './examine.js';
import { go, sayError } from './view.js';

document.addEventListener('paste', (event) => take(event, event.clipboardData));
document.addEventListener('drop', (event) => take(event, event.dataTransfer));
document.addEventListener('dragover', (event) => event.preventDefault());

/** @param {Event} event @param {DataTransfer | null} data */
async function take(event, data) {
  if (!data) return;
  const text = data.getData('text').trim();
  const kind = kindOf(text);
  if (!data.files.length && keeps(event.target, kind)) return;
  event.preventDefault();
  // Read now: the event's data is gone after the first `await`.
  const files = [...data.files];
  try {
    // Anything would be read in vain: it can't be saved beside a vault that doesn't open.
    if (document.querySelector('[data-part="unopened"]')) throw { code: 'unopened' };
    if (files.length) await (await import('./files.js')).readFiles(files);
    else if (kind === 'accounts') await go('result', { texts: [text] });
    else if (kind === 'secret')
      await go('hand', {
        secret: text,
        issuer: '',
        account: '',
        kind: 'totp',
        algorithm: 'SHA1',
        digits: '6',
        period: '30',
        counter: '0',
      });
    else if (kind === 'file' || kind === 'backup')
      await (await import('../shared/hand-over.js')).openExchangeWithText(text);
    else throw refusal(kind);
  } catch (error) {
    sayError(error);
  }
}

/**
 * Whether a field takes the text as it is: the search does unless the text is plainly a key or a
 * file, the field for a key unless it is a whole file.
 * @param {EventTarget | null} target @param {import('./examine.js').Kind} kind
 */
function keeps(target, kind) {
  const field = target instanceof Element ? target.closest('input, textarea') : null;
  if (!field) return false;
  const file = kind === 'file' || kind === 'backup';
  if (field instanceof HTMLInputElement && field.type === 'search')
    return !file && kind !== 'accounts' && kind !== 'secret';
  return !(file && field.getAttribute('data-part') === 'secret');
}
