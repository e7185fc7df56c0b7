import type {
  Absent,
  Cause,
  CauseKind,
  Choice,
  ListValue,
  MapValue,
  Origin,
  Reference,
  Scalar,
  Unknown,
  Value,
} from '../../model/value.ts';
import type { Place } from './scope.ts';

export function scalar({ at, origins }: Place, data: Scalar['data'], text = String(data)): Scalar {
  return { kind: 'scalar', at, origins, data, text };
}

export function absent({ at, origins }: Place): Absent {
  return { kind: 'absent', at, origins };
}

export function list({ at, origins }: Place, items: readonly Value[], open?: Cause): ListValue {
  return { kind: 'list', at, origins, items, open };
}

export function map({ at, origins }: Place, entries: ReadonlyMap<string, Value>, open?: Cause): MapValue {
  return { kind: 'map', at, origins, entries, open };
}

/** Something that is certainly there, unless `present` says otherwise. */
export function unknown(
  { at, origins }: Place,
  cause: Cause,
  present = true,
  reference?: Reference,
): Unknown {
  return { kind: 'unknown', at, origins, cause, present, reference };
}

/** An unknown whose cause lies where the value stands. */
export function unknownHere(place: Place, kind: CauseKind, subject: string, present = true): Unknown {
  return unknown(place, { kind, subject, at: place.at }, present);
}

/** The same value as seen from another place; what it is made of stands there too. */
export function movedTo(value: Value, place: Place): Value {
  const { at } = place;
  const origins = chained(place.origins, value.origins);
  switch (value.kind) {
    case 'list':
      return {
        ...value,
        at,
        key: undefined,
        origins,
        items: value.items.map((item) => movedTo(item, place)),
      };
    case 'map':
      return { ...value, at, key: undefined, origins, entries: movedEntries(value.entries, place) };
    case 'choice':
      return {
        ...value,
        at,
        key: undefined,
        origins,
        whenTrue: movedTo(value.whenTrue, place),
        whenFalse: movedTo(value.whenFalse, place),
      };
    default:
      return { ...value, at, key: undefined, origins };
  }
}

function movedEntries(entries: ReadonlyMap<string, Value>, place: Place): ReadonlyMap<string, Value> {
  const moved = new Map<string, Value>();
  for (const [key, value] of entries) moved.set(key, movedTo(value, place));
  return moved;
}

/** Origins one after the other, each once; `undefined` when there are none. */
export function chained(
  ...chains: readonly (readonly Origin[] | undefined)[]
): readonly Origin[] | undefined {
  const all: Origin[] = [];
  for (const chain of chains) {
    for (const origin of chain ?? []) if (!all.includes(origin)) all.push(origin);
  }
  return all.length === 0 ? undefined : all;
}

const maximalConditions = 4;

/**
 * What `combine` makes of the values, once for each branch that they choose between.
 * Values under the same condition take the same branch; past the bound the result is unknown.
 */
export function overBranches(
  values: readonly Value[],
  place: Place,
  combine: (values: readonly Value[]) => Value,
  left = maximalConditions,
): Value {
  const choice = values.find((value): value is Choice => value.kind === 'choice');
  if (choice === undefined) return combine(values);
  const { condition } = choice;
  if (left === 0) return unknownHere(place, 'conditions', condition.name, false);
  const branch = (holds: boolean): Value =>
    overBranches(
      values.map((value) => taken(value, condition.name, holds)),
      place,
      combine,
      left - 1,
    );
  return {
    kind: 'choice',
    at: place.at,
    origins: place.origins,
    condition,
    whenTrue: branch(true),
    whenFalse: branch(false),
  };
}

/** The branch of a choice by this condition; any other value as it is. */
function taken(value: Value, name: string, holds: boolean): Value {
  if (value.kind !== 'choice' || value.condition.name !== name) return value;
  return taken(holds ? value.whenTrue : value.whenFalse, name, holds);
}
