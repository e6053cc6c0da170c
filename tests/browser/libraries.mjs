/**
 * Code fields of component libraries from npm, at fixed versions. They are installed once, into
 * `target`, since they are much larger than the tests' own tools; bundled by esbuild, and shown in
 * the practice console's page. Runs in Node.
 */
import { exec } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(exec);

const FOLDER = fileURLToPath(new URL('../../target/libraries', import.meta.url));
const SOURCES = fileURLToPath(new URL('libraries', import.meta.url));

/** What each bundle is made of. @type {Record<string, string[]>} */
const PACKAGES = {
  react: [
    'react@18.3.1',
    'react-dom@18.3.1',
    '@ark-ui/react@5.40.0',
    '@chakra-ui/react@3.38.0',
    '@emotion/react@11.14.0',
    '@emotion/styled@11.14.1',
    '@mantine/core@7.17.8',
    '@mantine/hooks@7.17.8',
    '@mui/material@9.5.0',
    '@radix-ui/react-one-time-password-field@0.2.1',
    'antd@6.6.8',
    'input-otp@1.5.0',
    'mui-one-time-password-input@7.0.0',
    'react-otp-input@3.1.1',
    'react-pin-field@4.0.2',
  ],
  vue: ['vue@3.5.45', 'primevue@5.0.2', 'reka-ui@2.11.0', 'vue3-otp-input@1.0.0', 'vuetify@4.3.0'],
  others: ['@ionic/core@9.0.5', 'imask@7.6.1', 'lit@3.3.3'],
  angular: [
    ...['animations', 'common', 'compiler', 'core', 'forms', 'platform-browser'].map(
      (part) => `@angular/${part}@19.2.25`,
    ),
    '@angular/cdk@19.2.19',
    '@angular/material@19.2.19',
    '@primeng/themes@19.1.4',
    'ng-otp-input@1.9.3',
    'primeng@19.1.4',
    'rxjs@7.8.2',
    'tslib@2.8.1',
    'zone.js@0.15.1',
  ],
};
const BUNDLER = 'esbuild@0.25.12';

/**
 * The script of one bundle, which leaves `names` and `mount` in the global of its name.
 * @param {string} name
 * @returns {Promise<{ script: string } | { missing: string }>} or why there is none, in words
 */
export async function bundleOf(name) {
  const folder = join(FOLDER, name);
  const packages = [BUNDLER, ...(PACKAGES[name] ?? [])];
  const installed = join(folder, 'installed');
  const wanted = packages.join(' ');
  if (!existsSync(installed) || (await readFile(installed, 'utf8')) !== wanted) {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{"private":true}');
    try {
      // Their peer dependencies contradict each other, and none of their install scripts runs.
      await run(
        `npm install --no-save --no-audit --no-fund --ignore-scripts --legacy-peer-deps --prefix "${folder}" ${wanted}`,
        { timeout: 180_000 },
      );
    } catch {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      return { missing: `the component libraries of ${name} could not be installed from npm` };
    }
    await writeFile(installed, wanted);
  }
  const [source, out] = [join(folder, `${name}.mjs`), join(folder, 'out.js')];
  // Beside what it imports.
  await copyFile(join(SOURCES, `${name}.mjs`), source);
  const esbuild = join(folder, 'node_modules/esbuild/bin/esbuild');
  await run(
    [
      `"${esbuild}" "${source}" --bundle --format=iife --global-name=${name} --outfile="${out}"`,
      '--log-level=error --loader:.css=empty',
      `--define:process.env.NODE_ENV='"development"'`,
    ].join(' '),
    { cwd: dirname(source) },
  );
  return { script: await readFile(out, 'utf8') };
}
