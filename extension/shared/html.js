/** Loads the part of a page's HTML that it needs later, from a file of its own. */

/** @param {URL} url @returns {Promise<Document>} */
export async function readHtml(url) {
  const file = await fetch(url);
  return new DOMParser().parseFromString(await file.text(), 'text/html');
}
