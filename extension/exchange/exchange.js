/**
 * The page for other apps' files, in a tab: one file a section. What is in a file leaves the Worker
 * that read it for the vault and for nothing else.
 */
import { codeOf, localise, message, sentence, writeOrHide } from '../shared/dom.js';
import { touchWhileUsed } from '../shared/lock.js';
import { handedOver } from '../shared/hand-over.js';
import { openSession, refresh, theVault, vaultChanges } from '../shared/session.js';
import { onKey, onVaultWritten } from '../shared/storage.js';
import { showExport } from './export.js';
import { begin, showStart, takeFiles } from './import.js';
import { showPaper } from './paper.js';

document.documentElement.lang = message('language');
document.title = message('exchange');
localise(document);
start();

async function start() {
  try {
    await openSession();
    showStart();
    takeFiles();
    await showExport();
    showPaper();
    shown = theVault()?.count() ?? 0;
    vaultChanges.addEventListener('change', again);
    touchWhileUsed();
    document.body.hidden = false;
    // Its sections have only now their height.
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
    await begin(await handedOver());
  } catch (error) {
    if (codeOf(error) === 'locked') location.replace('../popup/popup.html?options#tab');
    else trouble(error);
  }
  document.body.hidden = false;
}

/** How many accounts the export was shown with. */
let shown = 0;

/** What is being typed or printed stays as long as there are as many accounts. */
function again() {
  const count = theVault()?.count() ?? 0;
  if (count === shown) return;
  shown = count;
  showExport().catch(trouble);
  showPaper();
}

/** @param {unknown} error */
const trouble = (error) => writeOrHide(document, 'trouble', sentence(error));

onVaultWritten(() => refresh().catch(trouble));
// Nothing of what was open is left in this page's memory.
onKey((there) => there || location.reload());
