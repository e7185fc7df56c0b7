/** A Chromium to drive: the machine's own, else one out of an npm package. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cache, cleanEnvironment, must } from './toolchain.mjs';

const version = '153.0.0';
const home = path.join(cache, `chromium-${version}`);
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** @returns what `playwright-core` needs to launch it: `executablePath` and `args`. */
export async function findBrowser(say) {
  const args = [
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  const told = process.env.PILLARLINT_BROWSER;
  const there = [...(told === undefined ? [] : [told]), ...places].find((place) => existsSync(place));
  if (there !== undefined) return { executablePath: there, args };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'No Chromium was found. Install Chromium or Chrome, or set PILLARLINT_BROWSER to its path.',
    );
  }
  return { executablePath: await packagedChromium(say), args: [...args, '--disable-gpu'] };
}

async function packagedChromium(say) {
  const entry = path.join(home, 'node_modules', '@sparticuz', 'chromium', 'build', 'index.js');
  if (!existsSync(entry)) {
    say('fetching a headless Chromium from npm (once, about 70 MB)');
    await mkdir(home, { recursive: true });
    await writeFile(path.join(home, 'package.json'), '{ "private": true }\n');
    const args = [
      'install',
      `@sparticuz/chromium@${version}`,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    await must('Fetching Chromium', 'npm', args, { cwd: home, env: cleanEnvironment() });
  }
  const { default: chromium } = await import(pathToFileURL(entry).href);
  return chromium.executablePath();
}
