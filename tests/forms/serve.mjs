/**
 * The files of one folder on 127.0.0.1, for a browser to open. A development tool.
 */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** @param {string} folder @returns {Promise<{ address: string, stop(): Promise<void> }>} */
export async function serve(folder) {
  const server = createServer(async (request, response) => {
    const path = normalize(
      decodeURIComponent(new URL(request.url ?? '/', 'http://127.0.0.1').pathname),
    );
    try {
      const bytes =
        path === '/'
          ? Buffer.from('<!doctype html><title>Forms</title>')
          : await readFile(join(folder, path));
      response.writeHead(200, {
        'content-type':
          TYPES[extname(path)] ?? (path === '/' ? 'text/html' : 'application/octet-stream'),
      });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const place = server.address();
  const port = typeof place === 'object' && place ? place.port : 0;
  return {
    address: `http://127.0.0.1:${port}/`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
