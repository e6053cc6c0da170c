/**
 * Rename an account: what it is called here, its issuer and its account name. The secret stays. Names that
 * are half typed outlive the popup.
 */
import { input, message } from '../shared/dom.js';
import { showFault } from '../shared/fault.js';
import { change, theVault } from '../shared/session.js';
import { forget, FORM_LIVES, keep } from '../shared/storage.js';
import { go, mount, say, sayError } from './view.js';

/** @typedef {{ id: string, label: string, issuer: string, account: string }} Edited */

/** @param {string} id @param {Omit<Edited, 'id'>} [begun] what an earlier popup left */
export function showEdit(id, begun) {
  const names = theVault()?.names(id);
  if (!names) throw { code: 'account_gone' };
  const { root } = mount('edit');
  const [label, issuer, account] = [
    input(root, 'label'),
    input(root, 'issuer'),
    input(root, 'account'),
  ];
  label.value = begun?.label ?? names.label ?? names.usual;
  issuer.value = begun?.issuer ?? names.issuer;
  account.value = begun?.account ?? names.name;
  label.select();
  label.focus();
  root.addEventListener('input', () => {
    keep(
      'edit',
      { id, label: label.value, issuer: issuer.value, account: account.value },
      FORM_LIVES,
    ).catch(sayError);
  });
  root.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      // A name that was left as it was is no name of the person's own.
      const own = label.value === names.usual && !names.label ? '' : label.value;
      await change((vault) => vault.rename(id, own, issuer.value, account.value));
      await forget('edit');
      say(message('renamed'));
      await go('list');
    } catch (error) {
      showFault(root, error);
    }
  });
  root
    .querySelector('[data-part="back"]')
    ?.addEventListener('click', () => forget('edit').catch(sayError));
}
