// Runs every example of every rule; `RULE=id` runs those of one rule only.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { compileRules, printError } from '../scripts/compileRules.ts';
import { textsOf } from '../server/language/texts.ts';
import { casesOf } from './rules/examples.ts';
import { termsOf } from './rules/pipeline.ts';

const { ruleSet, texts, sources, errors } = compileRules(
  join(import.meta.dirname, '..'),
  process.env['RULE'],
);
const english = textsOf('en', texts.en);

test('every rule file compiles', () => {
  assert.deepEqual(errors.map(printError), []);
});

for (const source of sources) {
  const terms = termsOf({ ...ruleSet, rules: [source.rule] });
  void test(source.rule.id, async (t) => {
    for (const example of casesOf(source, terms, english)) {
      await t.test(example.name, () => {
        const failure = example.run();
        if (failure) assert.equal(failure.actual, failure.expected, failure.reason);
      });
    }
  });
}
