/**
 * *Show QR code*: one account's key for another app, after its owner has confirmed. The code
 * disappears after half a minute, or as soon as the user turns to another window or tab.
 */
import { now } from '../shared/clock.js';
import { confirmOwner } from '../shared/confirm.js';
import { button, message, part, write, writeOrHide } from '../shared/dom.js';
import { theVault } from '../shared/session.js';
import { go, mount, onClick } from './view.js';

/** In seconds. */
const SHOWN = 30;

/** What another app has to support for keys that are not plain TOTP. */
const NOTES = {
  any: undefined,
  counter: 'qr_counter',
  steam: 'qr_steam',
  yandex: 'qr_yandex',
  motp: 'qr_motp',
};

/** @param {string} id */
export async function showQr(id) {
  if (!(await confirmOwner('qr'))) return;
  const vault = theVault();
  const row = vault?.row(id, now());
  if (!vault || !row) throw { code: 'account_gone' };
  const { side, path, readBy } = vault.drawKey(id);
  const { root, signal } = mount('qr');
  write(root, 'title', row.title || message('unnamed'));
  const note = NOTES[readBy];
  writeOrHide(root, 'note', note && message(note));
  const code = part(root, 'code', SVGSVGElement);
  code.setAttribute('viewBox', `0 0 ${side} ${side}`);
  code.setAttribute('aria-label', message('show_qr'));
  part(root, 'dark', SVGPathElement).setAttribute('d', path);
  hideLater(root, signal);
  onClick(button(root, 'again'), () => go('qr', id));
  button(root, 'hide').focus();
}

/** @param {HTMLElement} root @param {AbortSignal} signal */
function hideLater(root, signal) {
  const began = Date.now();
  const hide = () => {
    clearInterval(clock);
    part(root, 'dark', SVGPathElement).removeAttribute('d');
    part(root, 'shown', HTMLElement).hidden = true;
    button(root, 'hide').hidden = true;
    part(root, 'gone', HTMLElement).hidden = false;
    button(root, 'again').hidden = false;
    button(root, 'again').focus();
  };
  const tick = () => {
    const left = SHOWN - Math.floor((Date.now() - began) / 1000);
    // A clock that was set back ends it too.
    if (left > 0 && left <= SHOWN) write(root, 'left', message('qr_left', left));
    else hide();
  };
  const clock = setInterval(tick, 1000);
  tick();
  signal.addEventListener('abort', () => clearInterval(clock));
  addEventListener('blur', hide, { signal });
  document.addEventListener('visibilitychange', hide, { signal });
  button(root, 'hide').addEventListener('click', hide);
}
