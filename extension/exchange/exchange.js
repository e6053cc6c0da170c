/**
 * The page for other apps' files, in a tab: one file for each section. The content of a file leaves
 * the Worker that read it only for the vault.
 */
import { codeOf, dropLateClicks, localise, message, sentence, writeOrHide } from '../shared/dom.js';
import { touchWhileUsed } from '../shared/lock.js';
import { handedOver } from '../shared/hand-over.js';
import { openSession, refresh, theVault, vaultChanges } from '../shared/session.js';
import { cutShort, reloadOnLock, unlockFirst } from '../shared/locked.js';
import { onVaultWritten } from '../shared/storage.js';
import { showExport } from './export.js';
import { begin, showStart, takeFiles } from './import.js';
import { showPaper } from './paper.js';

document.documentElement.lang = message('language');
document.title = message('exchange');
localise(document);
dropLateClicks();
start();

async function start() {
  try {
    await openSession();
    showStart();
    takeFiles();
    await showExport();
    showPaper();
    shown = listedNow();
    vaultChanges.addEventListener('change', again);
    touchWhileUsed();
    document.body.hidden = false;
    writeOrHide(document, 'trouble', cutShort());
    // Only now the sections have their heights.
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
    await begin(await handedOver());
  } catch (error) {
    if (codeOf(error) === 'locked') unlockFirst();
    else trouble(error);
  }
  document.body.hidden = false;
}

/** The accounts that the shown export form is for. */
let shown = '';

/** Their ids: one whose key was replaced has another. */
function listedNow() {
  const vault = theVault();
  const ids = vault?.rows(vault.search(''), 1).map(({ id }) => id) ?? [];
  return ids.sort().join();
}

/** Keeps what is being typed or printed as long as the accounts are the same. */
function again() {
  const now = listedNow();
  if (now === shown) return;
  shown = now;
  showExport().catch(trouble);
  showPaper();
}

/** @param {unknown} error */
const trouble = (error) => writeOrHide(document, 'trouble', sentence(error));

onVaultWritten(() => refresh().catch(trouble));
reloadOnLock(() => {
  const work = document.querySelector('[data-unfinished], [aria-busy=true]');
  return work?.closest('section')?.dataset.part?.replace('-section', '');
});
