import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { compileRules } from '../../scripts/compileRules.ts';
import { SummaryGathering } from '../../server/service/summary.ts';
import { summaryGuidance } from '../../server/service/summaryGuidance.ts';
import { summaryMarkdown } from '../../server/service/summaryMarkdown.ts';
import { parseFixture } from '../fixture.ts';
import { encryption, retention, snapshotOf, texts, uri, versioning } from './workspace.ts';

const { text } = parseFixture(`
  Parameters:
    Status: { Type: String }
  Resources:
    Orders:
      Type: AWS::SQS::Queue
    Invoices:
      Type: AWS::SQS::Queue
      Properties: { SqsManagedSseEnabled: true }
    Logs:
      Type: AWS::S3::Bucket
      Properties: { VersioningConfiguration: { Status: !Ref Status } }
`);

function summaryOf() {
  const gathering = new SummaryGathering(texts);
  gathering.add(snapshotOf(text, [encryption, retention, versioning]));
  return gathering.finish({ name: 'template.yaml', uri });
}

test('all six pillars are counted, also those that nothing is said of', () => {
  const { pillars } = summaryOf();
  assert.equal(pillars.length, 6);
  const counts = Object.fromEntries(
    pillars.map(({ id, failed, passed, unknown }) => [id, { failed, passed, unknown }]),
  );
  assert.deepEqual(counts['security'], { failed: 1, passed: 1, unknown: 0 });
  assert.deepEqual(counts['reliability'], { failed: 2, passed: 0, unknown: 1 });
  assert.deepEqual(counts['sustainability'], { failed: 0, passed: 0, unknown: 0 });
});

test('a pillar says what it asks, where the data of texts is there', () => {
  const asks = summaryOf().pillars.flatMap((pillar) => ('asks' in pillar ? [[pillar.id, pillar.asks]] : []));
  assert.deepEqual(asks, [['reliability', 'Asks for recovery.']]);
});

test('every sentence of the summary is guidance that is there', () => {
  const { guidance } = compileRules(join(import.meta.dirname, '../..'), 'none').texts.ko;
  const missing = summaryGuidance.filter((id) => !(id in guidance));
  assert.deepEqual(missing, []);
});

test('findings come by severity, with their place and their fix', () => {
  const [first, ...others] = summaryOf().findings;
  assert.equal(first?.rule, 'queue-encryption');
  assert.deepEqual(first.range, { start: { line: 3, character: 2 }, end: { line: 3, character: 8 } });
  assert.deepEqual(first.fix, { title: 'Encrypt' });
  assert.deepEqual(others[0]?.fix, { title: 'Keep messages', caution: 'Kept messages are charged.' });
});

test('an unknown verdict says why and where', () => {
  const [unknown] = summaryOf().unknowns;
  assert.equal(unknown?.resource, 'Logs');
  assert.deepEqual(unknown.causes, ['Status has no default; its value is given at deployment.']);
});

test('it can be read as Markdown', () => {
  const markdown = summaryMarkdown(summaryOf(), texts);
  assert.match(markdown, /^# Pillar Summary – template.yaml\n\nDocuments: 1, resources: 3\n/);
  assert.match(markdown, /\n\| Security \| 1 \| 0 \| 0 \| 0 \| 1 \| 0 \|\n/);
  assert.match(
    markdown,
    /\n## Reliability\n\nAsks for recovery\.\n\n- \*\*Medium\*\* Orders forgets soon\. `queue-retention`/,
  );
  assert.match(markdown, /\[SEC08-BP02\]\(https:\/\/example\.org\/practice\) · `template\.yaml:4`/);
});
