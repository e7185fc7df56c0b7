import type { Location } from '../../model/location.ts';
import type {
  Absent,
  Cause,
  CauseKind,
  ListValue,
  MapValue,
  Origin,
  OriginKind,
  Scalar,
  Text,
  Unknown,
  Value,
} from '../../model/value.ts';

/** An unknown value as this dialect makes it. */
export interface OpenValue extends Unknown {
  /** The same for values that are certainly the same although not known: `var.name` handed from module to module. */
  readonly subject?: string | undefined;
  /** All values that it may have, where its declaration says so. */
  readonly domain?: readonly string[] | undefined;
  /** True when the expression cannot be evaluated at all, which `try` and `can` catch. */
  readonly failed?: boolean | undefined;
}

/** Longer texts and collections are not built. */
export const lengthBound = 100_000;
export const sizeBound = 4_000;
const weightBound = 30_000;

export function scalar(data: string | number | boolean, at: Location, origins?: readonly Origin[]): Scalar {
  return {
    kind: 'scalar',
    data,
    text: String(data),
    at,
    ...(origins && origins.length > 0 ? { origins } : {}),
  };
}

export function absent(at: Location): Absent {
  return { kind: 'absent', at };
}

/** How many values a list or map holds, all levels counted; it goes along when the value is copied. */
interface Weighed {
  readonly weight?: number;
}

export function list(items: readonly Value[], at: Location, open?: Cause): ListValue {
  const weight = weigh(items);
  if (weight > weightBound) return { kind: 'list', items: [], at, open: { kind: 'depth', subject: '', at } };
  const value: ListValue & Weighed = { kind: 'list', items, at, ...(open ? { open } : {}), weight };
  return value;
}

export function map(entries: ReadonlyMap<string, Value>, at: Location, open?: Cause): MapValue {
  const weight = weigh(entries.values());
  if (weight > weightBound)
    return { kind: 'map', entries: new Map(), at, open: { kind: 'depth', subject: '', at } };
  const value: MapValue & Weighed = { kind: 'map', entries, at, ...(open ? { open } : {}), weight };
  return value;
}

function weigh(values: Iterable<Value>): number {
  let weight = 1;
  for (const value of values) weight += weightOf(value);
  return weight;
}

function weightOf(value: Value): number {
  if (value.kind === 'choice') return weightOf(value.whenTrue) + weightOf(value.whenFalse);
  if (value.kind === 'list') return (value as Weighed).weight ?? weigh(value.items);
  return value.kind === 'map' ? ((value as Weighed).weight ?? weigh(value.entries.values())) : 1;
}

export function unknown(kind: CauseKind, subject: string, at: Location, present = true): OpenValue {
  return { kind: 'unknown', cause: { kind, subject, at }, present, at };
}

/** An unknown value that is the same wherever the same subject is meant. */
export function workspaceFact(subject: string, at: Location): OpenValue {
  return { ...unknown('pseudo-parameter', subject, at), subject };
}

/** What an expression that is an error gives: an index past the end, an attribute that is not there. */
export function failure(subject: string, at: Location): OpenValue {
  return { kind: 'unknown', cause: { kind: 'function', subject, at }, present: false, at, failed: true };
}

export function hasFailed(value: Value): boolean {
  return value.kind === 'unknown' && (value as OpenValue).failed === true;
}

/** An unknown value for the reason that another one is; `undefined` when all of it is known. */
export function causeOf(value: Value): Cause | undefined {
  switch (value.kind) {
    case 'unknown':
      return value.cause;
    case 'text':
      for (const part of value.parts) if (typeof part !== 'string') return part.cause;
      return undefined;
    case 'list':
      return value.open ?? firstCause(value.items);
    case 'map':
      return value.open ?? firstCause(value.entries.values());
    case 'choice':
      return { kind: 'conditions', subject: value.condition.name, at: value.at };
    default:
      return undefined;
  }
}

function firstCause(values: Iterable<Value>): Cause | undefined {
  for (const value of values) {
    const cause = causeOf(value);
    if (cause) return cause;
  }
  return undefined;
}

