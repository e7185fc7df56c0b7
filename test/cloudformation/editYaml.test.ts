import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { becomes, dedent, edited, set } from './edited.ts';

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

describe('setting an attribute in block YAML', () => {
  test('replaces a value and nothing else', () => {
    becomes(queue, queue.replace('Delay: 5', 'Delay: 10'), set('Orders', ['Delay'], 10));
  });

  test('puts a new key behind the last one, before the comments of what follows', () => {
    becomes(queue, queue.replace('Delay: 5', 'Delay: 5\n        Fifo: true'), set('Orders', ['Fifo'], true));
  });

  test('makes the parents that are missing', () => {
    becomes(
      queue,
      queue.replace(
        'Topic',
        'Topic\n      Properties:\n        A:\n          B:\n            - C: 1\n              D: x',
      ),
      set('Other', ['A', 'B', 0, 'C'], 1),
      set('Other', ['A', 'B', 0, 'D'], 'x'),
    );
  });

  test('fills a key that has no value yet, and keeps its comment', () => {
    becomes(
      `
      Resources:
        A:
          Type: T
          Properties: # none yet
      `,
      `
      Resources:
        A:
          Type: T
          Properties: # none yet
            B: 1
      `,
      set('A', ['B'], 1),
    );
  });

  test('writes beside the properties', () => {
    becomes(
      queue,
      queue.replace('Delay: 5', 'Delay: 5\n      DeletionPolicy: Retain'),
      set('Orders', ['^', 'DeletionPolicy'], 'Retain'),
    );
  });

  test('inserts at two depths that end on the same line', () => {
    becomes(
      queue,
      queue.replace('Delay: 5', 'Delay: 5\n        Fifo: true\n      DeletionPolicy: Retain'),
      set('Orders', ['^', 'DeletionPolicy'], 'Retain'),
      set('Orders', ['Fifo'], true),
    );
  });

  test('keeps CRLF, a byte order mark and a missing final newline', () => {
    const text = '\ufeffResources:\r\n  A:\r\n    Type: T\r\n    Properties:\r\n      B: 1';
    assert.equal(edited(text, set('A', ['C', 'D'], 2)), `${text}\r\n      C:\r\n        D: 2`);
  });

  test('keeps indentation by four and lists without indentation', () => {
    becomes(
      `
      Resources:
          A:
              Type: T
              Properties:
                  Tags:
                  - Key: a
                    Value: b
      `,
      `
      Resources:
          A:
              Type: T
              Properties:
                  Tags:
                  - Key: a
                    Value: b
                  - Key: c
                    Value: d
                  Rules:
                  - Go:
                        Deep: 1
      `,
      set('A', ['Tags', 1], { Key: 'c', Value: 'd' }),
      set('A', ['Rules'], [{ Go: { Deep: 1 } }]),
    );
  });

  test('goes through list indexes, and appends', () => {
    becomes(
      `
      Resources:
        A:
          Type: T
          Properties:
            List:
              - Name: a # first
                Go: 'false'
              - Name: b
            Names:
              - "x"
      `,
      `
      Resources:
        A:
          Type: T
          Properties:
            List:
              - Name: a # first
                Go: 'true'
              - Name: b
                Go: true
            Names:
              - "x"
              - "y"
      `,
      set('A', ['List', 0, 'Go'], true),
      set('A', ['List', 1, 'Go'], true),
      set('A', ['Names', 1], 'y'),
    );
  });

  test('merges a map into the one that is there', () => {
    becomes(
      queue,
      queue.replace('Delay: 5', 'Delay: 7\n        Fifo: true'),
      set('Orders', [], { Delay: 7, Fifo: true }),
    );
  });

  test('replaces an intrinsic, a map and a block scalar whole', () => {
    becomes(
      `
      Resources:
        A:
          Type: T
          Properties:
            A: !Ref X # a
            B: # b
              Fn::If: [Y, 1, 2]
            C:
              D: 1
            E: |
              text
            F: !If
              - Y
              - 1
              - 2
            G: x # g
      `,
      `
      Resources:
        A:
          Type: T
          Properties:
            A: 1 # a
            B: 2 # b
            C: 3
            E: 4
            F: 5
            G: # g
              H: 6
      `,
      ...['A', 'B', 'C', 'E', 'F'].map((key, index) => set('A', [key], index + 1)),
      set('A', ['G'], { H: 6 }),
    );
  });

  test('has no safe form below an intrinsic, an anchor or an alias', () => {
    const text = dedent(`
      Resources:
        A:
          Type: T
          Properties:
            A: !If [X, {B: 1}, {B: 2}]
            B: &shared
              C: 1
            D: *shared
            E:
              Fn::If: [X, {B: 1}, {B: 2}]
      `);
    for (const key of ['A', 'B', 'D', 'E']) assert.equal(edited(text, set('A', [key, 'C'], 2)), undefined);
    assert.equal(edited(text, set('A', ['B'], 2)), undefined);
    assert.equal(edited(text, set('A', ['D'], 2)), undefined);
  });

  test('inserts behind a block scalar without changing it', () => {
    becomes(
      `
      Resources:
        A:
          Type: T
          Properties:
            B: |+
              text

        C:
          Type: T
          Properties:
            D: |
              text

        E:
          Type: T
      `,
      `
      Resources:
        A:
          Type: T
          Properties:
            B: |+
              text

            X: 1
        C:
          Type: T
          Properties:
            D: |
              text
            X: 1

        E:
          Type: T
      `,
      set('A', ['X'], 1),
      set('C', ['X'], 1),
    );
  });
});
