/**
 * The two sheets of the top bar: ways to add an account, and what is seldom wanted, as the keys are.
 */
import { button, message, part, write } from '../shared/dom.js';
import { theVault } from '../shared/session.js';
import { openInTab, openOptions, shortcuts, version } from '../shared/own.js';
import { lookAgain } from './looking.js';
import { mount, sayError, sheet } from './view.js';

export function showAdd() {
  const dialog = sheet('add');
  onChosen(dialog, 'scan', () => lookAgain());
  onChosen(dialog, 'image', () => lookAgain('file'));
  onChosen(dialog, 'camera', () => lookAgain('camera'));
  onChosen(dialog, 'hand', async () => (await import('./hand.js')).showHand());
}

export function showMore() {
  const dialog = sheet('more');
  button(dialog, 'lock').hidden = !theVault()?.isProtected();
  onChosen(dialog, 'lock', async () => (await import('../shared/lock.js')).lock());
  onChosen(dialog, 'options', openOptions);
  onChosen(dialog, 'tab', () => openInTab());
  onChosen(dialog, 'clock', async () => (await import('./clock.js')).showClock());
  onChosen(dialog, 'keys', showKeys);
  write(dialog, 'version', message('version', version()));
}

/** What works in the popup, and the browser's own shortcuts for it. */
async function showKeys() {
  const { root } = mount('keys');
  const list = part(root, 'shortcuts', HTMLElement);
  for (const { name, shortcut } of await shortcuts()) {
    const [row, keys, what] = ['div', 'dt', 'dd'].map((tag) => document.createElement(tag));
    if (!row || !keys || !what) return;
    for (const key of shortcut ? shortcut.split('+') : []) {
      const cap = document.createElement('kbd');
      cap.textContent = key;
      keys.append(cap, ' ');
    }
    if (!shortcut) keys.textContent = message('keys_unset');
    what.textContent = message(name === '_execute_action' ? 'command_open' : `command_${name}`);
    row.append(keys, what);
    list.append(row);
  }
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
