/**
 * The two sheets of the top bar: ways to add an account, and less common actions.
 */
import { button, message, write } from '../shared/dom.js';
import { theVault } from '../shared/session.js';
import { openCheckup, openExchange, openInTab, openOptions, version } from '../shared/own.js';
import { go, sayError, sheet } from './view.js';

export function showAdd() {
  const dialog = sheet('add');
  onChosen(dialog, 'scan', () => go('page'));
  onChosen(dialog, 'image', () => go('file'));
  onChosen(dialog, 'camera', () => go('camera'));
  onChosen(dialog, 'hand', () => go('hand'));
}

export function showMore() {
  const dialog = sheet('more');
  button(dialog, 'lock').hidden = !theVault()?.isProtected();
  onChosen(dialog, 'lock', async () => (await import('../shared/lock.js')).lock());
  onChosen(dialog, 'options', openOptions);
  button(dialog, 'checkup').hidden = !theVault()?.count();
  onChosen(dialog, 'checkup', () => openCheckup());
  onChosen(dialog, 'exchange', () => openExchange());
  button(dialog, 'sort').hidden = (theVault()?.count() ?? 0) < 2;
  onChosen(dialog, 'sort', () => go('sort'));
  onChosen(dialog, 'tab', () => openInTab());
  onChosen(dialog, 'clock', () => go('clock'));
  onChosen(dialog, 'keys', () => go('keys'));
  write(dialog, 'version', message('version', version()));
}

/** @param {HTMLDialogElement} dialog @param {string} name @param {() => unknown} act */
function onChosen(dialog, name, act) {
  button(dialog, name).onclick = async () => {
    dialog.close();
    try {
      await act();
    } catch (error) {
      sayError(error);
    }
  };
}
