import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encryption, retention, snapshotOf } from './workspace.ts';

test('a rule that breaks down says nothing and costs no other rule its findings', () => {
  const broken = {
    ...encryption,
    id: 'broken',
    require: { kind: 'test', subject: 'setting', word: 'matches', operand: { kind: 'literal', value: '(' } },
  } as const;
  const text =
    'Resources:\n  Orders:\n    Type: AWS::SQS::Queue\n    Properties: { SqsManagedSseEnabled: no }\n';
  const { findings, failures } = snapshotOf(text, [broken, retention]).judgements;
  assert.deepEqual(
    findings.map(({ rule }) => rule),
    ['queue-retention'],
  );
  assert.deepEqual(
    failures.map(({ rule }) => rule),
    ['broken'],
  );
});
