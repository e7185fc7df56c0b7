import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutYaml } from '../../server/cloudformation/syntax/cutYaml.ts';
import { readTemplateSyntax } from '../../server/cloudformation/syntax/read.ts';
import { check, parseFixture } from '../fixture.ts';
import { plainEntries } from './syntaxTree.ts';

/** The pieces of a template, each as its text. */
function pieces(text: string): Record<string, string> {
  const { sections, strays } = cutYaml(text);
  const slices = sections.flatMap(({ name, entries, ...section }) =>
    (entries ?? [{ ...section, name }]).map(
      ({ name, start, end }) => [name, text.slice(start, end)] as const,
    ),
  );
  return Object.fromEntries([
    ...slices,
    ...strays.map(({ start, end }) => ['stray', text.slice(start, end)] as const),
  ]);
}

test('every logical id and every other section is a piece', () => {
  check(
    `
    AWSTemplateFormatVersion: '2010-09-09'
    ~~~~~~~~~~~~~~~~~~~~~~~~ section
    Transform:
    ~~~~~~~~~ section
    - AWS::LanguageExtensions
    Parameters:
    ~~~~~~~~~~ section
      Days: {Type: Number}
      ~~~~ Parameters
    "Resources":
    ~~~~~~~~~~~ section
        'Orders':
        ~~~~~~~~ Resources
            Type: AWS::SQS::Queue
        Fn::ForEach::Topics:
        ~~~~~~~~~~~~~~~~~~~ Resources
        - Name
        - [A, B]
        Mail : # a comment
        ~~~~ Resources
            Type: Custom::Mail
    `,
    ({ text }) =>
      cutYaml(text).sections.flatMap(({ name, nameAt, entries }) => [
        { ...nameAt, message: 'section' },
        ...(entries ?? []).map((entry) => ({ ...entry.nameAt, message: name })),
      ]),
  );
});

test('comment lines directly above a logical id belong to it, others stand apart', () => {
  const { text } = parseFixture(`
    # of the template
    Resources:
      # of the first
      First:
        Type: A::B::C
        # still of the first

      # of nobody

      # of the second
    # and this one too
      Second:
        Type: A::B::C
    # within the second
        DependsOn: First
    `);
  assert.deepEqual(pieces(text), {
    First: '  # of the first\n  First:\n    Type: A::B::C\n    # still of the first\n',
    Second:
      '  # of the second\n# and this one too\n  Second:\n    Type: A::B::C\n# within the second\n    DependsOn: First\n',
  });
});

test('flow style and single lines need no indentation', () => {
  const read = (text: string) => plainEntries(readTemplateSyntax('t', text));
  const both = { A: { Type: 'X::Y::Z' }, B: { Type: 'X::Y::Z' } };
  assert.deepEqual(read('Resources: {A: {Type: X::Y::Z}, B: {Type: X::Y::Z}}'), both);
  assert.deepEqual(
    read('Resources: {\n  A: {Type: X::Y::Z},\n  B: {\n    Type: X::Y::Z\n  }\n}\nOutputs: {}\n'),
    both,
  );
  assert.deepEqual(read('Resources:\n  A: {Type: X::Y::Z}\n  B: {\n    Type: X::Y::Z\n  }\n'), both);
  assert.deepEqual(read('Resources:\n  {A: {Type: X::Y::Z}, B: {Type: X::Y::Z}}\n'), both);
  assert.deepEqual(read('  Resources:\n    A: {Type: X::Y::Z}\n    B: {Type: X::Y::Z}\n'), both);
  assert.deepEqual(read('# JSON\n{"Resources": {"A": {"Type": "X::Y::Z"}, "B": {"Type": "X::Y::Z"}}}'), both);
});

test('a document mark, a byte order mark, and every kind of line end are taken', () => {
  const lines = ['---', 'Resources:', '  A:', '    Type: X::Y::Z', '', '  B:', '    Type: X::Y::Z'];
  for (const end of ['\n', '\r\n', '\r']) {
    for (const last of ['', end]) {
      const syntax = readTemplateSyntax('t', `\uFEFF${lines.join(end)}${last}`);
      assert.deepEqual(plainEntries(syntax), { A: { Type: 'X::Y::Z' }, B: { Type: 'X::Y::Z' } });
      assert.deepEqual(syntax.problems, []);
      assert.equal(
        syntax.sections.get('Resources')?.entries[1]?.piece.text,
        `  B:${end}    Type: X::Y::Z${last}`,
      );
    }
  }
});

test('only the first of several documents is read', () => {
  assert.deepEqual(
    Object.keys(pieces('Resources:\n  A:\n    Type: X\n---\nkind: Pod\nResources:\n  B: 1\n')),
    ['A'],
  );
});

