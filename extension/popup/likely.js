/**
 * A question above the list, when no account belongs to the page in front but one probably does, as
 * its service is known to use that site. Nothing happens without a yes; a no is remembered until
 * the browser closes.
 */
import { now } from '../shared/clock.js';
import { abreast, button, message, part, stamp, write } from '../shared/dom.js';
import { change, theVault } from '../shared/session.js';
import { keep, readSession } from '../shared/storage.js';
import { go, onClick, say } from './view.js';

/** How long a no is remembered, in seconds. */
const DECLINED_LIVES = 30 * 86_400;

/**
 * @param {string[]} ids
 * @param {string} url
 * @returns {Promise<string[]>} those that the user has not declined on this host
 */
export async function notDeclined(ids, url) {
  const no = await declined();
  return ids.filter((id) => !no.includes(entry(id, url)));
}

/**
 * @param {HTMLElement} place
 * @param {string[]} ids at least one
 * @param {string} url of the page in front
 */
export function showLikely(place, ids, url) {
  const vault = theVault();
  if (!vault) return;
  const card = stamp('likely');
  const { host } = new URL(url);
  write(card, 'where', message('on_this_page_host', host));
  const which = part(card, 'which', HTMLSelectElement);
  const names = ids.map((id) => {
    const { title, detail } = vault.row(id, now(id));
    return abreast(title || message('unnamed'), detail);
  });
  which.append(...names.map((name, at) => new Option(name, ids[at])));
  which.hidden = names.length < 2;
  write(
    card,
    'question',
    names.length < 2 ? message('likely_one', names[0] ?? '') : message('likely_several'),
  );
  onClick(button(card, 'yes'), async () => {
    await change((open) => open.addSite(which.value, url));
    say(message('site_added', host));
    await go('list');
  });
  onClick(button(card, 'no'), async () => {
    const no = [...(await declined()), ...ids.map((id) => entry(id, url))];
    await keep('declined', no, DECLINED_LIVES);
    await go('list');
  });
  place.replaceChildren(card);
}

/** @param {string} id @param {string} url */
const entry = (id, url) => `${id} ${new URL(url).host}`;

const declined = async () => /** @type {string[]} */ ((await readSession()).declined ?? []);
