/**
 * Python with the packages that `docs/decrypt.py` asks for, in a folder of its own below `target`.
 * Runs in Node.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {{ code: number, out: string, said: string }} Ended */

const HOME = fileURLToPath(new URL('../../target/decrypt', import.meta.url));
const PYTHON = join(HOME, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
const DECRYPT = fileURLToPath(new URL('../../docs/decrypt.py', import.meta.url));
const PACKAGES = ['cryptography', 'argon2-cffi', 'pynacl'];

/**
 * Makes ready what is needed, once for all runs.
 * @returns {Promise<false | string>} why it cannot be had
 */
export async function noPython() {
  if (existsSync(PYTHON)) return false;
  const own = process.platform === 'win32' ? 'python' : 'python3';
  if ((await ended(own, ['-c', 'import venv, ensurepip'])).code !== 0)
    return 'not found: Python with its venv';
  await mkdir(dirname(HOME), { recursive: true });
  // Under another name until it is whole: two runs at once, or one that was cut short, leave no half.
  const made = await mkdtemp(`${HOME}-`);
  const pip = join(made, PYTHON.slice(HOME.length));
  const steps = [
    [own, '-m', 'venv', made],
    [pip, '-m', 'pip', 'install', '--quiet', ...PACKAGES],
  ];
  for (const [program = '', ...args] of steps) {
    const { code, said } = await ended(program, args);
    if (code === 0) continue;
    await rm(made, { recursive: true, force: true });
    return `not found: ${PACKAGES.join(', ')} (${said.trim().split('\n').at(-1)})`;
  }
  await rename(made, HOME).catch(() => rm(made, { recursive: true, force: true }));
  return false;
}

/**
 * Runs docs/decrypt.py over a text as over a file.
 * @param {string} text @param {string[]} args @param {string} [passphrase] typed
 * @returns {Promise<Ended>}
 */
export async function decrypt(text, args, passphrase) {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-backup-'));
  try {
    const file = join(folder, 'a.tandem');
    await writeFile(file, text);
    return await ended(
      PYTHON,
      [DECRYPT, file, ...args],
      passphrase === undefined ? '' : `${passphrase}\n`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs a script of ours in that Python. @param {string} script @param {string[]} args @param {string} input @returns {Promise<Ended>} */
export const runPython = (script, args, input) => ended(PYTHON, [script, ...args], input);

/** @param {string} program @param {string[]} args @param {string} [input] @returns {Promise<Ended>} */
function ended(program, args, input = '') {
  return new Promise((resolve) => {
    const child = execFile(
      program,
      args,
      { env: { ...process.env, PYTHONUTF8: '1' } },
      (error, out, said) =>
        resolve({
          code: error ? Number(error.code) || 1 : 0,
          out,
          said: said || String(error ?? ''),
        }),
    );
    child.stdin?.on('error', () => undefined).end(input);
  });
}
