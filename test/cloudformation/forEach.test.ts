import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTemplate } from '../../server/cloudformation/template.ts';
import { documentSpanOf } from '../../server/model/model.ts';
import { check } from '../fixture.ts';
import { describe, formulaText, resourceNamed, uri } from './describe.ts';

const topics = (collection: string): string => `Parameters:
  Known: { Type: CommaDelimitedList, Default: "a,b" }
  Later: { Type: CommaDelimitedList }
Resources:
  Fn::ForEach::Topics:
    - Name
    - ${collection}
    - Topic\${Name}:
        Type: AWS::SNS::Topic
        Properties:
          TopicName: !Sub "x-\${Name}"
          Other: !Ref Name
          Self: !GetAtt Topic\${Name}.Arn
`;

test('a loop in Resources gives one resource for each item', () => {
  const template = readTemplate(uri, topics('[One, Two]'));
  assert.deepEqual(
    template.resources
      .filter(({ type }) => type === 'AWS::SNS::Topic')
      .map(({ id, body }) => `${id} ${describe(body)}`),
    [
      'TopicOne map {TopicName: known "x-One", Other: known "One", Self: unknown resource-attribute TopicOne.Arn refers to TopicOne}',
      'TopicTwo map {TopicName: known "x-Two", Other: known "Two", Self: unknown resource-attribute TopicTwo.Arn refers to TopicTwo}',
    ],
  );
  const [origin] = resourceNamed(template, 'TopicTwo').body.entries.get('TopicName')?.origins ?? [];
  assert.deepEqual([origin?.kind, origin?.name], ['loop', 'Name']);
});

test('all instances point at the text of the loop', () => {
  check(
    `
    Resources:
      Fn::ForEach::Topics:
        - Name
        - [One, Two]
        - Topic\${Name}: { Type: T, Properties: { A: 1 } }
          ~~~~~~~~~~~~ TopicOne
          ~~~~~~~~~~~~ TopicTwo
    `,
    ({ text }) => {
      const template = readTemplate(uri, text);
      return template.resources.flatMap(({ id, type, nameAt }) => {
        const span = documentSpanOf(template, nameAt);
        return type === 'T' && span ? [{ start: span.start, end: span.end, message: id }] : [];
      });
    },
  );
});

test('a parameter with a default is a known collection, one without is not', () => {
  const idsOf = (collection: string): readonly string[] =>
    readTemplate(uri, topics(collection))
      .resources.filter(({ type }) => type === 'AWS::SNS::Topic')
      .map(({ id }) => id);
  assert.deepEqual(idsOf('!Ref Known'), ['Topica', 'Topicb']);
  assert.deepEqual(idsOf('!Ref Later'), ['Topic${Name}']);
  const unknown = resourceNamed(readTemplate(uri, topics('!Ref Later')), 'Topic${Name}');
  assert.equal(describe(unknown.body.entries.get('Other') ?? unknown.body), 'unknown each Name');
});

test('loops within loops, in properties, conditions and outputs', () => {
  const template = readTemplate(
    uri,
    `Conditions:
  Fn::ForEach::Conditions:
    - Env
    - [dev, prod]
    - Is\${Env}: !Equals [!Ref AWS::StackName, !Ref Env]
Resources:
  A:
    Type: T
    Condition: Isprod
    Properties:
      Fn::ForEach::Rows:
        - X
        - [1, 2]
        - Fn::ForEach::Columns:
            - Y
            - [a-b]
            - P\${X}&{Y}: !Ref X
Outputs:
  Fn::ForEach::Outputs:
    - Name
    - [One, Two]
    - Out\${Name}: { Value: !Ref A }
`,
  );
  const { body, exists } = resourceNamed(template, 'A');
  assert.equal(describe(body), 'map {P1ab: known "1", P2ab: known "2"}');
  assert.equal(exists[0] && formulaText(exists[0].formula), 'AWS::StackName = prod');
  assert.deepEqual(
    template.resources.filter(({ type }) => type === '@output').map(({ id }) => id),
    ['@output.OutOne', '@output.OutTwo'],
  );
});

test('loops that make too much come to an end', () => {
  const items = `[${Array.from({ length: 100 }, (_, index) => index).join(', ')}]`;
  const loop = (depth: number, body: string): string =>
    depth === 0 ? body : `{ "Fn::ForEach::L${depth}": [V${depth}, ${items}, ${loop(depth - 1, body)}] }`;
  const body = loop(4, '{ "P${V1}x${V2}x${V3}x${V4}": 1 }');
  const template = readTemplate(uri, `Resources:\n  A:\n    Type: T\n    Properties: ${body}\n`);
  const made = resourceNamed(template, 'A').body;
  assert.equal(made.open?.kind, 'depth');
  assert.equal(made.entries.size, 500);
});
