import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutJson } from '../../server/cloudformation/syntax/cutJson.ts';
import { parseJson, parseJsonMembers } from '../../server/cloudformation/syntax/json.ts';
import { readTemplateSyntax } from '../../server/cloudformation/syntax/read.ts';
import { check } from '../fixture.ts';
import { plain, plainEntries } from './syntaxTree.ts';

test('every logical id and every other section is a piece', () => {
  check(
    `
    {
      "Description": "a \\" { b",
      ~~~~~~~~~~~~~ section
      "Parameters": { "Days": {"Type": "Number"}, "Name" : {"Type": "String"} },
      ~~~~~~~~~~~~ section
                      ~~~~~~ Parameters
                                                  ~~~~~~ Parameters
      // a comment with a "key": {
      "Resources":
      ~~~~~~~~~~~ section
      {
    \t"Orders": {
    \t~~~~~~~~ Resources
          "Type": "AWS::SQS::Queue"
        }
      }
    }
    `,
    ({ text }) =>
      cutJson(text).sections.flatMap(({ name, nameAt, entries }) => [
        { ...nameAt, message: 'section' },
        ...(entries ?? []).map((entry) => ({ ...entry.nameAt, message: name })),
      ]),
  );
});

test('a template on one line is cut all the same', () => {
  const text = '{"Resources":{"A":{"Type":"X::Y::Z"},"B":{"Type":"X::Y::Z"}},"Outputs":{"C":{"Value":1}}}';
  const syntax = readTemplateSyntax('t', text);
  assert.deepEqual(plainEntries(syntax), {
    A: { Type: 'X::Y::Z' },
    B: { Type: 'X::Y::Z' },
    C: { Value: '1' },
  });
  const a = syntax.sections.get('Resources')?.entries[0];
  assert.equal(a?.piece.text, '"A":{"Type":"X::Y::Z"}');
});

test('spans leave the quotes to the node and the content to the text', () => {
  const { node } = parseJsonMembers('"Name": "a\\u0020b"');
  assert.ok(node?.kind === 'map');
  const value = node.entries[0]?.value;
  assert.ok(value?.kind === 'scalar');
  assert.deepEqual(
    [value.text, value.start, value.end, value.content],
    ['a b', 8, 18, { start: 9, end: 17 }],
  );
});

test('comments, trailing commas, tabs and a byte order mark are taken', () => {
  const { node, problems } = parseJson('\uFEFF{\n\t/* a */ "A": [1, 2,], // b\n\t"B": true,\n}');
  assert.deepEqual([plain(node), problems], [{ A: ['1', '2'], B: 'true' }, []]);
});

test('numbers that do not print as written stay text', () => {
  const { node } = parseJson('{"A": 7, "B": 1.0, "C": 123456789012, "D": null, "E": false}');
  assert.ok(node?.kind === 'map');
  const data = node.entries.map(({ value }) => (value?.kind === 'scalar' ? value.data : undefined));
  assert.deepEqual(data, [7, '1.0', '123456789012', null, false]);
});

test('a key that stands twice is reported, in a map and among the logical ids', () => {
  assert.deepEqual(
    parseJson('{"A": 1, "A": 2}').problems.map(({ kind }) => kind),
    ['duplicate-key'],
  );
  const { problems, sections } = readTemplateSyntax('t', '{"Resources": {"A": {}, "A": {"Type": "X"}}}');
  assert.deepEqual(
    problems.map(({ kind, detail }) => [kind, detail]),
    [['duplicate-key', 'A']],
  );
  assert.equal(sections.get('Resources')?.entries.length, 2);
});

test('nesting without end is refused', () => {
  for (const text of [
    `{"A": ${'['.repeat(100_000)}`,
    '{"A":'.repeat(100_000),
    `{"A": ${'['.repeat(300)}1${']'.repeat(300)}}`,
  ]) {
    assert.ok(parseJson(text).problems.length > 0);
    assert.ok(readTemplateSyntax('t', text).problems.length > 0);
  }
});

const around = (line: string) => `{
  "Resources": {
    "Bucket": {
      "Type": "AWS::S3::Bucket",
      "Properties": {
        "Name": "x",
${line}
        "Versioning": {
          "Status": "Enabled"
        },
        "Tags": [
          {"Key": "a", "Value": "b"}
        ]
      }
    },
    "Queue": {
      "Type": "AWS::SQS::Queue"
    }
  },
  "Outputs": {
    "Name": {
      "Value": {"Ref": "Bucket"}
    }
  }
}
`;

const typed: readonly string[] = [
  '        "Encr": "a"',
  '        "Encr"',
  '        "Encr',
  '        "Encr": ',
  '        "Encr": "',
  '        "Encr": "abc',
  '        "Encr": {',
  '        "Encr": [',
  '        "Encr": [1, 2,',
  '        "Encr": {"a": 1,',
  '        "Encr": {"a": "b,',
  '        "Encr": {"a": [1, {',
  '        "Encr" "x",',
  '        "Encr": 12a,',
  '        ,',
  '        Encr',
  '        }',
  '        ]',
  'Encr',
];

for (const line of typed) {
  test(`${JSON.stringify(line)} costs no more than its line`, () => {
    const properties = { Name: 'x', Versioning: { Status: 'Enabled' }, Tags: [{ Key: 'a', Value: 'b' }] };
    assert.deepEqual(plainEntries(readTemplateSyntax('t', around(line))), {
      'Bucket!': { Type: 'AWS::S3::Bucket', Properties: properties },
      Queue: { Type: 'AWS::SQS::Queue' },
      Name: { Value: { Ref: 'Bucket' } },
    });
  });
}

test('a broken section leaves the others', () => {
  const text = around('').replace('"Outputs": {', '"Outputs": ').replace('"Resources": {', '"Resources": {,');
  const { sections } = readTemplateSyntax('t', text);
  assert.deepEqual(
    sections.get('Resources')?.entries.map(({ key }) => key.text),
    ['Bucket', 'Queue'],
  );
});
