/**
 * Several keys to choose from: those of one page, or of an export in several QR codes. The codes of
 * an export accumulate over scans until the set is complete; then all are saved together.
 */
import { now } from '../shared/clock.js';
import {
  button,
  input,
  message,
  part,
  sentence,
  stamp,
  write,
  writeOrHide,
} from '../shared/dom.js';
import { onSubmit } from '../shared/fault.js';
import { change } from '../shared/session.js';
import { forget } from '../shared/storage.js';
import { examine } from './examine.js';
import { keepResult } from './result.js';
import { go, mount, onClick, say, sayError } from './view.js';

/** @typedef {import('./result.js').ScanResult} ScanResult */
/** @typedef {import('./examine.js').Examined} Examined */

/** Codes of an export that isn't complete yet. @type {string[]} */
let growing = [];

/** @param {ScanResult} result @param {Examined} found @returns {Promise<void> | void} */
export function showSeveral(result, found) {
  if (found.exported) return showExport(result);
  show(result, found, message('several_title', found.keys.length));
}

/** @param {ScanResult} result @returns {Promise<void>} */
async function showExport(result) {
  const texts = [...new Set([...growing, ...result.texts])];
  const found = examine(texts);
  if (!found.exported) {
    // A code of another set; the one in progress stays as it was.
    return go('trouble', found.faults[0], { by: result.by, title: 'fault_title' });
  }
  const { have, of } = found.exported;
  growing = have < of ? texts : [];
  // The page that shows an export is not its accounts' site.
  const root = show(
    { ...result, texts, url: undefined },
    found,
    have < of ? message('export_part', have, of) : message('several_title', found.keys.length),
  );
  if (have === of) return;
  write(root, 'text', message('export_part_text'));
  const next = button(root, 'next');
  next.hidden = false;
  onClick(next, () => go(result.by ?? 'page'));
  button(root, 'save').className = 'quiet';
  next.focus();
}

/** A key with its checkbox. @param {Examined['keys'][number]} key @param {boolean} wanted */
function choiceOf(key, wanted) {
  const choice = stamp('choice');
  const { relation } = key.duplicate;
  const box = input(choice, 'chosen');
  write(choice, 'title', key.seen.title || message('unnamed'));
  write(choice, 'detail', key.seen.detail);
  box.disabled = relation === 'same';
  box.checked = wanted && !box.disabled;
  const there = {
    new: undefined,
    same: 'already_there',
    other_key: 'same_name_there',
    other_codes: 'other_codes_there',
  }[relation];
  writeOrHide(choice, 'notice', there && message(there));
  return { ...key, box, choice };
}

/** @param {ScanResult} result @param {Examined} found @param {string} heading */
function show(result, { keys, refused, exported }, heading) {
  const { root } = mount('several');
  const save = button(root, 'save');
  const choices = part(root, 'choices', HTMLUListElement);
  keepResult(result, exported ? 'export' : 'one').catch(sayError);
  write(root, 'heading', heading);
  // On a page, usually one key is meant. Keys of an export or a file are all wanted.
  const boxes = keys.map((key) => choiceOf(key, Boolean(exported) || result.url === undefined));
  choices.append(...boxes.map(({ choice }) => choice));
  part(root, 'unkept', HTMLUListElement).append(
    ...refused.map((entry) => {
      const item = stamp('unkept');
      write(item, 'title', entry.name || message('unnamed'));
      write(item, 'detail', sentence(entry));
      return item;
    }),
  );
  part(root, 'unkept-title', HTMLElement).hidden = refused.length === 0;
  const chosen = () => boxes.filter(({ box }) => box.checked);
  const count = () => {
    save.disabled = chosen().length === 0;
  };
  choices.addEventListener('change', count);
  count();
  const take = async () => {
    const taken = chosen();
    const [only] = taken;
    if (only && taken.length === 1 && !exported)
      return go('found', { ...result, texts: [only.text] }, only);
    await change((vault) => {
      for (const { text, duplicate } of taken) {
        if (duplicate.relation === 'other_codes' && duplicate.id)
          vault.correct(duplicate.id, text, now());
        else vault.add(text, '', result.url, now());
      }
    });
    growing = [];
    await forget('result');
    await go('list');
    say(message('saved_several', taken.length));
  };
  onSubmit(root, () => take().catch(sayError));
  button(root, 'back').addEventListener('click', () => {
    growing = [];
    forget('result').catch(sayError);
  });
  part(root, 'heading', HTMLElement).focus();
  return root;
}
