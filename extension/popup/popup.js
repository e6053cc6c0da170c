/**
 * What the toolbar button opens, and the popup's one map: every view and sheet by its name. It
 * opens the vault and goes to where the user left off. No other file of the popup imports a view
 * (see `view.js`).
 */
import {
  codeOf,
  dropLateClicks,
  leaveKeysToInputMethods,
  localise,
  message,
  painted,
} from '../shared/dom.js';
import { frontPage } from '../shared/front.js';
import { preloaded } from '../shared/preload.js';
import { forget, onKey, onVaultWritten } from '../shared/storage.js';
import { openSession, refresh, theVault } from '../shared/session.js';
import { showList } from './list.js';
import { go, knowViews, loadTemplates, sayError } from './view.js';

const VIEWS = {
  list: async () => showList,
  menu: async () => (await import('./account-menu.js')).showMenu,
  edit: async () => (await import('./edit.js')).showEdit,
  icons: async () => (await import('./choose-icon.js')).showIcons,
  counter: async () => (await import('./counter.js')).showCounter,
  sort: async () => (await import('./sort.js')).showSort,
  tagging: async () => (await import('./tagging.js')).showTagging,
  qr: async () => (await import('./qr.js')).showQr,
  pair: async () => (await import('./pair.js')).showPair,
  leftPair: async () => (await import('./pair.js')).showLeftPair,

  add: async () => (await import('./main-menu.js')).showAdd,
  page: async () => (await import('./scan.js')).scanPage,
  asked: async () => (await import('./opened-for.js')).showAsked,
  file: async () => (await import('./image.js')).showImage,
  camera: async () => (await import('./camera.js')).showCamera,
  mark: async () => (await import('./mark.js')).showMark,
  looking: async () => (await import('./looking.js')).looking,
  hand: async () => (await import('./hand.js')).showHand,

  result: async () => (await import('./result.js')).showResult,
  found: async () => (await import('./found.js')).showFound,
  several: async () => (await import('./several.js')).showSeveral,
  trouble: async () => (await import('./trouble.js')).showTrouble,
  noKey: async () => (await import('./trouble.js')).showNoKey,

  unlock: async () => (await import('./unlock.js')).showUnlock,
  unreadable: async () => (await import('./unreadable.js')).showUnreadable,
  protect: async () => (await import('./offer-protection.js')).offerProtection,

  more: async () => (await import('./main-menu.js')).showMore,
  keys: async () => (await import('./keys.js')).showKeys,
  clock: async () => (await import('./compare.js')).showClock,
  refused: async () => (await import('./refused.js')).showRefused,
};

/** @typedef {typeof VIEWS} Views */

document.documentElement.lang = message('language');
localise(document);
dropLateClicks();
leaveKeysToInputMethods();
knowViews(VIEWS);
frontPage();
painted().then(() => Promise.all([loadTemplates(), import('./drop.js')]));
start(preloaded);

/** @param {typeof preloaded} [read] */
async function start(read) {
  try {
    const left = await openSession(read);
    if (location.search === '?options') {
      // After unlocking, the page may close before the unlock view could do this.
      if (!read) await (await import('../shared/device.js')).dropEarlier();
      return location.replace((await import('../shared/locked.js')).cameFrom());
    }
    if (left.clock) (await import('./clock.js')).drawClock();
    await resume(left);
    // Others may have written or locked the vault after the first read, before we listened.
    await refresh();
    if (theVault()?.isProtected()) (await import('../shared/lock.js')).touchWhileUsed();
  } catch (error) {
    const again = () => start();
    if (codeOf(error) === 'locked' && theVault()) return location.reload();
    await (codeOf(error) === 'locked' ? go('unlock', again) : go('unreadable', error, again));
  }
}

/**
 * Goes to what this page was opened for, or to unfinished work, or to the list.
 * @param {import('../shared/storage.js').Left} left
 */
async function resume(left) {
  if (left.asked) {
    await forget('asked');
    return go('asked', /** @type {import('./opened-for.js').Asked} */ (left.asked));
  }
  const edited = new URLSearchParams(location.search).get('edit');
  if (edited !== null && theVault()?.has(edited)) return go('edit', edited, editOf(left, edited));
  if (location.search === '?image') return go('file');
  if (location.search === '?camera') return go('camera');
  if (left.result || left.pair || left.form || left.edit) {
    const unfinished = (await import('./unfinished.js')).unfinishedOf(left);
    if (await unfinished?.wanted()) return unfinished?.resume();
  }
  await go(left.protect ? 'protect' : 'list');
}

/**
 * This account's half-typed form, to be continued in its tab.
 * @param {import('../shared/storage.js').Left} left @param {string} id
 */
function editOf({ edit }, id) {
  const unsaved = /** @type {import('./edit.js').Edited | undefined} */ (edit);
  return unsaved?.id === id ? unsaved : undefined;
}

// Locking reloads the page, so that nothing of the open vault stays in its memory.
onKey((there) => there || location.reload());

onVaultWritten(async () => {
  try {
    await refresh();
  } catch (error) {
    sayError(error);
  }
});
