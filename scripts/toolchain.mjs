/** Where things lie, and how other programs are run. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
/** Editors, browsers and profiles; large, never committed, safe to delete. */
export const cache = path.join(root, '.vscode-test');

const windows = process.platform === 'win32';

/** Where the npm package `node` puts the pinned Node. */
export const pinnedPlace = path.join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** The pinned Node; the running one while nothing is installed yet. */
export function pinnedNode() {
  return existsSync(pinnedPlace) ? pinnedPlace : process.execPath;
}

/** The script of an installed package's command, to be run with `pinnedNode()`. */
export function script(relative) {
  return path.join(root, 'node_modules', ...relative.split('/'));
}

/** The environment with the pinned Node first on the path, and without the npm run that started us. */
export function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|command|execpath|node_execpath|config_local_prefix)/.test(name),
  );
  const bin = path.dirname(pinnedNode());
  return { ...Object.fromEntries(kept), PATH: bin + path.delimiter + (process.env.PATH ?? '') };
}

/**
 * Runs a program to its end. Resolves with its status and everything it printed; never rejects.
 * With `show` the output is also passed on as it comes.
 */
export function run(command, args, options = {}) {
  const { show = false, cwd = root, env = process.env, timeout } = options;
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: windows && command === 'npm',
    });
    const timer = timeout === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), timeout);
    const take = (stream) => (chunk) => {
      output += chunk;
      if (show) stream.write(chunk);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ status: 127, output: `${output}${String(error)}` });
    });
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status: status ?? 1, output });
    });
  });
}

/** As `run`, but a failure ends in an error that says what was tried and how it ended. */
export async function must(what, command, args, options) {
  const { status, output } = await run(command, args, options);
  if (status !== 0) throw new Error(`${what} failed (status ${status}):\n${output.trim().slice(-4000)}`);
  return output;
}
