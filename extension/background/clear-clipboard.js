/**
 * Looks at the clipboard and clears it, if it holds what it is asked about. In Firefox's background
 * page, and in the document that Chromium shows to nobody, which has no focus: there only the old
 * commands work, and one that copies nothing leaves what is there. So one space takes its place.
 */
import { hashOf } from '../shared/clipboard.js';

const TRIES = 5;

/** @param {number[]} salt @param {number[]} hash */
export async function clear(salt, hash) {
  const field = document.createElement('textarea');
  document.body.append(field);
  const wanted = hash.join();
  const holdsIt = async () =>
    (await hashOf(await read(field), Uint8Array.from(salt))).join() === wanted;
  try {
    // Read back each time: a document that goes at once may take the space with it.
    for (let tries = 0; tries < TRIES && (await holdsIt()); tries += 1) await write(field, ' ');
  } finally {
    field.remove();
  }
}

/** @param {HTMLTextAreaElement} field */
async function read(field) {
  field.value = '';
  field.focus();
  if (document.execCommand('paste')) return field.value;
  return navigator.clipboard.readText();
}

/** @param {HTMLTextAreaElement} field @param {string} text */
async function write(field, text) {
  field.value = text;
  field.select();
  if (!document.execCommand('copy')) await navigator.clipboard.writeText(text);
}
