/**
 * The tags in the form *Edit*: chips that can be removed, a field for a new tag, and the tags of
 * other accounts.
 */
import { Vault } from '../wasm/tandem.js';
import { button, input, message, part, stamp, write } from '../shared/dom.js';
import { theVault } from '../shared/session.js';

/** How many are offered; the others are found by typing. */
const OFFERED = 6;
/** What separates two tags typed at once, in any script. */
const COMMA = /[,、，]/u;

/**
 * @param {HTMLElement} root the form
 * @param {string[]} there
 * @param {() => void} changed
 */
export function editTags(root, there, changed) {
  const typed = input(root, 'tag');
  let tags = [...there];
  const known = (theVault()?.tags() ?? []).map(({ name }) => name);
  const become = (/** @type {string[]} */ now) => {
    tags = now;
    draw();
    changed();
  };
  const put = (/** @type {string} */ text) => {
    typed.value = '';
    const all = [...tags, ...text.split(COMMA).map((one) => one.trim())].filter(Boolean);
    become(all.filter((tag, at) => all.findIndex((other) => Vault.isSameTag(other, tag)) === at));
  };
  const draw = () => {
    const chips = tags.map((tag) =>
      chipThere(tag, () => {
        become(tags.filter((other) => other !== tag));
        typed.focus();
      }),
    );
    part(root, 'tags', HTMLUListElement).replaceChildren(...chips);
    offer();
  };
  const offer = () => {
    const start = typed.value.trim().toLowerCase();
    const fits = (/** @type {string} */ tag) =>
      tag.toLowerCase().includes(start) && !tags.some((own) => Vault.isSameTag(own, tag));
    const chips = known.filter(fits).slice(0, OFFERED);
    part(root, 'known-tags', HTMLElement).replaceChildren(
      ...chips.map((tag) =>
        chipToAdd(tag, message('add_tag', tag), () => {
          put(tag);
          typed.focus();
        }),
      ),
    );
  };
  const add = () => void (typed.value.trim() && put(typed.value));
  // A comma that an input method still converts separates nothing yet.
  const look = (/** @type {Event} */ event) =>
    COMMA.test(typed.value) && !(event instanceof InputEvent && event.isComposing)
      ? add()
      : offer();
  typed.addEventListener('input', look);
  typed.addEventListener('compositionend', look);
  typed.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && typed.value.trim()) {
      event.preventDefault();
      add();
    } else if (event.key === 'Backspace' && !typed.value) become(tags.slice(0, -1));
  });
  draw();
  return { add, values: () => [...tags] };
}

/** @param {string} tag @param {() => void} removed */
function chipThere(tag, removed) {
  const item = stamp('chip-there');
  write(item, 'name', tag);
  const remove = button(item, 'remove');
  remove.setAttribute('aria-label', message('remove_of', tag));
  remove.onclick = removed;
  return item;
}

/**
 * @param {string} text
 * @param {string} name its name for screen readers
 * @param {() => void} added
 */
export function chipToAdd(text, name, added) {
  const item = stamp('chip-to-add');
  write(item, 'name', text);
  item.setAttribute('aria-label', name);
  item.onclick = added;
  return item;
}
