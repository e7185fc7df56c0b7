import type { ListValue, Value } from '../../../model/value.ts';
import { list, scalar, sizeBound, textOf, unknown, unknownFrom } from '../values.ts';
import type { FunctionTable, Occasion } from './function.ts';

export const setFunctions: FunctionTable = {
  setintersection: (values, occasion) =>
    overSets(values, occasion, (sets) =>
      [...(sets[0] ?? [])].filter((text) => sets.every((set) => set.has(text))),
    ),
  setproduct: product,
  setsubtract: (values, occasion) =>
    overSets(values, occasion, ([a, b]) => [...(a ?? [])].filter((text) => !b?.has(text))),
  setunion: (values, occasion) => overSets(values, occasion, (sets) => sets.flatMap((set) => [...set])),
};

/** Over sets of scalars, all known. */
function overSets(
  values: readonly Value[],
  { at, name }: Occasion,
  compute: (sets: readonly ReadonlySet<string>[]) => readonly string[],
): Value {
  const sets: ReadonlySet<string>[] = [];
  for (const value of values) {
    const texts = value.kind === 'list' && !value.open ? value.items.map(textOf) : [undefined];
    if (texts.includes(undefined)) return unknownFrom(values, at, name);
    sets.push(new Set(texts as string[]));
  }
  return list(
    [...new Set(compute(sets))].sort().map((text) => scalar(text, at)),
    at,
  );
}

function product(values: readonly Value[], { at, name }: Occasion): Value {
  const lists = values.filter((value): value is ListValue => value.kind === 'list' && !value.open);
  if (lists.length !== values.length) return unknownFrom(values, at, name);
  const size = lists.reduce((total, { items }) => total * items.length, 1);
  if (size > sizeBound) return unknown('depth', name, at);
  let rows: Value[][] = [[]];
  for (const { items } of lists) rows = rows.flatMap((row) => items.map((item) => [...row, item]));
  return list(
    rows.map((row) => list(row, at)),
    at,
  );
}
