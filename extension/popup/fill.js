/**
 * Codes into the page: on the person's click alone, into the fields the core named, and on a
 * host that is not the account's own only after a sentence that names both hosts.
 */
import { button, message, stamp, write } from '../shared/dom.js';
import { activeTab, describePage, fillPage } from '../shared/page.js';
import { change, theVault } from '../shared/session.js';
import { now, say } from './view.js';

/** @typedef {import('./card.js').Described} Described */
/** @typedef {import('../wasm/tandem.js').OnPage} OnPage */
/** @typedef {import('../wasm/tandem.js').FitView} FitView */

/** @param {string} id @param {Described} [described] */
export async function fillOne(id, described) {
  const page = await look(described);
  const asked = ask(page);
  const row = theVault()?.row(id, now());
  if (asked.ask !== 'single' && asked.ask !== 'boxes') throw { code: 'no_code_field' };
  if (!row || !(await mayFill(id, page))) return;
  // Told apart only now: the sentence may have stood there for a while.
  const code = theVault()?.row(id, now()).code;
  if (code === undefined) throw { code: 'counter_not_filled' };
  if (asked.ask === 'boxes' && asked.fields.length !== code.length) throw { code: 'boxes_do_not_match' };
  const entries = asked.ask === 'single'
    ? asked.fields.map((index) => ({ index, text: code }))
    : asked.fields.map((index, at) => ({ index, text: code.charAt(at) }));
  await fillPage(page.tab, new URL(page.page.url).origin, entries);
  say(message('filled', asked.host ?? ''));
  await change((vault) => vault.markUsed(id, now()));
}

/**
 * Fills the pair that the pair view would show.
 * @param {string} id @param {Described} [described]
 */
export async function fillBoth(id, described) {
  const page = await look(described);
  const asked = ask(page);
  const [first, second] = asked.fields;
  if (asked.ask !== 'pair' || first === undefined || second === undefined) throw { code: 'no_two_fields' };
  if (!(await mayFill(id, page))) return;
  const { handPair, thePair } = await import('./pair-state.js');
  const pair = await thePair(id);
  await fillPage(page.tab, new URL(page.page.url).origin, [
    { index: first, text: pair.codes[0] },
    { index: second, text: pair.codes[1] },
  ]);
  await handPair(id, pair.firstStep, 'both');
  say(message('filled_both', asked.host ?? ''));
  await change((vault) => vault.markUsed(id, now()));
}

/**
 * The page as it is now: it may have drawn its fields anew since the popup opened.
 * @param {Described} [before] what the person was shown: another site than that is not filled
 */
async function look(before) {
  await activeTab();
  const page = await describePage();
  if (!page) throw { code: 'page_closed_to_us' };
  if (before && new URL(before.page.url).origin !== new URL(page.page.url).origin) throw { code: 'page_moved' };
  return page;
}

/** @param {Described} page @returns {OnPage} */
function ask(page) {
  const asked = theVault()?.onPage(page.page);
  if (!asked) throw { code: 'no_code_field' };
  if (asked.refused) throw { code: asked.refused };
  return asked;
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
  if (!(dialog instanceof HTMLDialogElement)) throw new Error('the template elsewhere is a dialog');
  write(dialog, 'sentence', elsewhere(fit));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    button(dialog, 'fill').onclick = () => dialog.close('fill');
    button(dialog, 'cancel').onclick = () => dialog.close();
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'fill');
    });
  });
}

/** The sentence that names where the account belongs and where the code would go. @param {FitView} fit */
function elsewhere(fit) {
  if (fit.home) return message('elsewhere_text', fit.home, fit.host);
  return message(fit.aws && !fit.awsPage ? 'elsewhere_text_aws' : 'elsewhere_text_unknown', fit.host);
}
