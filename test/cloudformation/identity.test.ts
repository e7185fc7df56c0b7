import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTemplate, type Template } from '../../server/cloudformation/template.ts';
import { documentSpanOf } from '../../server/model/model.ts';
import { uri } from './describe.ts';

const before = `Description: Shop
Parameters:
  Days:
    Type: Number
    Default: 7
  Other:
    Type: String
Conditions:
  Prod: !Equals [!Ref Other, prod]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: !Ref Days
  Topic:
    Type: AWS::SNS::Topic
    Condition: Prod
    Properties:
      TopicName: t
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Queue]
Outputs:
  Out:
    Value: !Ref Topic
`;

/** The ids of the resources that were evaluated again when \`from\` became \`to\` in the text. */
function evaluatedAgain(from: string, to: string): readonly string[] {
  const first = readTemplate(uri, before);
  const second = readTemplate(uri, before.replace(from, to), first);
  const kept = new Set(first.resources);
  return second.resources.filter((resource) => !kept.has(resource)).map(({ id }) => id);
}

test('a keystroke in one resource leaves all others as they are', () => {
  assert.deepEqual(evaluatedAgain('TopicName: t', 'TopicName: tt'), ['Topic']);
});

test('a parameter or condition touches those that read it', () => {
  assert.deepEqual(evaluatedAgain('Default: 7', 'Default: 14'), ['@parameter.Days', 'Queue']);
  assert.deepEqual(evaluatedAgain('prod]', 'production]'), ['Topic']);
  assert.deepEqual(evaluatedAgain('Type: String', 'Type: Number'), [
    '@template',
    '@parameter.Other',
    'Topic',
  ]);
});

test('a new type touches those that refer to it', () => {
  assert.deepEqual(evaluatedAgain('AWS::SNS::Topic', 'AWS::SNS::Topi'), [
    '@template',
    'Topic',
    '@output.Out',
  ]);
});

test('a new resource touches only those that refer to its name', () => {
  assert.deepEqual(evaluatedAgain('  Topic:\n', '  New:\n    Type: T\n  Topic:\n'), ['@template', 'New']);
});

test('what is kept is found at its new place', () => {
  const first = readTemplate(uri, before);
  const second = readTemplate(uri, before.replace('Default: 7', 'Default: 700'), first);
  const nameOf = (template: Template): string => {
    const policy = template.resources.find(({ id }) => id === 'Policy');
    const span = policy && documentSpanOf(template, policy.nameAt);
    return (template === first ? before : before.replace('Default: 7', 'Default: 700')).slice(
      span?.start,
      span?.end,
    );
  };
  assert.deepEqual([nameOf(first), nameOf(second)], ['Policy', 'Policy']);
});
