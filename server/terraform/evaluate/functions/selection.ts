import type { ListValue, Value } from '../../../model/value.ts';
import { sameValue } from '../operators.ts';
import { stepInto } from '../traversal.ts';
import {
  booleanOf,
  causeOf,
  failure,
  list,
  numberOf,
  originsOf,
  scalar,
  textOf,
  unknownFrom,
} from '../values.ts';
import type { FunctionTable, Occasion } from './function.ts';

/** Functions that pick one of their arguments or ask whether something is in them. */
export const selectionFunctions: FunctionTable = {
  alltrue: (values, occasion) => quantified(values, occasion, false),
  anytrue: (values, occasion) => quantified(values, occasion, true),
  coalesce: (values, occasion) =>
    firstPresent(values, occasion, (value) => value.kind !== 'absent' && textOf(value) !== ''),
  coalescelist: (values, occasion) =>
    firstPresent(
      values,
      occasion,
      (value) => value.kind !== 'absent' && !(value.kind === 'list' && value.items.length === 0),
    ),
  contains,
  element,
  index,
  lookup,
  one,
};

function firstPresent(
  values: readonly Value[],
  { at, name }: Occasion,
  isThere: (value: Value) => boolean,
): Value {
  for (const [position, value] of values.entries()) {
    if (value.kind === 'unknown' && !value.reference) {
      const certain = values
        .slice(position)
        .some((other) => (other.kind === 'unknown' ? other.present : isThere(other)));
      return { ...unknownFrom([value], at, name, certain) };
    }
    if (value.kind === 'list' && value.open && value.items.length === 0)
      return unknownFrom([value], at, name);
    if (isThere(value)) return { ...value, at };
  }
  return failure(name, at);
}

function quantified(values: readonly Value[], { at, name }: Occasion, wanted: boolean): Value {
  const [value] = values;
  if (value?.kind !== 'list') return unknownFrom(values, at, name);
  const truths = value.items.map(booleanOf);
  if (truths.includes(wanted)) return scalar(wanted, at, originsOf(value.items));
  if (value.open || truths.includes(undefined)) return unknownFrom([value], at, name);
  return scalar(!wanted, at, originsOf(value.items));
}

function contains(values: readonly Value[], { at, name }: Occasion): Value {
  const [of, wanted] = values;
  if (of?.kind !== 'list' || !wanted) return unknownFrom(values, at, name);
  const same = of.items.map((item) => sameValue(item, wanted));
  if (same.includes(true)) return scalar(true, at, originsOf(values));
  if (of.open || same.includes(undefined))
    return unknownFrom(causeOf(wanted) ? [wanted] : [of], at, name, true);
  return scalar(false, at, originsOf(values));
}

function element(values: readonly Value[], { at, name }: Occasion): Value {
  const [of, position] = values;
  const index = numberOf(position);
  if (of?.kind === 'unknown' && of.reference && index !== undefined)
    return { ...stepInto(of, scalar(index, at), at), at };
  if (of?.kind !== 'list' || !position || (of.open && index !== 0)) return unknownFrom(values, at, name);
  if (index === undefined || of.items.length === 0) return stepInto(of, position, at);
  const size = of.items.length;
  return { ...stepInto(of, scalar(((index % size) + size) % size, at), at), at };
}

function index(values: readonly Value[], { at, name }: Occasion): Value {
  const [of, wanted] = values;
  if (of?.kind !== 'list' || !wanted) return unknownFrom(values, at, name);
  const same = of.items.map((item) => sameValue(item, wanted));
  const found = same.indexOf(true);
  if (same.slice(0, found < 0 ? same.length : found).includes(undefined) || (found < 0 && of.open))
    return unknownFrom(values, at, name);
  return found < 0 ? failure(name, at) : scalar(found, at);
}

function lookup(values: readonly Value[], { at, name }: Occasion): Value {
  const [of, key, fallback] = values;
  if (!of || !key || (of.kind !== 'map' && of.kind !== 'unknown'))
    return fallback && of?.kind === 'absent' ? { ...fallback, at } : unknownFrom(values, at, name);
  const found = stepInto(of, key, at);
  if (found.kind === 'unknown' && 'failed' in found && found.failed)
    return fallback ? { ...fallback, at } : found;
  return { ...found, at, key: undefined };
}

function one(values: readonly Value[], { at, name }: Occasion): Value {
  const [of] = values;
  if (of?.kind !== 'list' || of.open)
    return of && of.kind !== 'list' ? { ...of, at } : unknownFrom(values, at, name);
  return single(of, { at, name });
}

function single(of: ListValue, { at, name }: Pick<Occasion, 'at' | 'name'>): Value {
  const [only] = of.items;
  if (of.items.length === 0 || !only) return { kind: 'absent', at };
  return of.items.length === 1 ? { ...only, at } : unknownFrom([list(of.items, at)], at, name);
}
