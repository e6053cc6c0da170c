/**
 * The few things we do to a document: find a part, make one from a template. Every page of the
 * extension; a part is an element with `data-part="name"`.
 */
import { localise } from './messages.js';

/**
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} name
 * @param {new (...args: never[]) => T} kind
 * @returns {T}
 */
export function part(root, name, kind) {
  const element = root.querySelector(`[data-part="${name}"]`);
  if (element instanceof kind) return element;
  throw new Error(`the template has no ${kind.name} called ${name}`);
}

/** @param {ParentNode} root @param {string} name */
export const button = (root, name) => part(root, name, HTMLButtonElement);

/** @param {ParentNode} root @param {string} name */
export const input = (root, name) => part(root, name, HTMLInputElement);

/** @param {ParentNode} root @param {string} name @param {string} text */
export function write(root, name, text) {
  const element = part(root, name, HTMLElement);
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Writes a text, or takes its element out of sight when there is none.
 * @param {ParentNode} root @param {string} name @param {string | undefined} text
 */
export function writeOrHide(root, name, text) {
  write(root, name, text ?? '');
  part(root, name, HTMLElement).hidden = !text;
}

/**
 * A localised copy of what the template holds: one element.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function stamp(id) {
  const template = document.getElementById(id);
  if (!(template instanceof HTMLTemplateElement)) throw new Error(`no template called ${id}`);
  const copy = document.importNode(template.content, true);
  localise(copy);
  const element = copy.firstElementChild;
  if (!(element instanceof HTMLElement)) throw new Error(`the template ${id} is empty`);
  return element;
}
