// Bundles the explorer into src/BusinessSuite.Host/Explorer/assets, which the host carries within itself: no npm is needed to
// build or run the suite. Answers are the same for the same versions; --check fails when what is there is not what would be built.
import { build } from 'esbuild';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('.', import.meta.url));
const assets = join(root, '../../src/BusinessSuite.Host/Explorer/assets');

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: {
    explorer: 'src/explorer.jsx',
    'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
    'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  },
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  legalComments: 'eof',
  loader: { '.ttf': 'dataurl', '.woff2': 'dataurl' },
  define: { 'process.env.NODE_ENV': '"production"' },
  outdir: 'out',
  write: false,
  logLevel: 'warning',
});

const checking = process.argv.includes('--check');
const stale = [];
for (const { path, contents } of outputFiles) {
  const file = join(assets, `${basename(path)}.gz`);
  const there = await readFile(file).then(gunzipSync, () => undefined);
  if (there && Buffer.compare(there, contents) === 0) {
    continue;
  }
  stale.push(basename(file));
  if (!checking) {
    await writeFile(file, gzipSync(contents, { level: 9 }));
  }
}

const extra = (await readdir(assets)).filter((name) => !outputFiles.some(({ path }) => `${basename(path)}.gz` === name));
if (checking && (stale.length > 0 || extra.length > 0)) {
  console.error(`The explorer's assets are not those of its source: ${[...stale, ...extra].join(', ')}. Run npm run build in clients/explorer.`);
  process.exitCode = 1;
}
