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
/** @typedef {Edits & { id: string, picture?: string }} Edited */

/** @param {string} id @param {Omit<Edited, 'id'>} [unsaved] what an earlier popup left */
export function showEdit(id, unsaved) {
  const details = theVault()?.details(id);
  if (!details) throw { code: 'account_gone' };
  const { root } = mount('edit');
  const label = input(root, 'label');
  const note = part(root, 'note', HTMLTextAreaElement);
  label.value = unsaved?.label ?? details.label ?? details.usual;
  input(root, 'issuer').value = unsaved?.issuer ?? details.issuer;
  input(root, 'account').value = unsaved?.name ?? details.name;
  note.value = unsaved?.note ?? details.note;
  input(root, 'hidden').checked = unsaved?.hidden ?? details.hidden;
  input(root, 'submit').checked = unsaved?.submit ?? details.submit;
  const remember = () => keep('edit', { id, ...edits() }, FORM_LIVES).catch(sayError);
  const sites = editSites(root, unsaved?.sites ?? details.sites, details.suggested, remember);
  const icon = editIcon(root, id, details, unsaved ?? { icon: details.icon }, remember);
  const tags = editTags(root, unsaved?.tags ?? details.tags, remember);

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
  });
  label.select();
  label.focus();
  root.addEventListener('input', remember);
  onSubmit(root, async () => {
    sites.add();
    tags.add();
    // A name that wasn't changed is not stored as the user's own.
    const own = label.value === details.usual && !details.label ? '' : label.value;
    await change((vault) => vault.edit(id, { ...edits(), label: own, icon: icon.kept(vault) }));
    await forget('edit');
    say(message('edited'));
    await go('list');
  });
  root
    .querySelector('[data-part="back"]')
    ?.addEventListener('click', () => forget('edit').catch(sayError));
}
