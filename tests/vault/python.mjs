/**
 * Python with packages from PyPI, in a folder of its own below `target`: those that
 * `docs/decrypt.py` asks for, or others. Runs in Node.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {{ code: number, out: string, said: string }} Ended */

/** In milliseconds; no installation and no script takes this long. */
const LONGEST = 180_000;

const DECRYPT = fileURLToPath(new URL('../../docs/decrypt.py', import.meta.url));

/** @param {string} name of its folder @param {string[]} packages */
export function pythonWith(name, packages) {
  const home = fileURLToPath(new URL(`../../target/${name}`, import.meta.url));
  const inside = process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python';
  const python = join(home, inside);

  return {
    /**
     * Installs the packages, once for all runs.
     * @returns {Promise<false | string>} why they are missing
     */
    async missing() {
      if (existsSync(python)) return false;
      const own = process.platform === 'win32' ? 'python' : 'python3';
      if ((await ended(own, ['-c', 'import venv, ensurepip'])).code !== 0)
        return 'not found: Python with its venv';
      await mkdir(dirname(home), { recursive: true });
      // Under another name until it is whole: two runs at once, or one that was cut short, leave no half.
      const made = await mkdtemp(`${home}-`);
      const steps = [
        [own, '-m', 'venv', made],
        [
          join(made, inside),
          '-m',
          'pip',
          'install',
          '--quiet',
          '--disable-pip-version-check',
          ...packages,
        ],
      ];
      for (const [program = '', ...args] of steps) {
        const { code, said } = await ended(program, args);
        if (code === 0) continue;
        await rm(made, { recursive: true, force: true });
        return `not found: ${packages.join(', ')} (${said.trim().split('\n').at(-1)})`;
      }
      await rename(made, home).catch(() => rm(made, { recursive: true, force: true }));
      return false;
    },

    /** The interpreter with the packages. */
    python,

    /** Runs a script. @param {string} script @param {string[]} args @param {string} [input] @returns {Promise<Ended>} */
    run: (script, args, input) => ended(python, [script, ...args], input),
  };
}

const own = pythonWith('decrypt', ['cryptography', 'argon2-cffi', 'pynacl']);

/** Python for `docs/decrypt.py`. */
export const { missing: noPython, run: runPython } = own;

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
    const typed = passphrase === undefined ? '' : `${passphrase}\n`;
    return await runPython(DECRYPT, [file, ...args], typed);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} program @param {string[]} args @param {string} [input] @returns {Promise<Ended>} */
function ended(program, args, input = '') {
  return new Promise((resolve) => {
    const child = execFile(
      program,
      args,
      { env: { ...process.env, PYTHONUTF8: '1' }, timeout: LONGEST },
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
