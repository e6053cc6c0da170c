/**
 * The options page, in a tab: one file a section, which shows itself once it has something to say.
 */
import { codeOf, leaveKeysToInputMethods, localise, message, sentence, writeOrHide } from '../shared/dom.js';
import { touchWhileUsed } from '../shared/lock.js';
import { openSession, refresh, vaultChanges } from '../shared/session.js';
import { onKey, onVaultWritten } from '../shared/storage.js';
import { showBackup } from './backup.js';
import { showProtection } from './protection.js';
import { showSync } from './sync.js';
import { showTrash } from './trash.js';

document.documentElement.lang = message('language');
document.title = message('options');
localise(document);
leaveKeysToInputMethods();
start();

async function start() {
  try {
    await openSession();
    await showProtection();
    await showBackup();
    await showTrash();
    await showSync();
    vaultChanges.addEventListener('change', showTrash);
    touchWhileUsed();
  } catch (error) {
    if (codeOf(error) === 'locked') location.replace('../popup/popup.html?options#tab');
    else trouble(error);
  }
  document.body.hidden = false;
}

/** @param {unknown} error */
const trouble = (error) => writeOrHide(document, 'trouble', sentence(error));

onVaultWritten(() => refresh().catch(trouble));
// Nothing of what was open is left in this page's memory.
onKey((there) => there || location.reload());
