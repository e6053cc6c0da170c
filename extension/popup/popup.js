/**
 * What opens on the toolbar button: opens the vault and shows the view where the person was.
 */
import { begun } from '../shared/begun.js';
import { codeOf, localise, message } from '../shared/dom.js';
import { forget, onKey, onVaultWritten } from '../shared/storage.js';
import { openSession, refresh, theVault } from '../shared/session.js';
import { showList } from './list.js';
import { sayError } from './view.js';

document.documentElement.lang = message('language');
localise(document);

/** @type {import('./list.js').Front} */
const front = {
  front: begun.address.catch(() => ''),
  // Looked at once the first codes are painted: they do not wait for it.
  page: new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)))
    .then(() => import('../shared/page.js'))
    .then(({ describePage }) => describePage()),
};
start(begun);

/** @param {typeof begun} [read] */
async function start(read) {
  try {
    const left = await openSession(read);
    if (location.search === '?options') return location.replace('../options/options.html');
    if (left.clock) (await import('./clock.js')).drawClock();
    if (left.asked) {
      await forget('asked');
      await (await import('./pictures.js')).takeUp(/** @type {import('./pictures.js').Asked} */ (left.asked));
    } else if (left.find) (await import('./found.js')).showFinds(/** @type {import('./found.js').Finds} */ (left.find));
    else if (left.pair) (await import('./pair.js')).restorePair(left.pair, front);
    else if (left.form) (await import('./hand.js')).showHand(/** @type {import('./hand.js').Draft} */ (left.form));
    else if (left.protect) await (await import('./ask.js')).askOnce(front);
    else if (location.search === '?image') (await import('./image.js')).showImage();
    else if (location.search === '?camera') await (await import('./camera.js')).showCamera();
    else await showList(front);
    if (theVault()?.isProtected()) (await import('../shared/lock.js')).touchWhileUsed();
  } catch (error) {
    const again = () => start();
    if (codeOf(error) === 'locked') (await import('./unlock.js')).showUnlock(again);
    else (await import('./trouble.js')).showUnreadable(error, again);
  }
}

// Nothing of what was open is left in this page's memory.
onKey((there) => there || location.reload());

onVaultWritten(async () => {
  try {
    await refresh();
  } catch (error) {
    sayError(error);
  }
});
