import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTemplateSyntax } from '../../server/cloudformation/syntax/read.ts';
import type { SectionEntry, TemplateSyntax } from '../../server/cloudformation/syntax/node.ts';
import { check } from '../fixture.ts';
import { randomEdit, seeded } from './randomEdits.ts';
import { everything, plainEntries } from './syntaxTree.ts';

const yaml = `# pillarlint: at the head
AWSTemplateFormatVersion: '2010-09-09'
Description: Orders
Parameters:
  Days:
    Type: Number
    Default: 7
Conditions:
  Prod: !Equals [!Ref Stage, prod]
Resources:
  # The queue of all orders.
  Orders:
    Type: AWS::SQS::Queue # pillarlint: at the end
    Properties:
      QueueName: !Sub "\${Stage}-orders"
      Tags:
        - Key: a
          Value: |
            text: x

            # pillarlint: no comment
  Bucket:
    Type: AWS::S3::Bucket
    Properties: {BucketName: orders, Tags: [{Key: a, Value: b}]}
Outputs:
  Name:
    Value: !GetAtt Orders.Arn
`;

const json = JSON.stringify(
  {
    Description: 'Orders',
    Parameters: { Days: { Type: 'Number', Default: 7 } },
    Resources: {
      Orders: { Type: 'AWS::SQS::Queue', Properties: { Tags: [{ Key: 'a', Value: 'b' }] } },
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'Days' } } },
    },
    Outputs: { Name: { Value: { 'Fn::GetAtt': ['Orders', 'Arn'] } } },
  },
  null,
  2,
);

const entriesOf = (syntax: TemplateSyntax): ReadonlyMap<string, SectionEntry> =>
  new Map(
    [...syntax.sections.values()].flatMap(({ entries }) => entries.map((entry) => [entry.key.text, entry])),
  );

for (const [name, text] of Object.entries({ yaml, json })) {
  test(`${name}: what an edit does not touch stays the same object`, () => {
    const first = readTemplateSyntax('t', text);
    const second = readTemplateSyntax('t', text.replace('AWS::SQS::Queue', 'AWS::SQS::Queues'), first);
    const before = entriesOf(first);
    const after = entriesOf(second);
    for (const id of ['Days', 'Bucket', 'Name']) assert.equal(after.get(id), before.get(id), id);
    assert.notEqual(after.get('Orders'), before.get('Orders'));
    const bucket = after.get('Bucket');
    assert.ok(bucket);
    assert.equal(second.startOf(bucket.piece), (first.startOf(bucket.piece) ?? NaN) + 1);
    const gone = before.get('Orders');
    assert.equal(gone && second.startOf(gone.piece), undefined);
    assert.equal(
      second.sections.get('Description')?.value?.node,
      first.sections.get('Description')?.value?.node,
    );
  });

  test(`${name}: reading after an edit gives what reading afresh gives`, () => {
    const random = seeded(20_240_601);
    let text = name === 'yaml' ? yaml : json;
    let syntax = readTemplateSyntax('t', text);
    for (let round = 0; round < 400; round++) {
      text = round % 40 === 39 ? (name === 'yaml' ? yaml : json) : randomEdit(text, random);
      syntax = readTemplateSyntax('t', text, syntax);
      assert.deepEqual(everything(syntax), everything(readTemplateSyntax('t', text)));
    }
  });
}

test('comments that speak to this tool are found, wherever they stand, but not in scalars', () => {
  check(
    `
    # pillarlint: head
    ~~~~~~~~~~~~~~~~~~ alone pillarlint: head
    Resources: # pillarlint: section
               ~~~~~~~~~~~~~~~~~~~~~ behind pillarlint: section

      # pillarlint: apart
      ~~~~~~~~~~~~~~~~~~~ alone pillarlint: apart

      ## pillarlint: above
      ~~~~~~~~~~~~~~~~~~~~ alone pillarlint: above
      Orders: # pillarlint: behind the id
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~ behind pillarlint: behind the id
        Type: "AWS::SQS::Queue # pillarlint: quoted"
        # another
        # pillarlint: in the body
        ~~~~~~~~~~~~~~~~~~~~~~~~~ alone pillarlint: in the body
        Script: | # pillarlint: header
                  ~~~~~~~~~~~~~~~~~~~~ behind pillarlint: header
          # pillarlint: scalar
          x # pillarlint: scalar
        Url: a#pillarlint: no comment
    # pillarlint: foot
    ~~~~~~~~~~~~~~~~~~ alone pillarlint: foot
    `,
    ({ text }) => {
      const { comments, startOf } = readTemplateSyntax('t', text);
      return comments.map((comment) => {
        const start = startOf(comment.at.piece) ?? NaN;
        const message = `${comment.ownLine ? 'alone' : 'behind'} ${comment.text}`;
        return { start: start + comment.at.start, end: start + comment.at.end, message };
      });
    },
  );
});

test('an anchor of another piece is found by reading the document as one', () => {
  const text = 'Resources:\n  A: &a\n    Type: X::Y::Z\n  B: *a\n  C:\n    <<: *a\n    DependsOn: A\n';
  const first = readTemplateSyntax('t', text);
  const type = { Type: 'X::Y::Z' };
  assert.deepEqual(plainEntries(first), { A: type, B: type, C: { ...type, DependsOn: 'A' } });
  assert.deepEqual(first.problems, []);
  assert.equal(entriesOf(readTemplateSyntax('t', text, first)).get('C'), entriesOf(first).get('C'));
  assert.deepEqual(plainEntries(readTemplateSyntax('t', text.replace('&a', ''))), {
    A: type,
    'B!': undefined,
    'C!': { DependsOn: 'A' },
  });
});

test('sections and logical ids that stand twice are both read and reported', () => {
  const text = 'Resources:\n  A:\n    Type: X\n  A:\n    Type: Y\nResources:\n  B:\n    Type: Z\n';
  const { sections, problems } = readTemplateSyntax('t', text);
  assert.deepEqual(
    sections.get('Resources')?.entries.map(({ key }) => key.text),
    ['A', 'A', 'B'],
  );
  assert.deepEqual(
    problems.map(({ kind, detail }) => [kind, detail]),
    [
      ['duplicate-key', 'A'],
      ['duplicate-key', 'Resources'],
    ],
  );
});

test('a text that is far too large is not read', () => {
  const { problems, sections } = readTemplateSyntax('t', 'Resources:\n'.padEnd(5_000_001, 'x'));
  assert.deepEqual([problems.map(({ kind }) => kind), sections.size], [['too-large'], 0]);
});

test('nothing at all is no trouble', () => {
  for (const text of [
    '',
    ' ',
    '\uFEFF',
    '\n',
    '---',
    '{',
    '{}',
    '[',
    '"',
    '\0\u0001',
    '\r',
    '?',
    '- ',
    ':',
    '{"',
    '%',
    '&a',
  ]) {
    const syntax = readTemplateSyntax('t', text);
    assert.deepEqual(plainEntries(syntax), {}, JSON.stringify(text));
    assert.deepEqual(everything(readTemplateSyntax('t', text, syntax)), everything(syntax));
  }
});
