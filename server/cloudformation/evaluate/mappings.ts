import type { Cause, Value } from '../../model/value.ts';
import type { Entry, Node, SectionEntry } from '../syntax/node.ts';
import { mappingNamed, parameterNamed } from './facts.ts';
import { childOf, itemsOf } from './nodes.ts';
import { parameterOf } from './parameters.ts';
import type { Place, Scope } from './scope.ts';
import { evaluate, locationOf } from './scope.ts';
import { chained, movedTo, overBranches, unknown, unknownHere } from './values.ts';

/** `Fn::FindInMap`: the value under two keys, or that on which all candidates agree. */
export function findInMap(argument: Node | undefined, place: Place, scope: Scope): Value {
  const [mapNode, topNode, secondNode, options] = itemsOf(argument) ?? [];
  if (mapNode === undefined || topNode === undefined || secondNode === undefined) {
    return unknownHere(place, argument === undefined ? 'syntax' : 'mapping', '');
  }
  const keys = [evaluate(mapNode, scope), evaluate(topNode, scope), evaluate(secondNode, scope)];
  const fallbackNode = childOf(options, 'DefaultValue');
  const fallback = fallbackNode === undefined ? undefined : movedTo(evaluate(fallbackNode, scope), place);
  return overBranches(keys, place, ([map, ...path]) => {
    if (map?.kind !== 'scalar') return unknownHere(place, 'mapping', '');
    const entry = mappingNamed(map.text, scope);
    if (entry === undefined) return fallback ?? unknownHere(place, 'dangling-reference', map.text);
    return valueIn(map.text, entry, path, fallback, place, scope);
  });
}

function valueIn(
  name: string,
  entry: SectionEntry,
  path: readonly Value[],
  fallback: Value | undefined,
  place: Place,
  scope: Scope,
): Value {
  const nodes = nodesUnder(entry, path, scope);
  if (nodes === 'open') return unknownHere(place, entry.broken ? 'syntax' : 'transform', name);
  const found = nodes.map((node) => lentValue(name, entry, node, place, scope));
  // With all keys known, the default counts only where nothing stands under them.
  const certain = path.every((key) => key.kind === 'scalar') && found.length > 0;
  const [first, ...others] = fallback === undefined || certain ? found : [...found, fallback];
  const cause: Cause = { kind: 'mapping', subject: name, at: locationOf(entry, entry.key) };
  if (first === undefined || !others.every((other) => sameValue(first, other))) return unknown(place, cause);
  return { ...first, origins: chained(first.origins, ...path.map((key) => key.origins)) };
}

/** The nodes that stand under keys like these; `open` when the map is not wholly in the text. */
function nodesUnder(entry: SectionEntry, path: readonly Value[], scope: Scope): readonly Node[] | 'open' {
  if (entry.broken) return 'open';
  let nodes: readonly Node[] = entry.value === undefined ? [] : [entry.value];
  for (const key of path) {
    const found: Node[] = [];
    for (const node of nodes) {
      const entries = matching(node, key, scope);
      if (entries === 'open') return 'open';
      for (const { value } of entries) if (value !== undefined) found.push(value);
    }
    nodes = found;
  }
  return nodes;
}

function matching(node: Node, key: Value, scope: Scope): readonly Entry[] | 'open' {
  if (node.kind !== 'map') return 'open';
  if (node.entries.some((entry) => entry.key.text.startsWith('Fn::'))) return 'open';
  if (key.kind === 'scalar') return node.entries.filter((entry) => entry.key.text === key.text).slice(-1);
  const allowed = allowedFor(key, scope);
  return allowed === undefined
    ? node.entries
    : node.entries.filter((entry) => allowed.includes(entry.key.text));
}

/** The values that a parameter without a default may take. */
function allowedFor(key: Value, scope: Scope): readonly string[] | undefined {
  if (key.kind !== 'unknown' || key.cause.kind !== 'parameter') return undefined;
  const parameter = parameterNamed(key.cause.subject, scope);
  return parameter === undefined ? undefined : parameterOf(parameter).allowed;
}

function lentValue(name: string, entry: SectionEntry, node: Node, place: Place, scope: Scope): Value {
  const value = evaluate(node, {
    ...scope,
    piece: entry.piece,
    loop: new Map(),
    lent: { at: place.at, origin: { kind: 'mapping', name } },
  });
  return place.origins === undefined ? value : movedTo(value, place);
}

function sameValue(a: Value, b: Value): boolean {
  if (a.kind === 'scalar' && b.kind === 'scalar') return a.text === b.text;
  if (a.kind !== 'list' || b.kind !== 'list' || a.items.length !== b.items.length) return false;
  return a.items.every((item, index) => {
    const other = b.items[index];
    return other !== undefined && sameValue(item, other);
  });
}
