/**
 * The section *Protection* of the options page: how the accounts are opened.
 */
import { stamp } from '../shared/dom.js';
import { readVault } from '../shared/storage.js';
import { waysIn } from '../wasm/tandem.js';

/** @param {HTMLElement} place */
export async function showProtection(place) {
  const text = await readVault();
  const ways = text === undefined ? undefined : waysIn(text);
  place.replaceChildren(...(!ways || ways.device ? [stamp('unprotected')] : []));
}
