/**
 * Edit an account: its names, sites, tags and note, and how its codes are shown and filled. The
 * secret can't be changed. A half-typed form outlives the popup.
 */
import { input, message, part } from '../shared/dom.js';
import { onSubmit } from '../shared/fault.js';
import { change, theVault } from '../shared/session.js';
import { forget, FORM_LIVES, keep } from '../shared/storage.js';
import { editIcon } from './edit-icon.js';
import { editSites } from './edit-sites.js';
import { editTags } from './edit-tags.js';
import { go, mount, say, sayError } from './view.js';

/** @typedef {import('../wasm/tandem.js').EditsView} Edits */
/** @typedef {Edits & { id: string, picture?: string, opened: Edits }} Edited */

/** @param {string} id @param {Omit<Edited, 'id'>} [unsaved] what an earlier popup left */
export function showEdit(id, unsaved) {
  const details = theVault()?.details(id);
  if (!details) throw { code: 'account_gone' };
  const { root } = mount('edit');
  // Where the account changes meanwhile, what the form doesn't change stays.
  const opened = unsaved?.opened ?? editsOf(details);
  const shown = unsaved ?? opened;
  const label = input(root, 'label');
  const note = part(root, 'note', HTMLTextAreaElement);
  label.value = shown.label;
  input(root, 'issuer').value = shown.issuer;
  input(root, 'account').value = shown.name;
  note.value = shown.note;
  input(root, 'hidden').checked = shown.hidden;
  input(root, 'submit').checked = shown.submit;
  const remember = () => keep('edit', { id, ...edits() }, FORM_LIVES).catch(sayError);
  const sites = editSites(root, shown.sites, details.suggested, remember);
  const icon = editIcon(root, id, details, shown, remember);
  const tags = editTags(root, shown.tags, remember);

  /** @returns {Omit<Edited, 'id'>} */
  const edits = () => ({
    label: label.value,
    issuer: input(root, 'issuer').value,
    name: input(root, 'account').value,
    note: note.value,
    sites: sites.values(),
    tags: tags.values(),
    ...icon.values(),
    hidden: input(root, 'hidden').checked,
    submit: input(root, 'submit').checked,
    opened,
  });
  label.select();
  label.focus();
  root.addEventListener('input', remember);
  onSubmit(root, async () => {
    sites.add();
    tags.add();
    await change((vault) => vault.edit(id, opened, { ...edits(), icon: icon.kept(vault) }));
    await forget('edit');
    say(message('edited'));
    await go('list');
  });
  root
    .querySelector('[data-part="back"]')
    ?.addEventListener('click', () => forget('edit').catch(sayError));
}

/**
 * What the form opens with.
 * @param {import('../wasm/tandem.js').Details} details @returns {Edits}
 */
const editsOf = ({ label, usual, issuer, name, note, sites, tags, icon, hidden, submit }) => ({
  label: label ?? usual,
  issuer,
  name,
  note,
  sites,
  tags,
  icon,
  hidden,
  submit,
});
