/**
 * MeshCentral from npm, with one user, on a free port of 127.0.0.1. It is installed once, into
 * `target`, and started for one test. Runs in Node.
 */
import { exec, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(exec);

const FOLDER = fileURLToPath(new URL('../../target/meshcentral', import.meta.url));
const INSTALLED = join(FOLDER, 'installed');
const PACKAGE = 'meshcentral@1.1.55';

const CONFIG = {
  settings: {
    cert: '127.0.0.1',
    portBind: '127.0.0.1',
    // It takes the next port that is free.
    port: 18_080,
    redirPort: 0,
    mpsPort: 0,
    // Plain HTTP, as behind a proxy.
    tlsOffload: true,
    WANonly: true,
    // A quicker start: keys of 2048 bits, no copies of itself.
    fastCert: true,
    autobackup: false,
    selfUpdate: false,
    agentTimeStampServer: false,
  },
  domains: { '': {} },
};

/** @returns {Promise<string | undefined>} why there is none, in words */
export async function installMesh() {
  if (existsSync(INSTALLED)) return undefined;
  try {
    await run(
      `npm install --no-save --no-audit --no-fund --ignore-scripts --prefix "${FOLDER}" ${PACKAGE}`,
      { timeout: 180_000 },
    );
    await writeFile(INSTALLED, '');
    return undefined;
  } catch {
    await rm(FOLDER, { recursive: true, force: true });
    return `${PACKAGE} could not be installed from npm`;
  }
}

/**
 * Starts it, and returns its address; undefined if it ended before it was ready.
 * @param {string} user @param {string} password
 */
export async function startMesh(user, password) {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-mesh-'));
  await writeFile(join(folder, 'config.json'), JSON.stringify(CONFIG));
  await mesh(folder, '--createaccount', user, '--pass', password).over;
  const server = mesh(folder);
  after(async () => {
    server.kill();
    await server.over;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  for await (const line of server.lines) {
    const port = /server running on port (\d+)/u.exec(line)?.[1];
    if (port) return `http://127.0.0.1:${port}/`;
  }
  return undefined;
}

/**
 * Runs the server itself, rather than the keeper that would start it again.
 * @param {string} folder of its data @param {...string} more arguments
 */
function mesh(folder, ...more) {
  const script = join(FOLDER, 'node_modules/meshcentral');
  const child = spawn(
    process.execPath,
    [script, '--launch', '1', '--datapath', folder, '--filespath', join(folder, 'files'), ...more],
    {
      // It ends when its input does, so also when we are killed; and after this long, whatever
      // happens.
      stdio: ['pipe', 'pipe', 'inherit'],
      timeout: 120_000,
      // It must reach nothing beyond this machine, and a proxy would make it install another
      // package.
      env: {
        ...process.env,
        npm_config_offline: 'true',
        http_proxy: '',
        https_proxy: '',
        HTTP_PROXY: '',
        HTTPS_PROXY: '',
      },
    },
  );
  return {
    lines: createInterface(child.stdout),
    over: new Promise((resolve) => child.once('exit', resolve)),
    kill: () => child.kill(),
  };
}
