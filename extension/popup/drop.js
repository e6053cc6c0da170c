/**
 * Pictures and keys are taken wherever in the popup they are dropped or pasted.
 */
import { checkSecret, isKey } from '../wasm/tandem.js';
import { go, sayError } from './view.js';

/** A shorter text that happens to hold only letters of a key is more likely a word. */
const SHORTEST_SECRET = 16;

document.addEventListener('paste', (event) => take(event, event.clipboardData));
document.addEventListener('drop', (event) => take(event, event.dataTransfer));
document.addEventListener('dragover', (event) => event.preventDefault());

/** @param {Event} event @param {DataTransfer | null} data */
async function take(event, data) {
  const field = event.target instanceof Element ? event.target.closest('input, textarea') : null;
  const search = field instanceof HTMLInputElement && field.type === 'search';
  const text = data?.getData('text').trim() ?? '';
  // A form's own field takes its text; so does the search, unless it is plainly a key.
  if (!data || (!data.files.length && field && !search)) return;
  if (!data.files.length && search && !isKey(text) && !isSecret(text)) return;
  event.preventDefault();
  // Taken now: the event's data is gone once anything is awaited.
  const files = [...data.files];
  try {
    if (files.length) await (await import('./files.js')).readFiles(files);
    else if (isKey(text)) await go('finds', { texts: [text] });
    else if (isSecret(text)) await go('hand', { secret: text, issuer: '', account: '', kind: 'totp', algorithm: 'SHA1', digits: '6', period: '30', counter: '0' });
    else throw { code: 'nothing_to_paste' };
  } catch (error) {
    sayError(error);
  }
}

/** @param {string} text */
function isSecret(text) {
  if (text.replaceAll(/[\s-]/gu, '').length < SHORTEST_SECRET) return false;
  try {
    checkSecret(text);
    return true;
  } catch {
    return false;
  }
}
