/**
 * Shows accounts as QR codes for another app, one after the other. They disappear when the user
 * turns to another tab. Part of the import page.
 */
import { button, message, part, write } from '../shared/dom.js';
import { show } from '../shared/section.js';
import { requestOnce } from './requests.js';

/** @typedef {import('../wasm/exchange.js').DrawingView} Drawing */

/** @param {string} app @param {string[]} texts @param {() => void} close */
export async function showCodes(app, texts, close) {
  const root = show('export', 'export-codes');
  const ended = new AbortController();
  let place = 0;
  const draw = async () => {
    const at = place;
    write(root, 'place', message('export_code_of', place + 1, texts.length));
    button(root, 'before').disabled = place === 0;
    button(root, 'next').disabled = place === texts.length - 1;
    const { side, path } = /** @type {Drawing} */ (await requestOnce({ draw: texts[place] ?? '' }));
    // Too late: the user is elsewhere by now.
    if (at !== place || ended.signal.aborted) return;
    const code = part(root, 'code', SVGSVGElement);
    code.setAttribute('viewBox', `0 0 ${side} ${side}`);
    code.setAttribute('aria-label', message('export_code_of', place + 1, texts.length));
    part(root, 'dark', SVGPathElement).setAttribute('d', path);
  };
  const end = () => {
    ended.abort();
    texts.fill('');
    close();
  };
  write(root, 'text', message('export_codes_text', app));
  for (const [name, by] of /** @type {const} */ ([
    ['before', -1],
    ['next', 1],
  ])) {
    button(root, name).hidden = texts.length === 1;
    button(root, name).onclick = () => {
      place += by;
      return draw();
    };
  }
  button(root, 'done').onclick = end;
  document.addEventListener('visibilitychange', end, { signal: ended.signal });
  await draw();
  button(root, texts.length > 1 ? 'next' : 'done').focus();
}
