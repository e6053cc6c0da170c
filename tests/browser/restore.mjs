/**
 * Restores backups on the options page, as a user does. Runs in Node.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handsOn } from './hands.mjs';
import { inExtension } from './stage.mjs';

/** @typedef {ReturnType<typeof import('./stage.mjs').stage>} Stage */
/** @typedef {import('./hands.mjs').Hands} Hands */
/** @typedef {import('../../extension/wasm/tandem.js').Vault} Vault */

export const PASSPHRASE = 'a backup under its own words';

/**
 * Chooses a file and types what opens it.
 * @param {Stage} the
 * @param {Hands} page the options page
 * @param {string} file
 * @param {{ way?: 'backup_restore' | 'backup_check', typed?: string }} [how] `typed`: nothing if
 * the file is refused before
 */
export async function chooseBackup(the, page, file, { way = 'backup_restore', typed } = {}) {
  const [chooser] = await Promise.all([page.page.waitForFileChooser(), page.press(the.t(way))]);
  await chooser.accept([file]);
  if (typed === '') return;
  await page.write(the.t('backup_secret'), typed ?? PASSPHRASE);
  await page.press(the.t('backup_read'));
}

/**
 * A backup of the present list, by the extension's own modules and with the lowest KDF parameters.
 * @param {Stage} the
 * @returns {Promise<{ text: string, key: Uint8Array }>} with the backup's own key
 */
export async function quickBackup(the) {
  const { text, key } = await inExtension(
    the.session,
    async (passphrase) => {
      const { openSession, theVault } = await import('/extension/shared/session.js');
      const core = await import('/extension/wasm/tandem.js');
      await openSession();
      const vault = /** @type {Vault} */ (theVault());
      const text = vault.backup(core.deriveKey(passphrase, 19 << 10, 2), 'anybody', 1);
      return { text, key: [...core.keyByPassphrase(text, passphrase)] };
    },
    PASSPHRASE,
  );
  return { text, key: Uint8Array.from(key) };
}

/**
 * The options page, and a backup's text as a file for it.
 * @param {Stage} the
 * @param {(page: Hands, fileOf: (text: string) => Promise<string>) => Promise<void>} act
 */
export async function onBackups(the, act) {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-restoring-'));
  const page = handsOn(
    await the.session.tab(the.session.address('extension/options/options.html')),
  );
  try {
    await act(page, async (text) => {
      const file = join(folder, 'backup.tandem');
      await writeFile(file, text);
      return file;
    });
  } finally {
    await page.page.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
