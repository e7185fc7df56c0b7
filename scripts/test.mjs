/** Builds, checks and tests everything, and ends with a line that counts. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runExtensionTests } from './extensionTests.mjs';
import { cleanEnvironment, pinnedNode, root, run, script } from './toolchain.mjs';

const env = cleanEnvironment();
const node = pinnedNode();
let passed = 0;
let failed = 0;

await step('build', [path.join(root, 'scripts/build.mjs')]);
await step('types', [script('typescript/bin/tsc'), '-p', '.']);
await step('types of the summary page', [script('typescript/bin/tsc'), '-p', 'client/summary']);
await step('lint', [script('eslint/bin/eslint.js'), '.']);
await step('dead code', [script('knip/bin/knip.js'), '--no-progress']);
await step('format', [
  script('prettier/bin/prettier.cjs'),
  '--check',
  '--log-level=warn',
  'client',
  'server',
  'scripts',
  'test/**/*.ts',
  '*.mjs',
]);
await tests();
await extension();
console.log(`${String(passed)} passed, ${String(failed)} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** One check that passes or fails as a whole. */
async function step(name, args) {
  const { status, output } = await run(node, args, { env });
  record(name, status === 0 ? undefined : output.trim());
}

function record(name, error) {
  if (error === undefined) passed++;
  else failed++;
  console.log(`${error === undefined ? '✔' : '✖'} ${name}`);
  if (error !== undefined) console.log(error);
}

async function tests() {
  const files = readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.join('test', name))
    .sort();
  const args = ['--test', '--test-reporter=spec', '--test-concurrency=2', ...files];
  const { status, output } = await run(node, args, { env });
  const count = (word) => Number(new RegExp(`^ℹ ${word} (\\d+)`, 'm').exec(output)?.[1] ?? 0);
  passed += count('pass');
  failed += count('fail') + count('cancelled');
  if (status !== 0) console.log(output.slice(output.indexOf('failing tests')));
  if (count('tests') === 0 || (status !== 0 && count('fail') + count('cancelled') === 0))
    record('tests', output.slice(-4000));
  else
    console.log(`${status === 0 ? '✔' : '✖'} tests: ${String(count('pass'))} of ${String(count('tests'))}`);
}

async function extension() {
  try {
    for (const { name, error } of await runExtensionTests((text) => console.log(`  ${text}`)))
      record(`in VS Code: ${name}`, error);
  } catch (error) {
    record(
      'in VS Code',
      `The suite in a real VS Code could not run. ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
