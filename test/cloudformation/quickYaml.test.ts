import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cutYaml } from '../../server/cloudformation/syntax/cutYaml.ts';
import { formatOf, isTemplate } from '../../server/cloudformation/syntax/detect.ts';
import { parseQuickly } from '../../server/cloudformation/syntax/quickYaml.ts';
import { parseCompletely } from '../../server/cloudformation/syntax/yaml.ts';
import { randomEdits } from './randomEdits.ts';

const usual = `  # All that is usual
  "Orders": # the queue
    Type: AWS::SQS::Queue
    DependsOn: [A, 'it''s', "b \\"c\\" \\u00e9", !Ref D, {Ref: E, "F":"g"}, ]
    Condition:
    Properties:
      Delay: 007
      Name: !Sub "\${Stage}-orders"
      Url: https://example.org:443/#top # a comment
      Zone: !Select
        - 0
        - !GetAZs ""
      Tags:
      - Key: a
        Value: -1
      -
        Key: b
        Value: !If [Prod, !Join ["-", [a, b]], {
            "Fn::GetAtt": [X, "Y.Z"]
          }]
      - - nested
        - !GetAtt X.Y
      Script: !Sub |
        #!/bin/bash
          echo "a: [b"

        exit
      Text: >-
        one
        two

        three
      Arn:
        !GetAtt X.Arn
`;

test('the quick reader reads what is usual', () => {
  assert.ok(parseQuickly(usual));
  assert.ok(parseQuickly(usual.replaceAll('\n', '\r\n')));
});

test('the quick reader says what the complete parser says, or nothing', () => {
  const texts = [usual, usual.replaceAll('\n', '\r\n'), 'A: b\n', '- a\n- b: c\n'];
  let quick = 0;
  for (const text of texts) {
    for (const edited of [text, ...randomEdits(text, 600, 7)]) {
      const parsed = parseQuickly(edited);
      if (!parsed) continue;
      quick++;
      assert.deepEqual(comparable(parsed), comparable(parseCompletely(edited)), edited);
    }
  }
  assert.ok(quick > 500, String(quick));
});

const realworld = new URL('../../../shared/realworld/', import.meta.url);
test(
  'the quick reader reads nearly all real templates, and like the complete parser',
  { skip: !existsSync(realworld) },
  () => {
    const lines = readFileSync(new URL('manifest.jsonl', realworld), 'utf8').split('\n').filter(Boolean);
    let all = 0;
    let quick = 0;
    for (const line of lines) {
      const { file } = JSON.parse(line) as { file: string };
      const text = readFileSync(new URL(encodeURI(file).replaceAll('#', '%23'), realworld), 'utf8');
      if (formatOf(text) === 'json' || !isTemplate(text)) continue;
      for (const section of cutYaml(text).sections) {
        for (const { start, end } of section.entries ?? [section]) {
          const piece = text.slice(start, end);
          const parsed = parseQuickly(piece);
          all++;
          if (parsed) quick++;
          if (parsed) assert.deepEqual(comparable(parsed), comparable(parseCompletely(piece)), file);
        }
      }
    }
    assert.ok(quick > 0.95 * all, `${quick} of ${all}`);
  },
);

/** Without the keys that hold nothing. */
function comparable(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
