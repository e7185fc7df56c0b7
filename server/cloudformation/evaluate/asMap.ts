import type { MapValue, Value } from '../../model/value.ts';
import { map, unknown } from './values.ts';

/** A choice between maps as a map of choices; what is no map is one that may hold anything. */
export function asMap(value: Value): MapValue {
  switch (value.kind) {
    case 'map':
      return value;
    case 'choice':
      return mergedBranches(value, asMap(value.whenTrue), asMap(value.whenFalse));
    case 'unknown':
      return map(value, new Map(), value.cause);
    case 'absent':
      return map(value, new Map());
    default:
      return map(value, new Map(), { kind: 'syntax', subject: 'Properties', at: value.at });
  }
}

function mergedBranches(
  value: Extract<Value, { kind: 'choice' }>,
  whenTrue: MapValue,
  whenFalse: MapValue,
): MapValue {
  const { at, origins, condition } = value;
  const side = (branch: MapValue, name: string): Value => {
    const entry = branch.entries.get(name);
    if (entry !== undefined) return entry;
    return branch.open === undefined
      ? { kind: 'absent', at: branch.at }
      : unknown({ at: branch.at }, branch.open, false);
  };
  const entries = new Map<string, Value>();
  for (const name of [...whenTrue.entries.keys(), ...whenFalse.entries.keys()]) {
    const key = (whenTrue.entries.get(name) ?? whenFalse.entries.get(name))?.key;
    entries.set(name, {
      kind: 'choice',
      at,
      key,
      origins,
      condition,
      whenTrue: side(whenTrue, name),
      whenFalse: side(whenFalse, name),
    });
  }
  return map(value, entries, whenTrue.open ?? whenFalse.open);
}
