// Every example of a rule as things that must hold of it.
import type { CompiledRule } from '../../scripts/compileRules.ts';
import { dialectsOf } from '../../scripts/rules/fixes.ts';
import { dialects } from '../../scripts/rules/form.ts';
import type { Texts } from '../../server/language/texts.ts';
import type { DialectName } from '../../server/model/resource.ts';
import type { Terms } from '../../server/service/snapshot.ts';
import { type Fixture, compare, parseFixture } from '../fixture.ts';
import { toJson } from './json.ts';
import { joined, remarksOf, repair, snapshotOf, verdictsOf } from './pipeline.ts';

/** What came out otherwise than the example says. */
export interface Failure {
  readonly reason: string;
  readonly expected: string;
  readonly actual: string;
}

/** One thing that must hold. */
export interface ExampleCase {
  readonly name: string;
  readonly dialect: DialectName;
  /** Where the example stands among the rule's, for those who write it anew. */
  readonly index: number;
  /** `undefined` when it holds. */
  run(): Failure | undefined;
}

interface Context {
  readonly id: string;
  readonly terms: Terms;
  readonly texts: Texts;
  readonly dialect: DialectName;
}

/** The cases of all examples. */
export function casesOf({ rule, form }: CompiledRule, terms: Terms, texts: Texts): ExampleCase[] {
  return form.examples.flatMap((example, index) =>
    dialects.flatMap((dialect) => {
      const { bad, good, unknown } = example[dialect] ?? {};
      const context: Context = { id: rule.id, terms, texts, dialect };
      const fixes = bad !== undefined && good !== undefined && hasFix(rule, dialect);
      const of = (what: string, run: () => Failure | undefined): ExampleCase => ({
        name: `${example.name} (${dialect}, ${what})`,
        dialect,
        index,
        run,
      });
      return [
        ...(bad === undefined ? [] : [of('bad', () => mustFind(bad, context))]),
        ...(good === undefined ? [] : [of('good', () => mustPass(good, context))]),
        ...(unknown === undefined ? [] : [of('unknown', () => mustBeUnknown(unknown, context))]),
        ...(fixes ? [of('fix', () => mustRepair(bad, good, context))] : []),
        ...[bad, good, unknown].flatMap((text) => (text === undefined ? [] : parityCase(text, context, of))),
      ];
    }),
  );
}

/** True when the rule repairs what it finds in this dialect. */
export function hasFix(rule: CompiledRule['rule'], dialect: DialectName): boolean {
  return [rule.fix, ...rule.subjects.map(({ fix }) => fix)].some(
    (fix) => fix !== undefined && dialectsOf(fix).includes(dialect),
  );
}

function read(fixture: Fixture, { dialect, terms }: Context): NonNullable<ReturnType<typeof snapshotOf>> {
  const snapshot = snapshotOf(dialect, fixture, terms);
  if (!snapshot) throw new Error(`${dialect} cannot be read`);
  return snapshot;
}

function mustFind(text: string, context: Context): Failure | undefined {
  const fixture = parseFixture(text);
  const difference = compare(fixture, remarksOf(read(fixture, context), context.id, fixture, context.texts));
  return difference && { reason: 'the findings are not those that are drawn', ...difference };
}

function mustPass(text: string, context: Context): Failure | undefined {
  const fixture = parseFixture(text);
  const snapshot = read(fixture, context);
  const difference = compare(fixture, remarksOf(snapshot, context.id, fixture, context.texts));
  if (difference) return { reason: 'nothing should be found', ...difference };
  const open = verdictsOf(snapshot, context.id).filter(({ verdict }) => verdict === 'unknown');
  if (open.length === 0) return undefined;
  return {
    reason: 'the verdict should be certain',
    expected: text,
    actual: `${text}\n${causesIn(snapshot, context.id)}`,
  };
}

function mustBeUnknown(text: string, context: Context): Failure | undefined {
  const fixture = parseFixture(text);
  const snapshot = read(fixture, context);
  const difference = compare(fixture, remarksOf(snapshot, context.id, fixture, context.texts));
  if (difference) return { reason: 'an unknown is no finding', ...difference };
  const verdicts = verdictsOf(snapshot, context.id);
  if (verdicts.some(({ verdict }) => verdict === 'unknown')) return undefined;
  const said =
    verdicts.map(({ resource, verdict }) => `${resource}: ${verdict}`).join('\n') ||
    'the rule applies to nothing';
  return { reason: 'the verdict should be unknown', expected: 'unknown', actual: said };
}

function mustRepair(bad: string, good: string, context: Context): Failure | undefined {
  const fixture = parseFixture(bad);
  const { text, left } = repair(read(fixture, context), context.id, fixture);
  const after = parseFixture(good);
  const expected = joined([after, ...after.files]);
  if (left !== undefined) return { reason: `a finding is left: ${left}`, expected, actual: text };
  return text === expected ? undefined : { reason: 'the fix makes another text', expected, actual: text };
}

function causesIn(snapshot: ReturnType<typeof read>, id: string): string {
  const open = [...snapshot.judgements.byResource].flatMap(([resource, judgements]) =>
    judgements
      .filter(({ rule, verdict }) => rule === id && verdict === 'unknown')
      .map(
        ({ causes }) =>
          `${resource.id} is unknown: ${causes.map(({ kind, subject }) => `${kind} ${subject}`).join(', ')}`,
      ),
  );
  return open.join('\n');
}

/** The same example written as JSON must be judged alike. */
function parityCase(
  text: string,
  context: Context,
  of: (what: string, run: () => Failure | undefined) => ExampleCase,
): ExampleCase[] {
  const fixture = parseFixture(text);
  const json = fixture.files.length > 0 ? undefined : toJson(fixture.text, context.dialect);
  if (json === undefined) return [];
  return [
    of('as JSON', () => {
      const expected = said(read(fixture, context), context.id);
      const actual = said(read({ ...fixture, text: json }, context), context.id);
      return expected === actual
        ? undefined
        : { reason: `JSON is judged otherwise:\n${json}`, expected, actual };
    }),
  ];
}

function said(snapshot: ReturnType<typeof read>, id: string): string {
  const verdicts = verdictsOf(snapshot, id).map(({ resource, verdict }) => `${resource}: ${verdict}`);
  const count = snapshot.judgements.findings.filter(({ rule }) => rule === id).length;
  return [...verdicts, `${String(count)} findings`].join('\n');
}
