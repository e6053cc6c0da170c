/**
 * The sites in the form *Edit*: each with its reach, a field to add one, and suggestions for what
 * the service is known to use.
 */
import { button, input, message, part, stamp, write } from '../shared/dom.js';
import { showFault } from '../shared/fault.js';
import { Vault } from '../wasm/tandem.js';
import { chipToAdd } from './edit-tags.js';

/** @typedef {import('../wasm/tandem.js').SiteView} Site */
/** @typedef {import('../wasm/tandem.js').TypedSite} Typed */

/**
 * @param {HTMLElement} root the form
 * @param {Typed[]} there
 * @param {Site[]} suggested
 * @param {() => void} changed
 */
export function editSites(root, there, suggested, changed) {
  const typed = input(root, 'site');
  /** @type {Site[]} */
  let sites = there.map(({ text, exact }) => ({ ...Vault.typedSite(text), exact }));
  const become = (/** @type {Site[]} */ now) => {
    sites = now;
    draw();
    changed();
  };
  const put = (/** @type {Site} */ site) =>
    become(sites.some(({ text }) => text === site.text) ? sites : [...sites, site]);
  const draw = () => {
    const items = sites.map((site) =>
      drawSite(site, changed, () => {
        become(sites.filter((other) => other !== site));
        typed.focus();
      }),
    );
    part(root, 'sites', HTMLUListElement).replaceChildren(...items);
    const asked = sites.length ? [] : suggested;
    part(root, 'suggested', HTMLElement).hidden = !asked.length;
    part(root, 'suggestions', HTMLElement).replaceChildren(
      ...asked.map((site) =>
        chipToAdd(site.text, message('add_site', site.text), () => {
          put(site);
          typed.focus();
        }),
      ),
    );
  };
  /** Adds the typed site to the list. */
  const add = () => {
    if (!typed.value.trim()) return;
    const site = Vault.typedSite(typed.value);
    typed.value = '';
    put(site);
  };
  listenToAdd(root, add);
  draw();
  return {
    add,
    /** @returns {Typed[]} */
    values: () => sites.map(({ text, exact }) => ({ text, exact })),
  };
}

/** @param {HTMLElement} root the form @param {() => void} add */
function listenToAdd(root, add) {
  const typed = input(root, 'site');
  const tryToAdd = () => {
    try {
      add();
    } catch (error) {
      showFault(root, error);
    }
  };
  button(root, 'add-site').onclick = () => {
    tryToAdd();
    typed.focus();
  };
  typed.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !typed.value.trim()) return;
    event.preventDefault();
    tryToAdd();
  });
}

/**
 * @param {Site} site its `exact` is changed here
 * @param {() => void} changed
 * @param {() => void} removed
 */
function drawSite(site, changed, removed) {
  const row = stamp('site');
  write(row, 'host', site.text);
  const reach = part(row, 'reach', HTMLSelectElement);
  reach.hidden = !site.choice;
  if (site.choice) {
    reach.append(
      new Option(message('site_all', site.domain), 'all'),
      new Option(message('site_only'), 'only'),
    );
    reach.value = site.exact ? 'only' : 'all';
    reach.setAttribute('aria-label', message('site_reach', site.text));
    reach.onchange = () => {
      site.exact = reach.value === 'only';
      changed();
    };
  } else write(row, 'only', message(site.reach === 'aws' ? 'site_aws' : 'site_only'));
  const remove = button(row, 'remove');
  remove.setAttribute('aria-label', message('remove_of', site.text));
  remove.onclick = removed;
  return row;
}
