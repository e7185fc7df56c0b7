/** Runs `test/extension/` inside a real VS Code against the packaged extension. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import yauzl from 'yauzl';
import { findBrowser } from './browser.mjs';
import { downloadedCode } from './editor.mjs';
import { packageExtension } from './package.mjs';
import { installServedEditor, serveEditor } from './served.mjs';
import { cache, must, root } from './toolchain.mjs';

const patience = 240_000;
const pictures = path.join(cache, 'screenshots');

/** @returns one entry a trial, with its error where it failed. Throws where no editor can be had. */
export async function runExtensionTests(say) {
  const vsix = await packageExtension();
  const trial = mkdtempSync(path.join(tmpdir(), 'pillarlint-trial-'));
  for (const name of ['workspace', 'pictures', 'profile/data/Machine'])
    mkdirSync(path.join(trial, name), { recursive: true });
  const extension = await unpack(vsix, trial);
  const suite = await bundle(trial);
  process.env.PILLARLINT_TRIAL = trial;
  const code = await downloadedCode(say);
  if (code !== undefined) await inDownloaded(code, extension, suite, trial);
  else await inServed(extension, suite, trial, say);
  const results = path.join(trial, 'results.json');
  if (!existsSync(results)) throw new Error('The suite in VS Code ended without results');
  const trials = JSON.parse(readFileSync(results, 'utf8'));
  rmSync(trial, { recursive: true, force: true });
  return trials;
}

/** A package is a zip archive whose folder `extension` is what a user gets. */
async function unpack(vsix, trial) {
  const target = path.join(trial, 'package');
  await extract(vsix, target);
  return path.join(target, 'extension');
}

function extract(archive, target) {
  return new Promise((resolve, reject) => {
    yauzl.open(archive, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('error', reject);
      zip.on('end', resolve);
      zip.on('entry', (entry) => {
        if (entry.fileName.endsWith('/')) return zip.readEntry();
        zip.openReadStream(entry, (failure, stream) => {
          if (failure) return reject(failure);
          const chunks = [];
          stream.on('data', (chunk) => chunks.push(chunk));
          stream.on('end', () => {
            const file = path.join(target, entry.fileName);
            mkdirSync(path.dirname(file), { recursive: true });
            writeFileSync(file, Buffer.concat(chunks));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

async function bundle(trial) {
  const outfile = path.join(trial, 'suite', 'index.js');
  await build({
    entryPoints: [path.join(root, 'test/extension/suite.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
  writeFileSync(path.join(trial, 'suite', 'package.json'), '{ "type": "commonjs" }\n');
  return outfile;
}

async function inDownloaded(code, extension, suite, trial) {
  const launchArgs = [
    path.join(trial, 'workspace'),
    '--disable-workspace-trust',
    '--disable-extensions',
    `--user-data-dir=${path.join(trial, 'profile')}`,
  ];
  await runTests({
    vscodeExecutablePath: code,
    extensionDevelopmentPath: extension,
    extensionTestsPath: suite,
    launchArgs,
  }).catch(() => undefined);
}

async function inServed(extension, suite, trial, say) {
  await installServedEditor(say);
  const { executablePath, args } = await findBrowser(say);
  const profile = path.join(trial, 'profile');
  const settings = {
    'workbench.startupEditor': 'none',
    'chat.disableAIFeatures': true,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.colorTheme': 'Default Light Modern',
  };
  writeFileSync(path.join(profile, 'data', 'Machine', 'settings.json'), JSON.stringify(settings));
  process.env.PILLARLINT_WATCHED = '1';
  const editor = await serveEditor(profile);
  const browser = await chromium.launch({ executablePath, args, headless: true });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(addressOf(editor, extension, suite, trial));
    await watch(page, trial);
  } finally {
    await browser.close();
    editor.stop();
  }
}

function addressOf({ address, port }, extension, suite, trial) {
  const remote = (file) => `vscode-remote://127.0.0.1:${port}${file}`;
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(suite)],
  ]);
  return `${address}?folder=${encodeURIComponent(path.join(trial, 'workspace'))}&payload=${encodeURIComponent(payload)}`;
}

/** Takes the pictures that the suite wishes for, until it has written its results. */
async function watch(page, trial) {
  const wishes = path.join(trial, 'pictures');
  mkdirSync(pictures, { recursive: true });
  for (const end = Date.now() + patience; Date.now() < end; await page.waitForTimeout(100)) {
    if (existsSync(path.join(trial, 'results.json'))) return;
    for (const file of readdirSync(wishes).filter((name) => name.endsWith('.wish'))) {
      const name = path.basename(file, '.wish');
      await page.waitForTimeout(1200);
      await page.screenshot({ path: path.join(pictures, `${name}.png`) });
      rmSync(path.join(wishes, file));
      writeFileSync(path.join(wishes, `${name}.seen`), await webviewText(page));
    }
  }
  await page.screenshot({ path: path.join(pictures, 'timeout.png') });
}

async function webviewText(page) {
  const texts = await Promise.all(
    page
      .frames()
      .slice(1)
      .map((frame) =>
        frame
          .locator('body')
          .innerText({ timeout: 2000 })
          .catch(() => ''),
      ),
  );
  return texts.join('\n').trim();
}
