// Tests that no fix of a rule's examples makes what CloudFormation or the Terraform provider refuses.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { compileRules } from '../scripts/compileRules.ts';
import { newlyRefused } from '../scripts/fixAll/specification.ts';
import { dialects } from '../scripts/rules/form.ts';
import { parseFixture } from './fixture.ts';
import { snapshotOf, termsOf } from './rules/pipeline.ts';

const { ruleSet, sources } = compileRules(join(import.meta.dirname, '..'));
const unjudged = termsOf({ ...ruleSet, rules: [] });

for (const { rule, form } of sources) {
  const repaired = form.examples.flatMap(({ name, ...drawings }) =>
    dialects.flatMap((dialect) => {
      const { bad, good } = drawings[dialect] ?? {};
      return bad === undefined || good === undefined ? [] : [{ name, dialect, bad, good }];
    }),
  );
  if (repaired.length === 0) continue;
  test(`${rule.id} makes nothing that is refused`, () => {
    for (const { name, dialect, bad, good } of repaired) {
      const [before, after] = [bad, good].map((text) => snapshotOf(dialect, parseFixture(text), unjudged));
      assert.ok(before && after);
      assert.deepEqual(newlyRefused(before.model, after.model), [], name);
    }
  });
}
