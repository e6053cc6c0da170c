/**
 * The bar of tags above the list. A pressed tag shows only its accounts, until it is pressed again.
 */
import { Vault } from '../wasm/tandem.js';
import { message, stamp, write } from '../shared/dom.js';
import { theVault, vaultChanges } from '../shared/session.js';
import { TAG_LIVES, forget, keep } from '../shared/storage.js';
import { sayError, speak } from './view.js';

/** @typedef {import('./rows.js').Rows} Rows */

/** @param {HTMLElement} bar @param {Rows} rows @param {AbortSignal} signal ends it */
export function drawTags(bar, rows, signal) {
  const draw = () => {
    const tags = theVault()?.tags() ?? [];
    bar.hidden = !tags.length;
    bar.replaceChildren(...tags.map(chip));
    // The last account has lost this tag.
    if (rows.chosen.tag && !tags.some(({ name }) => is(rows, name))) show(undefined);
  };
  const show = (/** @type {string | undefined} */ tag) => {
    rows.chosen = { ...rows.chosen, tag };
    (tag === undefined ? forget('tag') : keep('tag', tag, TAG_LIVES)).catch(sayError);
    const search = document.querySelector('.list [data-part="search"]');
    if (!(search instanceof HTMLInputElement)) return;
    search.value = '';
    // As if typed: redraws the list, and the message if nothing matches.
    search.dispatchEvent(new Event('input'));
  };
  /** @param {import('../wasm/tandem.js').TagView} tag */
  const chip = ({ name, count }) => {
    const item = stamp('tag');
    write(item, 'name', name);
    item.ariaLabel = message('tag_of', name, count);
    item.ariaPressed = String(is(rows, name));
    item.onclick = () => {
      const tag = is(rows, name) ? undefined : name;
      for (const other of bar.children) other.ariaPressed = String(other === item && Boolean(tag));
      show(tag);
      speak(tag ? message('tag_of', name, count) : message('all_accounts'));
    };
    return item;
  };
  bar.addEventListener('keydown', (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const chips = [...bar.querySelectorAll('button')];
    const at = chips.findIndex((one) => one === document.activeElement);
    if (!by || at < 0) return;
    event.preventDefault();
    chips.at((at + by) % chips.length)?.focus();
  });
  vaultChanges.addEventListener('change', draw, { signal });
  draw();
}

/** Whether the list shows only this tag. @param {Rows} rows @param {string} name */
const is = ({ chosen: { tag } }, name) => tag !== undefined && Vault.isSameTag(tag, name);
