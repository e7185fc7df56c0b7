import type { Condition, Formula } from '../../model/condition.ts';
import type { Location } from '../../model/location.ts';
import type { Choice, Value } from '../../model/value.ts';
import { booleanOf, hasFailed, unknown } from './values.ts';

/** A value computed from values with more branches than this is unknown. */
const branchBound = 24;

/** Calls `derive` for every way in which the choices at the top of the values may turn out. */
export function overChoices(
  values: readonly Value[],
  at: Location,
  derive: (settled: readonly Value[]) => Value,
): Value {
  if (!values.some(({ kind }) => kind === 'choice')) return derive(values);
  const budget = { left: branchBound };
  const result = branch(values, new Map(), at, derive, budget);
  return budget.left < 0 ? unknown('conditions', '', at) : result;
}

function branch(
  values: readonly Value[],
  decided: ReadonlyMap<string, boolean>,
  at: Location,
  derive: (settled: readonly Value[]) => Value,
  budget: { left: number },
): Value {
  const settled = values.map((value) => settleBy(value, decided));
  const open = settled.find((value): value is Choice => value.kind === 'choice');
  if (!open) {
    budget.left--;
    return budget.left < 0 ? unknown('conditions', '', at) : derive(settled);
  }
  const key = conditionKey(open.condition);
  const whenTrue = branch(settled, new Map(decided).set(key, true), at, derive, budget);
  if (budget.left < 0) return whenTrue;
  const whenFalse = branch(settled, new Map(decided).set(key, false), at, derive, budget);
  return choose(open.condition, whenTrue, whenFalse, at);
}

function settleBy(value: Value, decided: ReadonlyMap<string, boolean>): Value {
  while (value.kind === 'choice') {
    const holds = decided.get(conditionKey(value.condition));
    if (holds === undefined) return value;
    value = holds ? value.whenTrue : value.whenFalse;
  }
  return value;
}

const keys = new WeakMap<Formula, string>();

/** The same text for formulas that say the same in the same way. */
export function conditionKey({ formula }: Condition): string {
  let key = keys.get(formula);
  if (key === undefined) {
    key = JSON.stringify(formula);
    keys.set(formula, key);
  }
  return key;
}

/** One of two values by a condition; the one that is certain where the condition is. */
export function choose(condition: Condition, whenTrue: Value, whenFalse: Value, at: Location): Value {
  const { formula } = condition;
  if (formula.kind === 'constant') return formula.holds ? whenTrue : whenFalse;
  if (sameScalar(whenTrue, whenFalse)) return whenTrue;
  return { kind: 'choice', condition, whenTrue, whenFalse, at };
}

function sameScalar(a: Value, b: Value): boolean {
  return (
    a.kind === 'scalar' &&
    b.kind === 'scalar' &&
    a.data === b.data &&
    a.at.start === b.at.start &&
    a.at.piece === b.at.piece
  );
}

/** Choices without the branches that are errors: the configuration is taken to be one that can be applied. */
export function withoutFailures(value: Value): Value {
  if (value.kind !== 'choice') return value;
  const whenTrue = withoutFailures(value.whenTrue);
  const whenFalse = withoutFailures(value.whenFalse);
  if (hasFailed(whenTrue)) return whenFalse;
  if (hasFailed(whenFalse)) return whenTrue;
  return whenTrue === value.whenTrue && whenFalse === value.whenFalse
    ? value
    : { ...value, whenTrue, whenFalse };
}

/**
 * Builds a value out of others; an error in one of them is an error of the whole, also where only a branch of it is one.
 */
export function built(
  values: readonly Value[],
  at: Location,
  build: (values: readonly Value[]) => Value,
): Value {
  const failed = values.find(hasFailed);
  if (failed) return { ...failed, at };
  const uncertain = values.filter(canFail);
  if (uncertain.length === 0) return build(values);
  return overChoices(uncertain, at, (settled) => {
    const failing = settled.find(hasFailed);
    if (failing) return { ...failing, at };
    return build(values.map((value) => settled[uncertain.indexOf(value)] ?? value));
  });
}

function canFail(value: Value): boolean {
  return value.kind === 'choice' ? canFail(value.whenTrue) || canFail(value.whenFalse) : hasFailed(value);
}

/** The formula that says when a value is true; `atom` stands for what is not known. */
export function formulaOf(value: Value, atom: (open: Value) => Formula): Formula {
  if (value.kind === 'choice') {
    const { formula } = value.condition;
    const whenTrue = formulaOf(value.whenTrue, atom);
    const whenFalse = formulaOf(value.whenFalse, atom);
    return any([all([formula, whenTrue]), all([not(formula), whenFalse])]);
  }
  const known = booleanOf(value);
  return known === undefined ? atom(value) : { kind: 'constant', holds: known };
}

const weights = new WeakMap<Formula, number>();
const weightBound = 200;

/** A formula that is too large to be reasoned about becomes the fact `atom`. */
export function bounded(formula: Formula, atom: () => Formula): Formula {
  return weightOf(formula) > weightBound ? atom() : formula;
}

function weightOf(formula: Formula): number {
  if (formula.kind === 'constant' || formula.kind === 'atom') return 1;
  const known = weights.get(formula);
  if (known !== undefined) return known;
  const parts = formula.kind === 'not' ? [formula.of] : formula.of;
  const weight = parts.reduce((sum, part) => sum + weightOf(part), 1);
  weights.set(formula, weight);
  return weight;
}

export function not(formula: Formula): Formula {
  if (formula.kind === 'constant') return { kind: 'constant', holds: !formula.holds };
  return formula.kind === 'not' ? formula.of : { kind: 'not', of: formula };
}

export function all(of: readonly Formula[]): Formula {
  if (of.some((part) => part.kind === 'constant' && !part.holds)) return { kind: 'constant', holds: false };
  const open = of.filter((part) => part.kind !== 'constant');
  const [only] = open;
  if (!only) return { kind: 'constant', holds: true };
  return open.length === 1 ? only : { kind: 'all', of: open };
}

export function any(of: readonly Formula[]): Formula {
  if (of.some((part) => part.kind === 'constant' && part.holds)) return { kind: 'constant', holds: true };
  const open = of.filter((part) => part.kind !== 'constant');
  const [only] = open;
  if (!only) return { kind: 'constant', holds: false };
  return open.length === 1 ? only : { kind: 'any', of: open };
}
