/** A real VS Code out of npm packages: its server and workbench, to be opened in a browser. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { cache, cleanEnvironment, must, pinnedNode, run } from './toolchain.mjs';

const version = '4.139.1';
const home = path.join(cache, `code-server-${version}`);
const vscode = path.join(home, 'node_modules', 'code-server', 'lib', 'vscode');
const stamp = path.join(home, 'ready');
const native = ['@vscode/spdlog', '@vscode/native-watchdog'];

/** Puts the editor into the cache unless it is there; half a minute to a few minutes the first time. */
export async function installServedEditor(say) {
  if (existsSync(stamp)) return;
  await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  await writeFile(path.join(home, 'package.json'), '{ "private": true }\n');
  const env = cleanEnvironment();
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  say(`installing VS Code from npm packages into ${path.relative(process.cwd(), home)} (once, about 400 MB)`);
  await must(
    'Installing code-server',
    'npm',
    ['install', `code-server@${version}`, '--ignore-scripts', ...quiet],
    { cwd: home, env },
  );
  await must(
    "Installing VS Code's own packages",
    'npm',
    ['install', '--omit=dev', '--ignore-scripts', ...quiet],
    { cwd: vscode, env },
  );
  await buildNative({ ...env, ...(await headers(env)) }, quiet);
  await writeFile(stamp, '');
}

async function buildNative(env, quiet) {
  const { status, output } = await run('npm', ['rebuild', ...native, '--foreground-scripts', ...quiet], {
    cwd: vscode,
    env,
  });
  const built = native.every((name) =>
    existsSync(path.join(vscode, 'node_modules', name, 'build', 'Release')),
  );
  if (status === 0 && built) return;
  const missing = [];
  for (const tool of ['c++', 'make', 'python3']) {
    if ((await run(tool, ['--version'])).status !== 0) missing.push(tool);
  }
  const reason =
    missing.length > 0 ? `missing on this machine: ${missing.join(', ')}` : output.trim().slice(-2000);
  throw new Error(`VS Code's native modules (${native.join(', ')}) could not be built; ${reason}`);
}

/** Node's headers for the compiler: those that npm is told of, else out of the npm package of the pinned Node. */
async function headers(env) {
  const { output } = await run('npm', ['config', 'get', 'nodedir'], { env });
  const told = output
    .split('\n')
    .map((line) => line.trim())
    .find((line) => path.isAbsolute(line));
  if (told !== undefined && existsSync(path.join(told, 'include', 'node', 'node_api.h'))) return {};
  const platform = { win32: 'win' }[process.platform] ?? process.platform;
  const name = `node-${platform === 'darwin' && process.arch === 'arm64' ? 'bin-' : ''}${platform}-${process.arch}`;
  const nodedir = path.join(home, 'headers', 'node_modules', name);
  await mkdir(path.join(home, 'headers'), { recursive: true });
  await writeFile(path.join(home, 'headers', 'package.json'), '{ "private": true }\n');
  await must(
    'Fetching Node headers',
    'npm',
    ['install', `${name}@24`, '--ignore-scripts', '--no-audit', '--no-fund'],
    { cwd: path.join(home, 'headers'), env },
  );
  return { npm_config_nodedir: nodedir };
}

/**
 * Starts the editor's server with folders of its own.
 * @returns the address without a query, and `stop`.
 */
export async function serveEditor(profile, options = {}) {
  const port = options.port ?? (await freePort());
  const places = [
    '--user-data-dir',
    path.join(profile, 'data'),
    '--extensions-dir',
    path.join(profile, 'extensions'),
  ];
  const args = [
    path.join(vscode, 'out', 'server-main.js'),
    ...[
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--without-connection-token',
      '--accept-server-license-terms',
    ],
    ...['--enable-smoke-test-driver', '--telemetry-level', 'off', '--disable-workspace-trust', ...places],
  ];
  const child = spawn(pinnedNode(), args, { env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const take = (chunk) => (output += chunk);
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const address = `http://127.0.0.1:${port}/`;
  await answering(
    address,
    () => child.exitCode,
    () => output,
  );
  return { address, port, stop: () => child.kill(), output: () => output };
}

/** Installs a package as a user has it. */
export async function installExtension(vsix, profile) {
  const places = [
    '--user-data-dir',
    path.join(profile, 'data'),
    '--extensions-dir',
    path.join(profile, 'extensions'),
  ];
  const args = [
    path.join(vscode, 'out', 'server-main.js'),
    '--accept-server-license-terms',
    ...places,
    '--install-extension',
    vsix,
  ];
  await must(`Installing ${path.basename(vsix)}`, pinnedNode(), args, {
    env: cleanEnvironment(),
    timeout: 60_000,
  });
}

async function answering(address, exitCode, output) {
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    if (exitCode() !== null) break;
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`VS Code's server did not answer at ${address}:\n${output().slice(-2000)}`);
}

/** A port that nobody listens on now. */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
