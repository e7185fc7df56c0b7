import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { compileRules, printError } from '../scripts/compileRules.ts';

const root = join(import.meta.dirname, '..');
const sample = readFileSync(join(import.meta.dirname, 'rules/rds-automated-backups.yaml'), 'utf8');

/** The errors of the sample rule after a change, without their file. */
function errorsAfter(change: (text: string) => string, leftOut = ''): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  try {
    cpSync(join(root, 'rules/guidance'), join(folder, 'rules/guidance'), { recursive: true });
    cpSync(join(root, 'rules/schema.json'), join(folder, 'rules/schema.json'));
    mkdirSync(join(folder, 'rules/reliability'));
    writeFileSync(join(folder, 'rules/reliability/rds-automated-backups.yaml'), change(sample));
    writeFileSync(join(folder, 'rules/left-out.yaml'), leftOut);
    return compileRules(folder).errors.map((error) => printError(error).replace(/^.*\.yaml:/, ''));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const lineOf = (text: string): number => sample.slice(0, sample.indexOf(text)).split('\n').length;

test('the sample compiles', () => {
  assert.deepEqual(
    errorsAfter((text) => text),
    [],
  );
});

test('a key that is not known is named where it stands', () => {
  assert.deepEqual(
    errorsAfter((text) => text.replace('severity: high', 'severity: high\nsevere: yes')),
    [`${String(lineOf('severity: high') + 1)}:1 “severe” is not known here.`],
  );
});

test('an attribute that is not declared is named where it is used', () => {
  const [error] = errorsAfter((text) => text.replace('  retention: { atLeast', '  retain: { atLeast'));
  assert.equal(
    error,
    `${String(lineOf('  retention: { atLeast'))}:3 “retain” is neither an attribute nor a related resource here; there are retention, source, engine.`,
  );
});

test('a placeholder must stand in both languages', () => {
  const errors = errorsAfter((text) => text.replace('백업 {days}일 보존', '백업 보존'));
  assert.deepEqual(
    errors.map((error) => error.replace(/^\S+ /, '')),
    ['The placeholder {days} is missing in the other language.'],
  );
});

test('best practices, guidance and aliases must be known', () => {
  const errors = errorsAfter((text) =>
    text
      .replace('REL09-BP03', 'REL09-BP33')
      .replace('guidance: []', 'guidance: [rel.nothing]\naliases: ["checkov:CKV_AWS_99999"]'),
  );
  assert.deepEqual(
    errors.map((error) => error.replace(/^\S+ /, '')),
    [
      'There is no best practice REL09-BP33.',
      'There is no guidance entry rel.nothing.',
      'checkov:CKV_AWS_99999 is no check of that peer (rules/guidance/peers.json).',
    ],
  );
});

test('an id that is not the name of the file is refused', () => {
  assert.deepEqual(
    errorsAfter((text) => text.replace('id: rds-automated-backups', 'id: rds-backups')),
    ["1:1 The id must be the file's name, “rds-automated-backups”."],
  );
});

test('YAML that does not parse is an error with its place', () => {
  assert.match(errorsAfter((text) => text.replace('attributes:', 'attributes: [')).join(), /^\d+:\d+ /);
});

test('a relation through references needs a path that holds them', () => {
  const others = `
related:
  clusters:
    resource: { cloudformation: AWS::RDS::DBCluster, terraform: aws_rds_cluster }
    by: referredBy
    via: { terraform: source_region }
`;
  const [error] = errorsAfter((text) => text.replace(/^attributes:/m, `${others.trimStart()}attributes:`));
  assert.equal(
    error,
    `${String(lineOf('\nattributes:') + 2)}:3 “clusters” is referredBy without a “via” for cloudformation.`,
  );
});

test('a regular expression that older runtimes cannot read is refused', () => {
  const faults = ['(?i:^mysql)', '(?<a>x)|(?<a>y)', '('].map(
    (pattern) =>
      errorsAfter((text) =>
        text.replace('  retention: { atLeast', `  engine: { matches: '${pattern}' }\n  retention: { atLeast`),
      )[0],
  );
  assert.deepEqual(
    faults.map((fault) => fault?.replace(/^\d+:\d+ “.*” /, '')),
    [
      'has inline flags, which Node 20 cannot read; spell both cases as [Aa].',
      'has two groups of one name, which Node 20 cannot read.',
      'is not a regular expression.',
    ],
  );
});

test('a reason why something has no rule must be known, translated and true', () => {
  const reasons = [
    'some-topic: nobody asks',
    'checkov:CKV_AWS_99999: gone',
    'REL99-BP01: { en: a, ko: b }',
    'SEC10-BP03: in one language',
    'REL09-BP03: { en: a, ko: b }',
    'SUS06-BP05: [a]',
  ];
  assert.deepEqual(
    errorsAfter((text) => text, reasons.join('\n')),
    [
      '6:1 A reason is a text, or one in each language: { en: …, ko: … }.',
      '2:1 checkov:CKV_AWS_99999 is no check of that peer (rules/guidance/peers.json).',
      '3:1 There is no best practice REL99-BP01.',
      '4:1 The page of best practices says the reason in both languages.',
      '5:1 REL09-BP03 is left out, and yet rds-automated-backups has it.',
    ],
  );
});
