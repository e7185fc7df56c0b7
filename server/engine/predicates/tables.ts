import type { Reading, Settled } from '../reading.ts';
import type { Truth } from '../truth.ts';
import { textsOf } from './policyVerdict.ts';
import type { Predicate, PredicateContext, PredicateResult } from './predicate.ts';
import { evidenceOf, hole, markedTextOf, numberGiven, someOf } from './texts.ts';

type Given = Readonly<Record<string, unknown>>;
type Row = Readonly<Record<string, string>> | undefined;

export const inTable: Predicate = (reading, given, context) =>
  overRow(reading, given, context, (row) => {
    const column = given['column'];
    return (
      row !== undefined &&
      (typeof column !== 'string' || textsOf(given['equals']).includes(row[column] ?? ''))
    );
  });

export const tableDatePast: Predicate = (reading, given, context) =>
  overRow(reading, given, context, (row) => {
    const date = row?.[String(given['column'])];
    return date === undefined ? false : isPast(date, given, context);
  });

export const datePast: Predicate = (reading, given, context) =>
  someOf(reading.value, context, (value) =>
    value.kind === 'scalar' ? isPast(value.text, given, context) : value.kind === 'map' ? false : undefined,
  );

const day = 24 * 60 * 60 * 1000;

/** `undefined` when the text begins with no date, or when today is not known. */
function isPast(text: string, given: Given, context: PredicateContext): Truth {
  const [written] = /^\d{4}-\d{2}(?:-\d{2})?/.exec(text) ?? [];
  const date = Date.parse(written ?? '');
  const today = Date.parse(context.today ?? '');
  if (Number.isNaN(date) || Number.isNaN(today)) return undefined;
  return today - date > (numberGiven(given['days']) ?? 0) * day;
}

function overRow(
  reading: Reading,
  given: Given,
  context: PredicateContext,
  test: (row: Row) => Truth,
): PredicateResult {
  const judge = (key: string | undefined): Truth =>
    key === undefined || key.includes(hole) ? undefined : test(context.row(String(given['table']), key));
  if (reading.value.kind !== 'map')
    return someOf(reading.value, context, (value) => judge(markedTextOf(value)));
  const parts = keyParts(reading.value, given['key'], context);
  const last = parts.at(-1);
  if (!last || parts.some(({ kind }) => kind === 'absent')) return { truth: false, evidence: [] };
  const truth = judge(parts.map((part) => markedTextOf(part) ?? hole).join(' '));
  const deciding = truth === undefined ? parts.find((part) => part.kind !== 'scalar') : last;
  if (!deciding || deciding.kind === 'list' || deciding.kind === 'absent') return { truth, evidence: [] };
  return { truth, evidence: [evidenceOf({ value: deciding, under: [] })] };
}

/** The attributes that make up the key, each by the first of its spellings that is there. */
function keyParts(
  map: Extract<Settled, { kind: 'map' }>,
  key: unknown,
  context: PredicateContext,
): Settled[] {
  const names: readonly unknown[] = Array.isArray(key) ? key : [];
  return names.map((spellings): Settled => {
    for (const name of textsOf(spellings)) {
      const written = map.entries.get(name);
      const value = written && context.settle(written).value;
      if (value && value.kind !== 'absent') return value;
    }
    return map.open
      ? { kind: 'unknown', cause: map.open, present: false, at: map.at }
      : { kind: 'absent', at: map.at };
  });
}
