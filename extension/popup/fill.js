/**
 * Fills codes into the page: only on the user's click, only into the fields that the core named. On
 * a host that isn't the account's own, a question that names both hosts comes first.
 */
import { now } from '../shared/clock.js';
import { answered, message, sentence, stamp, write } from '../shared/dom.js';
import { askOf, putBoth, putOne } from '../shared/filling.js';
import { activeTab, answerOf, describePage } from '../shared/page.js';
import { change, theVault } from '../shared/session.js';
import { copyCode, copyLabel, copyNext, reusableIn } from './codes.js';
import { go, offer, say, sayError } from './view.js';

/** @typedef {import('../shared/filling.js').Described} Described */
/** @typedef {import('../wasm/tandem.js').FitView} FitView */

/** @param {string} id @param {Described} [described] */
export const fillOne = (id, described) =>
  orCopy(id, async () => {
    const page = await look(described);
    const { ask, host } = askOf(page);
    if (ask !== 'single' && ask !== 'boxes') throw { code: 'no_code_field' };
    // The question may wait for a while, so the code is chosen after it.
    if (!(await mayFill(id, page))) return;
    const put = await putOne(id, page);
    tell(id, page, message(doneBy(put, page), host ?? ''));
  });

/**
 * Fills the pair that the pair view would show.
 * @param {string} id @param {Described} [described]
 */
export async function fillBoth(id, described) {
  const page = await look(described);
  const { ask, host } = askOf(page);
  if (ask !== 'pair') throw { code: 'no_two_fields' };
  if (!(await mayFill(id, page))) return;
  tell(id, page, message(doneByBoth(await putBoth(id, page)), host ?? ''));
}

/**
 * If filling fails: says why, and offers to copy instead.
 * @param {string} id @param {() => Promise<void>} act
 */
export async function orCopy(id, act) {
  try {
    await act();
  } catch (error) {
    // No copying offer for counter-based codes: each copy raises the counter.
    if (!theVault()?.has(id) || theVault()?.row(id, now(id)).code === undefined) throw error;
    offer(
      sentence(error),
      () => copyLabel(id),
      () => (reusableIn(id) ? copyNext(id) : copyCode(id)),
    );
  }
}

/** @param {import('../shared/filling.js').Put} put @param {Described} page */
export function doneBy({ sent, remembered }, { chosen }) {
  if (chosen?.insert) return 'inserted';
  if (remembered !== undefined) return remembered ? 'filled_remembered' : 'filled_not_remembered';
  return sent ? 'filled_sent' : sent === false ? 'filled_no_button' : 'filled';
}

/** @param {import('../shared/filling.js').Put} put */
export const doneByBoth = ({ sent }) =>
  sent ? 'filled_sent' : sent === false ? 'filled_no_button' : 'filled_both';

/**
 * Says that the code was filled in, and then how the page reacts.
 * @param {string} id @param {Described} page @param {string} filled
 */
export function tell(id, page, filled) {
  say(filled);
  answerOf(page.tab, 'watch').then((answer) => {
    if (answer === 'gone') say(message('filled_went_on'));
    else if (answer === 'refused')
      offer(
        message('filled_refused'),
        () => message('why'),
        () => go('refused', id),
      );
  }, sayError);
}

/**
 * Describes the page as it is now: it may have redrawn its fields since the popup opened.
 * @param {Described} [before] what the popup showed; if the site has changed, nothing is filled
 */
async function look(before) {
  await activeTab();
  const page = await describePage();
  if (!page) throw { code: 'page_closed_to_us' };
  if (before && new URL(before.page.url).origin !== new URL(page.page.url).origin)
    throw { code: 'page_moved' };
  return page;
}

/**
 * Whether the account may be used here: always on its own hosts, elsewhere after an explicit yes,
 * for once or for good.
 * @param {string} id @param {Described} page
 * @returns {Promise<boolean>}
 */
async function mayFill(id, page) {
  const { url } = page.page;
  const fit = theVault()?.fit(id, url);
  if (!fit) return false;
  if (fit.fit !== 'elsewhere') return true;
  const dialog = stamp('elsewhere');
  write(dialog, 'sentence', elsewhere(fit));
  const answer = await answered(dialog, 'fill', 'always');
  if (answer === 'always') await change((vault) => vault.addSite(id, url));
  return answer !== 'cancel';
}

/**
 * The sentence that names the account's hosts and the host the code would go to.
 * @param {FitView} fit
 */
function elsewhere(fit) {
  if (fit.home) return message('elsewhere_text', fit.home, fit.host);
  return message(
    fit.aws && !fit.awsPage ? 'elsewhere_text_aws' : 'elsewhere_text_unknown',
    fit.host,
  );
}
