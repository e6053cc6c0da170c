/**
 * The package with another manifest, for other permissions or limits of the browser. Runs in Node.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { PACKAGE } from './harness.mjs';

/**
 * @typedef {{ permissions: string[], optional_host_permissions: string[], host_permissions?: string[] }} Manifest
 * @param {(manifest: Manifest) => void} change
 * @returns {Promise<string>} its folder, which goes with the test file
 */
export async function changedPackage(change) {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-changed-'));
  after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  await cp(PACKAGE, folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(PACKAGE, 'manifest.json'), 'utf8'));
  change(manifest);
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}
