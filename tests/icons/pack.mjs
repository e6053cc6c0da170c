/**
 * Draws the icons of services that `crate/core/src/site/icons.txt` names, from two public sets in
 * npm packages, into the given folder, one file for each first character. A drawing is a path of
 * whole numbers on a square of 384: half the bytes, without a visible difference. `cargo xtask
 * build` runs it. Runs in Node.
 */
import fs from 'node:fs';
import path from 'node:path';
import * as brands from '@fortawesome/free-brands-svg-icons';
import * as simple from 'simple-icons';
import svgpath from 'svgpath';

/** The side of the square that they are drawn on. */
const SIDE = 384;
/** Those that are not in the first set, whose owners asked for that, with their names. */
const SECOND = {
  amazon: 'Amazon',
  aws: 'Amazon Web Services',
  linkedin: 'LinkedIn',
  linode: 'Linode',
  microsoft: 'Microsoft',
  openai: 'OpenAI',
  salesforce: 'Salesforce',
  slack: 'Slack',
  xbox: 'Xbox',
  yahoo: 'Yahoo',
};

/** @typedef {{ title: string, d: string }} Drawn */

const first = new Map(
  Object.values(simple)
    .flatMap((icon) => ('slug' in icon ? [icon] : []))
    .map((icon) => [icon.slug, icon]),
);

/** @param {string} slug @returns {Drawn} */
function drawn(slug) {
  const icon = first.get(slug);
  if (icon) return { title: icon.title, d: whole(svgpath(icon.path).scale(SIDE / 24)) };
  const other = Object.values(brands.fab).find(({ iconName }) => iconName === slug);
  const title = new Map(Object.entries(SECOND)).get(slug);
  if (!other || !title) throw new Error(`neither set has an icon called ${slug}`);
  const [width, height, , , d] = other.icon;
  const scale = SIDE / Math.max(width, height);
  const [x, y] = [width, height].map((side) => (SIDE - side * scale) / 2);
  return {
    title,
    d: whole(
      svgpath(String(d))
        .scale(scale)
        .translate(x ?? 0, y),
    ),
  };
}

/** @param {import('svgpath')} drawing */
const whole = (drawing) => drawing.rel().round(0).toString();

/** What the licences ask for: their text, the names, and what was changed. */
function licences() {
  return [
    'The icons in this folder are drawings of trademarks, which belong to their owners. They name the services of',
    "a person's own accounts and mean no endorsement. All were scaled, and their coordinates rounded.",
    '',
    `${Object.keys(SECOND).join(', ')}: Font Awesome Free ${version('@fortawesome/free-brands-svg-icons')} by`,
    'Fonticons, Inc., fontawesome.com, licensed under CC BY 4.0, creativecommons.org/licenses/by/4.0',
    '',
    `All others: Simple Icons ${version('simple-icons')}, simpleicons.org, under the following licence.`,
    '',
    fileOf('simple-icons', 'LICENSE.md'),
  ].join('\n');
}

/** @param {string} name of a package @param {string} file */
const fileOf = (name, file) =>
  fs.readFileSync(new URL(`../node_modules/${name}/${file}`, import.meta.url), 'utf8');

/** @param {string} name of a package @returns {string} */
const version = (name) => JSON.parse(fileOf(name, 'package.json')).version;

/** @param {string} list @param {string} folder */
function pack(list, folder) {
  const lines = fs.readFileSync(list, 'utf8').trim().split('\n');
  const slugs = lines.map((line) => line.replace(/:.*/u, ''));
  /** @type {Map<string, Record<string, string>>} */
  const files = new Map();
  /** @type {[string, string][]} */
  const index = [];
  for (const slug of slugs) {
    const { title, d } = drawn(slug);
    const file = files.get(slug.slice(0, 1)) ?? {};
    file[slug] = d;
    files.set(slug.slice(0, 1), file);
    index.push([slug, title]);
  }
  // A folder of another time may hold what is not drawn any more.
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const put = (/** @type {string} */ name, /** @type {string} */ text) =>
    fs.writeFileSync(path.join(folder, name), text);
  for (const [name, file] of files) put(`${name}.json`, JSON.stringify(file));
  put(
    'index.json',
    JSON.stringify(index.sort(([, one], [, other]) => (fold(one) < fold(other) ? -1 : 1))),
  );
  put('LICENSE.txt', licences());
}

/** In the same order on every machine. @param {string} title */
const fold = (title) => title.normalize('NFKD').toLowerCase();

const [list, folder] = process.argv.slice(2);
if (!list || !folder) throw new Error('node tests/icons/pack.mjs LIST FOLDER');
pack(list, folder);
