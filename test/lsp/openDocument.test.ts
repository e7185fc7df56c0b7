import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ContentChange, OpenDocument } from '../../server/lsp/openDocument.ts';
import { lineIndexOf } from '../../server/text/lineIndex.ts';

/** A small generator with a seed, so that a failure can be repeated. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('lines stay right through any edits, with every kind of line break', () => {
  const random = randomNumbers(7);
  const words = ['a', '\r', '\n', '\r\n', 'bc\n', '', '\u2028', '😀'];
  const document = new OpenDocument('file:///a', 0, 'first\r\nsecond\rthird\n');
  for (let round = 1; round < 3000; round++) {
    const { text } = document;
    const start = random(text.length + 1);
    const end = Math.min(text.length, start + random(4));
    const word = words[random(words.length)] ?? '';
    const lines = lineIndexOf(text);
    document.apply(
      [{ range: { start: lines.positionAt(start), end: lines.positionAt(end) }, text: word }],
      round,
    );
    assert.equal(document.text, text.slice(0, start) + word + text.slice(end));
    const again = lineIndexOf(document.text);
    assert.equal(document.lineCount, again.lineCount);
    for (let offset = 0; offset <= document.text.length; offset++) {
      assert.deepEqual(document.positionAt(offset), again.positionAt(offset));
    }
    if (document.text.length > 60) document.apply([{ text: 'x\r\ny' }], round);
  }
});

test('many changes from the end to the beginning give the same text as one after the other', () => {
  const at = (line: number, text: string): ContentChange => {
    const place = { line, character: 1 };
    return { range: { start: place, end: place }, text };
  };
  const document = new OpenDocument('file:///a', 0, 'a\nb\nc\nd\ne\n');
  document.apply([at(4, '5'), at(3, '4'), at(1, '\n2'), at(0, '1')], 1);
  assert.equal(document.text, 'a1\nb\n2\nc\nd4\ne5\n');
  assert.deepEqual(document.positionAt(5), { line: 2, character: 0 });
});

test('a position behind the end of its line is the end of that line', () => {
  const document = new OpenDocument('file:///a', 0, 'ab\r\ncd');
  assert.equal(document.offsetAt({ line: 0, character: 99 }), 2);
  assert.equal(document.offsetAt({ line: 99, character: 0 }), 6);
});
