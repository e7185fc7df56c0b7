import type { Cause, Unknown } from '../model/value.ts';
import { contains, endsWith, matches, mayEqual, numberOf, sameMeaning, startsWith } from './compare.ts';
import type { PredicateContext } from './predicates/predicate.ts';
import { itemsOf } from './items.ts';
import { predicates } from './predicates/registry.ts';
import { type Reading, type Settled, originsAt, settle } from './reading.ts';
import type { ConditionExpression, Literal, Operand, RuleSet, TableRow, Threshold, Word } from './rule.ts';
import { type Scope, declaring, presenceOf, readAttribute } from './scope.ts';
import { type Truth, allOf, anyOf, not } from './truth.ts';

/** A reading that decides a condition, or that leaves it open, with the scope in which it was read. */
export interface Evidence {
  readonly name: string;
  readonly reading: Reading;
  readonly scope: Scope;
  /** What a predicate wants shown for it. */
  readonly text?: string | undefined;
}

export interface Outcome {
  readonly truth: Truth;
  readonly evidence: readonly Evidence[];
}

/** What conditions need besides the scope: tables, and the thresholds in force. */
export interface Facts {
  readonly tables: RuleSet['tables'];
  readonly thresholds: Readonly<Record<string, Threshold>>;
  readonly strict: boolean;
  readonly today?: string | undefined;
}

type Test = Extract<ConditionExpression, { kind: 'test' }>;
type Count = Extract<ConditionExpression, { kind: 'count' }>;
type Quantified = Extract<ConditionExpression, { kind: 'each' | 'some' | 'none' }>;

/**
 * Whether a condition holds, and what decides that. The evidence is complete only for the truth that it is `wanted` for:
 * where that is out of the question, what comes after the deciding part is not looked at.
 */
export function evaluate(
  expression: ConditionExpression,
  scope: Scope,
  facts: Facts,
  wanted: boolean | undefined,
): Outcome {
  switch (expression.kind) {
    case 'all':
      return conjunction(expression.of, scope, facts, wanted, true);
    case 'any':
      return conjunction(expression.of, scope, facts, wanted, false);
    case 'not': {
      const { truth, evidence } = evaluate(expression.of, scope, facts, opposite(wanted));
      return { truth: not(truth), evidence };
    }
    case 'test':
      return test(expression, scope, facts);
    case 'count':
      return count(expression, scope, facts);
    default:
      return quantified(expression, scope, facts, wanted);
  }
}

function opposite(wanted: boolean | undefined): boolean | undefined {
  return wanted === undefined ? undefined : !wanted;
}

/** `all` is decided by the first false, `any` by the first true; the evidence is that of the parts that decide. */
function conjunction(
  parts: readonly ConditionExpression[],
  scope: Scope,
  facts: Facts,
  wanted: boolean | undefined,
  all: boolean,
): Outcome {
  const outcomes: Outcome[] = [];
  for (const part of parts) {
    const outcome = evaluate(part, scope, facts, wanted);
    if (outcome.truth === !all && (!all || wanted !== false)) return outcome;
    outcomes.push(outcome);
  }
  const truths = outcomes.map(({ truth }) => truth);
  return decided(all ? allOf(truths) : anyOf(truths), outcomes);
}

/** The evidence of those outcomes that have the deciding truth. */
function decided(truth: Truth, outcomes: readonly Outcome[]): Outcome {
  return {
    truth,
    evidence: outcomes.filter((outcome) => outcome.truth === truth).flatMap(({ evidence }) => evidence),
  };
}

function test(expression: Test, scope: Scope, facts: Facts): Outcome {
  const { subject, word, operand } = expression;
  const home = subject === '' ? scope : declaring(scope, subject);
  if (!home) return { truth: undefined, evidence: [] };
  if (subject in home.related) return testRelated(subject, word, home);
  const readings = readAttribute(home, subject);
  if (word === 'distinct') return distinct(subject, readings, home);
  const outcomes = readings.map((reading) =>
    testReading(reading, subject, word, operand, home, facts, scope),
  );
  return decided(allOf(outcomes.map(({ truth }) => truth)), outcomes);
}

