// What the rules do to each other: a fix of one must hold while all of them are in force.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { compileRules } from '../scripts/compileRules.ts';
import { dialects } from '../scripts/rules/form.ts';
import { parseFixture } from './fixture.ts';
import { hasFix } from './rules/examples.ts';
import { joined, repair, snapshotOf, termsOf, today } from './rules/pipeline.ts';

const { ruleSet, sources } = compileRules(join(import.meta.dirname, '..'));
const asSetUp = {
  rules: ruleSet,
  speech: { strict: false, severityOf: (rule: (typeof ruleSet.rules)[number]) => rule.default, today },
};

for (const { rule, form } of sources) {
  const terms = rule.default === 'off' ? termsOf({ ...ruleSet, rules: [rule] }) : asSetUp;
  for (const { name, ...drawings } of form.examples) {
    for (const dialect of dialects.filter((one) => hasFix(rule, one))) {
      const { bad, good } = drawings[dialect] ?? {};
      if (bad === undefined || good === undefined) continue;
      test(`${rule.id} is repaired among all rules: ${name} (${dialect})`, () => {
        const fixture = parseFixture(bad);
        const snapshot = snapshotOf(dialect, fixture, terms);
        if (!snapshot) return;
        const { text, left } = repair(snapshot, rule.id, fixture);
        const after = parseFixture(good);
        assert.equal(text, joined([after, ...after.files]), left);
      });
    }
  }
}
