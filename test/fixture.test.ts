import assert from 'node:assert/strict';
import test from 'node:test';
import { check, compare, drawFixture, parseFixture } from './fixture.ts';
import type { Fixture } from './fixture.ts';

const wordsStartingWithB = ({ text, name, files }: Fixture) =>
  [{ text, name }, ...files].flatMap((file) =>
    [...file.text.matchAll(/\bb\w*/g)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      message: `${match[0]} starts with b`,
      file: file.name,
    })),
  );

test('a squiggle is taken out of the text and tells what is expected above it', () => {
  const { text, expected } = parseFixture('a: bee\n   ~~~ buzz\nc: 1\n');
  assert.equal(text, 'a: bee\nc: 1\n');
  assert.deepEqual(expected, [{ start: 3, end: 6, message: 'buzz' }]);
});

test('squiggles under one line follow each other and may stand at column 0', () => {
  check(
    `
    bee and bear
    ~~~ bee
            ~~~~ bear starts
    ant
    `,
    wordsStartingWithB,
  );
});

test('the dollar sign with a zero marks the cursor', () => {
  const { text, cursor } = parseFixture('a: $0b\n');
  assert.equal(text, 'a: b\n');
  assert.equal(cursor, 3);
});

test('a line of three dashes and a name begins another file', () => {
  const fixture = parseFixture('ant\n--- network.tf\nbee\n~~~\n');
  assert.equal(fixture.text, 'ant\n');
  assert.deepEqual(fixture.files, [
    { name: 'network.tf', text: 'bee\n', expected: [{ start: 0, end: 3, message: '' }], cursor: undefined },
  ]);
  check('ant\n--- network.tf\nbee\n~~~\n', wordsStartingWithB);
});

test('the first file may have a name too, and a document marker of YAML is none', () => {
  assert.equal(parseFixture('--- main.tf\nant\n--- b.tf\nbee\n').name, 'main.tf');
  assert.equal(parseFixture('---\nant\n').text, '---\nant\n');
});

test('carriage returns and tabs stay in the text', () => {
  const { text, expected } = parseFixture('\ta: bee\r\n\t   ~~~ buzz\r\nc\r\n');
  assert.equal(text, '\ta: bee\r\nc\r\n');
  assert.deepEqual(expected, [{ start: 4, end: 7, message: 'buzz' }]);
});

test('what is drawn is read back', () => {
  const drawn = 'ant\n\tbee bear\n\t~~~ one\n\t    ~~~~ two\n';
  const { text, expected } = parseFixture(drawn);
  assert.equal(drawFixture(text, expected), drawn);
});

test('a remark over several lines is drawn under the first', () => {
  assert.equal(drawFixture('a:\n  b\n', [{ start: 0, end: 6, message: 'all' }]), 'a:\n~~ all\n  b\n');
});

test('a difference is shown as the fixture would have to be drawn', () => {
  const fixture = parseFixture('bee\nbear\n~~~~ bear\n');
  const difference = compare(fixture, wordsStartingWithB(fixture));
  assert.deepEqual(difference, {
    expected: 'bee\nbear\n~~~~ bear\n',
    actual: 'bee\n~~~ bee starts with b\nbear\n~~~~ bear\n',
  });
});
