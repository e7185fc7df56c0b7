// Rules about the rules.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { type CompiledRule, compileRules } from '../scripts/compileRules.ts';
import { ruleChecks } from './rules/faults.ts';

const { sources } = compileRules(join(import.meta.dirname, '..'), process.env['RULE']);

/** Every fault of every rule in one list, so that authors see all of it at once. */
function eachRule(faultsOf: (source: CompiledRule) => readonly string[]): void {
  assert.deepEqual(
    sources.flatMap((source) => faultsOf(source).map((fault) => `${source.file}: ${fault}`)),
    [],
  );
}

for (const [name, faultsOf] of ruleChecks) {
  test(name, () => {
    eachRule(faultsOf);
  });
}

test('no two rules have the same title', () => {
  const seen = new Map<string, string>();
  eachRule(({ texts, file }) =>
    [`en ${texts.en.title}`, `ko ${texts.ko.title}`].flatMap((key) => {
      const first = seen.get(key);
      seen.set(key, file);
      return first === undefined ? [] : [`“${key}” is taken by ${first}`];
    }),
  );
});
