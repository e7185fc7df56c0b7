import type { Cause, Value } from '../../model/value.ts';
import type { Entry, Key, Node } from '../syntax/node.ts';
import { forEachPrefix } from '../names.ts';
import { withLoops } from './loopText.ts';
import { itemsOf, textOf } from './nodes.ts';
import type { LoopVariable, Scope } from './scope.ts';
import { evaluate, locationOf } from './scope.ts';

/** One entry of a map or section after its loops have been run. */
export interface Instance {
  readonly name: string;
  readonly key: Key;
  readonly value?: Node | undefined;
  readonly loop: ReadonlyMap<string, LoopVariable>;
}

interface Expanded {
  readonly instances: readonly Instance[];
  /** Why there may be further entries. */
  readonly open?: Cause | undefined;
}

/** Bounds the instances of one loop with all loops within it. */
const maximalInstances = 500;

export function isLoop(key: string): boolean {
  return key.startsWith(forEachPrefix);
}

/** The entries that loops make of these; an unknown collection gives each entry once, its variable unknown. */
export function expand(entries: readonly Entry[], scope: Scope): Expanded {
  const instances: Instance[] = [];
  const open = expandInto(instances, entries, scope, 0);
  return { instances, open };
}

function expandInto(
  instances: Instance[],
  entries: readonly Entry[],
  scope: Scope,
  depth: number,
): Cause | undefined {
  let open: Cause | undefined;
  for (const { key, value } of entries) {
    if (!isLoop(key.text)) instances.push({ name: withLoops(key.text, scope), key, value, loop: scope.loop });
    else open = run(instances, key, value, scope, depth) ?? open;
  }
  return open;
}

function run(
  instances: Instance[],
  key: Key,
  value: Node | undefined,
  scope: Scope,
  depth: number,
): Cause | undefined {
  const at = locationOf(scope, key);
  const subject = key.text.slice(forEachPrefix.length);
  const [variableNode, collection, body] = itemsOf(value) ?? [];
  const variable = textOf(variableNode);
  if (variable === undefined || collection === undefined || body?.kind !== 'map' || depth > 5) {
    return { kind: depth > 5 ? 'depth' : 'syntax', subject, at };
  }
  const values = collectionOf(collection, scope);
  let open: Cause | undefined;
  for (const bound of values ?? [{ at: locationOf(scope, collection) }]) {
    if (instances.length >= maximalInstances) return { kind: 'depth', subject, at };
    const loop = new Map(scope.loop).set(variable, bound);
    open = expandInto(instances, body.entries, { ...scope, loop }, depth + 1) ?? open;
  }
  return open ?? (values === undefined ? { kind: 'each', subject: variable, at } : undefined);
}

/** The texts that a loop's variable takes; `undefined` when they cannot be known. */
function collectionOf(node: Node, scope: Scope): readonly LoopVariable[] | undefined {
  const values = evaluate(node, scope);
  const items = values.kind === 'list' && values.open === undefined ? values.items.flatMap(flat) : undefined;
  if (items === undefined || items.some((item) => item.kind !== 'scalar')) return undefined;
  return items.flatMap((item) =>
    item.kind === 'scalar' ? [{ text: item.text, at: item.origins?.at(-1)?.at ?? item.at }] : [],
  );
}

/** A parameter's list among the items counts by its own items. */
function flat(item: Value): readonly Value[] {
  return item.kind === 'list' ? item.items : [item];
}
