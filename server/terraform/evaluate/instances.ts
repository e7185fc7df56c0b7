import type { Condition } from '../../model/condition.ts';
import type { Value } from '../../model/value.ts';
import type { Expression } from '../syntax/node.ts';
import { conditionKey, not } from './choice.ts';
import { namedCondition } from './condition.ts';
import type { Declared } from './declarations.ts';
import { evaluate } from './expression.ts';
import { eachOf } from './loop.ts';
import { interned, remembered, type Source } from './memory.ts';
import type { Bindings, Context, Module } from './scope.ts';
import { causeOf, map, moved, numberOf, scalar, unknown } from './values.ts';
import { contextOf, lastAttribute } from './variables.ts';

/** One instance of a block, with the values that `each` and `count` have in it. */
export interface Instance {
  /** What stands in brackets behind the address; left out for a block that is not repeated, or when it is not known. */
  readonly key?: string | number | undefined;
  readonly exists: readonly Condition[];
  readonly bindings: Bindings;
}

/** How a block is repeated, in plain data: the same as long as the keys and conditions are. */
export interface Repetition {
  readonly kind: 'single' | 'count' | 'each';
  readonly keys: readonly { readonly key?: string | number; readonly exists: readonly Condition[] }[];
  /** True when there may be further instances than are listed. */
  readonly open: boolean;
  /** True when the instances differ, so that each is a resource of its own. */
  readonly apart: boolean;
}

/** More instances of one block are not told apart. */
export const instanceBound = 50;

/** The instances of a block; none when it certainly does not exist. */
export function instancesOf(module: Module, declared: Declared, key: string): readonly Instance[] {
  return readInstances(module, declared, key) ?? [{ exists: [], bindings: openBindings(module, declared) }];
}

function readInstances(module: Module, declared: Declared, key: string): readonly Instance[] | undefined {
  return remembered<readonly Instance[] | undefined>(
    module,
    `instances:${key}`,
    sourceFor(key, declared),
    undefined,
    () => {
      const count = lastAttribute(declared, 'count');
      const each = lastAttribute(declared, 'for_each');
      if (count) return countInstances(count.attribute.value, contextOf(module, count.top));
      if (each) return eachInstances(each.attribute.value, contextOf(module, each.top));
      return [{ exists: [], bindings: new Map() }];
    },
  );
}

function openBindings(module: Module, declared: Declared): Bindings {
  const count = lastAttribute(declared, 'count');
  const at = { piece: contextOf(module, declared.parts[0]).piece, start: 0, end: 0 };
  return count
    ? countBindings(unknown('cycle', 'count', at))
    : eachBindings(unknown('cycle', 'each.key', at), unknown('cycle', 'each.value', at));
}

function sourceFor(key: string, { name, parts }: Declared): Source {
  return { declaration: key === `module.${name}` ? `module ${name}` : `resource ${key}`, parts };
}

/** What references need to know of a block's instances. */
export function repetitionOf(module: Module, declared: Declared, key: string): Repetition {
  return remembered(module, `repetition:${key}`, sourceFor(key, declared), single, () => {
    const instances = readInstances(module, declared, key) ?? [];
    const kind = lastAttribute(declared, 'count')
      ? 'count'
      : lastAttribute(declared, 'for_each')
        ? 'each'
        : 'single';
    const keys = instances.map((instance) => ({
      ...(instance.key === undefined ? {} : { key: instance.key }),
      exists: instance.exists,
    }));
    const repetition: Repetition = {
      kind,
      keys,
      open: instances.some((instance) => instance.key === undefined) && kind !== 'single',
      apart: isApart(declared),
    };
    return interned(module, `repetition:${key}`, repetition);
  });
}

const single: Repetition = { kind: 'single', keys: [{ exists: [] }], open: false, apart: false };
const mention = /\b(?:each\.(?:key|value)|count\.index)\b/;

/** True when something in the block depends on which instance it is. */
export function isApart(declared: Declared): boolean {
  return declared.parts.some(({ piece, block }) =>
    mention.test(piece.text.slice(block.body.start, block.body.end)),
  );
}

function countInstances(expression: Expression, context: Context): readonly Instance[] {
  const value = evaluate(expression, context);
  const at = value.at;
  const highest = highestOf(value);
  if (highest === undefined) {
    const exists = conditionAbove(value, expression, context, 0);
    return exists === false
      ? []
      : [
          {
            exists: exists === true ? [] : [exists],
            bindings: countBindings(unknown('each', 'count.index', at)),
          },
        ];
  }
  const instances: Instance[] = [];
  for (let index = 0; index < Math.min(highest, instanceBound); index++) {
    const exists = conditionAbove(value, expression, context, index);
    if (exists !== false)
      instances.push({
        key: index,
        exists: exists === true ? [] : [exists],
        bindings: countBindings(scalar(index, at)),
      });
  }
  return instances;
}

/** The largest number that any branch gives; `undefined` when one of them is not known. */
function highestOf(value: Value): number | undefined {
  if (value.kind !== 'choice')
    return value.kind === 'scalar'
      ? (numberOf(value) ?? (value.data === true ? 1 : value.data === false ? 0 : undefined))
      : undefined;
  const a = highestOf(value.whenTrue);
  const b = highestOf(value.whenFalse);
  return a === undefined || b === undefined ? undefined : Math.max(a, b);
}

