import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { add, becomes, dedent, edited, remove, set } from './edited.ts';

const queue = `
  Resources:
    Orders:
      Type: AWS::SQS::Queue # the queue
      Properties:
        QueueName: orders   # its name

        # how long
        Delay: 5
    # next
    Other:
      Type: AWS::SNS::Topic
`;

describe('removing in block YAML', () => {
  test('takes the line with it', () => {
    becomes(queue, queue.replace('        Delay: 5\n', ''), remove('Orders', 'Delay'));
    becomes(
      queue,
      queue.replace('        QueueName: orders   # its name\n', ''),
      remove('Orders', 'QueueName'),
    );
  });

  test('takes the parents that it empties, but never the resource', () => {
    const text = `
      Resources:
        A:
          Type: T
          Properties:
            B:
              C:
                - D: 1
          DeletionPolicy: Retain`;
    becomes(text, text.replace(/\n +Properties[^]*D: 1/, ''), remove('A', 'B', 'C', 0, 'D'));
    assert.equal(
      edited(dedent(text), remove('A', 'B'), remove('A', '^', 'Type'), remove('A', '^', 'DeletionPolicy')),
      undefined,
    );
  });

  test('takes an item, and the first key of one', () => {
    becomes(
      `
      Resources:
        A:
          Type: T
          Properties:
            L:
              - A: 1
                B: 2
              - C
              - D: 3
      `,
      `
      Resources:
        A:
          Type: T
          Properties:
            L:
              - B: 2
              - D: 3
      `,
      remove('A', 'L', 0, 'A'),
      remove('A', 'L', 1),
    );
  });

  test('sets and removes side by side', () => {
    becomes(
      queue,
      queue.replace('Delay: 5', 'Fifo: true').replace('orders ', 'o '),
      remove('Orders', 'Delay'),
      set('Orders', ['Fifo'], true),
      set('Orders', ['QueueName'], 'o'),
    );
  });
});

describe('adding a resource to YAML', () => {
  test('puts it behind the other, with a blank line where the template has them', () => {
    const text = `
      Resources:
        A:
          Type: T
          # B: 1

        # the next
        C:
          Type: T`;
    becomes(
      text,
      text.replace(
        '# B: 1',
        '# B: 1\n\n        New:\n          Type: AWS::SQS::Queue\n          Properties:\n            Fifo: true\n          DeletionPolicy: Retain',
      ),
      add('A', 'AWS::SQS::Queue', 'New', { Fifo: true, '^DeletionPolicy': 'Retain' }),
    );
    becomes(text, `${text}\n\n        New:\n          Type: U`, add('C', 'U', 'New', {}));
  });

  test('adds no blank line where the template has none', () => {
    becomes(
      queue,
      queue.replace(
        'Delay: 5',
        'Delay: 5\n        Redrive: !GetAtt Dead.Arn\n    Dead:\n      Type: AWS::SQS::Queue',
      ),
      add('Orders', 'AWS::SQS::Queue', 'Dead', {}),
      set('Orders', ['Redrive'], { $reference: { type: 'AWS::SQS::Queue', name: 'Dead', attribute: 'Arn' } }),
    );
  });
});

describe('resources that a loop or SAM makes', () => {
  const loop = `
    Transform: AWS::LanguageExtensions
    Resources:
      Fn::ForEach::Queues:
        - Name
        - [A, B]
        - Queue\${Name}:
            Type: AWS::SQS::Queue
      Other:
        Type: T
  `;

  test('are written in the loop, and others behind it', () => {
    becomes(
      loop,
      loop.replace(
        '::Queue\n',
        '::Queue\n            Properties:\n              Delay: 1\n      New:\n        Type: T\n',
      ),
      set('QueueA', ['Delay'], 1),
      add('QueueA', 'T', 'New', {}),
    );
  });

  test('are written in the words of SAM', () => {
    const sam = `
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Fn:
          Type: AWS::Serverless::Function
          Properties:
            Handler: a.b
    `;
    becomes(
      sam,
      sam.replace('a.b', 'a.b\n            Tracing: Active'),
      set('Fn#AWS::Lambda::Function', ['TracingConfig', 'Mode'], 'Active'),
    );
  });
});
