import type { Value } from '../../../model/value.ts';
import { booleanOf, failure, list, mapEntries, numberOf, textOf, unknownFrom } from '../values.ts';
import { type FunctionTable, type Occasion, plain } from './function.ts';

export const conversionFunctions: FunctionTable = {
  nonsensitive: itself,
  sensitive: itself,
  ephemeralasnull: itself,
  tobool: (values, occasion) => retyped(values, occasion, booleanOf),
  tolist: toCollection,
  tomap: itself,
  tonumber: (values, occasion) => retyped(values, occasion, numberOf),
  toset: (values, occasion) => distinctSet(toCollection(values, occasion)),
  tostring: (values, occasion) => retyped(values, occasion, textOf),
  type: plain(() => undefined),
};

function itself(values: readonly Value[], { at, name }: Occasion): Value {
  const [value] = values;
  return value ? { ...value, at } : unknownFrom([], at, name);
}

function retyped(
  values: readonly Value[],
  { at, name }: Occasion,
  convert: (value: Value) => string | number | boolean | undefined,
): Value {
  const [value] = values;
  if (!value) return unknownFrom([], at, name);
  if (value.kind !== 'scalar') return { ...value, at };
  const data = convert(value);
  return data === undefined ? failure(name, at) : { ...value, data, at };
}

function toCollection(values: readonly Value[], { at, name }: Occasion): Value {
  const [value] = values;
  if (!value) return unknownFrom([], at, name);
  return value.kind === 'map'
    ? { ...list([...mapEntries(value, (inner) => inner).values()], at), open: value.open }
    : { ...value, at };
}

/** A set: each scalar once, in order. */
function distinctSet(value: Value): Value {
  if (value.kind !== 'list') return value;
  const seen = new Set<string>();
  const items = value.items.filter((item) => {
    if (item.kind !== 'scalar') return true;
    if (seen.has(item.text)) return false;
    seen.add(item.text);
    return true;
  });
  if (items.every((item) => item.kind === 'scalar'))
    items.sort((a, b) => ((textOf(a) ?? '') < (textOf(b) ?? '') ? -1 : 1));
  return { ...value, items };
}
