import assert from 'node:assert/strict';
import { test } from 'node:test';
import { composeEdits } from '../../server/text/composeEdits.ts';
import { type TextEdit, applyEdits } from '../../server/text/textEdit.ts';

function check(text: string, rounds: readonly (readonly TextEdit[])[], expected: readonly TextEdit[]): void {
  const composed = composeEdits(text.length, rounds);
  assert.equal(applyEdits(text, composed), rounds.reduce(applyEdits, text));
  assert.deepEqual(composed, expected);
}

test('edits of later rounds move back to where they stand in the first text', () => {
  const rounds = [[{ start: 1, end: 1, text: '--' }], [{ start: 5, end: 6, text: 'D' }]];
  check('abcd', rounds, [
    { start: 1, end: 1, text: '--' },
    { start: 3, end: 4, text: 'D' },
  ]);
});

test('an edit within what an earlier round wrote becomes part of it', () => {
  check(
    'ab',
    [[{ start: 1, end: 1, text: 'xyz' }], [{ start: 2, end: 3, text: 'Y' }]],
    [{ start: 1, end: 1, text: 'xYz' }],
  );
});

test('an edit that takes away what an earlier round wrote leaves nothing of it', () => {
  check('ab', [[{ start: 1, end: 1, text: 'xyz' }], [{ start: 1, end: 4, text: '' }]], []);
});

test('an edit over an earlier one and its surroundings replaces both', () => {
  check(
    'abcdef',
    [[{ start: 2, end: 3, text: 'CC' }], [{ start: 1, end: 5, text: '!' }]],
    [{ start: 1, end: 4, text: '!' }],
  );
});

test('text behind the end is appended', () => {
  check(
    'ab',
    [[{ start: 2, end: 2, text: 'c' }], [{ start: 3, end: 3, text: 'd' }]],
    [{ start: 2, end: 2, text: 'cd' }],
  );
});
