/**
 * The page card: what helps on the page in front, in one button. It stands there only when the
 * page asks for codes and an account belongs to it.
 */
import { button, part, stamp, write, writeOrHide } from '../shared/dom.js';
import { message } from '../shared/messages.js';
import { theVault } from '../shared/session.js';
import { now } from './clock.js';
import { onClick } from './view.js';

/** @typedef {NonNullable<Awaited<ReturnType<typeof import('../shared/page.js').describePage>>>} Described */

/** @param {HTMLElement} place @param {Described} described */
export function showCard(place, described) {
  const vault = theVault();
  const asked = vault?.onPage(described.page);
  if (!vault || !asked || asked.ask === 'nothing' || asked.fitting.length === 0) return;
  const accounts = asked.fitting.map((id) => vault.row(id, now()));

  const card = stamp('card');
  write(card, 'where', message(asked.aws ? 'on_this_page_aws' : 'on_this_page_host', asked.host ?? ''));
  const which = part(card, 'which', HTMLSelectElement);
  which.hidden = accounts.length < 2;
  which.append(...accounts.map((account) => new Option([account.title, account.detail].filter(Boolean).join(' · '), account.id)));
  const [first] = accounts;
  writeOrHide(card, 'title', which.hidden ? first?.title : undefined);
  writeOrHide(card, 'detail', which.hidden ? first?.detail : undefined);

  const fill = button(card, 'fill');
  fill.textContent = message(asked.ask === 'pair' ? 'fill_both' : 'fill_code');
  onClick(fill, async () => {
    const { fillBoth, fillOne } = await import('./fill.js');
    await (asked.ask === 'pair' ? fillBoth(which.value, described) : fillOne(which.value, described));
  });
  place.replaceChildren(card);
}
