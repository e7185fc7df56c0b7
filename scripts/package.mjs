/** Builds, and packs the extension as `pillarlint-<version>.vsix` at the root. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment, must, pinnedNode, root, script } from './toolchain.mjs';

/** The path of the package, made anew. */
export async function packageExtension() {
  const env = cleanEnvironment();
  await must('Building', pinnedNode(), ['scripts/build.mjs'], { env });
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const file = path.join(root, `pillarlint-${version}.vsix`);
  const args = [
    script('@vscode/vsce/vsce'),
    'package',
    '--no-dependencies',
    '--skip-license',
    '--allow-missing-repository',
    '--out',
    file,
  ];
  const output = await must('Packing', pinnedNode(), args, { env });
  if (!existsSync(file)) throw new Error(output);
  return file;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await packageExtension());
