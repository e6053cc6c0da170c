/**
 * The page in front of the person, by the power their click on the toolbar gave (`activeTab`):
 * what inputs it has, what it looks like, and the digits that go into it. The only file that
 * injects. It decides nothing: `form` and `site` in the core do.
 */

/**
 * @typedef {import('../wasm/tandem.js').PageDescription} PageDescription
 * @typedef {{ id: number, windowId: number, url: string }} Tab
 * @typedef {{ index: number, text: string }} Entry which field of the description, and what goes into it
 * @typedef {{ filled: number } | { refused: string }} Filled
 */

/** @returns {Promise<Tab>} */
export async function activeTab() {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) throw { code: 'tab_gone' };
  return { id: tab.id, windowId: tab.windowId, url: tab.url ?? '' };
}

/**
 * The inputs of the page's top frame and of what it shares an origin with.
 * @returns {Promise<{ tab: Tab, page: PageDescription } | undefined>} undefined where a browser lets no
 *   extension look: its own pages, the store, another extension
 */
export async function describePage() {
  try {
    const tab = await activeTab();
    const [injected] = await chrome.scripting.executeScript({
      target: { tabId: tab.id },
      // The value of the last one is the answer.
      files: ['/extension/page/fill.js', '/extension/page/fields.js'],
    });
    const page = /** @type {PageDescription | undefined} */ (injected?.result);
    return page && { tab, page };
  } catch {
    return undefined;
  }
}

/**
 * @param {Tab} tab
 * @param {string} origin where the person was told the code goes; any other refuses
 * @param {Entry[]} entries
 */
export async function fillPage(tab, origin, entries) {
  /** @type {Filled | undefined} */
  let result;
  try {
    const [injected] = await chrome.scripting.executeScript({
      target: { tabId: tab.id },
      func: (request) => /** @type {{ tandem?: { fill(r: unknown): Promise<Filled> } }} */ (globalThis).tandem?.fill(request),
      args: [{ origin, entries }],
    });
    result = /** @type {Filled | undefined} */ (injected?.result ?? undefined);
  } catch (cause) {
    throw { code: 'tab_gone', cause };
  }
  if (!result) throw { code: 'page_moved' };
  if ('refused' in result) throw { code: 'page_refused_fill', cause: result.refused };
}

/**
 * A picture of what is visible of the page, as a PNG data URL: pixels are never scaled or blurred.
 * @param {Tab} tab
 * @returns {Promise<string>}
 */
export async function capture(tab) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await chrome.tabs.captureVisibleTab(tab.windowId, { format: 'png' });
    } catch (cause) {
      const said = String(cause);
      // The browser allows two pictures a second.
      if (tries < 3 && said.includes('MAX_CAPTURE')) await new Promise((go) => setTimeout(go, 550));
      else throw { code: /no (active|tab|window)/i.test(said) ? 'tab_gone' : 'cannot_capture', cause };
    }
  }
}

/**
 * Shows the page larger while `act` runs, for this tab alone, and puts it back.
 * @template T
 * @param {Tab} tab
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function zoomedIn(tab, act) {
  const before = await chrome.tabs.getZoom(tab.id);
  const settings = await chrome.tabs.getZoomSettings(tab.id);
  await chrome.tabs.setZoomSettings(tab.id, { scope: 'per-tab' });
  await chrome.tabs.setZoom(tab.id, before * 1.75);
  try {
    return await act();
  } finally {
    await chrome.tabs.setZoom(tab.id, before);
    await chrome.tabs.setZoomSettings(tab.id, { scope: settings.scope });
  }
}
