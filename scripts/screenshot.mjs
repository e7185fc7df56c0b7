/** Pictures the editor on the first example for the README: `docs/images/editor.png`. Needs what is in `dist/`. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from './browser.mjs';
import { installServedEditor, serveEditor } from './served.mjs';
import { root } from './toolchain.mjs';

const settings = {
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'window.commandCenter': false,
  'pillarlint.language': 'en',
};
const faultyLine = '105:30';

await installServedEditor(console.log);
const trial = mkdtempSync(path.join(tmpdir(), 'pillarlint-'));
const shop = path.join(trial, 'shop');
cpSync(path.join(root, 'examples'), shop, { recursive: true });
const machine = path.join(trial, 'profile', 'data', 'Machine');
mkdirSync(machine, { recursive: true });
writeFileSync(path.join(machine, 'settings.json'), JSON.stringify(settings));
const editor = await serveEditor(path.join(trial, 'profile'));
const browser = await chromium.launch({ headless: true, ...(await findBrowser(console.log)) });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(addressOf(path.join(shop, 'orders.yaml')));
  await page.waitForSelector('.squiggly-warning', { timeout: 60_000 });
  await page.keyboard.press('Control+b');
  await choose(page, 'F1', 'Pillarlint: Show Pillar Summary');
  await page.waitForTimeout(4000);
  await page.locator('.view-lines').first().click();
  await choose(page, 'Control+g', faultyLine);
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+i');
  await page.waitForSelector('.monaco-hover:visible');
  await page.waitForTimeout(1500);
  await page.screenshot({ path: path.join(root, 'docs', 'images', 'editor.png') });
} finally {
  await browser.close();
  editor.stop();
  rmSync(trial, { recursive: true, force: true });
}

function addressOf(document) {
  const remote = (file) => `vscode-remote://127.0.0.1:${editor.port}${file}`;
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', remote(root)],
    ['openFile', remote(document)],
  ]);
  return `${editor.address}?folder=${encodeURIComponent(shop)}&payload=${encodeURIComponent(payload)}`;
}

async function choose(page, key, text) {
  await page.keyboard.press(key);
  await page.waitForTimeout(400);
  await page.keyboard.type(text);
  await page.waitForTimeout(800);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(500);
}
