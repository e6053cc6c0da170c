/**
 * Codes into the page: on the person's click alone, into the fields the core named, and on a
 * host that is not the account's own only after a sentence that names both hosts.
 */
import { agreed, message, stamp, write } from '../shared/dom.js';
import { askOf, putBoth, putOne } from '../shared/filling.js';
import { activeTab, describePage } from '../shared/page.js';
import { theVault } from '../shared/session.js';
import { say } from './view.js';

/** @typedef {import('../shared/filling.js').Described} Described */
/** @typedef {import('../wasm/tandem.js').FitView} FitView */

/** @param {string} id @param {Described} [described] */
export async function fillOne(id, described) {
  const page = await look(described);
  const { ask, host } = askOf(page);
  if (ask !== 'single' && ask !== 'boxes') throw { code: 'no_code_field' };
  // The sentence may stand there for a while: which code it is, is told only then.
  if (!(await mayFill(id, page))) return;
  await putOne(id, page);
  say(message('filled', host ?? ''));
}

/**
 * Fills the pair that the pair view would show.
 * @param {string} id @param {Described} [described]
 */
export async function fillBoth(id, described) {
  const page = await look(described);
  const { ask, host } = askOf(page);
  if (ask !== 'pair') throw { code: 'no_two_fields' };
  if (!(await mayFill(id, page))) return;
  await putBoth(id, page);
  say(message('filled_both', host ?? ''));
}

/**
 * The page as it is now: it may have drawn its fields anew since the popup opened.
 * @param {Described} [before] what the person was shown: another site than that is not filled
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
 * Whether the account may be used here: at once on its own hosts, by an explicit yes elsewhere.
 * @param {string} id @param {Described} page
 * @returns {Promise<boolean>}
 */
function mayFill(id, page) {
  const fit = theVault()?.fit(id, page.page.url);
  if (!fit) return Promise.resolve(false);
  if (fit.fit !== 'elsewhere') return Promise.resolve(true);
  const dialog = stamp('elsewhere');
  write(dialog, 'sentence', elsewhere(fit));
  return agreed(dialog, 'fill');
}

/** The sentence that names where the account belongs and where the code would go. @param {FitView} fit */
function elsewhere(fit) {
  if (fit.home) return message('elsewhere_text', fit.home, fit.host);
  return message(
    fit.aws && !fit.awsPage ? 'elsewhere_text_aws' : 'elsewhere_text_unknown',
    fit.host,
  );
}
