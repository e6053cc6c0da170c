/**
 * A code into the page, once it is clear whose and that it may go there: for the popup, and for
 * the service worker where nothing is to be asked. What the page wants, the core says.
 */
import { now } from './clock.js';
import { fillPage } from './page.js';
import { handPair, thePair } from './pair-state.js';
import { change, theVault } from './session.js';
import { checkClock } from './site-clock.js';
import { keep, readKey, readSession } from './storage.js';

/** @typedef {NonNullable<Awaited<ReturnType<typeof import('./page.js').describePage>>>} Described */
/** @typedef {import('../wasm/tandem.js').OnPage} OnPage */

/** How long a page that asks again is taken to have refused, in seconds. */
const FILLED_LIVES = 300;

/** @param {Described} page @returns {OnPage} */
export function askOf({ page }) {
  const asked = theVault()?.onPage(page);
  if (!asked) throw { code: 'no_code_field' };
  if (asked.refused) throw { code: asked.refused };
  if (asked.away) throw { code: 'form_leads_away', values: [asked.away] };
  return asked;
}

/** One code into one field or a row of boxes. @param {string} id @param {Described} page */
export async function putOne(id, page) {
  const asked = askOf(page);
  if (asked.ask !== 'single' && asked.ask !== 'boxes') throw { code: 'no_code_field' };
  await checkClock(id, page.tab);
  const code = theVault()?.row(id, now(id)).code;
  if (code === undefined) throw { code: 'counter_not_filled' };
  if (asked.ask === 'boxes' && asked.fields.length !== code.length)
    throw { code: 'boxes_do_not_match' };
  const entries =
    asked.ask === 'single'
      ? asked.fields.map((index) => ({ index, text: code }))
      : asked.fields.map((index, at) => ({ index, text: code.charAt(at) }));
  await stillOpen();
  await fillPage(page.tab, new URL(page.page.url).origin, entries);
  await note(id, asked, now(id));
}

/** The pair that the pair view would show. @param {string} id @param {Described} page */
export async function putBoth(id, page) {
  const asked = askOf(page);
  const [first, second] = asked.fields;
  if (asked.ask !== 'pair' || first === undefined || second === undefined)
    throw { code: 'no_two_fields' };
  await checkClock(id, page.tab);
  const pair = await thePair(id);
  await stillOpen();
  await fillPage(page.tab, new URL(page.page.url).origin, [
    { index: first, text: pair.codes[0] },
    { index: second, text: pair.codes[1] },
  ]);
  await handPair(id, pair.firstStep, 'both');
  await note(id, asked, lastOf(pair, id));
}

/** Between opening the vault and filling, its time may have ended. */
async function stillOpen() {
  if (!(await readKey())) throw { code: 'locked' };
}

/** When the later code of a pair is that of now; not before this moment. @param {import('../wasm/tandem.js').PairView} pair @param {string} id the account */
export const lastOf = ({ firstStep, period }, id) => Math.max(now(id), (firstStep + 1) * period);

/** @param {string} id @param {OnPage} asked @param {number} when the code, or the later one of two, is that of now */
async function note(id, { ask, host = '' }, when) {
  if (ask !== 'nothing') await keep('filled', { host, id, ask }, FILLED_LIVES);
  await change((vault) => vault.markUsed(id, when));
}

/**
 * Whether what was filled here a moment ago was not taken: the page asks for the same again, or for two
 * after one, in fields that are empty.
 * @param {Described} described @param {OnPage} asked
 * @returns {Promise<string | undefined>} the account it was
 */
export async function refusedOf({ page }, { ask, host, fields }) {
  const { filled } = await readSession();
  if (!filled || filled.host !== host || ask === 'nothing') return undefined;
  const same = filled.ask === ask || (ask === 'pair' && filled.ask === 'single');
  const empty = fields.every(
    (at) => !page.inputs[at]?.value && page.inputs[at]?.kind !== 'password',
  );
  return same && empty ? filled.id : undefined;
}
