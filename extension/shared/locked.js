/**
 * What a page in a tab does when the vault locks: it reloads, is unlocked, comes back, and says
 * which work locking cut short. Used by our pages in tabs, and by the popup's to lead back to them.
 */
import { message } from './dom.js';
import { onKey } from './storage.js';

/** The unfinished work, and the page to come back to, as long as this tab is open. */
const [WORK, BACK] = ['locked-work', 'back'];

/**
 * Reloads this page when the vault locks, so that nothing of the open vault stays in its memory.
 * @param {() => string | undefined} [working] the name of what isn't finished
 */
export function reloadOnLock(working) {
  onKey((there) => {
    if (there) return;
    const work = working?.();
    if (work) sessionStorage.setItem(WORK, work);
    location.reload();
  });
}

/** Asks to unlock, which leads back here. */
export function unlockFirst() {
  sessionStorage.setItem(BACK, location.href);
  location.replace('../popup/popup.html?options#tab');
}

/** The page that asked to unlock; the options page if none did. */
export const cameFrom = () => sessionStorage.getItem(BACK) ?? '../options/options.html';

/** What locking cut short, in a sentence; told once. */
export function cutShort() {
  const work = sessionStorage.getItem(WORK);
  sessionStorage.removeItem(WORK);
  return work ? message(`locked_${work}`) : undefined;
}
