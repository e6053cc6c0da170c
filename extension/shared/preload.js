/**
 * Starts reading what every page needs first. Pages run this file by a script tag of its own,
 * before the other modules have loaded. The service worker doesn't use it.
 */
import { readLocal, readSession } from './storage.js';

/** Started on load; `openSession` awaits it. */
export const preloaded = {
  left: readSession(),
  /** The vault and the settings. */
  ...readLocal(),
  core: WebAssembly.compileStreaming(fetch(new URL('../wasm/tandem_bg.wasm', import.meta.url))),
  /** The address of the page in front; empty if there is none. */
  address: chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) => tab?.url ?? ''),
};
// Errors show where a value is awaited; until then they must not count as unhandled.
for (const promise of Object.values(preloaded)) promise.catch(() => {});
