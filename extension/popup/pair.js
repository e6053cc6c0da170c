/**
 * The pair view: two consecutive codes, in order, never mixed (the rule is `pair` in the core).
 */
import { button, message, part, write } from '../shared/dom.js';
import { lastOf } from '../shared/filling.js';
import { describePage } from '../shared/page.js';
import { change, theVault } from '../shared/session.js';
import { everySecond, home, mount, now, onClick, sayError, speak } from './view.js';
import { handPair, keepPair, pairState, view } from '../shared/pair-state.js';

/** @typedef {import('./list.js').Page} Page */
/** @typedef {import('../shared/pair-state.js').PairState} PairState */

/**
 * @param {string} id
 * @param {{ fresh?: boolean, page?: Page }} [options] `fresh`: it has just been saved
 */
export async function showPair(id, { fresh = false, page } = {}) {
  const state = await pairState(id);
  show({ ...state, open: true, fresh: fresh || state.fresh }, page ?? describePage());
}

/** What an earlier popup left. @param {unknown} left @param {import('./list.js').Front} opened */
export async function restorePair(left, opened) {
  const { page } = opened;
  const state = /** @type {PairState} */ (left);
  const known = theVault()?.has(state.id) ?? false;
  // Both codes used, and the page asks for one now: then the list with its card is what helps.
  const over = state.handed?.first && state.handed.second && (await asksForOne(page));
  if (known && state.open && !over) show(state, page);
  else await (await import('./list.js')).showList(opened);
}

/** @param {Page} page */
export async function asksForOne(page) {
  const described = await page;
  const ask = described && theVault()?.onPage(described.page).ask;
  return ask === 'single' || ask === 'boxes';
}

/** @param {PairState} state @param {Page} page */
function show(state, page) {
  const { root, signal } = mount('pair');
  const row = theVault()?.row(state.id, now());
  if (!row) return home();
  let mine = state;
  const heading = part(root, 'heading', HTMLElement);
  heading.textContent = message('two_codes_for', row.aws ? 'AWS' : row.issuer || row.title);
  write(root, 'whose', row.aws ? [row.title, row.account].join(' · ') : row.detail);
  part(root, 'late', HTMLElement).hidden = !(mine.fresh && row.aws);

  const draw = () => {
    const pair = view(mine);
    const fresh = pair.standing === 'expired' || pair.standing === 'following';
    if (fresh && mine.handed) {
      // Too old, whether one of it was used or both: from here on a fresh pair follows the clock.
      const { handed: _, ...rest } = mine;
      mine = rest;
      keepPair(mine);
      write(root, 'standing', message(pair.standing === 'expired' ? 'pair_expired' : orderText(mine)));
    } else if (pair.standing !== 'following') {
      write(root, 'standing', message(`pair_${pair.standing}`));
    } else if (part(root, 'standing', HTMLElement).textContent !== message('pair_expired')) {
      write(root, 'standing', message(orderText(mine)));
    }
    write(root, 'code1', pair.shown[0]);
    write(root, 'code2', pair.shown[1]);
    write(root, 'left', message('seconds_left', pair.left));
    part(root, 'meter', HTMLElement).style.setProperty('--share', String(pair.left / pair.total));
    drawCopy(button(root, 'copy1'), 'copy_code_1', mine.handed?.first ?? false);
    drawCopy(button(root, 'copy2'), 'copy_code_2', mine.handed?.second ?? false);
    button(root, 'order').textContent = message(orderOffer(mine));
  };

  /** @param {0 | 1} index */
  const copy = async (index) => {
    const pair = view(mine);
    try {
      await navigator.clipboard.writeText(pair.codes[index]);
    } catch (cause) {
      throw { code: 'clipboard_refused', cause };
    }
    mine = await handPair(mine.id, pair.firstStep, index === 0 ? 'first' : 'second');
    speak(message('copied', pair.shown[index]));
    draw();
    await change((vault) => vault.markUsed(mine.id, lastOf(pair)));
  };
  onClick(button(root, 'copy1'), () => copy(0));
  onClick(button(root, 'copy2'), () => copy(1));
  onClick(button(root, 'order'), async () => {
    const { handed, ...rest } = mine;
    mine = { ...rest, order: handed ? mine.order : other(mine.order) };
    write(root, 'standing', '');
    await keepPair(mine);
    draw();
  });
  button(root, 'back').addEventListener('click', () => keepPair({ ...mine, open: false }).catch(sayError));

  keepPair(mine).catch(sayError);
  draw();
  everySecond(signal, draw);
  heading.focus();
  offerFill(root, mine.id, page, async () => {
    mine = await pairState(mine.id);
    draw();
  });
}

/**
 * *Fill both codes*, where the page has two code fields.
 * @param {HTMLElement} root @param {string} id @param {Page} page @param {() => Promise<void>} filled
 */
async function offerFill(root, id, page, filled) {
  const described = await page;
  const fill = button(root, 'fill');
  const two = described && theVault()?.onPage(described.page).ask === 'pair';
  fill.hidden = !two;
  part(root, 'no-fields', HTMLElement).hidden = Boolean(two);
  if (!two) return;
  onClick(fill, async () => {
    const { fillBoth } = await import('./fill.js');
    await fillBoth(id);
    await filled();
  });
  fill.focus();
}

/** @param {PairState['order']} order @returns {PairState['order']} */
const other = (order) => (order === 'previous-current' ? 'current-next' : 'previous-current');

/** What the quiet button offers: the other order, or a new pair once this one is in use. @param {PairState} state */
function orderOffer(state) {
  if (state.handed) return 'pair_new';
  return state.order === 'previous-current' ? 'use_current_next' : 'use_previous_current';
}

/** What a pair that follows the clock is made of. @param {PairState} state */
const orderText = (state) => `pair_${state.order === 'previous-current' ? 'no_waiting' : 'wait_next'}`;

/** @param {HTMLButtonElement} element @param {string} key @param {boolean} done */
function drawCopy(element, key, done) {
  element.textContent = done ? message('copied_mark') : message(key);
  element.setAttribute('aria-label', done ? `${message(key)} (${message('copied_mark')})` : message(key));
  element.classList.toggle('done', done);
}
