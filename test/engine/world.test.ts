import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { explore } from '../../server/engine/world.ts';
import type { Atom, Condition, Formula } from '../../server/model/condition.ts';

const atom = (id: string): Atom => ({ kind: 'atom', id });
const equals = (subject: string, value: string, domain?: string[]): Atom => ({
  kind: 'atom',
  id: `${subject}=${value}`,
  subject,
  value,
  domain,
});
const named = (name: string, formula: Formula): Condition => ({ name, formula });

/** The worlds that asking for these conditions in turn leads to, each as the answers it gives. */
function worldsOf(...conditions: Condition[]): string[] {
  const { visited } = explore(64, (world) =>
    conditions.map((condition) => (world.holds(condition) ? 'yes' : 'no')).join(' '),
  );
  return visited.map(({ result }) => result).sort();
}

describe('worlds', () => {
  test('there is one where nothing is asked', () => {
    assert.equal(explore(64, () => 0).visited.length, 1);
  });

  test('an open condition makes two', () => {
    assert.deepEqual(worldsOf(named('A', atom('a'))), ['no', 'yes']);
  });

  test('the same condition is decided once', () => {
    assert.deepEqual(worldsOf(named('A', atom('a')), named('Same', atom('a'))), ['no no', 'yes yes']);
  });

  test('a condition and its negation never agree', () => {
    assert.deepEqual(worldsOf(named('A', atom('a')), named('NotA', { kind: 'not', of: atom('a') })), [
      'no yes',
      'yes no',
    ]);
  });

  test('a constant condition makes no second world', () => {
    assert.deepEqual(worldsOf(named('Never', { kind: 'constant', holds: false })), ['no']);
  });

  test('one parameter does not equal two values at once', () => {
    assert.deepEqual(worldsOf(named('Prod', equals('Env', 'prod')), named('Dev', equals('Env', 'dev'))), [
      'no no',
      'no yes',
      'yes no',
    ]);
  });

  test('one of the allowed values is the case', () => {
    const domain = ['prod', 'dev'];
    assert.deepEqual(
      worldsOf(named('Prod', equals('Env', 'prod', domain)), named('Dev', equals('Env', 'dev', domain))),
      ['no yes', 'yes no'],
    );
  });

  test('a value that is not allowed is never the case', () => {
    assert.deepEqual(worldsOf(named('Test', equals('Env', 'test', ['prod', 'dev']))), ['no']);
  });

  test('only as much of a formula is decided as its truth needs', () => {
    const { visited } = explore(64, (world) =>
      world.holds(named('Both', { kind: 'all', of: [atom('a'), atom('b')] })),
    );
    assert.deepEqual(
      visited.map(({ result }) => result),
      [true, false, false],
    );
  });

  test('past the bound the visit says that it is not complete', () => {
    const many = Array.from({ length: 8 }, (_, i) => named(`C${String(i)}`, atom(`c${String(i)}`)));
    const { visited, complete } = explore(64, (world) => many.map((condition) => world.holds(condition)));
    assert.equal(visited.length, 64);
    assert.equal(complete, false);
  });

  test('each world remembers which conditions mattered in it', () => {
    const { visited } = explore(
      64,
      (world) => world.holds(named('A', atom('a'))) && world.holds(named('B', atom('b'))),
    );
    assert.deepEqual(
      visited.map(({ assumed }) => [...assumed.keys()].join(' ')),
      ['A B', 'A B', 'A'],
    );
  });
});
