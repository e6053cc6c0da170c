/**
 * Icons of services and the user's own pictures, in place of the accounts' initials. This module is
 * loaded after the first codes were painted, and fetches only the files with a drawing that is
 * shown.
 */
import { theVault } from '../shared/session.js';

const SVG = 'http://www.w3.org/2000/svg';
/** The side of the square they are drawn on, as in tests/icons/pack.mjs. */
const SIDE = 384;

/**
 * @typedef {object} Shown what takes the place of an account's initial
 * @property {string} id of the account
 * @property {string} initial used if there is neither icon nor picture
 * @property {string} [icon]
 * @property {string} [picture] its name in the vault
 */

/** @type {Map<string, Promise<Record<string, string>>>} drawings, by their first character */
const files = new Map();

/** @type {Map<string, string>} addresses of pictures, by name */
const pictures = new Map();

/**
 * Draws an account's icon, unless the element is reused for something else meanwhile.
 * @param {HTMLElement} tint @param {Shown} shown
 */
export async function drawIcon(tint, { id, initial, icon, picture }) {
  const shows = (tint.dataset.shows = picture ?? icon ?? '');
  const own = picture && (pictures.get(picture) ?? pictureOf(id, picture));
  const drawn = own ? image(own) : icon && (await logo(icon));
  if (tint.dataset.shows === shows) tint.replaceChildren(drawn || initial);
}

/** Draws a picture that isn't stored yet. @param {HTMLElement} tint @param {Blob} file */
export function drawPicture(tint, file) {
  delete tint.dataset.shows;
  tint.replaceChildren(image(URL.createObjectURL(file)));
}

/** @param {string} id @param {string} name */
function pictureOf(id, name) {
  const file = theVault()?.picture(id);
  if (!file) return undefined;
  const url = URL.createObjectURL(new Blob([new Uint8Array(file)]));
  pictures.set(name, url);
  return url;
}

/** @param {string} url */
function image(url) {
  const element = new Image();
  element.src = url;
  return element;
}

/** The drawing of a service, or undefined. @param {string} name */
export async function logo(name) {
  const drawing = await drawingOf(name).catch(() => undefined);
  if (!drawing) return undefined;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${SIDE} ${SIDE}`);
  svg.append(document.createElementNS(SVG, 'path'));
  svg.firstElementChild?.setAttribute('d', drawing);
  return svg;
}

/** @param {string} name */
async function drawingOf(name) {
  const file = name.slice(0, 1);
  const read = files.get(file) ?? read_(`${file}.json`);
  files.set(file, read);
  return (await read)[name];
}

/** Name and title of every icon. @returns {Promise<[string, string][]>} */
export const allIcons = () => read_('index.json');

/** @param {string} file */
const read_ = async (file) => (await fetch(`/extension/logos/${file}`)).json();
