/**
 * The page card: the accounts that belong to the page in front, with one button for what the page
 * needs. Whether it is shown depends on the address alone, so it appears with the first paint of
 * the list and no row moves under the pointer.
 */
import { now } from '../shared/clock.js';
import { abreast, button, message, part, stamp, write, writeOrHide } from '../shared/dom.js';
import { frontPage } from '../shared/front.js';
import { askedOn, change, theVault, vaultChanges } from '../shared/session.js';
import { pairState } from '../shared/pair-state.js';
import { settings } from '../shared/storage.js';
import {
  copyCode,
  copyLabel,
  copyNext,
  pairReusableIn,
  pairLabel,
  reusableIn,
  untilReusable,
  untilPairReusable,
} from './codes.js';
import { everySecond, go, onClick, say, sayError } from './view.js';

/** @typedef {import('../shared/filling.js').Described} Described */

/**
 * @param {HTMLElement} place
 * @param {AbortSignal} signal ends it
 * @param {import('../wasm/tandem.js').OnPage | undefined} belonging what the address alone tells
 * @param {import('../shared/storage.js').Settings} chosen
 */
export function showCard(place, signal, belonging, { hideNames }) {
  const vault = theVault();
  if (!vault || !belonging) return;
  const accounts = belonging.fitting.map((id) => vault.row(id, now(id)));
  const card = stamp('card');
  write(
    card,
    'where',
    message(belonging.aws ? 'on_this_page_aws' : 'on_this_page_host', belonging.host ?? ''),
  );
  const which = part(card, 'which', HTMLSelectElement);
  part(card, 'choose', HTMLElement).hidden = accounts.length < 2;
  which.append(
    ...accounts.map(
      (account) =>
        new Option(abreast(account.title || message('unnamed'), account.detail), account.id),
    ),
  );
  const tell = () => {
    const account = accounts[which.selectedIndex];
    const title = account?.title || message('unnamed');
    write(card, 'title', hideNames ? message('name_hidden') : title);
    writeOrHide(card, 'detail', hideNames ? undefined : account?.detail);
  };
  let byHand = false;
  which.addEventListener('change', () => {
    byHand = true;
    tell();
  });
  // One that is deleted goes, and comes back by *Undo*.
  const present = () => {
    const there = [...which.options].filter((option) => {
      option.hidden = !theVault()?.has(option.value);
      return !option.hidden;
    });
    card.hidden = !there.length;
    if (!there[0] || theVault()?.has(which.value)) return;
    which.value = there[0].value;
    tell();
  };
  vaultChanges.addEventListener('change', present, { signal });
  tell();
  place.replaceChildren(card);
  frontPage()
    .then((described) => {
      // The page may name an account where its address doesn't.
      const [likeliest] = (described && askedOn(described)?.fitting) ?? [];
      if (likeliest && !byHand) {
        which.value = likeliest;
        tell();
      }
      offer(card, which, { described, signal });
    })
    .catch(sayError);
}

/**
 * Shows the card's one button as soon as we know what the page asks for.
 * @param {HTMLElement} card @param {HTMLSelectElement} which
 * @param {{ described: Described | undefined, signal: AbortSignal }} at
 */
function offer(card, which, { described, signal }) {
  // The user went elsewhere while the page was being examined.
  if (signal.aborted) return;
  const act = button(card, 'fill');
  const asked = described && askedOn(described);
  const ask = asked?.ask ?? 'nothing';
  /**
   * @type {import('../shared/pair-state.js').PairState | undefined} of the chosen account, once
   * loaded
   */
  let pair;
  const draw = () => {
    const seconds = reusableIn(which.value);
    const fill = seconds ? message('fill_next_in', seconds) : message('fill_code');
    const both = pair?.id === which.value ? pairLabel(pair) : message('fill_both');
    write(card, 'fill', ask === 'nothing' ? copyLabel(which.value) : ask === 'pair' ? both : fill);
  };
  const choose = async () => {
    if (ask === 'pair') pair = await pairState(which.value);
    draw();
  };
  choose().catch(sayError);
  act.hidden = false;
  which.addEventListener('change', choose);
  vaultChanges.addEventListener('change', draw, { signal });
  everySecond(signal, draw);
  onClick(act, async () => {
    try {
      const id = which.value;
      const mine = ask === 'pair' ? await pairState(id) : undefined;
      act.disabled = (mine ? pairReusableIn(mine) : reusableIn(id)) > 0;
      if (ask === 'nothing') return await (act.disabled ? copyNext(id) : copyCode(id));
      const { fillBoth, fillOne } = await import('./fill.js');
      await (mine ? untilPairReusable(mine) : untilReusable(id));
      await (mine ? fillBoth(id, described) : fillOne(id, described));
    } finally {
      act.disabled = false;
      await choose();
    }
  });
  if (asked?.remembered) offerToForget(card, described?.page.url ?? '');
  if (asked?.away) sayError({ code: 'form_leads_away', values: [asked.away] });
  else if (asked && ask === 'nothing') copyAtOnce(asked).catch(sayError);
  if (described && asked && ask !== 'nothing') notice(card, described, asked).catch(sayError);
}

/**
 * Shows reasons why a code may be refused here: an earlier refusal, or a clock that is off.
 * @param {HTMLElement} card
 * @param {Described} described
 * @param {import('../wasm/tandem.js').OnPage} asked
 */
async function notice(card, described, asked) {
  const { refusedOf } = await import('../shared/filling.js');
  const refused = await refusedOf(described, asked);
  const why = button(card, 'why');
  why.hidden = refused === undefined;
  onClick(why, () => refused !== undefined && go('refused', refused));
  await (await import('./clock.js')).warnOfClock(described.tab);
}

/**
 * Says that the user chose this field by hand, and offers to forget it.
 * @param {HTMLElement} card
 * @param {string} url
 */
function offerToForget(card, url) {
  part(card, 'remembered', HTMLElement).hidden = false;
  onClick(button(card, 'forget'), async () => {
    await change((vault) => vault.forgetFields(url));
    await go('list');
    say(message('field_forgotten'));
  });
}

/** Whether this popup has copied a code by itself; it does so once. */
let copied = false;

/**
 * If the setting says so, copies the code of the only account that fits a page without a code
 * field.
 * @param {import('../wasm/tandem.js').OnPage} asked
 */
async function copyAtOnce({ fitting: [id, ...others] }) {
  if (copied || id === undefined || others.length || reusableIn(id)) return;
  copied = true;
  if ((await settings()).copyOnOpen && theVault()?.row(id, now(id)).code !== undefined)
    await copyCode(id);
}
