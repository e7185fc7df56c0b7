import assert from 'node:assert/strict';
import test from 'node:test';
import { rulePages, stalePages } from '../scripts/docs.ts';

test('the pages of the rules are those that `node scripts/docs.ts` writes', () => {
  assert.deepEqual(stalePages(rulePages()), []);
});
