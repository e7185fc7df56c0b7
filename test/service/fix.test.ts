import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { firstProven } from '../../server/service/fix.ts';
import { type FixScope, fixAll } from '../../server/service/fixAll.ts';
import type { Rule } from '../../server/engine/rule.ts';
import { fixesOf } from '../../server/service/snapshot.ts';
import { parseFixture } from '../fixture.ts';
import { edited, encryption, retention, rule, setting, snapshotOf, versioning } from './workspace.ts';

const { text: twoQueues } = parseFixture(`
  Resources:
    Orders:
      Type: AWS::SQS::Queue # the first
    Invoices:
      Type: AWS::SQS::Queue
      Properties:
        SqsManagedSseEnabled: false
    Logs:
      Type: AWS::S3::Bucket
`);

describe('a fix', () => {
  test('is offered when its finding is gone and nothing else has changed', () => {
    const snapshot = snapshotOf(twoQueues, [encryption]);
    const [, finding] = snapshot.judgements.findings;
    assert.ok(finding);
    const proven = firstProven(snapshot, finding);
    assert.ok(proven);
    assert.equal(edited(snapshot, proven.edits), twoQueues.replace('false', 'true'));
  });

  test('is not offered when it leaves its finding where it was', () => {
    const useless = rule('useless', {
      type: 'AWS::SQS::Queue',
      path: 'SqsManagedSseEnabled',
      equals: true,
      fix: setting(false),
    });
    const snapshot = snapshotOf(twoQueues, [useless]);
    assert.equal(snapshot.judgements.findings.length, 2);
    for (const finding of snapshot.judgements.findings)
      assert.equal(firstProven(snapshot, finding), undefined);
  });

  test('is not offered when another rule then objects', () => {
    const opposite = rule('opposite', {
      type: 'AWS::S3::Bucket',
      path: 'VersioningConfiguration.Status',
      equals: 'absent',
    });
    const snapshot = snapshotOf(twoQueues, [versioning, opposite]);
    const [finding] = snapshot.judgements.findings;
    assert.ok(finding);
    assert.equal(firstProven(snapshot, finding), undefined);
  });

  test('at a shared parameter may change every resource that reads it, and nothing else', () => {
    const { text } = parseFixture(`
      Parameters:
        Encrypted: { Type: String, Default: false }
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties: { SqsManagedSseEnabled: !Ref Encrypted }
        Invoices:
          Type: AWS::SQS::Queue
          Properties: { SqsManagedSseEnabled: !Ref Encrypted }
    `);
    const snapshot = snapshotOf(text, [encryption]);
    const [finding] = snapshot.judgements.findings;
    assert.ok(finding && fixesOf(finding, snapshot)[0]?.origin);
    const proven = firstProven(snapshot, finding);
    assert.ok(proven);
    assert.equal(edited(snapshot, proven.edits), text.replace('Default: false', 'Default: true'));
    assert.equal(proven.after.judgements.findings.length, 0);
  });
});

test('a fix in a loop may change every resource that the loop makes', () => {
  const { text } = parseFixture(`
    Transform: AWS::LanguageExtensions
    Resources:
      Fn::ForEach::Queues:
        - Name
        - [Orders, Invoices]
        - Queue\${Name}:
            Type: AWS::SQS::Queue
            Properties: { SqsManagedSseEnabled: false }
  `);
  const snapshot = snapshotOf(text, [encryption]);
  assert.equal(snapshot.judgements.findings.length, 2);
  const { edits, count } = fixAll(snapshot, { kind: 'document' });
  assert.equal(edited(snapshot, edits), text.replace('false', 'true'));
  assert.equal(count, 2);
});

