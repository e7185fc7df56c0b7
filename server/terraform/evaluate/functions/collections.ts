import type { Cause, Unknown, Value } from '../../../model/value.ts';
import { overChoices } from '../choice.ts';
import { stepInto } from '../traversal.ts';
import {
  causeOf,
  list,
  map,
  numberOf,
  originsOf,
  scalar,
  sizeBound,
  textOf,
  unknown,
  unknownFrom,
} from '../values.ts';
import { type FunctionTable, listIn, numberIn, type Occasion, plain, textIn } from './function.ts';

/** Functions over lists and maps that keep their items as they are, with where they come from. */
export const collectionFunctions: FunctionTable = {
  chunklist,
  compact: (values, occasion) =>
    overList(values, occasion, (items) =>
      items.filter((item) => item.kind !== 'absent' && textOf(item) !== ''),
    ),
  concat,
  distinct: (values, occasion) => overList(values, occasion, distinct),
  flatten,
  keys,
  length,
  list: (values, { at }) => list(values, at),
  map: pairs,
  merge,
  range,
  reverse: (values, occasion) => overList(values, occasion, (items) => [...items].reverse()),
  slice,
  sort: plain((items) =>
    listIn(items)
      ?.map((item) => textIn(item) ?? '')
      .sort(),
  ),
  transpose: plain(() => undefined),
  values: (values, { at, name }) => {
    const [of] = values;
    if (of?.kind !== 'map') return unknownFrom(values, at, name);
    const sorted = [...of.entries].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      ...list(
        sorted.map(([, value]) => value),
        at,
        of.open,
      ),
      origins: of.origins,
    };
  },
  zipmap,
};

function overList(
  values: readonly Value[],
  { at, name }: Occasion,
  compute: (items: readonly Value[]) => readonly Value[],
): Value {
  const [of] = values;
  return of?.kind === 'list'
    ? { ...of, at, key: undefined, items: compute(of.items) }
    : unknownFrom(values, at, name);
}

/** A part of a list that is not known has as many items as are asked for: else the call would be an error. */
function slice(values: readonly Value[], occasion: Occasion): Value {
  const [of, from, to] = values;
  const start = numberOf(from);
  const end = numberOf(to);
  if (of?.kind !== 'unknown' || start === undefined || end === undefined || end - start > sizeBound) {
    return overList(values, occasion, (items) => items.slice(start ?? 0, end ?? items.length));
  }
  const { at } = occasion;
  const items: Value[] = [];
  for (let index = start; index < end; index++)
    items.push({ ...stepInto(of, scalar(index, at), at), present: true } as Value);
  return list(items, at);
}

function distinct(items: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    if (item.kind !== 'scalar') return true;
    const key = `${typeof item.data} ${String(item.data)}`;
    return !seen.has(key) && seen.add(key);
  });
}

function concat(values: readonly Value[], { at, name }: Occasion): Value {
  const items: Value[] = [];
  let open: Cause | undefined;
  for (const value of values) {
    if (value.kind === 'list') {
      items.push(...value.items);
      open ??= value.open;
    } else if (value.kind !== 'absent') open ??= causeOf(value) ?? { kind: 'function', subject: name, at };
    if (items.length > sizeBound) return unknown('depth', name, at);
  }
  return list(items, at, open);
}

