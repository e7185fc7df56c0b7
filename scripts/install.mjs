/** Makes `node_modules` what the lock file says. Plain JavaScript for whatever Node (20 or newer) the machine has. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { cleanEnvironment, pinnedPlace, root } from './toolchain.mjs';

const lock = path.join(root, 'package-lock.json');
const installed = path.join(root, 'node_modules', '.package-lock.json');

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`Node.js 20 or newer is needed; this is ${process.version}.`);
}
if (!isCurrent()) {
  npm('Installing packages', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}
if (!works(pinnedPlace)) installNode();

/** The copy of the lock that npm leaves behind names every package in it. */
function isCurrent() {
  if (!existsSync(installed)) return false;
  if (statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return true;
  const wanted = packagesOf(lock);
  const there = packagesOf(installed);
  return (
    Object.entries(there).every(([name, entry]) => wanted[name]?.version === entry.version) &&
    Object.entries(wanted).every(
      ([name, entry]) => name === '' || entry.optional === true || there[name] !== undefined,
    )
  );
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

function works(node) {
  return spawnSync(node, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** npm runs no install script of a package where it was told not to; then the pinned Node is put in place by hand. */
function installNode() {
  const folder = path.join(root, 'node_modules', 'node');
  rmSync(path.join(folder, 'bin'), { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: folder,
    env: { ...cleanEnvironment(), npm_config_ignore_scripts: 'false' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0 || !works(pinnedPlace)) {
    fail('The pinned Node could not be installed (npm package `node`).');
  }
  const command = path.join(root, 'node_modules', '.bin', 'node');
  if (!existsSync(command) && process.platform !== 'win32') symlinkSync('../node/bin/node', command);
}

function npm(what, args) {
  console.log(`${what} …`);
  const { status } = spawnSync('npm', args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    env: cleanEnvironment(),
  });
  if (status !== 0) fail(`${what} failed: npm ${args.join(' ')}`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