describe('fix-all', () => {
  const fixed = (rules: Parameters<typeof snapshotOf>[1], scope: FixScope): string => {
    const snapshot = snapshotOf(twoQueues, rules);
    return edited(snapshot, fixAll(snapshot, scope).edits);
  };
  const rules = [encryption, retention, versioning];

  test('of a rule repairs all its findings and no other', () => {
    const result = fixed(rules, { kind: 'rule', rule: 'queue-encryption' });
    assert.equal(result.match(/SqsManagedSseEnabled: true/g)?.length, 2);
    assert.doesNotMatch(result, /Versioning/);
  });

  test('of a pillar repairs what that pillar finds', () => {
    const result = fixed(rules, { kind: 'pillar', pillar: 'reliability' });
    assert.match(result, /Status: Enabled/);
    assert.doesNotMatch(result, /SqsManagedSseEnabled: true/);
  });

  test('of a document leaves out what has a caution, and changes nothing the second time', () => {
    const result = fixed(rules, { kind: 'document' });
    assert.doesNotMatch(result, /MessageRetentionPeriod/);
    assert.match(result, /# the first/);
    const again = snapshotOf(result, rules);
    assert.deepEqual(
      again.judgements.findings.map((finding) => finding.rule),
      ['queue-retention', 'queue-retention'],
    );
    assert.deepEqual(fixAll(again, { kind: 'document' }).edits, []);
  });

  test('repairs what can be repaired although one finding cannot', () => {
    const stubborn = rule('stubborn', {
      type: 'AWS::SQS::Queue',
      path: 'DelaySeconds',
      equals: 5,
      fix: setting(6),
    });
    const result = fixed([stubborn, ...rules], { kind: 'document' });
    assert.equal(result, fixed(rules, { kind: 'document' }));
  });

  test('changes only what it says: every edit is small', () => {
    const snapshot = snapshotOf(twoQueues, rules);
    const { edits, count } = fixAll(snapshot, { kind: 'document' });
    assert.equal(count, 3);
    assert.ok(edits.every(({ start, end }) => end - start <= 'false'.length));
  });
});

describe('a fix that gives items to a list', () => {
  const tagged: Rule = {
    ...rule('owner-tag', { type: 'AWS::SQS::Queue', path: 'Tags[]', equals: 'absent' }),
    subjects: [
      {
        types: { cloudformation: ['AWS::SQS::Queue'] },
        attributes: {
          setting: {
            paths: { cloudformation: [{ path: 'Tags[]' }] },
            defaults: {},
            items: { key: { paths: { cloudformation: [{ path: 'Key' }] }, defaults: {}, items: {} } },
          },
        },
        related: {},
      },
    ],
    require: {
      kind: 'some',
      subject: 'setting',
      of: { kind: 'test', subject: 'key', word: 'equals', operand: { kind: 'literal', value: 'Owner' } },
    },
    fix: setting([{ Key: 'Owner', Value: 'Shop' }]),
  };
  const wished = (text: string): string | undefined => {
    const snapshot = snapshotOf(text, [tagged]);
    const [finding] = snapshot.judgements.findings;
    assert.ok(finding);
    const proven = firstProven(snapshot, finding);
    return proven && edited(snapshot, proven.edits);
  };
  const { text: bare } = parseFixture(`
    Resources:
      Orders:
        Type: AWS::SQS::Queue
        Properties:
          DelaySeconds: 5
  `);
  const item = '        - Key: Owner\n          Value: Shop\n';

  test('makes the list where there is none', () => {
    assert.equal(wished(bare), `${bare.trimEnd()}\n      Tags:\n${item}`);
  });

  test('puts them behind those that are there', () => {
    const tags = `${bare.trimEnd()}\n      Tags:\n        - Key: Team\n          Value: Orders\n`;
    assert.equal(wished(tags), tags + item);
  });

  test('is not offered where the list comes from elsewhere', () => {
    assert.equal(
      wished(`${bare.trimEnd()}\n      Tags: !If [Tagged, [{ Key: Team, Value: A }], []]\n`),
      undefined,
    );
  });
});

test('a fix of what SAM makes may change the property that it is made from', () => {
  const { text } = parseFixture(`
    Transform: AWS::Serverless-2016-10-31
    Resources:
      Orders:
        Type: AWS::Serverless::Function
        Properties:
          Handler: index.handler
  `);
  const tracing = rule('tracing', {
    type: 'AWS::Lambda::Function',
    path: 'TracingConfig.Mode',
    equals: 'Active',
    fix: setting('Active'),
  });
  const snapshot = snapshotOf(text, [tracing]);
  const [finding] = snapshot.judgements.findings;
  assert.ok(finding);
  const proven = firstProven(snapshot, finding);
  assert.ok(proven);
  assert.equal(edited(snapshot, proven.edits), `${text.trimEnd()}\n      Tracing: Active\n`);
});

test('a fix that removes the default of a parameter may change every resource that reads it', () => {
  const { text } = parseFixture(`
    Parameters:
      Password:
        Type: String
        Default: hunter2
    Resources:
      Orders:
        Type: AWS::RDS::DBInstance
        Properties: { MasterUserPassword: !Ref Password }
  `);
  const secret = rule('secret', {
    type: '@parameter',
    path: 'Default',
    equals: 'absent',
    fix: { set: {}, remove: ['setting'], add: {} },
  });
  const snapshot = snapshotOf(text, [secret]);
  const [finding] = snapshot.judgements.findings;
  assert.ok(finding);
  const proven = firstProven(snapshot, finding);
  assert.equal(proven && edited(snapshot, proven.edits), text.replace('    Default: hunter2\n', ''));
});

test('a key without a value yet gets one', () => {
  const { text } = parseFixture(`
    Resources:
      Orders:
        Type: AWS::S3::Bucket
        Properties:
          VersioningConfiguration:
            Status:
  `);
  const snapshot = snapshotOf(text, [versioning]);
  const [finding] = snapshot.judgements.findings;
  assert.ok(finding);
  const proven = firstProven(snapshot, finding);
  assert.equal(proven && edited(snapshot, proven.edits), text.replace('Status:', 'Status: Enabled'));
});
