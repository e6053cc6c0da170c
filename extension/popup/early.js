/**
 * Begins, before the rest of the popup is even loaded, what takes longest: reading what is stored,
 * compiling the core, asking the page in front. Runs first, by a script tag of its own; `popup.js`
 * imports the very same module for its promises.
 */
import { activeTab, describePage } from '../shared/page.js';
import { readSession, readVault } from '../shared/storage.js';

/** @type {import('../shared/session.js').Begun} */
export const begun = {
  left: readSession(),
  text: readVault(),
  core: WebAssembly.compileStreaming(fetch(new URL('../wasm/tandem_bg.wasm', import.meta.url))),
};
// Whoever awaits them hears of it; until then nobody does, which is no fault.
for (const promise of Object.values(begun)) promise.catch(() => {});

/** What the page in front asks for, and its address, which is known sooner. */
export const front = {
  page: describePage(),
  front: activeTab().then(({ url }) => url, () => ''),
};
