import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readHclSyntax } from '../../server/terraform/syntax/readHclSyntax.ts';
import { outline } from './outline.ts';

test('labels are quoted or bare, bodies are nested, comments are nothing', () => {
  assert.deepEqual(
    outline(`
# resource "a" "not" {
/* resource "a" "nor" {
} */
resource aws_vpc "x" {
  one { two = 3 }
  dynamic "four" {
    for_each = []
    content {}
  }
}
// a comment
locals { a = 1 }
empty {}
`),
    [
      'resource aws_vpc x { one { two = 3 }; dynamic four { for_each = []; content {  } } }',
      'locals { a = 1 }',
      'empty {  }',
    ],
  );
});

test('a heredoc that looks like blocks is text', () => {
  const text = 'resource "a" "b" {\n  text = <<EOF\nresource "c" "d" {\nResources:\n  "\nEOF\n}\n';
  assert.deepEqual(outline(text), [
    'resource a b { text = "resource \\"c\\" \\"d\\" {\\nResources:\\n  \\"\\n" }',
  ]);
});

const halfTyped = [
  'x = "abc',
  'x = "a${var.',
  'x = <<EOF\n text',
  'x = [',
  'x = {',
  'x =',
  'nested {',
  'x = jsonencode({',
  'x',
  'x = a ?',
  '}',
  'a: b',
  'x = var.',
  '"',
];

for (const line of halfTyped) {
  test(`a half-typed \`${line.split('\n')[0] ?? ''}\` costs its own block only`, () => {
    const text = `resource "a" "one" {\n  n = 1\n}\n\nresource "a" "two" {\n  n = 2\n  ${line}\n}\n\nresource "a" "three" {\n  n = <<EOF\n3\nEOF\n}\n`;
    const read = outline(text);
    assert.equal(read[0], 'resource a one { n = 1 }');
    assert.match(read[1] ?? '', /^resource a two \{ n = 2.* broken$/);
    assert.equal(read.at(-1), 'resource a three { n = "3\\n" }');
    assert.equal(read.length, 3);
  });
}

test('a half-typed header costs itself', () => {
  for (const header of ['resource', 'resource "aws', 'resource "aws_x"', 'resource "a" "b', 'mod']) {
    const read = outline(`resource "a" "one" {}\n\n${header}\n\nresource "a" "two" {\n}\n`);
    assert.deepEqual(read, ['resource a one {  }', 'resource a two {  }'], header);
  }
});

test('attributes behind a broken one are still read', () => {
  assert.deepEqual(outline('resource "a" "b" {\n  x = [1,\n  y = 2\n  z = "\n  v = 3\n}\n'), [
    'resource a b { x = [1]; y = 2; z = ""; v = 3 } broken',
  ]);
});

test('a piece is kept while its text is', () => {
  const text =
    'resource "a" "b" {\n  x = 1\n}\n\nresource "a" "c" {\n  x = 1\n}\n\nresource "a" "c" {\n  x = 1\n}\n';
  const before = readHclSyntax('file:///a.tf', text);
  const after = readHclSyntax('file:///a.tf', text.replace('x = 1', 'x = 22'), before);
  assert.deepEqual(
    after.blocks.map((top, i) => top === before.blocks[i]),
    [false, true, true],
  );
  const starts = after.blocks.map(({ piece }) => [before.startOf(piece), after.startOf(piece)]);
  assert.deepEqual(starts, [
    [undefined, 0],
    [28, 29],
    [58, 59],
  ]);
});
