import type { Condition } from '../../model/condition.ts';
import type { Location } from '../../model/location.ts';
import type { Value } from '../../model/value.ts';
import type { Binary, BinaryOperator, Unary } from '../syntax/node.ts';
import { all, any, bounded, not, overChoices } from './choice.ts';
import { conditionFrom, equality } from './condition.ts';
import { evaluate, sourceOf } from './expression.ts';
import { dataOf } from './plain.ts';
import type { Context } from './scope.ts';
import { hasFailed, numberOf, originsOf, scalar, textOf, unknownFrom } from './values.ts';

export function unary(expression: Unary, context: Context, at: Location): Value {
  if (expression.operator === '!') return booleanFrom(expression, context, at);
  return overChoices([evaluate(expression.operand, context)], at, ([value]) => {
    const number = numberOf(value);
    return value && number !== undefined
      ? scalar(-number, at, originsOf([value]))
      : unknownFrom(value ? [value] : [], at, '-');
  });
}

export function binary(expression: Binary, context: Context, at: Location): Value {
  const { operator } = expression;
  if (operator === '&&' || operator === '||') return booleanFrom(expression, context, at);
  const left = evaluate(expression.left, context);
  const right = evaluate(expression.right, context);
  if (operator === '==' || operator === '!=') {
    return overChoices([left, right], at, ([a, b]) =>
      a && b ? compare(expression, a, b, context, at) : unknownFrom([left], at, operator),
    );
  }
  return overChoices([left, right], at, ([a, b]) => calculate(expression, a, b, context, at));
}

/** `!`, `&&` and `||` over what may be open: the formula stays visible. */
function booleanFrom(expression: Binary | Unary, context: Context, at: Location): Value {
  const operands = expression.kind === 'unary' ? [expression.operand] : [expression.left, expression.right];
  const values = operands.map((operand) => evaluate(operand, context));
  const formulas = operands.map((operand, i) => conditionFrom(values[i], operand, context).formula);
  const [first] = formulas;
  const formula =
    expression.kind === 'unary' && first
      ? not(first)
      : expression.operator === '&&'
        ? all(formulas)
        : any(formulas);
  if (formula.kind === 'constant') return scalar(formula.holds, at, originsOf(values));
  const failed = values.find(hasFailed);
  if (failed) return { ...failed, at };
  const name = sourceOf(expression, context);
  const id = `${context.module.path}|${name}`;
  return truth({ name, formula: bounded(formula, () => ({ kind: 'atom', id })) }, at);
}

function truth(condition: Condition, at: Location): Value {
  return { kind: 'choice', condition, whenTrue: scalar(true, at), whenFalse: scalar(false, at), at };
}

/** Equality of what is known; of an open value and a known one the condition that they are equal. */
function compare(expression: Binary, left: Value, right: Value, context: Context, at: Location): Value {
  const equal = sameValue(left, right);
  const negated = expression.operator === '!=';
  if (equal !== undefined) return scalar(equal !== negated, at, originsOf([left, right]));
  const failed = [left, right].find(hasFailed);
  if (failed) return { ...failed, at };
  const [open, known, side] =
    left.kind === 'unknown' ? [left, right, expression.left] : [right, left, expression.right];
  const value = known.kind === 'absent' ? 'null' : textOf(known);
  const formula =
    open.kind === 'unknown' && value !== undefined
      ? equality(open, sourceOf(side, context), value, context)
      : ({
          kind: 'atom',
          id: `${context.module.path}|${sourceOf(expression, context).replace('!=', '==')}`,
        } as const);
  return truth({ name: sourceOf(expression, context), formula: negated ? not(formula) : formula }, at);
}

/** Whether two values are the same; `undefined` when that cannot be told. */
export function sameValue(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'absent' || right.kind === 'absent') {
    if (left.kind === right.kind) return true;
    const other = left.kind === 'absent' ? right : left;
    return other.kind === 'unknown' && !other.present ? undefined : false;
  }
  if (left.kind === 'scalar' && right.kind === 'scalar')
    return left.data === right.data || sameWord(left.data, right.data);
  const a = dataOf(left);
  const b = dataOf(right);
  if (a === undefined || b === undefined) return undefined;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Older configurations write booleans and numbers as strings and compare them so. */
function sameWord(a: string | number | boolean, b: string | number | boolean): boolean {
  return typeof a !== typeof b && String(a) === String(b);
}

function calculate(
  expression: Binary,
  left: Value | undefined,
  right: Value | undefined,
  context: Context,
  at: Location,
): Value {
  const a = numberOf(left);
  const b = numberOf(right);
  const values = [left, right].filter((value) => value !== undefined);
  if (a === undefined || b === undefined) return openComparison(expression, values, context, at);
  const result = calculations[expression.operator]?.(a, b);
  if (result === undefined || Number.isNaN(result)) return unknownFrom(values, at, expression.operator);
  return scalar(result, at, originsOf(values));
}

function openComparison(expression: Binary, values: readonly Value[], context: Context, at: Location): Value {
  if (!['<', '<=', '>', '>='].includes(expression.operator) || values.some(hasFailed))
    return unknownFrom(values, at, expression.operator);
  const text = sourceOf(expression, context);
  return truth({ name: text, formula: { kind: 'atom', id: `${context.module.path}|${text}` } }, at);
}

const calculations: Readonly<Partial<Record<BinaryOperator, (a: number, b: number) => number | boolean>>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? NaN : a / b),
  '%': (a, b) => (b === 0 ? NaN : a % b),
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};
