/**
 * The check-up, in a tab: what needs attention about the accounts and their safety, each with a
 * remedy. The core decides what is shown. Nothing of it is sent anywhere.
 */
import { awsTicks, backupStatus, lastBackup, plainExport, tickAws } from '../shared/backups.js';
import {
  codeOf,
  dropLateClicks,
  input,
  leaveKeysToInputMethods,
  localise,
  message,
  part,
  sentence,
  write,
  writeOrHide,
} from '../shared/dom.js';
import { touchWhileUsed } from '../shared/lock.js';
import { openSession, refresh, theVault, vaultChanges } from '../shared/session.js';
import { reloadOnLock, unlockFirst } from '../shared/locked.js';
import { onVaultWritten, onWritten, readVault, settings } from '../shared/storage.js';
import { unlockMethods } from '../wasm/tandem.js';
import { drawConcern, drawFinding } from './items.js';

document.documentElement.lang = message('language');
document.title = message('checkup');
localise(document);
dropLateClicks();
leaveKeysToInputMethods();
start();

async function start() {
  try {
    await openSession();
    await draw();
    vaultChanges.addEventListener('change', again);
    onWritten(again);
    touchWhileUsed();
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  } catch (error) {
    if (codeOf(error) === 'locked') unlockFirst();
    else trouble(error);
  }
  document.body.hidden = false;
}

const again = () => draw().catch(trouble);

async function draw() {
  const [backup, plain, ticks, text, { typed }] = await Promise.all([
    lastBackup(),
    plainExport(),
    awsTicks(),
    readVault(),
    settings(),
  ]);
  // No `await` from here on: a change by another window frees this handle.
  const vault = theVault();
  if (!vault) return;
  const known = knownOf(vault, { backup, plain, typed, text });
  const { concerns, findings } = vault.checkup(known);
  show('safety', concerns.length > 0);
  part(document, 'concerns', HTMLElement).replaceChildren(...concerns.map(drawConcern));
  show('accounts', findings.length > 0);
  const place = part(document, 'findings', HTMLElement);
  const open = [...place.querySelectorAll('details[open]')].map((one) => one.id);
  place.replaceChildren(...findings.map((finding) => drawFinding(finding, open)));
  part(document, 'good', HTMLElement).hidden = concerns.length + findings.length > 0;
  show('aws', vault.hasAws());
  drawAws(ticks, backup, known.changed);
}

/**
 * @typedef {object} Read what was read from storage
 * @property {import('../shared/backups.js').Backup | undefined} backup
 * @property {number | undefined} plain when accounts were exported without encryption
 * @property {number | undefined} typed when the passphrase was last typed
 * @property {string | undefined} text of the vault
 */

/**
 * @param {import('../wasm/tandem.js').Vault} vault
 * @param {Read} read
 * @returns {import('../wasm/tandem.js').KnownView}
 */
function knownOf(vault, { backup, plain, typed, text }) {
  const methods = text === undefined ? undefined : unlockMethods(text);
  const { passphrase = false, recovery = false, passkeys = [], unknown = 0 } = methods ?? {};
  return {
    now: Date.now() / 1000,
    backup: Boolean(backup),
    changed: backup && vault.unsavedSince(backup.fingerprint),
    plain: plain && plain / 1000,
    protected: vault.isProtected(),
    passphrase,
    methods: Number(passphrase) + Number(recovery) + passkeys.length + unknown,
    typed: typed && typed / 1000,
  };
}

/**
 * The checklist for everybody who has enrolled AWS's MFA: without these, losing this browser locks
 * them out.
 * @param {import('../shared/backups.js').AwsTicks} ticks
 * @param {import('../shared/backups.js').Backup | undefined} backup
 * @param {number | undefined} changed since then, if known
 */
function drawAws(ticks, backup, changed) {
  const saved = input(document, 'backup');
  // We know this one, so the user can't tick it.
  [saved.checked, saved.disabled] = [changed === 0, true];
  write(document, 'backup-told', backupStatus(backup, changed));
  for (const name of /** @type {const} */ (['device', 'contact'])) {
    const box = input(document, name);
    box.checked = Boolean(ticks[name]);
    box.onchange = () => tickAws({ [name]: box.checked }).catch(trouble);
  }
}

/** @param {string} section @param {boolean} there */
const show = (section, there) =>
  (part(document, `${section}-section`, HTMLElement).hidden = !there);

/** @param {unknown} error */
const trouble = (error) => writeOrHide(document, 'trouble', sentence(error));

onVaultWritten(() => refresh().catch(trouble));
reloadOnLock();
