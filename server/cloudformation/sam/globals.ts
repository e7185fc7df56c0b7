import type { MapValue, Value } from '../../model/value.ts';
import type { Location } from '../../model/location.ts';
import { asMap } from '../evaluate/asMap.ts';
import { globalsFor } from '../evaluate/facts.ts';
import type { Scope } from '../evaluate/scope.ts';
import { evaluate } from '../evaluate/scope.ts';
import { map } from '../evaluate/values.ts';

const samPrefix = 'AWS::Serverless::';

/** The attributes of a SAM resource with what `Globals` adds to them; those of other types as they are. */
export function withGlobals(
  body: MapValue,
  type: string,
  nameAt: Location,
  ignored: Value | undefined,
  scope: Scope,
): MapValue {
  if (!type.startsWith(samPrefix)) return body;
  const kind = type.slice(samPrefix.length);
  const entry = globalsFor(kind, scope);
  if (entry?.value === undefined || ignoresAll(ignored)) return body;
  const lent = { at: nameAt, origin: { kind: 'globals' as const, name: kind } };
  const globals = asMap(evaluate(entry.value, { ...scope, piece: entry.piece, lent, loop: new Map() }));
  const entries = new Map(globals.entries);
  for (const name of namesIn(ignored)) entries.delete(name);
  const merged = mergedMap({ ...globals, entries }, body);
  const open =
    merged.open ?? (entry.broken ? { kind: 'syntax' as const, subject: kind, at: nameAt } : undefined);
  return { ...merged, open };
}

/** SAM's rules: maps are merged, lists are joined with the global items first, anything else is overridden. */
function merged(global: Value, local: Value | undefined): Value {
  if (local === undefined) return global;
  if (global.kind === 'map' && local.kind === 'map') return mergedMap(global, local);
  if (global.kind === 'list' && local.kind === 'list')
    return { ...local, items: [...global.items, ...local.items] };
  return local;
}

function mergedMap(global: MapValue, local: MapValue): MapValue {
  const entries = new Map(local.entries);
  for (const [name, value] of global.entries) entries.set(name, merged(value, local.entries.get(name)));
  return { ...map(local, entries, local.open ?? global.open), key: local.key };
}

function ignoresAll(ignored: Value | undefined): boolean {
  return ignored?.kind === 'scalar' && ignored.text === '*';
}

function namesIn(ignored: Value | undefined): readonly string[] {
  if (ignored?.kind !== 'list') return [];
  return ignored.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
}