function testReading(
  reading: Reading,
  name: string,
  word: Word,
  operand: Operand,
  scope: Scope,
  facts: Facts,
  from: Scope,
): Outcome {
  if (word === 'is') return testPredicate(reading, name, operand, scope, facts);
  const truth =
    operand.kind === 'attribute'
      ? compareAttribute(reading, word, operand, from)
      : testWord(reading.value, word, operandOf(operand, facts));
  return { truth, evidence: [{ name, reading, scope }] };
}

/** `present` and `absent` of a related resource. */
function testRelated(subject: string, word: Word, scope: Scope): Outcome {
  const items = itemsOf(subject, scope);
  const present: Truth = items.scopes.length > 0 ? true : items.open ? undefined : false;
  const evidence = items.scopes.length > 0 ? [] : listEvidence(subject, scope, items.open);
  return { truth: word === 'absent' ? not(present) : present, evidence };
}

type Comparison = { readonly literals: readonly Literal[]; readonly prefix?: boolean };

function operandOf(operand: Operand, facts: Facts): Comparison {
  switch (operand.kind) {
    case 'literal':
      return { literals: [operand.value] };
    case 'list':
      return { literals: operand.values };
    case 'threshold': {
      const threshold = facts.thresholds[operand.threshold];
      return { literals: threshold ? [facts.strict ? threshold.strict : threshold.default] : [] };
    }
    case 'table': {
      const table = facts.tables[operand.table];
      return { literals: table?.rows.map(({ key }) => key) ?? [], prefix: table?.match === 'prefix' };
    }
    default:
      return { literals: [] };
  }
}

/** Whether a word holds of a value. What is absent satisfies only `absent` and `noneOf`. */
export function testWord(value: Settled, word: Word, { literals, prefix }: Comparison): Truth {
  if (word === 'present') return presenceOf(value);
  if (word === 'absent') return not(presenceOf(value));
  if (value.kind === 'absent') return word === 'noneOf';
  if (value.kind === 'unknown') return undefined;
  switch (word) {
    case 'equals':
    case 'oneOf':
      return anyOf(literals.map((literal) => equals(value, literal, prefix)));
    case 'noneOf':
      return not(anyOf(literals.map((literal) => equals(value, literal, prefix))));
    case 'atLeast':
      return compareNumber(value, (number) => literals.every((literal) => number >= Number(literal)));
    case 'atMost':
      return compareNumber(value, (number) => literals.every((literal) => number <= Number(literal)));
    case 'startsWith':
      return anyOf(literals.map((literal) => startsWith(value, String(literal))));
    case 'endsWith':
      return anyOf(literals.map((literal) => endsWith(value, String(literal))));
    case 'contains':
      return anyOf(literals.map((literal) => contains(value, String(literal))));
    case 'matches':
      return anyOf(literals.map((literal) => matches(value, String(literal))));
    default:
      return undefined;
  }
}

function equals(value: Settled, literal: Literal, prefix = false): Truth {
  if (prefix) return startsWith(value, String(literal));
  if (value.kind === 'scalar') return sameMeaning(value.data, value.text, literal);
  if (value.kind === 'text') return mayEqual(value, String(literal)) ? undefined : false;
  return false;
}

/** A value that is no number is neither large nor small enough: that cannot be judged. */
function compareNumber(value: Settled, holds: (number: number) => boolean): Truth {
  const number = value.kind === 'scalar' ? numberOf(value.data) : undefined;
  return number === undefined ? undefined : holds(number);
}