/** True for an attribute of a resource whose name says that it is one thing and no list. */
function isOne({ reference, cause }: Unknown): boolean {
  return (
    cause.kind === 'resource-attribute' &&
    reference?.attribute !== undefined &&
    !/s$|\[/.test(reference.attribute)
  );
}

/** Unknown items might be lists themselves; references to single things stay as what they name. */
function flatten(values: readonly Value[], { at, name }: Occasion): Value {
  const items: Value[] = [];
  let open: Cause | undefined;
  const add = (value: Value, depth: number): void => {
    if (items.length > sizeBound || depth > 20) open ??= { kind: 'depth', subject: name, at };
    else if (value.kind === 'list') {
      for (const item of value.items) add(item, depth + 1);
      open ??= value.open;
    } else if (value.kind === 'unknown' && !isOne(value)) open ??= value.cause;
    else items.push(value);
  };
  const [whole] = values;
  if (whole?.kind !== 'list') return unknownFrom(values, at, name);
  add(whole, 0);
  return list(items, at, open);
}

function keys(values: readonly Value[], { at, name }: Occasion): Value {
  const [of] = values;
  if (of?.kind !== 'map') return unknownFrom(values, at, name);
  return list(
    [...of.entries]
      .map(([key, value]) => scalar(key, value.key ?? value.at))
      .sort((a, b) => (a.text < b.text ? -1 : 1)),
    at,
    of.open,
  );
}

function length(values: readonly Value[], { at, name }: Occasion): Value {
  const [of] = values;
  const text = textOf(of);
  if (text !== undefined) return scalar(Array.from(text).length, at, originsOf(values));
  if ((of?.kind !== 'list' && of?.kind !== 'map') || of.open) return unknownFrom(values, at, name, true);
  const items = of.kind === 'list' ? of.items : [...of.entries.values()];
  const uncertain = items.filter((item) => item.kind === 'choice');
  if (uncertain.length === 0 || of.kind === 'map') return scalar(items.length, at, originsOf(values));
  const certain = items.length - uncertain.length;
  return overChoices(uncertain, at, (settled) =>
    scalar(certain + settled.filter(({ kind }) => kind !== 'absent').length, at),
  );
}

/** What a later map that is not known might put in the place of an entry is not known, but something is there. */
function merge(values: readonly Value[], { at, name }: Occasion): Value {
  let entries = new Map<string, Value>();
  let open: Cause | undefined;
  for (const value of values) {
    if (value.kind === 'absent') continue;
    const cause =
      value.kind === 'map'
        ? value.open
        : (causeOf(value) ?? { kind: 'function' as const, subject: name, at });
    if (cause) {
      open ??= cause;
      entries = new Map([...entries].map(([key, inner]) => [key, covered(inner, cause)]));
    }
    if (value.kind === 'map') for (const [key, inner] of value.entries) entries.set(key, inner);
  }
  return map(entries, at, open);
}

function covered(value: Value, cause: Cause): Value {
  return { kind: 'unknown', cause, present: value.kind !== 'absent', at: value.at, key: value.key };
}

function range(values: readonly Value[], { at, name }: Occasion): Value {
  const numbers = values.map(numberOf);
  if (numbers.includes(undefined) || numbers.length === 0) return unknownFrom(values, at, name);
  const [first = 0, second, third] = numbers as number[];
  const start = second === undefined ? 0 : first;
  const limit = second ?? first;
  const step = third ?? (start <= limit ? 1 : -1);
  if (step === 0 || Math.abs((limit - start) / step) > sizeBound) return unknown('depth', name, at);
  const items: Value[] = [];
  for (let next = start; step > 0 ? next < limit : next > limit; next += step) items.push(scalar(next, at));
  return list(items, at);
}

function zipmap(values: readonly Value[], { at, name }: Occasion): Value {
  const [names, items] = values;
  if (names?.kind !== 'list' || items?.kind !== 'list' || names.open || items.open)
    return unknownFrom(values, at, name);
  const texts = names.items.map(textOf);
  if (texts.includes(undefined)) return unknownFrom(values, at, name);
  return map(
    new Map(
      texts.flatMap((text, i): [string, Value][] =>
        text !== undefined && items.items[i] ? [[text, items.items[i]]] : [],
      ),
    ),
    at,
  );
}

/** `map(key, value, …)`, which old configurations still have. */
function pairs(values: readonly Value[], { at, name }: Occasion): Value {
  const entries = new Map<string, Value>();
  for (let i = 0; i + 1 < values.length; i += 2) {
    const key = textOf(values[i]);
    const value = values[i + 1];
    if (key === undefined || !value) return unknownFrom(values, at, name);
    entries.set(key, value);
  }
  return map(entries, at);
}

function chunklist(values: readonly Value[], { at, name }: Occasion): Value {
  const [of, size] = values;
  const width = numberIn(numberOf(size));
  if (of?.kind !== 'list' || of.open || width === undefined || width < 1)
    return unknownFrom(values, at, name);
  const chunks: Value[] = [];
  for (let i = 0; i < of.items.length; i += width) chunks.push(list(of.items.slice(i, i + width), at));
  return list(chunks, at);
}
