import { describe, test } from 'node:test';
import { becomes, remove, set } from './edited.ts';

describe('flow collections in YAML', () => {
  const flow = `
    Resources:
      A:
        Type: T
        Properties: { B: { C: 1 }, D: [a, b], E: {}, F: "x" } # end
  `;

  test('stay as they are', () => {
    becomes(
      flow,
      flow.replace(
        '{ C: 1 }, D: [a, b], E: {}, F: "x"',
        '{ C: 2, G: !Ref X }, D: [a, b, "c, d"], E: { H: 1 }, F: "y", I: { J: [1] }',
      ),
      set('A', ['B'], { C: 2, G: { $reference: { type: 'T', name: 'X' } } }),
      set('A', ['D', 2], 'c, d'),
      set('A', ['E', 'H'], 1),
      set('A', ['F'], 'y'),
      set('A', ['I', 'J'], [1]),
    );
  });

  test('lose members with their commas', () => {
    becomes(
      flow,
      flow.replace('{ C: 1 }, D: [a, b], E: {}, F: "x"', '{ C: 1 }, D: [b], E: {}'),
      remove('A', 'D', 0),
      remove('A', 'F'),
    );
    becomes(flow, flow.replace('B: { C: 1 }, ', ''), remove('A', 'B', 'C'));
  });

  test('an empty one becomes a block', () => {
    becomes(
      `
      Resources:
        A:
          Type: T
          Properties: {} # none
      `,
      `
      Resources:
        A:
          Type: T
          Properties: # none
            B: 1
      `,
      set('A', ['B'], 1),
    );
  });

  test('over several lines keep a line for each member', () => {
    becomes(
      `
      Resources:
        A:
          Type: T
          Properties: {
            "B": "x",
            "C": ["y"] # last
          }
      `,
      `
      Resources:
        A:
          Type: T
          Properties: {
            "B": "x",
            "C": ["y", "z"], # last
            "D": {
              "E": "w"
            }
          }
      `,
      set('A', ['C', 1], 'z'),
      set('A', ['D', 'E'], 'w'),
    );
  });
});
