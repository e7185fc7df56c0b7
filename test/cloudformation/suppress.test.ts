import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { directivesOf } from '../../server/cloudformation/directives.ts';
import { readTemplate } from '../../server/cloudformation/template.ts';
import { dedent, suppressed, uri } from './edited.ts';

const comment = '# pillarlint:ignore some-rule because it is a test';

const template = dedent(`
  Resources:
    A:
      Type: AWS::S3::Bucket
      Properties:
        Name: x
        Code: |
          one
          two
        Tags: [
          a,
          b
        ]
        List:
          - C: 1
`);

function silences(text: string): readonly string[] {
  const { syntax, resources } = readTemplate(uri, text);
  return directivesOf(syntax, resources).map(({ form, rule, reason, resource, line }) => {
    const place =
      resource ?? (line ? JSON.stringify(line.piece.text.slice(line.start, line.end).trim()) : 'nothing');
    return `${form} ${rule}|${reason} -> ${place}`;
  });
}

describe('silencing a rule in YAML', () => {
  test('writes a comment over the line', () => {
    assert.equal(
      suppressed(template, 'A', 'x'),
      template.replace('      Name', `      ${comment}\n      Name`),
    );
    assert.equal(
      suppressed(template, 'A', '1'),
      template.replace('        - C', `        ${comment}\n        - C`),
    );
  });

  test('writes it over the logical id for the resource as a whole', () => {
    assert.equal(suppressed(template, 'A'), template.replace('  A:', `  ${comment}\n  A:`));
  });

  test('writes it over the key of a block scalar or a flow collection', () => {
    assert.equal(
      suppressed(template, 'A', 'two'),
      template.replace('      Code', `      ${comment}\n      Code`),
    );
    assert.equal(
      suppressed(template, 'A', 'b\n'),
      template.replace('      Tags', `      ${comment}\n      Tags`),
    );
  });

  test('is not kept busy by long lines of number signs', () => {
    const text = template.replace('Resources:', `Resources:\n${`${'#'.repeat(80)}\n`.repeat(9)}`);
    assert.equal(suppressed(text, 'A', 'x'), text.replace('      Name', `      ${comment}\n      Name`));
  });

  test('what it writes silences what it was asked to', () => {
    const silenced = 'comment some-rule|because it is a test ->';
    for (const [written, line] of [
      [undefined, 'A'],
      ['x', '"Name: x"'],
      ['two', JSON.stringify('Code: |\n        one\n        two')],
      ['b\n', JSON.stringify('Tags: [\n        a,\n        b\n      ]')],
    ] as const) {
      assert.deepEqual(silences(suppressed(template, 'A', written) ?? ''), [`${silenced} ${line}`]);
    }
  });
});

describe('silencing a rule in JSON', () => {
  const bucket = '{\n  "Resources": {\n    "A": {\n      "Type": "T"\n    }\n  }\n}\n';

  test('writes metadata, and adds to what is there', () => {
    const once = suppressed(bucket, 'A') ?? '';
    const entry = { rule: 'some-rule', reason: 'because it is a test' };
    assert.equal(
      once,
      JSON.stringify(
        { Resources: { A: { Type: 'T', Metadata: { pillarlint: { ignore: [entry] } } } } },
        null,
        2,
      ) + '\n',
    );
    assert.equal(
      suppressed(once, 'A'),
      JSON.stringify(
        { Resources: { A: { Type: 'T', Metadata: { pillarlint: { ignore: [entry, entry] } } } } },
        null,
        2,
      ) + '\n',
    );
    assert.deepEqual(silences(once), ['metadata some-rule|because it is a test -> A']);
  });

  test('adds to a map of reasons', () => {
    const text = '{"Resources":{"A":{"Type":"T","Metadata":{"pillarlint":{"ignore":{"r":"why"}}}}}}';
    assert.equal(suppressed(text, 'A'), text.replace('"why"', '"why","some-rule":"because it is a test"'));
  });
});

describe('reading directives', () => {
  test('a comment speaks of its own line, or of the next one with code', () => {
    assert.deepEqual(
      silences(
        dedent(`
        Resources:
          # pillarlint:ignore r1 for all of it

          # and a remark
          A: # pillarlint:ignore r2 the same
            Type: T
            Properties:
              # pillarlint:ignore r3 the line below
              # in two comments
              B: 1 # pillarlint:ignore r4 this line
              # pillarlint:ignore r5
              C: 2
              # pillarlint:ignore
              D: 3
              # see pillarlint:ignore in the manual
          # pillarlint:ignore r6 of the next resource
          E:
            Type: T
      `),
      ),
      [
        'comment r1|for all of it -> A',
        'comment r2|the same -> A',
        'comment r3|the line below -> "B: 1 # pillarlint:ignore r4 this line"',
        'comment r4|this line -> "B: 1 # pillarlint:ignore r4 this line"',
        'comment r5| -> "C: 2"',
        'comment | -> "D: 3"',
        'comment r6|of the next resource -> E',
      ],
    );
  });

  test('metadata is a list of rules with reasons, or a map', () => {
    assert.deepEqual(
      silences(
        dedent(`
        Resources:
          A:
            Type: T
            Metadata:
              pillarlint:
                ignore:
                  - rule: r1
                    reason: why
                  - rule: r2
                  - r3
          B:
            Type: T
            Metadata: { pillarlint: { ignore: { r4: because, r5: } } }
      `),
      ),
      [
        'metadata r1|why -> A',
        'metadata r2| -> A',
        'metadata r3| -> A',
        'metadata r4|because -> B',
        'metadata r5| -> B',
      ],
    );
  });
});
