/** Which VS Code there is: the one that is installed, one that can be downloaded, or one served from npm packages. */
import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { cache, run } from './toolchain.mjs';

const patience = 20_000;

/** True when `code` can be run from a shell. */
export async function hasCode() {
  return (await run('code', ['--version'], { timeout: patience })).status === 0;
}

/** The path of a downloaded VS Code; `undefined` where it cannot be had within 20 seconds of silence. */
export async function downloadedCode(say) {
  const reachable = await fetch('https://update.code.visualstudio.com/api/releases/stable', {
    signal: AbortSignal.timeout(patience / 2),
  })
    .then((answer) => answer.ok)
    .catch(() => false);
  if (!reachable) {
    say('VS Code cannot be downloaded here');
    return undefined;
  }
  try {
    return await downloadAndUnzipVSCode({ cachePath: path.join(cache, 'downloaded'), timeout: patience });
  } catch (error) {
    say(`VS Code could not be downloaded: ${String(error)}`);
    return undefined;
  }
}
