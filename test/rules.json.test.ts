// What a fix repairs in HCL it repairs in Terraform JSON as well.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { compileRules } from '../scripts/compileRules.ts';
import { parseFixture } from './fixture.ts';
import { hasFix } from './rules/examples.ts';
import { toJson } from './rules/json.ts';
import { repair, snapshotOf, termsOf } from './rules/pipeline.ts';

const compiled = compileRules(join(import.meta.dirname, '..'));

for (const { rule, form } of compiled.sources.filter((source) => hasFix(source.rule, 'terraform'))) {
  test(`${rule.id} is repaired in Terraform JSON`, () => {
    const terms = termsOf({ ...compiled.ruleSet, rules: [rule] });
    for (const { name, terraform } of form.examples) {
      if (terraform?.bad === undefined || terraform.good === undefined) continue;
      const fixture = parseFixture(terraform.bad);
      const text = fixture.files.length > 0 ? undefined : toJson(fixture.text, 'terraform');
      if (text === undefined) continue;
      const written = { ...fixture, text, expected: [] };
      const snapshot = snapshotOf('terraform', written, terms);
      assert.ok(snapshot);
      const { text: after, left } = repair(snapshot, rule.id, written);
      assert.equal(left, undefined, name);
      assert.doesNotThrow(() => JSON.parse(after) as unknown, name);
    }
  });
}
