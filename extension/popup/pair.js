/**
 * The pair view: two consecutive codes, in order, never mixed (the rule is core's `pair`).
 */
import { now } from '../shared/clock.js';
import { abreast, button, message, part, write, writeWhole } from '../shared/dom.js';
import { lastOf } from '../shared/filling.js';
import { frontPage } from '../shared/front.js';
import { askedOn, change, theVault } from '../shared/session.js';
import { settings } from '../shared/storage.js';
import { handPair, keepPair, pairState, view } from '../shared/pair-state.js';
import { pairLabel, toClipboard, untilPairReusable } from './codes.js';
import { isHidden, revealCode } from './rows.js';
import { everySecond, go, mount, onClick, sayError, speak } from './view.js';

/** @typedef {import('../shared/pair-state.js').PairState} PairState */
/** @typedef {import('../wasm/tandem.js').PairView} PairView */

/** @param {string} id @param {{ fresh?: boolean }} [options] `fresh`: it has just been saved */
export async function showPair(id, { fresh = false } = {}) {
  const state = await pairState(id);
  await show({ ...state, open: true, fresh: fresh || state.fresh });
}

/** Continues a pair from an earlier popup. @param {PairState} state @returns {Promise<void>} */
export const showLeftPair = (state) => show(state);

/** @param {PairState} state @returns {Promise<void>} */
async function show(state) {
  const row = theVault()?.row(state.id, now(state.id));
  if (!row) return go('list');
  const chosen = await settings();
  const { root, signal } = mount('pair');
  let mine = state;
  /** Whether the pair on the screen replaced an expired one. */
  let expired = false;
  drawWhose(root, row, state);

  const draw = () => {
    // Another window has deleted it.
    if (!theVault()?.has(mine.id)) return void go('list').catch(sayError);
    const pair = view(mine);
    const following = pair.standing === 'expired' || pair.standing === 'following';
    if (following && mine.used) {
      // The old pair has expired, used or not: from now on the pair follows the clock.
      expired = pair.standing === 'expired';
      const { used: _, ...rest } = mine;
      mine = rest;
      keepPair(mine).catch(sayError);
    }
    const standing = expired
      ? 'pair_expired'
      : following
        ? orderText(mine)
        : standingText(pair, mine, row.aws);
    drawPair(root, pair, mine, standing);
    hideCodes(root, isHidden(row, chosen));
  };
  /** @param {PairState} changed */
  const become = (changed) => {
    mine = changed;
    expired = false;
    draw();
  };
  const copy = async (/** @type {0 | 1} */ index) =>
    copyOf(mine, index, isHidden(row, chosen), become);
  onClick(button(root, 'copy1'), () => copy(0));
  onClick(button(root, 'copy2'), () => copy(1));
  onClick(button(root, 'order'), async () => {
    const { used, ...rest } = mine;
    become({ ...rest, order: used ? mine.order : other(mine.order) });
    await keepPair(mine);
  });
  onClick(button(root, 'show-codes'), () => {
    revealCode(mine.id);
    draw();
  });
  button(root, 'back').addEventListener('click', () =>
    keepPair({ ...mine, open: false }).catch(sayError),
  );

  keepPair(mine).catch(sayError);
  draw();
  everySecond(signal, draw);
  part(root, 'heading', HTMLElement).focus();
  offerFill(root, () => mine, { signal, filled: async () => become(await pairState(mine.id)) });
}

/**
 * @param {HTMLElement} root
 * @param {import('../wasm/tandem.js').Row} row
 * @param {PairState} state
 */
function drawWhose(root, row, { fresh }) {
  writeWhole(root, 'heading', message('two_codes_for', row.aws ? 'AWS' : row.issuer || row.title));
  write(root, 'whose', row.aws ? abreast(row.title, row.account) : abreast(row.detail));
  // The names of AWS's fields; other sites have none.
  write(root, 'name1', message(row.aws ? 'code_1' : 'code_number_1'));
  write(root, 'name2', message(row.aws ? 'code_2' : 'code_number_2'));
  part(root, 'late', HTMLElement).hidden = !(fresh && row.aws);
}

/**
 * @param {HTMLElement} root
 * @param {PairView} pair
 * @param {PairState} state
 * @param {string} standing the key of the sentence about the pair's status
 */