/** The condition that the count is above `index`; a boolean where that is certain. */
function conditionAbove(
  value: Value,
  expression: Expression,
  context: Context,
  index: number,
): Condition | boolean {
  const above = overLeaves(value, (leaf) => {
    const count = highestOf(leaf);
    return count === undefined ? leaf : scalar(count > index, leaf.at);
  });
  return settled(above, expression, context, (text) => `${text} > ${String(index)}`);
}

function overLeaves(value: Value, leaf: (value: Value) => Value): Value {
  if (value.kind !== 'choice') return leaf(value);
  return {
    ...value,
    whenTrue: overLeaves(value.whenTrue, leaf),
    whenFalse: overLeaves(value.whenFalse, leaf),
  };
}

/** Names a plain `condition ? some : none` after its condition, anything else after what is counted. */
function settled(
  value: Value,
  expression: Expression,
  context: Context,
  phrase: (text: string) => string,
): Condition | boolean {
  const condition = namedCondition(value, expression, context, phrase);
  const { formula } = condition;
  if (formula.kind === 'constant') return formula.holds;
  if (value.kind !== 'choice') return condition;
  const decider = value.condition;
  if (conditionKey(decider) === conditionKey(condition)) return decider;
  const opposite = { ...condition, formula: not(formula) };
  if (conditionKey(decider) === conditionKey(opposite)) return { name: negated(decider.name), formula };
  return condition;
}

function negated(name: string): string {
  return /^[\w.]+$/.test(name) ? `!${name}` : `!(${name})`;
}

function eachInstances(expression: Expression, context: Context): readonly Instance[] {
  const value = evaluate(expression, context);
  const keys = new Map<string, Value>();
  const open = collect(value, keys);
  const instances: Instance[] = [];
  for (const [key, inner] of [...keys].slice(0, instanceBound)) {
    const at = inner.key ?? inner.at;
    const exists = settled(
      overLeaves(value, (leaf) => holdsKey(leaf, key)),
      expression,
      context,
      (text) => `contains(keys(${text}), "${key}")`,
    );
    const each = withinKey(value, key) ?? inner;
    if (exists !== false)
      instances.push({
        key,
        exists: exists === true ? [] : [exists],
        bindings: eachBindings(scalar(key, at), each),
      });
  }
  if (!open) return instances;
  const nonEmpty = settled(overLeaves(value, isEmpty), expression, context, (text) => `length(${text}) > 0`);
  const exists = nonEmpty === true || nonEmpty === false ? [] : [nonEmpty];
  if (instances.length > 0) return instances;
  return [
    {
      exists,
      bindings: eachBindings(
        unknown('each', 'each.key', value.at),
        unknown('each', 'each.value', value.at, false),
      ),
    },
  ];
}

/** All keys of all branches; true when there may be more. */
function collect(value: Value, keys: Map<string, Value>): boolean {
  switch (value.kind) {
    case 'choice': {
      const a = collect(value.whenTrue, keys);
      return collect(value.whenFalse, keys) || a;
    }
    case 'map':
    case 'list': {
      const items = eachOf(value) ?? [];
      let open = value.open !== undefined;
      for (const item of items) {
        const key = value.kind === 'map' ? item.key : item.value;
        if (key.kind === 'scalar')
          keys.set(key.text, value.kind === 'map' ? item.value : moved(item.value, item.value.at));
        else open = true;
      }
      return open;
    }
    case 'absent':
      return false;
    default:
      return true;
  }
}

function holdsKey(leaf: Value, key: string): Value {
  if (leaf.kind === 'map') {
    const entry = leaf.entries.get(key);
    if (entry?.kind === 'choice' && entry.whenFalse.kind === 'absent')
      return { ...entry, whenTrue: scalar(true, leaf.at), whenFalse: scalar(false, leaf.at) };
    return entry || !leaf.open ? scalar(entry !== undefined, leaf.at) : leaf;
  }
  if (leaf.kind === 'list') {
    const there = leaf.items.some((item) => item.kind === 'scalar' && item.text === key);
    return there || causeOf(leaf) === undefined ? scalar(there, leaf.at) : leaf;
  }
  return leaf.kind === 'absent' ? scalar(false, leaf.at) : leaf;
}

/** The value behind a key of a map, where the branches agree on which it is. */
function withinKey(value: Value, key: string): Value | undefined {
  if (value.kind !== 'choice') return value.kind === 'map' ? value.entries.get(key) : undefined;
  const a = withinKey(value.whenTrue, key);
  const b = withinKey(value.whenFalse, key);
  return a && b ? { ...value, whenTrue: a, whenFalse: b } : (a ?? b);
}

function isEmpty(leaf: Value): Value {
  if (leaf.kind === 'map')
    return leaf.entries.size > 0 || !leaf.open ? scalar(leaf.entries.size > 0, leaf.at) : leaf;
  if (leaf.kind === 'list')
    return leaf.items.length > 0 || !leaf.open ? scalar(leaf.items.length > 0, leaf.at) : leaf;
  return leaf.kind === 'absent' ? scalar(false, leaf.at) : leaf;
}

function countBindings(index: Value): Bindings {
  return new Map([['count', map(new Map([['index', index]]), index.at)]]);
}

function eachBindings(key: Value, value: Value): Bindings {
  const entries = new Map([
    ['key', key],
    ['value', value],
  ]);
  return new Map([['each', map(entries, key.at)]]);
}
