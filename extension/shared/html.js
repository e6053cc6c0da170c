/** HTML of ours that a page needs later than itself, in a file of its own. */

/** @param {URL} url @returns {Promise<Document>} */
export async function readHtml(url) {
  const file = await fetch(url);
  return new DOMParser().parseFromString(await file.text(), 'text/html');
}
