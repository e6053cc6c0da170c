/**
 * Python servers that we didn't write, started for one test. Runs in Node.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pythonWith } from '../vault/python.mjs';

/**
 * @param {string} name of the server, and of its folder
 * @param {string[]} packages with their versions
 */
export function pythonServer(name, packages) {
  const { missing, python } = pythonWith(name, packages);

  return {
    missing,

    /**
     * Starts it, and returns its address.
     * @param {string} script beside this file; prints its port
     */
    async serve(script) {
      const folder = await mkdtemp(join(tmpdir(), `tandem-${name}-`));
      const server = spawn(python, [fileURLToPath(new URL(script, import.meta.url)), folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
        // It must reach nothing beyond this machine.
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
      throw new Error('the server ended before it printed its port');
    },
  };
}
