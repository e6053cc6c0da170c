/**
 * The service worker (in Firefox: the event page). It keeps no state and accepts no messages: the
 * popup opens the vault itself. It handles auto-lock, sync, backups, the context menu and the
 * commands. Every listener is added before anything is awaited.
 *
 * By default, content scripts can read `storage.local`. The browser forgets a stricter setting when
 * it restarts, so we set it at every start. What is stored is sealed anyway.
 */
import { AUTO, autoState, noteChange, writeIfTime } from '../shared/auto-backup.js';
import { codeOf } from '../shared/dom.js';
import { ALARM, lock, lockIfOver, lockWithScreen, wakeAtEnd } from '../shared/lock.js';
import { mergeNewer, newerCopy } from '../shared/recovery.js';
import { resetZoom } from '../shared/page.js';
import { closeSession, theVault } from '../shared/session.js';
import { LAPSE, forgetLapsed, isOver, onKey, readSession, watchLapses } from '../shared/storage.js';
import { RETRY, syncNow, syncState } from '../shared/sync.js';
import { clearClipboard } from './clipboard.js';
import { fillWithoutPopup, openPopup, withVault } from './fill.js';
import { leaveForPopup, offerMenu } from './menu.js';

/** Firefox lacks this setting; there content scripts can't read `session` anyway. */
function closeStorageToPages() {
  for (const area of [chrome.storage.local, chrome.storage.session, chrome.storage.sync]) {
    area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  }
}

closeStorageToPages();
chrome.runtime.onInstalled.addListener(closeStorageToPages);
chrome.runtime.onStartup.addListener(closeStorageToPages);
// An alarm may not survive the browser's restart.
chrome.runtime.onStartup.addListener(writeIfTime);

chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === LAPSE) forgetLapsed();
  else if (name === ALARM) lock();
  else if (name === AUTO) writeIfTime();
  else if (name === RETRY) withVault(syncNow);
});
clearClipboard();
watchLapses();
lockWithScreen();
// When the key goes, the vault that this worker has open goes too, even in the middle of a task.
onKey((there) => there || closeSession());
// If the popup closes in the middle of a scan, the page isn't left enlarged, nor the vault open.
chrome.storage.session.onChanged.addListener(({ zoomed, lock: ends }) => {
  if (zoomed?.newValue) navigator.locks.request('zoomed', resetZoom);
  const kept = /** @type {import('../shared/lock.js').Lock | undefined} */ (ends?.newValue);
  if (kept && !isOver(kept)) wakeAtEnd(kept);
});
// An alarm that was due while the computer slept may come late, so every start of the worker checks
// the time.
lockIfOver();
forgetLapsed();
offerMenu();

// Reacts to changes in this browser, changes from another one, and what waited for the vault to
// open.
chrome.storage.onChanged.addListener(async ({ vault, key }, area) => {
  const [sync, auto] = await Promise.all([syncState(), autoState()]);
  const syncs = (vault || key?.newValue || area === 'sync') && sync.on;
  // A lock may have come before a change could be noted.
  const backsUp = ((vault && area === 'local') || key?.newValue) && auto.where;
  // The first time after the browser was started, or unlocked.
  const copy = key?.newValue ? await newerCopy().catch(unmerged) : undefined;
  if (syncs || backsUp || copy)
    await withVault(async () => {
      if (copy) await mergeNewer(copy).catch(unmerged);
      // Whether sync succeeds or not, the change belongs in a backup.
      if (backsUp) await noteChange(theVault);
      if (syncs) await syncNow();
    });
  if (backsUp) await writeIfTime();
});

/**
 * A copy that does not open is of another key, or damaged: it stays where it is.
 * @param {unknown} error
 */
const unmerged = (error) => console.warn('The newer copy was not merged.', codeOf(error));

// If the browser's question closed the popup, opens it again to fill in the code.
chrome.permissions.onAdded.addListener(() =>
  navigator.locks.request('framed', async () => {
    const { framed } = await readSession();
    if (framed) await openPopup(framed.tab);
  }),
);

/**
 * What the commands do with the tab in front.
 * @type {Record<string, (tab: import('../shared/page.js').Tab) => Promise<unknown>>}
 */
const COMMANDS = {
  fill: fillWithoutPopup,
  scan: (tab) => leaveForPopup({ scan: true }).then(() => openPopup(tab)),
};
chrome.commands.onCommand.addListener((name, tab) => {
  if (name === 'lock') lock();
  else if (tab?.id !== undefined)
    COMMANDS[name]?.({ id: tab.id, windowId: tab.windowId, url: tab.url ?? '' });
});
