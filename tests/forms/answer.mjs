/**
 * Core's answer for a description, by the wasm of a package, in Node.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typedef {{ ask: 'pair' | 'single' | 'boxes' | 'nothing', fields: number[], host?: string, refused?: string, fitting: string[] }} Asked */

/**
 * @param {string} folder of the unpacked package
 * @returns {Promise<(page: unknown) => Asked>}
 */
export async function onPageOf(folder) {
  const wasm = join(folder, 'extension', 'wasm');
  // The module ends in .js and is a module, which Node has to be told.
  const source = await readFile(join(wasm, 'tandem.js'), 'utf8');
  const { initSync, Vault } = await import(`data:text/javascript,${encodeURIComponent(source)}#${pathToFileURL(wasm)}`);
  initSync({ module: await readFile(join(wasm, 'tandem_bg.wasm')) });
  const vault = Vault.create();
  return (page) => vault.onPage(page);
}
