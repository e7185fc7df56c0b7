// The command line as it is run: it needs the compiled rules in `dist/`.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'pillarlint-'));
after(() => rmSync(folder, { recursive: true }));

const nothing = join(folder, 'deployment.yaml');
const faulty = join(folder, 'stacks', 'queue.yaml');
mkdirSync(join(folder, 'stacks'));
writeFileSync(nothing, 'apiVersion: apps/v1\nkind: Deployment\n');
// What is said of a suppression depends on no rule.
writeFileSync(faulty, 'Resources:\n  # pillarlint:ignore some-rule\n  Orders:\n    Type: AWS::SQS::Queue\n');

function run(...args: string[]) {
  const env = { ...process.env, LC_ALL: 'C', NO_COLOR: '1' };
  return spawnSync(process.execPath, [join(import.meta.dirname, '../server/cli.ts'), ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
}

test('ends with 0 when nothing is found', () => {
  const { status, stdout } = run('check', nothing);
  assert.equal(stdout, 'No findings in 0 document(s).\n');
  assert.equal(status, 0);
});

test('ends with 1 and names file, line and rule when something is found', () => {
  const { status, stdout } = run('check', folder);
  assert.match(stdout, /^stacks[\\/]queue\.yaml:2:5 Low This suppression .* suppression-without-reason$/m);
  assert.equal(status, 1);
});

test('says the same in Korean', () => {
  assert.match(run('check', '--language', 'ko', folder).stdout, /^stacks[\\/]queue\.yaml:2:5 낮음 /m);
});

test('prints findings and all rules as JSON', () => {
  const { stdout } = run('check', '--all', '--format', 'json', faulty);
  const { findings, rules } = JSON.parse(stdout) as {
    findings: Record<string, unknown>[];
    rules: Record<string, unknown>[];
  };
  const finding = findings.find(({ ruleId }) => ruleId === 'suppression-without-reason');
  assert.equal(finding?.['file'], faulty);
  assert.equal(finding['resource'], 'Orders');
  assert.deepEqual(finding['range'], { start: { line: 1, character: 4 }, end: { line: 1, character: 31 } });
  assert.ok(
    rules.length > 0 && rules.every(({ id, aliases }) => typeof id === 'string' && Array.isArray(aliases)),
  );
});

test('lists every rule with its titles in both languages', () => {
  const { rules } = JSON.parse(run('rules', '--format=json').stdout) as {
    rules: { title: { en: string; ko: string }; resourceTypes: string[] }[];
  };
  assert.ok(
    rules.length > 0 &&
      rules.every(
        ({ title, resourceTypes }) => title.en !== '' && title.ko !== '' && resourceTypes.length > 0,
      ),
  );
});

const wrong: readonly (readonly [string, readonly string[]])[] = [
  ['an unknown command', ['chek', '.']],
  ['an unknown option', ['check', '--everything', '.']],
  ['a path that is not there', ['check', 'nowhere.yaml']],
  ['no path', ['check']],
  ['an unknown environment', ['check', '--profile', 'environment=moon', '.']],
];
for (const [what, args] of wrong) {
  test(`ends with 2 and says why on ${what}`, () => {
    const { status, stdout, stderr } = run(...args);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.notEqual(stderr, '');
  });
}

test('tells its version and its usage', () => {
  assert.match(run('--version').stdout, /^\d+\.\d+\.\d+\n$/);
  assert.match(run('--help').stdout, /pillarlint check/);
});
