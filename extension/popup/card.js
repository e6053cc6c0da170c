/**
 * The page card: the accounts that belong to the page in front, and what helps there, in one
 * button. It stands wherever an account belongs, which follows from the address alone: so it is
 * there with the first picture of the list, and no row ever moves from under the pointer.
 */
import { now } from '../shared/clock.js';
import { button, message, part, stamp, write, writeOrHide } from '../shared/dom.js';
import { frontPage } from '../shared/front.js';
import { theVault, vaultChanges } from '../shared/session.js';
import { copyCode, copyLabel, copyNext, reusableIn, untilFresh } from './codes.js';
import { everySecond, go, onClick, sayError } from './view.js';

/** @typedef {import('../shared/filling.js').Described} Described */

/**
 * @param {HTMLElement} place
 * @param {AbortSignal} signal ends it
 * @param {import('../wasm/tandem.js').OnPage | undefined} belonging what is known by the page's address
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
        new Option(
          [account.title || message('unnamed'), account.detail].filter(Boolean).join(' · '),
          account.id,
        ),
    ),
  );
  const tell = () => {
    const account = accounts[which.selectedIndex];
    const title = account?.title || message('unnamed');
    write(card, 'title', hideNames ? message('name_hidden') : title);
    writeOrHide(card, 'detail', hideNames ? undefined : account?.detail);
  };
  which.addEventListener('change', tell);
  tell();
  place.replaceChildren(card);
  frontPage()
    .then((described) => offer(card, which, { described, signal }))
    .catch(sayError);
}

/**
 * The one button, as soon as it is known what the page asks for.
 * @param {HTMLElement} card @param {HTMLSelectElement} which
 * @param {{ described: Described | undefined, signal: AbortSignal }} at
 */
function offer(card, which, { described, signal }) {
  const act = button(card, 'fill');
  const asked = described && theVault()?.onPage(described.page);
  const ask = asked?.ask ?? 'nothing';
  // The page may name one of them, where the address does not.
  const [likeliest] = asked?.fitting ?? [];
  if (likeliest && likeliest !== which.value) {
    which.value = likeliest;
    which.dispatchEvent(new Event('change'));
  }
  const draw = () => {
    const seconds = reusableIn(which.value);
    const fill = seconds ? message('fill_next_in', seconds) : message('fill_code');
    write(
      card,
      'fill',
      ask === 'nothing' ? copyLabel(which.value) : ask === 'pair' ? message('fill_both') : fill,
    );
  };
  draw();
  act.hidden = false;
  which.addEventListener('change', draw);
  vaultChanges.addEventListener('change', draw, { signal });
  everySecond(signal, draw);
  onClick(act, async () => {
    const id = which.value;
    act.disabled = reusableIn(id) > 0 && ask !== 'pair';
    try {
      if (ask === 'nothing') return await (act.disabled ? copyNext(id) : copyCode(id));
      const { fillBoth, fillOne } = await import('./fill.js');
      if (ask === 'pair') return await fillBoth(id, described);
      await untilFresh(id);
      await fillOne(id, described);
    } finally {
      act.disabled = false;
      draw();
    }
  });
  if (asked?.away) sayError({ code: 'form_leads_away', values: [asked.away] });
  if (described && asked && ask !== 'nothing') notice(card, described, asked).catch(sayError);
}

/**
 * What is known of why a code may be refused here: that one was, and a clock that is off.
 * @param {HTMLElement} card @param {Described} described @param {import('../wasm/tandem.js').OnPage} asked
 */
async function notice(card, described, asked) {
  const { refusedOf } = await import('../shared/filling.js');
  const refused = await refusedOf(described, asked);
  const why = button(card, 'why');
  why.hidden = refused === undefined;
  onClick(why, () => refused !== undefined && go('refused', refused));
  await (await import('./clock.js')).warnOfClock(described.tab);
}
