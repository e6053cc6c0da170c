/**
 * The pair in use, beyond the popup: its order, and which of its codes were used. A popup closes
 * when the user clicks into the page, so this is kept in `storage.session` until the pair expires.
 */
import { now } from './clock.js';
import { theVault } from './session.js';
import { keep, readSession } from './storage.js';
import { Vault } from '../wasm/tandem.js';

/**
 * @typedef {object} PairState
 * @property {string} id the account
 * @property {'previous-current' | 'current-next'} order
 * @property {boolean} fresh whether the account has just been enrolled
 * @property {boolean} open whether the popup should open in the pair view
 * @property {import('../wasm/tandem.js').UsedPairView} [used]
 * @property {boolean} [filled] whether the codes were filled into the page rather than copied
 */

/** @param {string} id @returns {Promise<PairState>} */
export async function pairState(id) {
  const { pair } = await readSession();
  const state = /** @type {PairState | undefined} */ (pair);
  return state?.id === id ? state : { id, order: 'previous-current', fresh: false, open: false };
}

/** @param {string} id */
export async function thePair(id) {
  return view(await pairState(id));
}

/** @param {PairState} state */
export function view({ id, order, used }) {
  const vault = theVault();
  if (!vault) throw { code: 'account_gone' };
  return vault.pair(id, now(id), order, used);
}

/** @param {PairState} state */
export async function keepPair(state) {
  const { period, left } = view(state);
  // A used pair is kept while its codes are valid; an unused one for as long as it takes to look at
  // the page and come back.
  await keep('pair', state, state.used ? left : Math.max(left, 2 * period));
}

/**
 * Records used codes: one was copied, or both were filled. One after the other: both codes may be
 * copied at once.
 * @param {string} id @param {number} firstStep @param {import('../wasm/tandem.js').WhichView} which
 */
export const handPair = (id, firstStep, which) =>
  navigator.locks.request('pair', async () => {
    const state = await pairState(id);
    const next = {
      ...state,
      used: Vault.useCode(firstStep, which, state.used),
      // After filling both, one may be copied again.
      filled: which === 'both' || (state.filled === true && state.used?.firstStep === firstStep),
    };
    await keepPair(next);
    return next;
  });