test('scalars over several lines stay in their piece', () => {
  const text = [
    'Resources:',
    '  Instance:',
    '    Type: X::Y::Z',
    '    Script: |',
    '     Resources:',
    '       Fake:',
    '    \t\tmake: all',
    '',
    '     # no comment',
    '    Plain: one',
    '      two',
    '    Quoted: "a',
    '      Fake:',
    '      b"',
    '  Next:',
    '    Type: X::Y::Z',
    '',
  ].join('\n');
  const syntax = readTemplateSyntax('t', text);
  assert.deepEqual(Object.keys(plainEntries(syntax)), ['Instance!', 'Next']);
  const without = text.replace('    \t\tmake: all\n', '     \t\tmake: all\n');
  assert.deepEqual(plainEntries(readTemplateSyntax('t', without)), {
    Instance: {
      Type: 'X::Y::Z',
      Script: 'Resources:\n  Fake:\n\t\tmake: all\n\n# no comment\n',
      Plain: 'one two',
      Quoted: 'a Fake: b',
    },
    Next: { Type: 'X::Y::Z' },
  });
});

/** Lines that people leave half-typed, and whether the other properties of the resource survive beside the line. */
const typed: readonly string[] = [
  '      Encr',
  '      Encr: "abc',
  "      Encr: 'abc",
  '      Encr: !Sub "${A',
  '      Encr: [a, b',
  '      Encr: {a: b',
  '      Encr: {a: [b',
  '      Encr: a: b',
  '      Encr:x',
  '     Encr: x',
  '       Encr: x',
  '       Encr:\n        A: b',
  '    Encr: x',
  '      - ',
  '      -',
  '      Encr: *',
  '      Encr: &',
  '      Encr: @foo',
  '      Encr: ]',
  '      Encr: "a" b',
  '      "Encr',
  '\tEncr: x',
  '      \tEncr: x',
  'Encr',
  'Encr:',
  'Encr: x',
  'Description: x',
  '- a',
  '}',
  '{{ jinja }}',
  '{% if x %}',
];

const around = (line: string) => `Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      Name: x
${line}
      Versioning:
        Status: Enabled
      Tags:
        - Key: a
          Value: "b"
  Queue:
    Type: AWS::SQS::Queue
Outputs:
  Name:
    Value: !Ref Bucket
`;

for (const line of typed) {
  test(`${JSON.stringify(line)} costs no more than its line`, () => {
    const syntax = readTemplateSyntax('t', around(line));
    const properties = { Name: 'x', Versioning: { Status: 'Enabled' }, Tags: [{ Key: 'a', Value: 'b' }] };
    assert.deepEqual(plainEntries(syntax), {
      'Bucket!': { Type: 'AWS::S3::Bucket', Properties: properties },
      Queue: { Type: 'AWS::SQS::Queue' },
      Name: { Value: '!Ref Bucket' },
    });
    assert.ok(syntax.problems.some(({ kind }) => kind === 'syntax'));
  });
}

for (const line of [
  '     Encr:\n        A: b',
  '   Encr: x',
  '      Encr\n        A: b',
  '  Encr',
  '  Encr:',
  '   Other:',
  '  - x',
]) {
  test(`${JSON.stringify(line)} costs no other resource`, () => {
    const { Queue, Name } = plainEntries(readTemplateSyntax('t', around(line)));
    assert.deepEqual([Queue, Name], [{ Type: 'AWS::SQS::Queue' }, { Value: '!Ref Bucket' }]);
  });
}

for (const line of ['      Encr: !', '      Encr: !Su', '      Encr:', '      Encr: |', '      ? Encr']) {
  test(`${JSON.stringify(line)} is whole as it stands`, () => {
    const syntax = readTemplateSyntax('t', around(line));
    assert.deepEqual(Object.keys(plainEntries(syntax)), ['Bucket', 'Queue', 'Name']);
    assert.deepEqual(syntax.problems, []);
  });
}

test('a logical id that is indented by one space more or less is still one', () => {
  for (const id of [' Queue:', '   Queue:']) {
    const syntax = readTemplateSyntax('t', around('').replace('  Queue:', id));
    assert.deepEqual(Object.keys(plainEntries(syntax)), ['Bucket', 'Queue', 'Name']);
  }
});

test('what stands below a half-typed logical id is not the one above', () => {
  const text =
    'Resources:\n  Bucket:\n    Type: X::Y::Z\n  Que\n    Type: A::B::C\n  Topic:\n    Type: X::Y::Z\n';
  assert.deepEqual(plainEntries(readTemplateSyntax('t', text)), {
    Bucket: { Type: 'X::Y::Z' },
    Topic: { Type: 'X::Y::Z' },
  });
});

test('a section of an unknown name is a section, not a stray line', () => {
  const text =
    'Parameters:\n  A:\n    Type: String\nConstants:\n  B:\n    C: D\nResources:\n  E:\n    Type: X::Y::Z\n';
  assert.deepEqual(
    [...readTemplateSyntax('t', text).sections.keys()],
    ['Parameters', 'Constants', 'Resources'],
  );
});

test('sections that are no map are no trouble', () => {
  for (const value of [
    '',
    ' ~',
    '\n- a\n- b',
    '\n  - a',
    ' !Foo',
    ' "x',
    ' [',
    '\n  word',
    '\n  *a',
  ] as const) {
    const syntax = readTemplateSyntax('t', `Resources:${value}\nOutputs:\n  A:\n    Value: b\n`);
    assert.deepEqual(syntax.sections.get('Outputs')?.entries.length, 1, value);
    assert.deepEqual(syntax.sections.get('Resources')?.entries, [], value);
  }
});
