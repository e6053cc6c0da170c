/**
 * Keyboard help: the popup's keys, and the browser's shortcuts for Tandem.
 */
import { message, part } from '../shared/dom.js';
import { shortcuts } from '../shared/own.js';
import { mount } from './view.js';

export async function showKeys() {
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
