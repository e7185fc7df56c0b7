/** Builds `dist/`: the extension, the language server, the command line, and the compiled rules beside them. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { must, pinnedNode, root } from './toolchain.mjs';

const dist = path.join(root, 'dist');

/** What every bundle shares: readable by Node 20, and nothing in it that is not run. */
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  sourcemap: false,
  legalComments: 'none',
  logLevel: 'warning',
};

/** Packages in the older module format ask for Node's own modules by `require`. */
const requireInModule =
  "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

const extension = {
  ...common,
  entryPoints: ['client/extension.ts'],
  outfile: 'dist/client.cjs',
  format: 'cjs',
  external: ['vscode'],
};
const page = {
  ...common,
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
  entryPoints: { summary: 'client/summary/page.ts' },
  outdir: 'dist',
};
const style = { ...common, entryPoints: { summary: 'client/summary/page.css' }, outdir: 'dist' };
const programs = {
  ...common,
  entryPoints: { server: 'server/main.ts', cli: 'server/cli.ts' },
  outdir: 'dist',
  format: 'esm',
  banner: { js: requireInModule },
};

await mkdir(dist, { recursive: true });
const bundles = [programs, extension, page, style].map((options) => build(options));
await Promise.all([
  ...bundles,
  must('Compiling the rules', pinnedNode(), ['scripts/compileRules.ts', 'dist']),
]);
