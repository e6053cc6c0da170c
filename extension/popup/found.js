/**
 * One key that was found, with editable names, until it is saved (`several.js` shows more than
 * one).
 */
import { button, input, message, write, writeOrHide } from '../shared/dom.js';
import { onSubmit, showFault } from '../shared/fault.js';
import { forget } from '../shared/storage.js';
import { keepResult } from './result.js';
import { openAccount, saveCorrected, saveInPlace, saveNew } from './save.js';
import { mount, onClick, sayError } from './view.js';

/** @typedef {import('./result.js').ScanResult} ScanResult */
/** @typedef {import('./result.js').Names} Names */
/** @typedef {import('./examine.js').Key} Key */

/** @param {ScanResult} result @param {Key} key */
export function showFound(result, key) {
  const { root } = mount('found');
  const { seen, duplicate } = key;
  write(root, 'heading', message(result.url === undefined ? 'check_and_save' : 'found_title'));
  const fields = nameFields(root, result, key);
  const host = hostOf(result.url);
  const facts = [host && message('found_on', host), seen.standard ? undefined : settings(seen)];
  writeOrHide(root, 'facts', facts.filter(Boolean).join(' · '));

  /** @returns {Names} a name that wasn't changed is not stored as the user's own */
  const names = () => ({
    label: fields.label.value === seen.title ? '' : fields.label.value,
    issuer: fields.issuer.value,
    account: fields.account.value,
  });
  const remember = () =>
    keepResult({ ...result, names: { ...names(), label: fields.label.value } }, 'one').catch(
      sayError,
    );
  remember();
  root.addEventListener('input', remember);

  offerActions(root, key);
  const { id = '' } = duplicate;
  const add = () => saveNew(result, key, names());
  onSubmit(root, () => duplicate.relation === 'new' && add());
  onClick(button(root, 'keep'), () => add().catch((error) => showFault(root, error)));
  onClick(button(root, 'replace'), () =>
    saveInPlace(id, result, key, names()).catch((error) => showFault(root, error)),
  );
  onClick(button(root, 'correct'), () => saveCorrected(id, key));
  onClick(button(root, 'open'), async () => {
    await forget('result');
    await openAccount(id, seen, false);
  });
  button(root, 'back').addEventListener('click', () => forget('result'));
  const first =
    { same: button(root, 'open'), other_codes: button(root, 'correct') }[
      String(duplicate.relation)
    ] ?? fields.label;
  first.focus();
}

/**
 * @param {HTMLElement} root @param {ScanResult} result @param {Key} key
 */
function nameFields(root, { names }, { seen, duplicate }) {
  const [label, issuer, account] = [
    input(root, 'label'),
    input(root, 'issuer'),
    input(root, 'account'),
  ];
  label.value = names?.label ?? (duplicate.relation === 'new' ? seen.title : duplicate.title);
  issuer.value = names?.issuer ?? seen.issuer;
  account.value = names?.account ?? seen.account;
  for (const field of [label, issuer, account])
    field.readOnly = duplicate.relation === 'same' || duplicate.relation === 'other_codes';
  return { label, issuer, account };
}

/**
 * Offers what can be done with the key, depending on what is saved already.
 * @param {HTMLElement} root @param {Key} key
 */
function offerActions(root, { seen, duplicate: { relation, title } }) {
  const [same, otherKey, otherCodes] = [
    relation === 'same',
    relation === 'other_key',
    relation === 'other_codes',
  ];
  button(root, 'save').hidden = same || otherKey || otherCodes;
  button(root, 'open').hidden = !same;
  button(root, 'correct').hidden = !otherCodes;
  button(root, 'replace').hidden = button(root, 'keep').hidden = !otherKey;
  if (same) writeOrHide(root, 'notice', message('already_saved', title));
  else if (otherCodes) writeOrHide(root, 'notice', message('other_codes', title));
  else if (otherKey)
    writeOrHide(root, 'notice', message(seen.aws ? 'same_label_aws' : 'same_label', title));
  else if (seen.weak) writeOrHide(root, 'notice', message('weak_secret', seen.bits));
}

/**
 * How the codes of this key are made, where that differs from the usual.
 * @param {Key['seen']} seen
 */
function settings(seen) {
  const time =
    seen.counter !== undefined
      ? message('counter_from', seen.counter)
      : message('period_seconds', seen.period ?? 30);
  return [seen.algorithm, message('digits_count', seen.digits), time].join(' · ');
}

/** @param {string | undefined} url */
function hostOf(url) {
  return url === undefined ? undefined : new URL(url).host || undefined;
}
