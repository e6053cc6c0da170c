/**
 * Pictures and keys are taken wherever in the popup they are dropped or pasted.
 */
import { kindOf, refusal } from './examine.js';
import { go, sayError } from './view.js';

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
  const kind = kindOf(text);
  if (!data.files.length && search && kind !== 'accounts' && kind !== 'secret') return;
  event.preventDefault();
  // Taken now: the event's data is gone once anything is awaited.
  const files = [...data.files];
  try {
    if (files.length) await (await import('./files.js')).readFiles(files);
    else if (kind === 'accounts') await go('finds', { texts: [text] });
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
    else throw refusal(kind);
  } catch (error) {
    sayError(error);
  }
}