/** An unknown result whose reason is that of the first argument which is not known. */
export function unknownFrom(
  values: readonly Value[],
  at: Location,
  subject: string,
  present = false,
): OpenValue {
  const failed = values.find(hasFailed);
  if (failed) return { ...(failed as OpenValue), at };
  const cause = firstCause(values) ?? { kind: 'function' as const, subject, at };
  return { kind: 'unknown', cause, present, at };
}

/** Where a computed value comes from: its inputs' origins, which can be named but not replaced. */
export function originsOf(values: readonly Value[]): readonly Origin[] | undefined {
  const origins = values.flatMap((value) => value.origins ?? []);
  if (origins.length === 0) return undefined;
  const distinct = new Map(origins.map((origin) => [`${origin.kind} ${origin.name}`, origin]));
  return [...distinct.values()].map(({ kind, name }) => ({ kind, name }));
}

/** A value as it stands where it is used: everything in it is at `at`, and remembers where it is really written. */
export function place(value: Value, at: Location, kind: OriginKind, name: string): Value {
  const budget = { left: 2_000 };
  const through = (inner: Value): Value => {
    if (budget.left-- < 0) return inner;
    const origins = [{ kind, name, at: inner.at }, ...(inner.origins ?? [])];
    return rebuild(inner, at, origins, through);
  };
  return through(value);
}

/** The same value standing elsewhere, without a further origin. */
export function moved(value: Value, at: Location): Value {
  return { ...value, at, key: undefined };
}

function rebuild(
  value: Value,
  at: Location,
  origins: readonly Origin[],
  through: (inner: Value) => Value,
): Value {
  const placed = { at, key: undefined, origins };
  switch (value.kind) {
    case 'list':
      return { ...value, ...placed, items: value.items.map(through) };
    case 'map':
      return { ...value, ...placed, entries: mapEntries(value, through) };
    case 'choice':
      return { ...value, ...placed, whenTrue: through(value.whenTrue), whenFalse: through(value.whenFalse) };
    case 'scalar':
    case 'text':
    case 'unknown':
      return value.decoded
        ? { ...value, ...placed, decoded: through(value.decoded) }
        : { ...value, ...placed };
    case 'absent':
      return { ...value, ...placed };
  }
}

export function mapEntries(
  value: MapValue,
  through: (inner: Value, key: string) => Value,
): ReadonlyMap<string, Value> {
  const entries = new Map<string, Value>();
  for (const [key, inner] of value.entries) entries.set(key, through(inner, key));
  return entries;
}

/** The text of a scalar as a template would have it; `undefined` for anything else. */
export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' ? numberText(value.data) : undefined;
}

/** Numbers as Terraform writes them. */
export function numberText(data: string | number | boolean): string {
  if (typeof data !== 'number' || Number.isInteger(data) || Math.abs(data) < 1e15) return String(data);
  return data.toString();
}

export function numberOf(value: Value | undefined): number | undefined {
  if (value?.kind !== 'scalar') return undefined;
  if (typeof value.data === 'number') return value.data;
  if (typeof value.data !== 'string' || value.data.trim() === '') return undefined;
  const data = Number(value.data);
  return Number.isFinite(data) ? data : undefined;
}

export function booleanOf(value: Value | undefined): boolean | undefined {
  if (value?.kind !== 'scalar') return undefined;
  if (value.data === true || value.data === 'true') return true;
  return value.data === false || value.data === 'false' ? false : undefined;
}

/** Joins known and unknown parts into one string value. */
export function textFrom(
  parts: readonly (string | Unknown)[],
  at: Location,
  origins?: readonly Origin[],
): Scalar | Text | OpenValue {
  const joined: (string | Unknown)[] = [];
  let length = 0;
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part !== 'string') joined.push(part);
    else if (typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
    length += typeof part === 'string' ? part.length : 1;
  }
  if (length > lengthBound || joined.length > sizeBound) return unknown('depth', '', at);
  if (joined.every((part) => typeof part === 'string')) return scalar(joined.join(''), at, origins);
  return { kind: 'text', parts: joined, at, ...(origins && origins.length > 0 ? { origins } : {}) };
}