function drawPair(root, pair, state, standing) {
  write(root, 'standing', message(standing));
  write(root, 'code1', pair.shown[0]);
  write(root, 'code2', pair.shown[1]);
  write(root, 'left', message('seconds_left', pair.left));
  part(root, 'meter', HTMLElement).style.setProperty('--share', String(pair.left / pair.total));
  const mark = state.filled ? 'filled_mark' : 'copied_mark';
  drawCopy(button(root, 'copy1'), 'copy_code_1', state.used?.first && mark);
  drawCopy(button(root, 'copy2'), 'copy_code_2', state.used?.second && mark);
  button(root, 'order').textContent = message(orderOffer(state));
}

/**
 * Copies one code of the pair and records it.
 * @param {PairState} mine
 * @param {0 | 1} index
 * @param {boolean} hidden
 * @param {(used: PairState) => void} become
 */
async function copyOf(mine, index, hidden, become) {
  const pair = view(mine);
  await toClipboard(pair.codes[index]);
  const used = await handPair(mine.id, pair.firstStep, index === 0 ? 'first' : 'second');
  speak(hidden ? message('copied_hidden') : message('copied', pair.shown[index]));
  become(used);
  await change((vault) => vault.markUsed(mine.id, lastOf(pair, mine.id)));
}

/**
 * Shows dots instead of hidden codes.
 * @param {HTMLElement} root
 * @param {boolean} hidden
 */
function hideCodes(root, hidden) {
  for (const name of ['code1', 'code2']) {
    const code = part(root, name, HTMLElement);
    if (hidden) code.textContent = (code.textContent ?? '').replaceAll(/\S/gu, '•');
    code.toggleAttribute('data-code', !hidden);
    code.classList.toggle('dots', hidden);
  }
  button(root, 'show-codes').hidden = !hidden;
}

/**
 * Offers *Fill both codes* where the page has two code fields, once no code of the pair was used.
 * @param {HTMLElement} root @param {() => PairState} state
 * @param {{ signal: AbortSignal, filled: () => Promise<void> }} then
 */
async function offerFill(root, state, { signal, filled }) {
  const described = await frontPage();
  if (signal.aborted) return;
  const fill = button(root, 'fill');
  const two = described && askedOn(described)?.ask === 'pair';
  fill.hidden = !two;
  part(root, 'no-fields', HTMLElement).hidden = Boolean(two);
  if (!two) return;
  const draw = () => (fill.textContent = pairLabel(state()));
  draw();
  everySecond(signal, draw);
  onClick(fill, async () => {
    fill.disabled = true;
    try {
      const { fillBoth } = await import('./fill.js');
      await untilPairReusable(state());
      await fillBoth(state().id);
      await filled();
    } finally {
      fill.disabled = false;
      draw();
    }
  });
  fill.focus();
}

/** @param {PairState['order']} order @returns {PairState['order']} */
const other = (order) => (order === 'previous-current' ? 'current-next' : 'previous-current');

/**
 * The label of the quiet button: the other order, or a new pair once this one is in use.
 * @param {PairState} state
 */
function orderOffer(state) {
  if (state.used) return 'pair_new';
  return state.order === 'previous-current' ? 'use_current_next' : 'use_previous_current';
}

/** Which codes make up a pair that follows the clock. @param {PairState} state */
const orderText = (state) =>
  `pair_${state.order === 'previous-current' ? 'no_waiting' : 'wait_next'}`;

/**
 * The key of the sentence about a pair in use: its status, and the next step.
 * @param {PairView} pair
 * @param {PairState} state
 * @param {boolean} aws
 */
function standingText({ standing }, { fresh, filled }, aws) {
  if (standing !== 'done') return 'pair_held';
  if (fresh && aws) return filled ? 'pair_filled_add' : 'pair_copied_add';
  return filled ? 'pair_filled' : 'pair_done';
}

/**
 * @param {HTMLButtonElement} element
 * @param {string} key
 * @param {string | false | undefined} mark what happened to the code
 */
function drawCopy(element, key, mark) {
  element.textContent = message(mark || key);
  element.setAttribute('aria-label', mark ? `${message(key)} (${message(mark)})` : message(key));
  element.classList.toggle('done', Boolean(mark));
}
