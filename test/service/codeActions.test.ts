import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionsAt, suppressionOf } from '../../server/service/codeActions.ts';
import { parseFixture } from '../fixture.ts';
import {
  edited,
  encryption,
  koreanTexts,
  retention,
  snapshotOf,
  texts,
  uri,
  versioning,
} from './workspace.ts';

const fixture = parseFixture(`
  Resources:
    Ord$0ers:
      Type: AWS::SQS::Queue
    Invoices:
      Type: AWS::SQS::Queue
    Logs:
      Type: AWS::S3::Bucket
`);
const rules = [encryption, retention, versioning];

function actionsHere(language = texts) {
  const snapshot = snapshotOf(fixture.text, rules);
  const cursor = { start: fixture.cursor ?? 0, end: fixture.cursor ?? 0 };
  return { snapshot, actions: actionsAt(snapshot, uri, cursor, language) };
}

test('the fixes of the findings at the cursor come first, then fix-all, then silencing', () => {
  const { actions } = actionsHere();
  assert.deepEqual(
    actions.map(({ kind, title }) => `${kind}: ${title}`),
    [
      'fix: Encrypt',
      'fix: Keep messages (adds a charge)',
      'fix-all: Fix all “A queue is encrypted” here (2)',
      'fix-all: Fix everything that needs no thought (3)',
      'suppress: Silence queue-encryption here, with a reason',
      'suppress: Silence queue-retention here, with a reason',
    ],
  );
});

test('a fix with a caution is never preferred and says what to think of', () => {
  const [encrypt, keep] = actionsHere().actions;
  assert.equal(encrypt?.preferred, true);
  assert.equal(encrypt.caution, undefined);
  assert.equal(keep?.preferred, false);
  assert.equal(keep.caution, 'Kept messages are charged.');
});

test('titles are in the reader’s language', () => {
  const titles = actionsHere(koreanTexts).actions.map(({ title }) => title);
  assert.ok(titles.includes('사유를 적고 queue-encryption 억제'));
});

test('silencing with a reason removes the finding and leaves a directive that is used', () => {
  const { snapshot } = actionsHere();
  const [finding] = snapshot.judgements.findings;
  assert.ok(finding);
  const edits = suppressionOf(finding, snapshot, 'nothing secret in it');
  assert.ok(edits);
  const after = snapshotOf(edited(snapshot, edits), rules);
  assert.match(after.textOf(uri), /^ {2}# pillarlint:ignore queue-encryption nothing secret in it$/m);
  assert.equal(after.judgements.findings.length, snapshot.judgements.findings.length - 1);
});

test('a suppression that silences nothing can be removed with its line', () => {
  const { text } = parseFixture(`
    Resources:
      # pillarlint:ignore bucket-versioning was once needed
      Logs:
        Type: AWS::S3::Bucket
        Properties: { VersioningConfiguration: { Status: Enabled } }
  `);
  const snapshot = snapshotOf(text, rules);
  const start = text.indexOf('pillarlint');
  const [action] = actionsAt(snapshot, uri, { start, end: start }, texts);
  assert.equal(action?.kind, 'remove-directive');
  assert.ok(action.outcome.kind === 'edits');
  assert.equal(edited(snapshot, action.outcome.edits), text.replace(/.*pillarlint.*\n/, ''));
});

test('nothing is offered where nothing is found', () => {
  const snapshot = snapshotOf(fixture.text, rules);
  assert.deepEqual(actionsAt(snapshot, uri, { start: 0, end: 0 }, texts), []);
});
