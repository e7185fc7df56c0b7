import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withEntries } from '../../server/model/layeredMap.ts';

const base: ReadonlyMap<string, { n: number }> = new Map(
  ['a', 'b', 'c'].map((key, n) => [key, { n }] as const),
);

test('other values take the place of those before, new keys come last', () => {
  const map = withEntries(withEntries(base, [['b', { n: 10 }]]), [
    ['d', { n: 11 }],
    ['a', { n: 12 }],
  ]);
  assert.deepEqual(
    [...map].map(([key, { n }]) => `${key} ${String(n)}`),
    ['a 12', 'b 10', 'c 2', 'd 11'],
  );
  assert.deepEqual([...map.keys()], ['a', 'b', 'c', 'd']);
  assert.deepEqual([map.size, map.has('d'), map.get('e')], [4, true, undefined]);
});

test('the map before stays as it was', () => {
  withEntries(base, [['a', { n: 10 }]]);
  assert.deepEqual(base.get('a'), { n: 0 });
});

test('many layers are as one', () => {
  let map = base;
  for (let n = 0; n < 500; n++) map = withEntries(map, [[`k${String(n % 250)}`, { n }]]);
  assert.equal(map.size, 253);
  assert.deepEqual(map.get('k249'), { n: 499 });
});
