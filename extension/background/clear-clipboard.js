/**
 * Looks at the clipboard and clears it, if it holds what it is asked about. In Firefox's background
 * page, and in the document that Chromium shows to nobody, which has no focus: there only the old
 * commands work, and one that copies nothing leaves what is there. So one space takes its place.
 */
import { hashOf } from '../shared/clipboard.js';

/** @param {number[]} salt @param {number[]} hash */
export async function clear(salt, hash) {
  const field = document.createElement('textarea');
  document.body.append(field);
  try {
    const text = await read(field);
    const found = await hashOf(text, Uint8Array.from(salt));
    if (found.join() === hash.join()) await write(field, ' ');
  } finally {
    field.remove();
  }
}

/** @param {HTMLTextAreaElement} field */
async function read(field) {
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
