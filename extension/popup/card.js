/**
 * The page card: the accounts that belong to the page in front, and what helps there, in one
 * button. It stands wherever an account belongs, which follows from the address alone: so it is
 * there with the first picture of the list, and no row ever moves from under the pointer.
 */
import { button, message, part, stamp, write, writeOrHide } from '../shared/dom.js';
import { theVault } from '../shared/session.js';
import { now, onClick } from './view.js';
import { copyCode } from './list.js';

/** @typedef {NonNullable<Awaited<ReturnType<typeof import('../shared/page.js').describePage>>>} Described */

/**
 * @param {HTMLElement} place
 * @param {import('../wasm/tandem.js').OnPage} belonging what is known by the page's address
 * @param {import('./list.js').Page} page
 */
export function showCard(place, belonging, page) {
  const vault = theVault();
  if (!vault) return;
  const accounts = belonging.fitting.map((id) => vault.row(id, now()));
  const card = stamp('card');
  write(card, 'where', message(belonging.aws ? 'on_this_page_aws' : 'on_this_page_host', belonging.host ?? ''));
  const which = part(card, 'which', HTMLSelectElement);
  part(card, 'choose', HTMLElement).hidden = accounts.length < 2;
  which.append(...accounts.map((account) => new Option([account.title || message('unnamed'), account.detail].filter(Boolean).join(' · '), account.id)));
  const tell = () => {
    const account = accounts[which.selectedIndex];
    write(card, 'title', account?.title || message('unnamed'));
    writeOrHide(card, 'detail', account?.detail);
  };
  which.addEventListener('change', tell);
  tell();
  place.replaceChildren(card);
  page.then((described) => offer(button(card, 'fill'), which, described));
}

/**
 * The one button, as soon as it is known what the page asks for.
 * @param {HTMLButtonElement} act @param {HTMLSelectElement} which @param {Described | undefined} described
 */
function offer(act, which, described) {
  const ask = described ? (theVault()?.onPage(described.page).ask ?? 'nothing') : 'nothing';
  act.textContent = message(ask === 'nothing' ? 'copy_code' : ask === 'pair' ? 'fill_both' : 'fill_code');
  act.hidden = false;
  onClick(act, async () => {
    if (ask === 'nothing') return copyCode(which.value);
    const { fillBoth, fillOne } = await import('./fill.js');
    await (ask === 'pair' ? fillBoth(which.value, described) : fillOne(which.value, described));
  });
}
