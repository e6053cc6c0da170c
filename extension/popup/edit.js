/**
 * Rename an account: what it is called here, its issuer and its account name. The secret stays.
 */
import { input, message, sentence, writeOrHide } from '../shared/dom.js';
import { change, theVault } from '../shared/session.js';
import { go, mount, say } from './view.js';

/** @param {string} id */
export function showEdit(id) {
  const names = theVault()?.names(id);
  if (!names) throw { code: 'account_gone' };
  const { root } = mount('edit');
  const [label, issuer, account] = [input(root, 'label'), input(root, 'issuer'), input(root, 'account')];
  label.value = names.label ?? '';
  label.placeholder = names.usual;
  issuer.value = names.issuer;
  account.value = names.name;
  label.select();
  label.focus();
  root.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      await change((vault) => vault.rename(id, label.value, issuer.value, account.value));
      say(message('renamed'));
      await go('list');
    } catch (error) {
      writeOrHide(root, 'said', sentence(error));
    }
  });
}