function compareAttribute(
  reading: Reading,
  word: Word,
  operand: Extract<Operand, { kind: 'attribute' }>,
  scope: Scope,
): Truth {
  const home = declaring(scope, operand.attribute);
  const others = home ? readAttribute(home, operand.attribute) : [];
  return allOf(
    others.map(({ value }) => {
      if (value.kind === 'absent' && reading.value.kind === 'absent') return word === 'equals';
      if (value.kind !== 'scalar') return sameReference(reading.value, value, word);
      const number = numberOf(value.data);
      const literal =
        number === undefined || (operand.times === 1 && operand.plus === 0)
          ? value.data
          : number * operand.times + operand.plus;
      return testWord(reading.value, word, { literals: [literal] });
    }),
  );
}

/** Two references to the same attribute of the same resource are equal although neither value is known. */
function sameReference(a: Settled, b: Settled, word: Word): Truth {
  if (a.kind !== 'unknown' || b.kind !== 'unknown' || !a.reference || !b.reference) return undefined;
  const same = a.reference.id === b.reference.id && a.reference.attribute === b.reference.attribute;
  if (!same) return undefined;
  return word === 'equals' || word === 'oneOf' ? true : word === 'noneOf' ? false : undefined;
}

function distinct(name: string, readings: readonly Reading[], scope: Scope): Outcome {
  const keys = readings.map(({ value }) => identityOf(value));
  const repeated = readings.filter(
    (_, index) => keys[index] !== undefined && keys.indexOf(keys[index]) < index,
  );
  const truth: Truth =
    repeated.length > 0 ? false : keys.includes(undefined) && readings.length > 1 ? undefined : true;
  const deciding = truth === false ? repeated : readings;
  return { truth, evidence: deciding.map((reading) => ({ name, reading, scope })) };
}

function identityOf(value: Settled): string | undefined {
  if (value.kind === 'scalar') return `=${value.text}`;
  return value.kind === 'unknown' && value.reference
    ? `@${value.reference.id}.${value.reference.attribute ?? ''}`
    : undefined;
}

function testPredicate(
  reading: Reading,
  name: string,
  operand: Operand,
  scope: Scope,
  facts: Facts,
): Outcome {
  const plain: Evidence = { name, reading, scope };
  const predicate = operand.kind === 'predicate' ? predicates[operand.predicate] : undefined;
  if (!predicate || operand.kind !== 'predicate') return { truth: undefined, evidence: [plain] };
  const { truth, evidence } = predicate(reading, operand.arguments, contextOf(scope, facts));
  if (evidence.length === 0) return { truth, evidence: [plain] };
  return {
    truth,
    evidence: evidence.map(({ at, unknown, under, text }) => {
      const value: Settled = unknown ?? { ...reading.value, origins: originsAt(reading.value, at) };
      return {
        ...plain,
        text,
        reading: { ...reading, value, at, under: [...reading.under, ...(under ?? [])] },
      };
    }),
  };
}

function contextOf(scope: Scope, facts: Facts): PredicateContext {
  return {
    resource: scope.resource,
    settle: (value) => settle(value, scope.world),
    byId: (id) => scope.surroundings.byId(id),
    ofType: (type) => scope.surroundings.ofType(type),
    mentioning: (key) => scope.surroundings.mentioning(key),
    today: facts.today,
    row: (table, key) => rowOf(facts.tables, table, key),
    rows: (table) => facts.tables[table]?.rows ?? noRows,
  };
}

const noRows: readonly TableRow[] = [];

/** The row of a table for a key; the longest prefix where keys are prefixes. `undefined` when there is none. */
export function rowOf(
  tables: RuleSet['tables'],
  name: string,
  key: string,
): Readonly<Record<string, string>> | undefined {
  const table = tables[name];
  if (!table) return undefined;
  if (table.match === 'exact') return table.rows.find((row) => row.key === key);
  const matching = table.rows.filter((row) => key.startsWith(row.key));
  return matching.sort((a, b) => b.key.length - a.key.length)[0];
}

