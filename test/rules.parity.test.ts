// A situation gets the same verdict in whatever notation it is written.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { type CompiledRule, compileRules } from '../scripts/compileRules.ts';
import { dialects } from '../scripts/rules/form.ts';
import type { Terms } from '../server/service/snapshot.ts';
import { parseFixture } from './fixture.ts';
import { toJson } from './rules/json.ts';
import { snapshotOf, termsOf, verdictsOf } from './rules/pipeline.ts';

const compiled = compileRules(join(import.meta.dirname, '..'));
const sides = ['bad', 'good', 'unknown'] as const;

for (const source of compiled.sources.filter(speaksBothDialects)) {
  test(`${source.rule.id} says the same in YAML, JSON, HCL and Terraform JSON`, () => {
    const terms = termsOf({ ...compiled.ruleSet, rules: [source.rule] });
    const situations = situationsOf(source);
    assert.ok(
      situations.some(({ side }) => side === 'bad'),
      'no failing example is given in both dialects',
    );
    for (const { name, side, texts } of situations) {
      const verdicts = texts.map(({ notation, verdict }) => `${notation}: ${verdict(source.rule.id, terms)}`);
      const [first = ''] = verdicts;
      const wanted = first.slice(first.indexOf(':'));
      assert.deepEqual(
        verdicts,
        texts.map(({ notation }) => `${notation}${wanted}`),
        `${name} (${side})`,
      );
    }
  });
}

function speaksBothDialects({ rule }: CompiledRule): boolean {
  return dialects.every((dialect) => rule.subjects.some(({ types }) => (types[dialect] ?? []).length > 0));
}

interface Situation {
  readonly name: string;
  readonly side: (typeof sides)[number];
  readonly texts: readonly Written[];
}

interface Written {
  readonly notation: string;
  verdict(rule: string, terms: Terms): string;
}

/** What an example shows in both dialects, written in each of their notations. */
function situationsOf({ form }: CompiledRule): Situation[] {
  return form.examples.flatMap((example) =>
    sides.flatMap((side) => {
      const written = dialects.map((dialect) => {
        const text = example[dialect]?.[side];
        return text === undefined ? [] : notationsOf(text, dialect);
      });
      if (written.some((notations) => notations.length === 0)) return [];
      return [{ name: example.name, side, texts: written.flat() }];
    }),
  );
}

/** As it is drawn, and as JSON where that can be written by itself. */
function notationsOf(text: string, dialect: (typeof dialects)[number]): Written[] {
  const fixture = parseFixture(text);
  const json = fixture.files.length > 0 ? undefined : toJson(fixture.text, dialect);
  const written = (notation: string, content: string): Written => ({
    notation: `${dialect} ${notation}`,
    verdict: (rule, terms) => verdictOf({ ...fixture, text: content }, dialect, rule, terms),
  });
  return [written('as drawn', fixture.text), ...(json === undefined ? [] : [written('as JSON', json)])];
}

/** The worst that the rule says of any resource. */
function verdictOf(
  fixture: ReturnType<typeof parseFixture>,
  dialect: (typeof dialects)[number],
  rule: string,
  terms: Terms,
): string {
  const snapshot = snapshotOf(dialect, fixture, terms);
  assert.ok(snapshot);
  const verdicts = verdictsOf(snapshot, rule).map(({ verdict }) => verdict);
  const worst = (['fail', 'unknown'] as const).find((verdict) => verdicts.includes(verdict));
  return worst ?? 'nothing to say against it';
}
