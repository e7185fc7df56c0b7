import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { compileRules } from '../scripts/compileRules.ts';
import { openIn } from '../scripts/docs/coverage.ts';
import { rulePages, stalePages } from '../scripts/docs.ts';

test('the pages of the rules are those that `node scripts/docs.ts` writes', () => {
  assert.deepEqual(stalePages(rulePages()), []);
});

test('what has no rule says why', () => {
  assert.deepEqual(openIn(compileRules(join(import.meta.dirname, '..'))), []);
});

test('the coverage says of every pillar, peer, best practice and entry of guidance where it stands', () => {
  const pages = rulePages();
  const { facts } = compileRules(join(import.meta.dirname, '..'));
  const peers = new Set([...facts.peers].map((alias) => alias.split(':')[0]));
  const expected = 6 + peers.size + facts.bestPractices.size + facts.guidance.size;
  for (const name of ['coverage.md', 'coverage.ko.md']) {
    const rows = (pages.get(name) ?? '').split('\n').filter((line) => line.startsWith('| '));
    assert.equal(rows.length, expected + 2 * 4);
  }
});
