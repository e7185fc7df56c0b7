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
  const fallback = childOf(options, 'DefaultValue');
  return overBranches(keys, place, ([map, top, second]) => {
    if (map?.kind !== 'scalar' || top === undefined || second === undefined)
      return unknownHere(place, 'mapping', '');
    const entry = mappingNamed(map.text, scope);
    if (entry === undefined) return unknownHere(place, 'dangling-reference', map.text);
    const found = foundIn(entry, top, second, scope);
    const from = { at: place.at, origins: chained(place.origins) };
    if (found === 'open') return unknownHere(place, 'transform', map.text);
    const candidates =
      found.length === 0 && fallback !== undefined && isKnown(top, second) ? undefined : found;
    if (candidates === undefined)
      return fallback === undefined
        ? unknownHere(place, 'mapping', map.text)
        : movedTo(evaluate(fallback, scope), from);
    return agreed(map.text, entry, candidates, [top, second], place, scope);
  });
}

function isKnown(top: Value, second: Value): boolean {
  return top.kind === 'scalar' && second.kind === 'scalar';
}

/** The nodes that stand under keys like these; `open` when the map is not wholly in the text. */
function foundIn(entry: SectionEntry, top: Value, second: Value, scope: Scope): readonly Node[] | 'open' {
  if (entry.broken) return 'open';
  const tops = matching(entry.value, top, scope);
  if (tops === 'open') return 'open';
  const found: Node[] = [];
  for (const { value } of tops) {
    const leaves = matching(value, second, scope);
    if (leaves === 'open') return 'open';
    for (const leaf of leaves) if (leaf.value !== undefined) found.push(leaf.value);
  }
  return found;
}

function matching(node: Node | undefined, key: Value, scope: Scope): readonly Entry[] | 'open' {
  if (node?.kind !== 'map') return node === undefined ? [] : 'open';
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

function agreed(
  name: string,
  entry: SectionEntry,
  candidates: readonly Node[],
  keys: readonly Value[],
  place: Place,
  scope: Scope,
): Value {
  const values = candidates.map((node) => lentValue(name, entry, node, place, scope));
  const [first, ...others] = values;
  const cause: Cause = { kind: 'mapping', subject: name, at: locationOf(entry, entry.key) };
  if (first === undefined || !others.every((other) => sameValue(first, other))) return unknown(place, cause);
  const origins = chained(first.origins, ...keys.map((key) => key.origins));
  return { ...first, origins };
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