/** `each` is decided by the first item that fails, `some` and `none` by the first that does not. */
function quantified(
  { kind, subject, of }: Quantified,
  scope: Scope,
  facts: Facts,
  wanted: boolean | undefined,
): Outcome {
  const items = itemsOf(subject, scope);
  const deciding = kind !== 'each';
  const wantedOfItems = kind === 'none' ? opposite(wanted) : wanted;
  const outcomes: Outcome[] = [];
  for (const item of items.scopes) {
    const outcome = withItem(evaluate(of, item, facts, wantedOfItems), item);
    outcomes.push(outcome);
    if (outcome.truth === deciding && wantedOfItems !== deciding) break;
  }
  if (items.open) outcomes.push({ truth: undefined, evidence: listEvidence(subject, scope, items.open) });
  const truths = outcomes.map(({ truth }) => truth);
  const truth = kind === 'each' ? allOf(truths) : anyOf(truths);
  if (kind === 'none') return { ...decided(truth, outcomes), truth: not(truth) };
  if (kind === 'some' && truth === false) {
    const evidence = decided(truth, outcomes).evidence.map((piece) => ofWhole(piece, scope));
    return {
      truth,
      evidence: evidence.length > 0 ? evidence : listEvidence(subject, scope, undefined),
    };
  }
  return decided(truth, outcomes);
}

/** That no item satisfies a condition is one fault of the list, not one of each item. */
function ofWhole(piece: Evidence, scope: Scope): Evidence {
  return piece.scope.item && piece.scope.resource === scope.resource ? { ...piece, scope } : piece;
}

/** An item without evidence of its own is its own evidence. */
function withItem(outcome: Outcome, item: Scope): Outcome {
  if (outcome.evidence.length > 0 || !item.item) return outcome;
  return { ...outcome, evidence: [{ name: '', reading: item.item, scope: item }] };
}

function count(expression: Count, scope: Scope, facts: Facts): Outcome {
  const items = itemsOf(expression.subject, scope);
  const { of } = expression;
  const outcomes = items.scopes.map((item) =>
    of ? withItem(evaluate(of, item, facts, true), item) : withItem({ truth: true, evidence: [] }, item),
  );
  const least = outcomes.filter(({ truth }) => truth === true).length;
  const most = items.open ? Infinity : least + outcomes.filter(({ truth }) => truth === undefined).length;
  const limits = operandOf(expression.operand, facts).literals.map(Number);
  const holds = (number: number): boolean =>
    limits.every((limit) => compareCount(number, expression.word, limit));
  const truth = countTruth(expression.word, least, most, holds);
  const evidence = outcomes
    .filter((outcome) => outcome.truth !== false)
    .flatMap((outcome) => outcome.evidence);
  return {
    truth,
    evidence:
      truth === undefined || evidence.length === 0
        ? listEvidence(expression.subject, scope, items.open)
        : evidence,
  };
}

function countTruth(word: Word, least: number, most: number, holds: (number: number) => boolean): Truth {
  if (least === most) return holds(least);
  if (word === 'atLeast') return holds(least) ? true : most !== Infinity && !holds(most) ? false : undefined;
  if (word === 'atMost') return !holds(least) ? false : most !== Infinity && holds(most) ? true : undefined;
  return undefined;
}

function compareCount(number: number, word: Word, limit: number): boolean {
  return word === 'atLeast' ? number >= limit : word === 'atMost' ? number <= limit : number === limit;
}

/** The list as a whole, for a verdict that rests on what it lacks. */
function listEvidence(subject: string, scope: Scope, open: Cause | undefined): Evidence[] {
  const home = declaring(scope, subject) ?? scope;
  if (subject in home.attributes && !open) {
    return readAttribute(home, subject)
      .slice(0, 1)
      .map((reading) => ({ name: subject, reading, scope: home }));
  }
  const at = home.item?.at ?? home.resource.nameAt;
  const value: Unknown | { kind: 'absent'; at: typeof at } = open
    ? { kind: 'unknown', cause: open, present: false, at }
    : { kind: 'absent', at };
  const reading: Reading = {
    value,
    at,
    steps: [],
    owner: home.resource,
    under: [],
    defaulted: false,
    written: false,
  };
  return [{ name: subject, reading, scope: home }];
}
