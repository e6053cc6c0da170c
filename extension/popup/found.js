/**
 * What a scan found, until it is saved: one key with its names to edit (`several.js` has the rest).
 * It stands in `storage.session` meanwhile, since a click into the page closes the popup.
 */
import { button, input, message, write, writeOrHide } from '../shared/dom.js';
import { describePage } from '../shared/page.js';
import { change, theVault } from '../shared/session.js';
import { forget, keep } from '../shared/storage.js';
import { examine, known } from './examine.js';
import { showNoKey, showTrouble } from './trouble.js';
import { mount, now, onClick, say, sayError } from './view.js';

/**
 * @typedef {object} Finds
 * @property {string[]} texts what the QR codes said
 * @property {string} [url] the page they were on; none for what was typed
 * @property {import('./looking.js').By} [by] where they were read; none for what was typed
 * @property {Names} [names] what the person has called it so far
 *
 * @typedef {{ label: string, issuer: string, account: string }} Names
 */

/** How long an unsaved find is offered again, in seconds. */
export const FIND_LIVES = 120;

/**
 * @param {Finds} finds
 * @param {Partial<import('./looking.js').Look>} [look] what was looked at
 */
export async function showFinds(finds, look) {
  const found = examine(finds.texts);
  const { keys, faults, others } = found;
  const [key] = keys;
  const { have, of, unkept } = found.exported ?? { have: 0, of: 0, unkept: [] };
  if (keys.length > 1 || have < of || unkept.length) return (await import('./several.js')).showSeveral(finds, found);
  // The page that shows an export is no site of its account.
  if (key) return showOne(found.exported ? { texts: finds.texts } : finds, key);
  const { by } = finds;
  if (faults.length) return showTrouble(faults[0], { by, title: 'fault_title' });
  if (others[0] !== undefined) return showNoKey(others[0], by);
  showTrouble({ code: by === 'page' ? 'nothing_found' : 'nothing_in_picture' }, { ...look, by });
}

/** @param {Finds} finds @param {import('./examine.js').Key} key */
export function showOne(finds, { text, seen }) {
  const { root } = mount('found');
  const [label, issuer, account] = [input(root, 'label'), input(root, 'issuer'), input(root, 'account')];
  write(root, 'heading', message(finds.url === undefined ? 'check_and_save' : 'found_title'));
  const relation = known(text);
  const usual = relation.relation === 'fresh' ? seen.title : relation.title;
  label.value = finds.names?.label ?? usual;
  issuer.value = finds.names?.issuer ?? seen.issuer;
  account.value = finds.names?.account ?? seen.account;
  const host = hostOf(finds.url);
  const facts = [host && message('found_on', host), seen.standard ? undefined : settings(seen)];
  writeOrHide(root, 'facts', facts.filter(Boolean).join(' · '));

  /** @returns {Names} a name that was left as it was is no name of the person's own */
  const names = () => ({
    label: label.value === seen.title ? '' : label.value,
    issuer: issuer.value,
    account: account.value,
  });
  const remember = () => keep('find', { ...finds, names: { ...names(), label: label.value } }, FIND_LIVES).catch(sayError);
  remember();
  root.addEventListener('input', remember);

  const save = button(root, 'save');
  if (relation.relation === 'same') {
    writeOrHide(root, 'notice', message('already_saved', relation.title));
    save.hidden = true;
    for (const field of [label, issuer, account]) field.readOnly = true;
    button(root, 'open').hidden = false;
  } else if (relation.relation === 'same_label') {
    writeOrHide(root, 'notice', message(seen.aws ? 'same_label_aws' : 'same_label', relation.title));
    save.hidden = true;
    button(root, 'replace').hidden = false;
    button(root, 'keep').hidden = false;
  } else if (seen.weak) {
    writeOrHide(root, 'notice', message('weak_secret', seen.bits));
  }

  const add = () => saveNew(finds, { text, seen }, names());
  root.addEventListener('submit', (event) => {
    event.preventDefault();
    if (relation.relation === 'fresh') add().catch(sayError);
  });
  const { id = '' } = relation;
  onClick(button(root, 'keep'), add);
  onClick(button(root, 'replace'), async () => {
    const replaced = await change((vault) => {
      const replaced = vault.replace(id, text, finds.url, now());
      called(vault, replaced, names());
      return replaced;
    });
    await saved(replaced, seen);
  });
  onClick(button(root, 'open'), async () => {
    await forget('find');
    await open(id, seen, false);
  });
  button(root, 'back').addEventListener('click', () => forget('find'));
  const first = relation.relation === 'same' ? button(root, 'open') : label;
  first.focus();
}

/**
 * Saves what was typed; where something like it is there already, the person decides first.
 * @param {import('./examine.js').Key} key
 */
export async function saveTyped(key) {
  if (known(key.text).relation === 'fresh') await saveNew({ texts: [key.text] }, key);
  else showOne({ texts: [key.text] }, key);
}

/** @param {Finds} finds @param {import('./examine.js').Key} key @param {Names} [names] */
async function saveNew(finds, { text, seen }, names) {
  const id = await change((vault) => {
    const added = vault.add(text, '', finds.url, now());
    if (names) called(vault, added, names);
    return added;
  });
  await saved(id, seen);
}

/**
 * Gives an account the names that stand in the fields.
 * @param {import('../wasm/tandem.js').Vault} vault @param {string} id @param {Names} names
 */
function called(vault, id, { label, issuer, account }) {
  vault.rename(id, label, issuer, account);
}

/** @param {string} id @param {import('../wasm/tandem.js').Seen} seen */
async function saved(id, seen) {
  await Promise.all([forget('find'), forget('form')]);
  await open(id, seen, true);
  say(message('saved', theVault()?.row(id, now()).title || message('unnamed')));
}

/**
 * Where one goes next: AWS wants two codes now, unless its page asks for one, as Identity Center's does;
 * anything else, the list.
 * @param {string} id @param {import('../wasm/tandem.js').Seen} seen @param {boolean} fresh
 */
async function open(id, seen, fresh) {
  const { asksForOne, showPair } = await import('./pair.js');
  const page = seen.aws && seen.counter === undefined ? describePage() : undefined;
  if (page && !(await asksForOne(page))) await showPair(id, { fresh, page });
  else await (await import('./list.js')).showList();
}

/** What a code of this key is made of, where it differs from the usual. @param {import('../wasm/tandem.js').Seen} seen */
function settings(seen) {
  const time = seen.counter !== undefined ? message('counter_from', seen.counter) : message('period_seconds', seen.period ?? 30);
  return [seen.algorithm, message('digits_count', seen.digits), time].join(' · ');
}

/** @param {string | undefined} url */
function hostOf(url) {
  return url === undefined ? undefined : new URL(url).host || undefined;
}

