import type { Location } from '../../model/location.ts';
import type { Cause, Value } from '../../model/value.ts';
import type { ForExpression } from '../syntax/node.ts';
import { choose, overChoices } from './choice.ts';
import { conditionOf } from './condition.ts';
import { evaluate, sourceOf } from './expression.ts';
import { type Context, stepBound } from './scope.ts';
import { absent, causeOf, list, map, scalar, sizeBound, textOf, unknown, unknownFrom } from './values.ts';

/** What a loop goes over: index and item of a list, key and value of a map; `undefined` when that is not known. */
export function eachOf(collection: Value): { readonly key: Value; readonly value: Value }[] | undefined {
  if (collection.kind === 'list')
    return collection.items
      .slice(0, sizeBound)
      .map((value, index) => ({ key: scalar(index, value.at), value }));
  if (collection.kind === 'map') {
    const sorted = [...collection.entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return sorted.map(([key, value]) => ({ key: scalar(key, value.key ?? value.at), value }));
  }
  return undefined;
}

export function evaluateFor(expression: ForExpression, context: Context, at: Location): Value {
  return overChoices([evaluate(expression.collection, context)], at, ([collection]) => {
    const items = collection && eachOf(collection);
    if (!items)
      return unknownFrom(collection ? [collection] : [], at, sourceOf(expression.collection, context));
    const open = collection.kind === 'list' || collection.kind === 'map' ? collection.open : undefined;
    const scopes = items.flatMap((item) => scopesOf(item, expression, context, at));
    return expression.key
      ? collectMap(expression, scopes, at, open)
      : list(
          scopes.map((scope) => resultOf(expression, scope, at)),
          at,
          open,
        );
  });
}

/** One turn of the loop; under a condition when its `if`, or the item itself, is open. */
interface Turn {
  readonly context: Context;
  readonly when?: ReturnType<typeof conditionOf> | undefined;
}

function scopesOf(
  item: { key: Value; value: Value },
  expression: ForExpression,
  context: Context,
  at: Location,
): Turn[] {
  if (item.value.kind === 'choice') {
    const { condition, whenTrue, whenFalse } = item.value;
    if (whenFalse.kind === 'absent' && whenTrue.kind !== 'choice') {
      return scopesOf({ key: item.key, value: whenTrue }, expression, context, at).map((turn) =>
        turn.when ? turn : { ...turn, when: condition },
      );
    }
  }
  if (context.module.run.steps > stepBound) return [];
  const bindings = new Map(context.bindings);
  if (expression.keyName !== undefined) bindings.set(expression.keyName, item.key);
  bindings.set(expression.valueName, item.value);
  const inner: Context = { ...context, bindings };
  if (!expression.condition) return [{ context: inner }];
  const when = conditionOf(expression.condition, inner);
  if (when.formula.kind === 'constant') return when.formula.holds ? [{ context: inner }] : [];
  return [{ context: inner, when }];
}

function resultOf(expression: ForExpression, { context, when }: Turn, at: Location): Value {
  const value = evaluate(expression.value, context);
  return when ? choose(when, value, absent(at), at) : value;
}

function collectMap(
  expression: ForExpression,
  turns: readonly Turn[],
  at: Location,
  collectionOpen: Cause | undefined,
): Value {
  const entries = new Map<string, Value>();
  let open = collectionOpen;
  for (const turn of turns) {
    const key = expression.key ? evaluate(expression.key, turn.context) : absent(at);
    const name = textOf(key);
    const value = evaluate(expression.value, turn.context);
    if (name === undefined) open ??= causeOf(key) ?? { kind: 'function', subject: '', at };
    else if (turn.when) {
      open ??= { kind: 'conditions', subject: turn.when.name, at };
      entries.set(name, choose(turn.when, value, absent(at), at));
    } else if (expression.grouped) entries.set(name, grouped(entries.get(name), value, at));
    else entries.set(name, value);
  }
  if (entries.size > sizeBound) return unknown('depth', '', at);
  return map(entries, at, open);
}

function grouped(earlier: Value | undefined, value: Value, at: Location): Value {
  return list(earlier?.kind === 'list' ? [...earlier.items, value] : [value], at);
}
