import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { add, becomes, dedent, edited, remove, replace, set } from './edited.ts';

const bucket = `
  {
    "Resources": {
      "A": {
        "Type": "AWS::S3::Bucket",
        "Properties": {
          "BucketName": "a",
          "On": "false",
          "Tags": [
            { "Key": "a", "Value": "b" }
          ],
          "Empty": {}
        }
      },
      "B": { "Type": "AWS::SNS::Topic" }
    }
  }
`;

describe('editing JSON', () => {
  test('replaces values in their own type', () => {
    becomes(
      bucket,
      bucket.replace('"false"', '"true"').replace('"a",', '7,'),
      set('A', ['On'], true),
      set('A', ['BucketName'], 7),
    );
  });

  test('inserts behind the last member, with parents', () => {
    becomes(
      bucket,
      bucket
        .replace(
          '"Empty": {}',
          '"Empty": {\n            "C": 1\n          },\n          "D": {\n            "E": [\n              true\n            ]\n          }',
        )
        .replace('"b" }', '"b" },\n            {\n              "Key": "c"\n            }')
        .replace('Topic" }', 'Topic", "Properties": { "F": { "G": "x" } } }'),
      set('A', ['Empty', 'C'], 1),
      set('A', ['D', 'E'], [true]),
      set('A', ['Tags', 1], { Key: 'c' }),
      set('B', ['F', 'G'], 'x'),
    );
  });

  test('writes references in long form on one line', () => {
    becomes(
      bucket,
      bucket
        .replace('"a",', '{ "Fn::GetAtt": ["X", "Arn"] },')
        .replace('"false"', '{ "Ref": "X" }')
        .replace('{}', '{ "Fn::Sub": "${X}/${AWS::Region}" }'),
      set('A', ['BucketName'], { $reference: { type: 'T', name: 'X', attribute: 'Arn' } }),
      set('A', ['On'], { $reference: { type: 'T', name: 'X' } }),
      set('A', ['Empty'], {
        $template: [{ $reference: { type: 'T', name: 'X' } }, '/', { $pseudo: 'AWS::Region' }],
      }),
    );
  });

  test('removes members with their commas and lines', () => {
    becomes(bucket, bucket.replace('          "BucketName": "a",\n', ''), remove('A', 'BucketName'));
    becomes(bucket, bucket.replace(',\n          "Empty": {}', ''), remove('A', 'Empty'));
    becomes(bucket, bucket.replace(/ +"Tags"[^]*\],\n/, ''), remove('A', 'Tags', 0));
    becomes(bucket, bucket.replace(/,\s+"Tags"[^]*\{\}/, ''), remove('A', 'Tags'), remove('A', 'Empty'));
  });

  test('adds a resource between two and behind the last', () => {
    const added =
      '"N": {\n        "Type": "T",\n        "Properties": {\n          "P": 1\n        }\n      }';
    becomes(bucket, bucket.replace('      "B"', `      ${added},\n      "B"`), add('A', 'T', 'N', { P: 1 }));
    becomes(bucket, bucket.replace('Topic" }', `Topic" },\n      ${added}`), add('B', 'T', 'N', { P: 1 }));
  });

  test('keeps tabs and CRLF', () => {
    const text = '{\r\n\t"Resources": {\r\n\t\t"A": {\r\n\t\t\t"Type": "T"\r\n\t\t}\r\n\t}\r\n}';
    assert.equal(
      edited(text, set('A', ['B'], 1)),
      text.replace('"T"', '"T",\r\n\t\t\t"Properties": {\r\n\t\t\t\t"B": 1\r\n\t\t\t}'),
    );
  });

  test('keeps one line one line', () => {
    const text = '{"Resources":{"A":{"Type":"T","Properties":{"B":[1,2]}}}}';
    assert.equal(
      edited(text, set('A', ['C', 'D'], 'x'), set('A', ['B', 2], 3), add('A', 'U', 'E', {})),
      '{"Resources":{"A":{"Type":"T","Properties":{"B":[1,2,3],"C":{"D":"x"}}},"E":{"Type":"U"}}}',
    );
    assert.equal(edited(text, remove('A', 'B', 0)), text.replace('1,', ''));
    assert.equal(edited(text, remove('A', 'B')), '{"Resources":{"A":{"Type":"T"}}}');
  });

  test('replaces a branch', () => {
    const text = dedent(bucket).replace('"a"', '{"Fn::If": ["X", "off", {"Ref": "Y"}]}');
    assert.equal(edited(text, replace('"off"', 'on')), text.replace('"off"', '"on"'));
    assert.equal(edited(text, set('A', ['BucketName', 'Deep'], 'on')), undefined);
  });
});
