/**
 * The sheet that adds tags to several accounts or removes them, as one change with one *Undo*.
 */
import { Vault } from '../wasm/tandem.js';
import { button, input, message, part, stamp, write } from '../shared/dom.js';
import { onSubmit } from '../shared/fault.js';
import { change, theVault } from '../shared/session.js';
import { sheet, undoably } from './view.js';

/** @param {string[]} ids */
export function showTagging(ids) {
  const vault = theVault();
  if (!vault) return;
  const dialog = sheet('tagging');
  const before = new Map(ids.map((id) => [id, vault.details(id).tags]));
  write(dialog, 'title', message('tag_these', ids.length));
  const list = part(dialog, 'choices', HTMLUListElement);
  for (const { name } of vault.tags()) list.append(choice(name, [...before.values()]));
  const typed = input(dialog, 'tag');
  const form = part(dialog, 'form', HTMLFormElement);
  onSubmit(form, () => {
    const boxes = [...list.querySelectorAll('input')].filter(({ indeterminate }) => !indeterminate);
    const tag = async () => {
      await change((open) => {
        for (const id of ids) {
          for (const { value, checked } of boxes) put(open, id, value, checked);
          if (typed.value.trim()) put(open, id, typed.value, true);
        }
      });
      dialog.close();
      return message('tagged_several', ids.length);
    };
    return undoably(tag, () => restore(before));
  });
  button(dialog, 'cancel').onclick = () => dialog.close();
}

/**
 * An existing tag: on, off, or on for some of the accounts, which stays so unless pressed.
 * @param {string} name
 * @param {string[][]} tags of each account
 */
function choice(name, tags) {
  const item = stamp('tag-choice');
  const box = input(item, 'chosen');
  const having = tags.filter((own) => has(own, name)).length;
  box.value = name;
  box.checked = having === tags.length;
  box.indeterminate = having > 0 && having < tags.length;
  write(item, 'name', name);
  return item;
}

/** @param {string[]} tags @param {string} name */
const has = (tags, name) => tags.some((tag) => Vault.isSameTag(tag, name));

/**
 * Writes an account only if its tags change.
 * @param {Vault} vault
 * @param {string} id
 * @param {string} tag
 * @param {boolean} on
 */
function put(vault, id, tag, on) {
  if (has(vault.details(id).tags, tag.trim()) === on) return;
  if (on) vault.tag(id, tag);
  else vault.untag(id, tag);
}

/** @param {Map<string, string[]>} before */
async function restore(before) {
  await change((vault) => {
    for (const [id, tags] of before) {
      if (!vault.has(id)) continue;
      for (const tag of vault.details(id).tags) if (!has(tags, tag)) vault.untag(id, tag);
      for (const tag of tags) put(vault, id, tag, true);
    }
  });
}
