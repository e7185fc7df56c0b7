import type { Assumption } from '../model/condition.ts';
import type { Step } from '../model/dialect.ts';
import type { Location } from '../model/location.ts';
import type { Resource } from '../model/resource.ts';
import type { Absent, Cause, Choice, Origin, Unknown, Value } from '../model/value.ts';
import type { World } from './world.ts';
import { decodeJson } from './decodeJson.ts';
import type { PathStep } from './path.ts';

/** A value once every choice on the way to it has been made. */
export type Settled = Exclude<Value, Choice>;

/** One value that a path leads to in one world. */
export interface Reading {
  readonly value: Settled;
  /** Where to point: at the value, or at what should hold it when it is absent. */
  readonly at: Location;
  /** The way to it from the owner's body; for an absent value, the way it would have. */
  readonly steps: readonly Step[];
  readonly owner: Resource;
  /** The branches taken on the way. */
  readonly under: readonly Assumption[];
  /** True when the value is what AWS does in the absence of one. */
  readonly defaulted: boolean;
  /** True when something is written at the value's place: a value, or a word such as `AWS::NoValue`. */
  readonly written: boolean;
  /** Where the JSON string stands that the value is read from; what it holds may have no place of its own. */
  readonly encoded?: Location | undefined;
  /** How our words for the value are spelled here, where they differ. */
  readonly spelled?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** Makes the choices at the top of a value. */
export function settle(
  value: Value,
  world: World,
  under: readonly Assumption[] = [],
): { value: Settled; under: readonly Assumption[] } {
  while (value.kind === 'choice') {
    const holds = world.holds(value.condition);
    if (value.condition.formula.kind !== 'constant')
      under = [...under, { name: value.condition.name, holds }];
    value = holds ? value.whenTrue : value.whenFalse;
  }
  return { value, under };
}

/** Where a walk stands. */
interface Place {
  readonly value: Value | undefined;
  readonly open?: Cause | undefined;
  readonly steps: readonly Step[];
  readonly under: readonly Assumption[];
  readonly anchor: Location;
  readonly owner: Resource;
  readonly encoded?: Location | undefined;
}

/** All values that the steps lead to from `from`; never empty: a path that leads nowhere gives one absent reading. */
export function follow(from: Reading, path: readonly PathStep[], world: World): Reading[] {
  const found: Reading[] = [];
  const place: Place = {
    value: from.value,
    steps: from.steps,
    under: from.under,
    anchor: headOf(from.value),
    owner: from.owner,
    encoded: from.encoded,
  };
  walk(place, path, 0, world, found);
  return found;
}

/** Follows a path whose first step is no companion from a resource's body, or from beside it. */
export function followFrom(resource: Resource, path: readonly PathStep[], world: World): Reading[] {
  const first = path[0];
  const found: Reading[] = [];
  const origin = { under: [], anchor: resource.nameAt, owner: resource };
  if (first?.kind === 'beside') {
    const open = resource.body.open?.kind === 'syntax' ? resource.body.open : undefined;
    walk(
      { ...origin, value: resource.meta.get(first.name), open, steps: ['^', first.name] },
      path,
      1,
      world,
      found,
    );
  } else {
    walk({ ...origin, value: resource.body, steps: [] }, path, 0, world, found);
  }
  return found;
}

function walk(place: Place, path: readonly PathStep[], index: number, world: World, found: Reading[]): void {
  if (place.value === undefined) {
    found.push(place.open ? unknownAt(place, place.open, path, index) : absentAt(place, path, index));
    return;
  }
  const { value, under } = settle(place.value, world, place.under);
  const here: Place = { ...place, value, under };
  const step = path[index];
  if (value.kind === 'absent')
    found.push({ ...absentAt(here, path, index), value, at: value.at, written: true });
  else if (!step)
    found.push({
      value,
      at: value.at,
      steps: place.steps,
      owner: place.owner,
      under,
      defaulted: false,
      written: true,
      encoded: place.encoded,
    });
  else if (step.kind === 'decode')
    walk({ ...here, value: decoded(value), encoded: value.at }, path, index + 1, world, found);
  else if (value.kind === 'unknown') found.push(unknownAt(here, value.cause, path, index));
  else if (value.kind === 'list')
    walkList(here, value.items, value.open, path, step.kind === 'items' ? index + 1 : index, world, found);
  else if (step.kind === 'items') walk(here, path, index + 1, world, found);
  else if (value.kind === 'map') walkMap(here, value, path, index, world, found);
  else found.push(unknownAt(here, { kind: 'encoded', subject: '', at: value.at }, path, index));
}

function walkList(
  place: Place,
  items: readonly Value[],
  open: Cause | undefined,
  path: readonly PathStep[],
  index: number,
  world: World,
  found: Reading[],
): void {
  let count = 0;
  items.forEach((item, position) => {
    const { value, under } = settle(item, world, place.under);
    if (value.kind === 'absent') return;
    count++;
    walk(
      { ...place, value, under, steps: [...place.steps, position], anchor: headOf(value) },
      path,
      index,
      world,
      found,
    );
  });
  if (open) found.push(unknownAt(place, open, path, index));
  else if (count === 0) found.push(absentFrom({ ...place, steps: [...place.steps, 0] }, path, index));
}

/** What an empty list lacks; one that comes from elsewhere is pointed at, and says from where. */
function absentFrom(place: Place, path: readonly PathStep[], index: number): Reading {
  const absent = absentAt(place, path, index);
  const { at, origins } = place.value ?? {};
  if (!at || !origins?.length) return absent;
  return { ...absent, at, value: { kind: 'absent', at, origins } };
}

function walkMap(
  place: Place,
  map: Extract<Value, { kind: 'map' }>,
  path: readonly PathStep[],
  index: number,
  world: World,
  found: Reading[],
): void {
  const step = path[index];
  if (step?.kind === 'key') {
    const value = map.entries.get(step.name);
    walk(
      { ...place, value, open: map.open, steps: [...place.steps, step.name] },
      path,
      index + 1,
      world,
      found,
    );
    return;
  }
  const before = found.length;
  for (const [name, value] of map.entries) {
    const anchor = value.key ?? headOf(value);
    walk({ ...place, value, steps: [...place.steps, name], anchor }, path, index + 1, world, found);
  }
  if (map.open) found.push(unknownAt(place, map.open, path, index));
  else if (found.length === before) found.push(absentAt(place, path, index));
}

/** Where the part of a value that stands at a place comes from; empty for what is written there. */
export function originsAt(value: Value, place: Location): readonly Origin[] {
  const { at } = value;
  const there = at.piece === place.piece && at.start === place.start && at.end === place.end;
  if (there && value.origins) return value.origins;
  for (const part of partsOf(value)) {
    const found = originsAt(part, place);
    if (found.length > 0) return found;
  }
  return [];
}

function partsOf(value: Value): Iterable<Value> {
  if (value.kind === 'map') return value.entries.values();
  if (value.kind === 'list') return value.items;
  return value.kind === 'choice' ? [value.whenTrue, value.whenFalse] : [];
}

function decoded(value: Settled): Value {
  if (value.kind === 'map' || value.kind === 'list' || value.kind === 'absent') return value;
  if (value.decoded) return value.decoded;
  return value.kind === 'unknown' ? value : decodeJson(value);
}

/** Where an item of a list begins: its first key, or the item itself. */
function headOf(value: Value): Location {
  if (value.kind !== 'map') return value.at;
  for (const entry of value.entries.values()) if (entry.key) return entry.key;
  return value.at;
}

function absentAt(place: Place, path: readonly PathStep[], index: number): Reading {
  const value: Absent = { kind: 'absent', at: place.anchor };
  return {
    value,
    at: place.anchor,
    steps: [...place.steps, ...remaining(path, index)],
    owner: place.owner,
    under: place.under,
    defaulted: false,
    written: false,
  };
}

function unknownAt(place: Place, cause: Cause, path: readonly PathStep[], index: number): Reading {
  const at = place.value?.at ?? cause.at ?? place.anchor;
  const value: Unknown = { kind: 'unknown', cause, present: false, at };
  return {
    value,
    at,
    steps: [...place.steps, ...remaining(path, index)],
    owner: place.owner,
    under: place.under,
    defaulted: false,
    written: false,
  };
}

function remaining(path: readonly PathStep[], index: number): Step[] {
  return path
    .slice(index)
    .flatMap((step): Step[] => (step.kind === 'key' ? [step.name] : step.kind === 'items' ? [0] : []));
}
