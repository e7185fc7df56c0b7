// The templates that `npm start` opens; it needs the compiled rules in `dist/`.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

interface Report {
  readonly findings: readonly { readonly file: string; readonly pillar: string; readonly hasFix: boolean }[];
  readonly rules: readonly { readonly pillar: string }[];
}

const folder = join(import.meta.dirname, '../examples');
const cli = join(import.meta.dirname, '../server/cli.ts');

function check(...paths: string[]): Report {
  const files = paths.map((path) => join(folder, path));
  const { stdout, stderr } = spawnSync(process.execPath, [cli, 'check', '--format', 'json', ...files], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  assert.notEqual(stdout, '', stderr);
  return JSON.parse(stdout) as Report;
}

test('the examples show findings of every pillar that has rules', () => {
  const { findings, rules } = check('.');
  const shown = new Set(findings.map(({ pillar }) => pillar));
  const silent = [...new Set(rules.map(({ pillar }) => pillar))].filter((pillar) => !shown.has(pillar));
  assert.deepEqual(silent, []);
});

test('every example but the clean one has faults, and most can be fixed', () => {
  for (const name of ['orders.yaml', 'storefront.json', 'thumbnails', 'reports']) {
    const { findings } = check(name);
    assert.ok(findings.length >= 5, `${name}: ${String(findings.length)}`);
  }
  const { findings } = check('.');
  assert.ok(findings.filter(({ hasFix }) => hasFix).length > findings.length / 2);
});

test('the clean example has no finding', () => {
  assert.deepEqual(check('audit-trail.yaml').findings, []);
});
