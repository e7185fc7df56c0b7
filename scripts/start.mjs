/** Builds, and opens VS Code with the extension on `examples/`. */
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { downloadedCode, hasCode } from './editor.mjs';
import { installServedEditor, serveEditor } from './served.mjs';
import { cleanEnvironment, must, pinnedNode, root } from './toolchain.mjs';

const examples = path.join(root, 'examples');
const say = (text) => console.log(`pillarlint: ${text}`);

await must('Building', pinnedNode(), ['scripts/build.mjs'], { env: cleanEnvironment() });
if (await hasCode()) {
  say('opening the VS Code that is installed (`code`); close its window to stop');
  open('code');
} else {
  const downloaded = await downloadedCode(say);
  if (downloaded !== undefined) {
    say(`opening a downloaded VS Code (${downloaded}); close its window to stop`);
    open(downloaded);
  } else {
    await serve();
  }
}

function open(command) {
  const profile = mkdtempSync(path.join(tmpdir(), 'pillarlint-'));
  const args = [
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${profile}`,
    '--disable-workspace-trust',
    '--new-window',
    examples,
  ];
  spawn(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
}

async function serve() {
  await installServedEditor(say);
  const profile = mkdtempSync(path.join(tmpdir(), 'pillarlint-'));
  const settings = path.join(profile, 'data', 'Machine');
  await mkdir(settings, { recursive: true });
  await writeFile(
    path.join(settings, 'settings.json'),
    JSON.stringify({ 'workbench.startupEditor': 'none', 'chat.disableAIFeatures': true }),
  );
  const editor = await serveEditor(profile);
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', `vscode-remote://127.0.0.1:${editor.port}${root}`],
  ]);
  const address = `${editor.address}?folder=${encodeURIComponent(examples)}&payload=${encodeURIComponent(payload)}`;
  say('serving VS Code from npm packages; open this address in a browser:');
  console.log(`\n  ${address}\n`);
  say('press Ctrl+C to stop');
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      editor.stop();
      void rm(profile, { recursive: true, force: true }).finally(() => process.exit(0));
    });
  }
}
