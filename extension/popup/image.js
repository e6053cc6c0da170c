/**
 * *From an image or the clipboard*: choose pictures here. The view also says that they can be
 * dropped and pasted, which `drop.js` accepts anywhere in the popup.
 */
import { button, message, part, write } from '../shared/dom.js';
import { openInTab } from '../shared/own.js';
import { readFiles } from './files.js';
import { go, mount, onClick } from './view.js';

export function showImage() {
  const { root } = mount('image');
  const files = part(root, 'files', HTMLInputElement);
  write(
    root,
    'drop',
    message('image_drop', navigator.platform.startsWith('Mac') ? '⌘V' : 'Ctrl+V'),
  );
  files.addEventListener('change', () => readFiles([...(files.files ?? [])]));
  onClick(button(root, 'choose'), async () => {
    // On many systems the file dialog takes the focus, and the popup closes.
    if (location.hash === '#tab') return files.click();
    await openInTab('?image');
  });
  onClick(button(root, 'camera'), () => go('camera'));
  button(root, 'choose').focus();
}
