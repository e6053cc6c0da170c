/**
 * Python servers that we didn't write: their packages are installed once, into `target`, and they
 * are started for one test. Runs in Node.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * @param {string} name of the server, and of its folder
 * @param {string[]} packages with their versions
 */
export function pythonServer(name, packages) {
  const environment = fileURLToPath(new URL(`../../target/${name}`, import.meta.url));
  const python = join(
    environment,
    process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python',
  );

  return {
    /** @returns {Promise<string | undefined>} why there is none, in words */
    async install() {
      if (existsSync(join(environment, 'installed'))) return undefined;
      try {
        await run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', environment]);
      } catch {
        return 'Python with venv is needed for a server to sign in to (Debian: apt-get install python3-venv)';
      }
      try {
        await run(
          python,
          ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages],
          { timeout: 180_000 },
        );
        await run(python, [
          '-c',
          `open(${JSON.stringify(join(environment, 'installed'))}, 'w').close()`,
        ]);
        return undefined;
      } catch {
        await rm(environment, { recursive: true, force: true });
        return `${packages[0]} could not be installed from PyPI`;
      }
    },

    /**
     * Starts it, and gives its address.
     * @param {string} script beside this file; prints its port
     */
    async serve(script) {
      const folder = await mkdtemp(join(tmpdir(), `tandem-${name}-`));
      const server = spawn(python, [fileURLToPath(new URL(script, import.meta.url)), folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
        // It has no business beyond this machine.
        env: {
          ...process.env,
          http_proxy: 'http://127.0.0.1:9',
          https_proxy: 'http://127.0.0.1:9',
        },
      });
      const over = new Promise((resolve) => server.once('exit', resolve));
      after(async () => {
        server.kill();
        await over;
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      });
      for await (const line of createInterface(server.stdout))
        return `http://127.0.0.1:${Number(line)}/`;
      throw new Error('the server ended before it began');
    },
  };
}
