/** HTML of ours that a page loads later, from a file of its own. */

/** @param {URL} url @returns {Promise<Document>} */
export async function readHtml(url) {
  const file = await fetch(url);
  return new DOMParser().parseFromString(await file.text(), 'text/html');
}
