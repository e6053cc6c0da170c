/**
 * The service worker (in Firefox: the event page). It keeps nothing and answers to nobody: the
 * popup opens the vault by itself. What it hears of is when to forget the key, what sync has to
 * carry, the context menu and the commands. Every listener is added before anything is awaited.
 *
 * Content scripts can read `storage.local` unless told otherwise, and the browser forgets what
 * it was told when it restarts, so it is said at every start. What is stored is sealed anyway.
 */
import { AUTO, autoState, noteChange, writeIfTime } from '../shared/auto-backup.js';
import { ALARM, lock, lockIfOver, lockWithScreen } from '../shared/lock.js';
import { closeSession, theVault } from '../shared/session.js';
import { LAPSE, forgetLapsed, onKey } from '../shared/storage.js';
import { syncNow, syncState } from '../shared/sync.js';
import { clearClipboard } from './clipboard.js';
import { fillWithoutPopup, openPopup, withVault } from './fill.js';
import { leaveForPopup, offerMenu } from './menu.js';

/** Firefox has no such switch and keeps content scripts out of `session` by itself. */
function closeStorageToPages() {
  for (const area of [chrome.storage.local, chrome.storage.session, chrome.storage.sync]) {
    area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  }
}

closeStorageToPages();
chrome.runtime.onInstalled.addListener(closeStorageToPages);
chrome.runtime.onStartup.addListener(closeStorageToPages);
// An alarm may not outlive the browser.
chrome.runtime.onStartup.addListener(writeIfTime);

chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === LAPSE) forgetLapsed();
  else if (name === ALARM) lock();
  else if (name === AUTO) writeIfTime();
});
clearClipboard();
lockWithScreen();
// What this worker has open goes with the key, whatever it is waiting for.
onKey((there) => there || closeSession());
// An alarm that was due while the computer slept may come late: whatever wakes the worker looks at
// the time.
lockIfOver();
forgetLapsed();
offerMenu();

// What this browser changed, what another one did, and what waited until the vault was open.
chrome.storage.onChanged.addListener(async ({ vault, key }, area) => {
  const [sync, auto] = await Promise.all([syncState(), autoState()]);
  const syncs = (vault || key?.newValue || area === 'sync') && sync.on;
  const backsUp = vault && area === 'local' && auto.where;
  if (syncs || backsUp)
    await withVault(async () => {
      // Whether sync succeeds or not, the change is to be in a backup.
      if (backsUp) await noteChange(theVault());
      if (syncs) await syncNow();
    });
  if (backsUp) await writeIfTime();
});

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
