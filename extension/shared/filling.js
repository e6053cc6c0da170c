/**
 * Fills a code into the page, once it is clear which account's, and that it may go there. Used by
 * the popup, and by the service worker where there is no question to ask. The core says what the
 * page wants.
 */
import { now } from './clock.js';
import { confirmingButton } from '../wasm/tandem.js';
import { answerOf, fillPage, pressButton } from './page.js';
import { handPair, thePair } from './pair-state.js';
import { askedOn, change, theVault } from './session.js';
import { checkClock } from './site-clock.js';
import { forget, keep, readKey, readSession } from './storage.js';

/** @typedef {import('./page.js').Described} Described */
/** @typedef {import('../wasm/tandem.js').OnPage} OnPage */
/**
 * @typedef {{ sent?: boolean | undefined, remembered?: boolean | undefined }} Put `sent`: whether the
 * form's button was pressed, if it was to be and the page didn't react by itself; `remembered`:
 * whether the field that the user chose can be found again
 */
/** @typedef {import('./page.js').Entry} Entry */

/** How long a page that asks again counts as having refused the code, in seconds. */
const FILLED_LIVES = 300;

/** @param {Described} described @returns {OnPage} */
export function askOf(described) {
  const asked = askedOn(described);
  if (!asked) throw { code: 'no_code_field' };
  if (asked.refused) throw { code: asked.refused };
  if (asked.away) throw { code: 'form_leads_away', values: [asked.away] };
  return asked;
}

/**
 * Fills one code into one field or a row of boxes.
 * @param {string} id
 * @param {Described} page
 * @returns {Promise<Put>}
 */
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
  return put(id, page, { asked, entries, when: now(id) });
}

/**
 * Fills the pair that the pair view would show, if none of its codes was used.
 * @param {string} id
 * @param {Described} page
 * @returns {Promise<Put>}
 */
export async function putBoth(id, page) {
  const asked = askOf(page);
  const [first, second] = asked.fields;
  if (asked.ask !== 'pair' || first === undefined || second === undefined)
    throw { code: 'no_two_fields' };
  await checkClock(id, page.tab);
  const pair = await thePair(id);
  if (pair.freshIn) throw { code: 'pair_used', values: [pair.freshIn] };
  const entries = [
    { index: first, text: pair.codes[0] },
    { index: second, text: pair.codes[1] },
  ];
  const taken = await put(id, page, { asked, entries, when: lastOf(pair, id) });
  await handPair(id, pair.firstStep, 'both');
  return taken;
}

/**
 * @param {string} id @param {Described} page
 * @param {{ asked: OnPage, entries: Entry[], when: number }} what `when`: the moment of the code,
 * or of the later of two, in Unix seconds
 */
async function put(id, page, { asked, entries, when }) {
  await stillOpen();
  const { url } = page.page;
  const [origin, into] = [new URL(url).origin, page.chosen];
  const how = into?.insert ? 'insert' : undefined;
  // What the user pointed at may be anything: its button stays theirs.
  const submit = !into && !asked.half && theVault()?.fit(id, url).submit === true;
  const taken = await fillPage(page.tab, origin, entries, { how, submit });
  const sent = taken.buttons && (await send(page, taken.buttons, asked.fields[0] ?? 0));
  const filled = {
    id,
    ask: asked.ask,
    paths: taken.leads,
    host: asked.host ?? '',
    field: fieldOf(page, asked),
    ...(page.tab.document !== undefined && { document: page.tab.document }),
  };
  await keep('filled', filled, FILLED_LIVES);
  if (into) await forget('chosen');
  const remembered = await change((vault) => {
    vault.markUsed(id, when);
    return into && !how ? vault.chooseField(id, page.page, into.index) : undefined;
  });
  return { sent, remembered };
}

/**
 * Presses the one button that confirms; none where there is none, or several, or where the page says
 * that more is done.
 * @param {Described} described @param {string[]} buttons what they are called
 * @param {number} field the first one that was filled
 */
export async function send({ tab, page }, buttons, field) {
  const at = confirmingButton(buttons, page, field);
  const name = at === undefined ? undefined : buttons[at];
  return at !== undefined && name !== undefined && pressButton(tab, at, name);
}

/** The vault may have locked between opening and filling. */
async function stillOpen() {
  if (!(await readKey())?.fill(0)) throw { code: 'locked' };
}

/**
 * The start of the later code's period, or now if that has passed, in Unix seconds.
 * @param {import('../wasm/tandem.js').PairView} pair
 * @param {string} id the account
 */
export const lastOf = ({ firstStep, period }, id) => Math.max(now(id), (firstStep + 1) * period);

/**
 * The page's own name for its code field, to recognise it when the page asks again.
 * @param {Described} page
 * @param {OnPage} asked
 */
function fieldOf({ page }, { fields: [first = -1] }) {
  const input = page.inputs[first];
  return [input?.kind, input?.name, input?.label, input?.placeholder].join('\n');
}

/**
 * Whether the page refused a code that was filled a moment ago. In the same document: it marks the
 * field as wrong, still shows the code after it was sent, or asks again. In another document: it is
 * where the form led, and asks for the same in an empty field.
 * @param {Described} described @param {OnPage} asked
 * @returns {Promise<string | undefined>} the account of that code
 */
export async function refusedOf(described, asked) {
  const { filled } = await readSession();
  if (!filled || filled.host !== asked.host || asked.ask === 'nothing') return undefined;
  const same = filled.document !== undefined && filled.document === described.tab.document;
  if (!same && !filled.paths.includes(new URL(described.page.url).pathname)) return undefined;
  const answer = same ? await answerOf(described.tab, 'now') : undefined;
  if (answer === 'refused' || answer === 'pressed') return filled.id;
  return asksAgain(described, asked, filled) ? filled.id : undefined;
}

/**
 * Whether empty fields ask for the same in the same field, or for two codes after one.
 * @param {Described} described @param {OnPage} asked @param {import('./storage.js').Filled} filled
 */
function asksAgain(described, asked, filled) {
  const again = filled.ask === asked.ask && filled.field === fieldOf(described, asked);
  const two = asked.ask === 'pair' && filled.ask === 'single';
  const { inputs } = described.page;
  return (
    (again || two) &&
    asked.fields.every((at) => !inputs[at]?.value && inputs[at]?.kind !== 'password')
  );
}
