/**
 * *Scan QR on page*: a picture of the visible page, read in a Worker; every end has its view.
 */
import { button, part } from '../shared/dom.js';
import { activeTab, capture, zoomedIn } from '../shared/page.js';
import { readPicture } from '../shared/read-picture.js';
import { mount } from './view.js';

/** A spinner that shows sooner than this is only a flicker. */
const SPINNER_AFTER = 150;

/** @param {{ zoom?: boolean }} [options] `zoom`: looks at the page enlarged, and puts it back */
export async function scanPage({ zoom = false } = {}) {
  const { root, signal } = mount('scanning');
  const wait = part(root, 'wait', HTMLElement);
  const spinner = setTimeout(() => {
    wait.hidden = false;
    button(root, 'back').focus();
  }, SPINNER_AFTER);
  /** @type {string | undefined} */
  let picture;
  try {
    const tab = await activeTab();
    const look = async () => {
      picture = await capture(tab);
      return readPicture(picture, signal);
    };
    const texts = await (zoom ? zoomedIn(tab, () => settled().then(look)) : look());
    if (signal.aborted) return;
    const { showFinds } = await import('./found.js');
    await showFinds({ texts, url: tab.url }, picture);
  } catch (error) {
    if (signal.aborted) return;
    const { showTrouble } = await import('./trouble.js');
    showTrouble(error, picture);
  } finally {
    clearTimeout(spinner);
  }
}

/** A page that was just zoomed needs a moment until its new picture is on the screen. */
const settled = () => new Promise((go) => setTimeout(go, 400));
