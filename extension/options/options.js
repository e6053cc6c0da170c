/**
 * The options page, in a tab: one file for each section, which shows itself once it has something
 * to say.
 */
import {
  codeOf,
  dropLateClicks,
  leaveKeysToInputMethods,
  localise,
  message,
  part,
  sentence,
  write,
  writeOrHide,
} from '../shared/dom.js';
import { touchWhileUsed } from '../shared/lock.js';
import { shortcuts, version } from '../shared/own.js';
import { openSession, refresh, theVault, vaultChanges } from '../shared/session.js';
import { reloadOnLock, unlockFirst } from '../shared/locked.js';
import { onVaultWritten } from '../shared/storage.js';
import { showAuto } from './auto-backup.js';
import { showBackup } from './backup.js';
import { showCopied } from './copied.js';
import { showDisplay } from './display.js';
import { showProtection } from './protection.js';
import { showSync } from './sync.js';
import { showTrash } from './trash.js';

document.documentElement.lang = message('language');
document.title = `Tandem: ${message('options')}`;
localise(document);
dropLateClicks();
leaveKeysToInputMethods();
about();
start();

async function start() {
  try {
    await openSession();
    there = Boolean(theVault());
    guarded = theVault()?.isProtected() ?? false;
    await showProtection();
    await showBackup();
    await showAuto();
    await showTrash();
    await showCopied();
    await showSync();
    await showDisplay();
    vaultChanges.addEventListener('change', changed);
    touchWhileUsed();
    // Only now the sections have their heights.
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  } catch (error) {
    if (codeOf(error) === 'locked') unlockFirst();
    else trouble(error);
  }
  document.body.hidden = false;
}

let there = false;
/** Whether automatic backups are sealed with a passphrase. */
let guarded = false;

/** Whether there is a first vault now, or a different list. */
async function changed() {
  await showTrash();
  if (guarded !== (theVault()?.isProtected() ?? false)) {
    guarded = !guarded;
    await showAuto();
  }
  if (there === Boolean(theVault())) return;
  there = Boolean(theVault());
  await showProtection();
}

/** Shows the version, and its shortcuts in this browser. */
async function about() {
  write(document, 'version', message('version', version()));
  for (const { name, shortcut } of await shortcuts()) {
    const item = document.createElement('li');
    const key = document.createElement('kbd');
    key.textContent = shortcut || message('keys_unset');
    item.append(key, ' ', message(name === '_execute_action' ? 'command_open' : `command_${name}`));
    part(document, 'keys', HTMLUListElement).append(item);
  }
}

/** @param {unknown} error */
const trouble = (error) => writeOrHide(document, 'trouble', sentence(error));

onVaultWritten(() => refresh().catch(trouble));
reloadOnLock();
