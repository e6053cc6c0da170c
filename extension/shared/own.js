/**
 * What the extension knows of itself, and its own pages.
 */

/**
 * Opens the popup's page in a tab, which no click elsewhere closes.
 * @param {string} [query] such as "?image"
 */
export async function openInTab(query = '') {
  await chrome.tabs.create({
    url: chrome.runtime.getURL(`extension/popup/popup.html${query}#tab`),
  });
  close();
}

/** The commands that the browser gives keys to, with the keys a person left them or chose. */
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

/** Opens the options page, or brings it to the front; it closes the popup. */
export async function openOptions() {
  await chrome.runtime.openOptionsPage();
  close();
}

/**
 * Whether there is no database, or one that ends with the window: in Firefox's private windows, and
 * where it never keeps a history.
 */
export const inPrivateWindow = () => chrome.extension?.inIncognitoContext ?? false;

/** The import page, in a tab. @param {string} [at] one of its sections, such as "#export" */
export async function openExchange(at = '') {
  await chrome.tabs.create({ url: chrome.runtime.getURL(`extension/exchange/exchange.html${at}`) });
  close();
}

/** The check-up page, in a tab. @param {string} [at] one of its sections, such as "#aws" */
export async function openCheckup(at = '') {
  await chrome.tabs.create({ url: chrome.runtime.getURL(`extension/checkup/checkup.html${at}`) });
  close();
}

/** Opens the form *Edit* of an account in a tab beside this one. @param {string} id */
export const openEdit = (id) =>
  chrome.tabs.create({ url: chrome.runtime.getURL(`extension/popup/popup.html?edit=${id}#tab`) });

/** Opens a site in a tab beside this one. @param {string} host */
export const openSite = (host) => chrome.tabs.create({ url: `https://${host}/` });

export const version = () => chrome.runtime.getManifest().version;

/** Where this system's clock is set, in a sentence. */
export async function clockSettings() {
  const { os } = await chrome.runtime.getPlatformInfo();
  return chrome.i18n.getMessage(`clock_settings_${os}`) || chrome.i18n.getMessage('clock_settings');
}
