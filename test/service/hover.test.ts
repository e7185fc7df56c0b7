import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hoverAt } from '../../server/service/hover.ts';
import { parseFixture } from '../fixture.ts';
import { encryption, koreanTexts, retention, snapshotOf, texts, uri, versioning } from './workspace.ts';

const rules = [encryption, retention, versioning];

function hoverIn(drawn: string, language = texts): string | undefined {
  const { text, cursor } = parseFixture(drawn);
  return hoverAt(snapshotOf(text, rules), uri, cursor ?? 0, language)?.markdown;
}

const bucket = `
  Resources:
    Lo$0gs:
      Type: AWS::S3::Bucket
`;

test('a finding is explained shortly first, then why, then by best practice and default', () => {
  assert.equal(
    hoverIn(bucket),
    [
      '**Logs keeps no versions.**',
      '',
      '`bucket-versioning` · A bucket keeps versions · Reliability · Medium',
      '',
      'Because it matters.',
      '',
      '- **Best practice** · [SEC08-BP02](https://example.org/practice) Enforce encryption at rest · High risk',
      '- **When nothing is set** · Nothing is kept.',
      '- **How to fix** · Keep versions',
    ].join('\n'),
  );
});

test('it is explained in Korean to those who read Korean', () => {
  assert.match(hoverIn(bucket, koreanTexts) ?? '', /모범 사례/);
});

test('several findings at one place are told apart by a line', () => {
  const told = hoverIn(`
    Resources:
      Ord$0ers:
        Type: AWS::SQS::Queue
  `);
  assert.equal(told?.split('\n---\n').length, 2);
  assert.match(told, /Kept messages are charged\./);
});

test('a value that cannot be known says why', () => {
  const told = hoverIn(`
    Parameters:
      Status: { Type: String }
    Resources:
      Logs:
        Type: AWS::S3::Bucket
        Properties:
          VersioningConfiguration:
            Status: !Ref Sta$0tus
  `);
  assert.match(told ?? '', /A bucket keeps versions: .*Status has no default/);
});

test('there is nothing to say of what is in order', () => {
  assert.equal(hoverIn('\n  Resources:\n    Topic:\n      Type: AWS::SNS::To$0pic\n'), undefined);
});
