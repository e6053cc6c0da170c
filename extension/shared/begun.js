/**
 * What nothing can be shown without, begun at once: a page runs this file first, by a script tag of
 * its own, while the rest is still being loaded. The service worker has no use for it.
 */
import { readLocal, readSession } from './storage.js';

/** Begun at once; whoever opens the vault awaits it. */
export const begun = {
  left: readSession(),
  /** The vault, and how the list is shown. */
  ...readLocal(),
  core: WebAssembly.compileStreaming(fetch(new URL('../wasm/tandem_bg.wasm', import.meta.url))),
  /** The address of the page in front, empty where there is none. */
  address: chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) => tab?.url ?? ''),
};
// What fails is heard of where it is awaited; until then it is no fault that nobody does.
for (const promise of Object.values(begun)) promise.catch(() => {});
