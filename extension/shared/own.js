/**
 * The extension's own pages, and what it can learn about itself.
 */

/**
 * Opens the popup's page in a tab, which stays open when the user clicks elsewhere.
 * @param {string} [query] e.g. "?image"
 */
export async function openInTab(query = '') {
  await chrome.tabs.create({
    url: chrome.runtime.getURL(`extension/popup/popup.html${query}#tab`),
  });
  close();
}

/** Our commands, with the shortcuts that the browser or the user assigned to them. */
export async function shortcuts() {
  const commands = await chrome.commands.getAll();
  return commands.map(({ name = '', shortcut = '' }) => ({ name, shortcut }));
}

/** Opens the options page at one of its sections. @param {string} section */
export async function openOptionsAt(section) {
  await chrome.tabs.create({
    url: chrome.runtime.getURL(`extension/options/options.html#${section}`),
  });
  close();
}

/** Opens the options page, or brings it to the front; closes the popup. */
export async function openOptions() {
  await chrome.runtime.openOptionsPage();
  close();
}

/**
 * Whether there is no lasting database: in Firefox's private windows, and where it never keeps
 * history.
 */
export const inPrivateWindow = () => chrome.extension?.inIncognitoContext ?? false;

/** Opens the import page in a tab. @param {string} [at] one of its sections, e.g. "#export" */
export async function openExchange(at = '') {
  await chrome.tabs.create({ url: chrome.runtime.getURL(`extension/exchange/exchange.html${at}`) });
  close();
}

/** Opens the check-up page in a tab. @param {string} [at] one of its sections, e.g. "#aws" */
export async function openCheckup(at = '') {
  await chrome.tabs.create({ url: chrome.runtime.getURL(`extension/checkup/checkup.html${at}`) });
  close();
}

/** Opens an account's *Edit* form in a tab beside this one. @param {string} id */
export const openEdit = (id) =>
  chrome.tabs.create({ url: chrome.runtime.getURL(`extension/popup/popup.html?edit=${id}#tab`) });

/** Opens a site in a tab beside this one. @param {string} host */
export const openSite = (host) => chrome.tabs.create({ url: `https://${host}/` });

export const version = () => chrome.runtime.getManifest().version;

/** A sentence that says where this system's clock is set. */
export async function clockSettings() {
  const { os } = await chrome.runtime.getPlatformInfo();
  return chrome.i18n.getMessage(`clock_settings_${os}`) || chrome.i18n.getMessage('clock_settings');
}
