/**
 * Clears the clipboard if it holds a certain text. Runs in Firefox's background page, and in
 * Chromium's offscreen document. That document has no focus, so only `execCommand` works there, and
 * copying nothing would leave the clipboard as it is. So we write one space.
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
    // Read back each time: if the document closes too early, the space may be lost.
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
