import type { Resource } from '../model/resource.ts';
import type { Value } from '../model/value.ts';

const kept = new WeakMap<Resource, string | ReadonlySet<string>>();

/** True when a part of the resource is written in the document: its block, a part of a value, a call that leads to it. Where values originate does not count. */
export function isWrittenIn(resource: Resource, uri: string): boolean {
  let uris = kept.get(resource);
  if (uris === undefined) kept.set(resource, (uris = documentsOf(resource)));
  return typeof uris === 'string' ? uris === uri : uris.has(uri);
}

/** One address for most: they are written in one document. */
function documentsOf({ piece, nameAt, body, meta, callers }: Resource): string | ReadonlySet<string> {
  const uris = new Set([piece.uri, nameAt.piece.uri]);
  for (const { at } of callers ?? []) uris.add(at.piece.uri);
  const seen = new Set<Value>();
  collect(body, uris, seen);
  for (const value of meta.values()) collect(value, uris, seen);
  return uris.size === 1 ? piece.uri : uris;
}

function collect(value: Value, into: Set<string>, seen: Set<Value>): void {
  into.add(value.at.piece.uri);
  if (value.kind === 'scalar' || value.kind === 'absent' || seen.has(value)) return;
  seen.add(value);
  if ('decoded' in value && value.decoded) collect(value.decoded, into, seen);
  if (value.kind === 'list') for (const item of value.items) collect(item, into, seen);
  else if (value.kind === 'map') for (const entry of value.entries.values()) collect(entry, into, seen);
  else if (value.kind === 'choice') {
    collect(value.whenTrue, into, seen);
    collect(value.whenFalse, into, seen);
  }
}
