import type { Location } from '../../model/location.ts';
import type { Condition } from '../../model/condition.ts';
import type { Resource } from '../../model/resource.ts';
import type { Cause, MapValue, Value } from '../../model/value.ts';
import type { MapNode, Node, SectionEntry } from '../syntax/node.ts';
import { conditionOf } from './conditions.ts';
import { evaluateNode } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { transformsOf } from './facts.ts';
import { expand, type Instance } from './forEach.ts';
import { childOf, entryOf, textOf } from './nodes.ts';
import type { Scope } from './scope.ts';
import { evaluate, locationOf, newBudget } from './scope.ts';
import { customMacroIn } from './transforms.ts';
import { map, unknown, unknownHere } from './values.ts';
import { withGlobals } from '../sam/globals.ts';
import { viewsOf } from '../sam/views.ts';
import { asMap } from './asMap.ts';
import { inTextOrder } from './inTextOrder.ts';

/** What stands under one logical id: resources, and the facts that they rest on. */
export interface Evaluated {
  readonly resources: readonly Resource[];
  readonly reads: ReadonlySet<string>;
}

/** A scope for the nodes of a piece, with nothing read yet. */
export function scopeFor(entry: Pick<SectionEntry, 'piece'>, facts: Facts, open?: Cause): Scope {
  return {
    facts,
    reads: new Set(),
    piece: entry.piece,
    loop: new Map(),
    references: [],
    budget: newBudget(),
    open,
    symbolic: false,
    evaluate: evaluateNode,
  };
}

/** The resources that one entry of `Resources` declares: one, several for a loop, and what SAM generates of them. */
export function resourcesOf(entry: SectionEntry, facts: Facts): Evaluated {
  const scope = scopeFor(entry, facts);
  const macro = customMacroIn(transformsOf(scope));
  const at = locationOf(entry, entry.key);
  const open: Cause | undefined = entry.broken
    ? { kind: 'syntax', subject: entry.key.text, at }
    : macro === undefined
      ? undefined
      : { kind: 'transform', subject: macro, at };
  const resources = expand([entry], scope).instances.flatMap((instance) =>
    ofInstance(instance, { ...scope, open }),
  );
  return { resources, reads: scope.reads };
}

function ofInstance(instance: Instance, outer: Scope): readonly Resource[] {
  const { name, value: node } = instance;
  const type = typeIn(node);
  if (node?.kind !== 'map' || type === undefined) return [];
  const scope: Scope = { ...outer, loop: instance.loop, references: [] };
  const nameAt = locationOf(scope, instance.key);
  const meta = metaOf(node, nameAt, scope);
  const written = bodyOf(childOf(node, 'Properties'), node, nameAt, scope);
  const body = withGlobals(written, type, nameAt, meta.get('IgnoreGlobals'), scope);
  const resource: Resource = {
    dialect: 'cloudformation',
    id: name,
    name,
    type,
    nameAt,
    piece: scope.piece,
    body,
    meta,
    exists: existsOf(childOf(node, 'Condition'), scope),
    references: inTextOrder(scope.references),
  };
  return [resource, ...viewsOf(resource)];
}

/** The type that a resource's text gives; `undefined` when there is none. */
export function typeIn(node: Node | undefined): string | undefined {
  return textOf(childOf(node, 'Type'));
}

/** The conditions of a `Condition` attribute. */
export function existsOf(node: Node | undefined, scope: Scope): readonly Condition[] {
  return node === undefined ? [] : [conditionOf(node, scope)];
}

/** Attributes that stand beside `Properties` and are unknown, not missing, while the text may say more. */
const attributesBeside = [
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'UpdatePolicy',
  'CreationPolicy',
  'Metadata',
  'DependsOn',
];

function metaOf(node: MapNode, nameAt: Location, scope: Scope): ReadonlyMap<string, Value> {
  const meta = new Map<string, Value>();
  let { open } = scope;
  for (const { key, value } of node.entries) {
    if (key.text === 'Properties') continue;
    const at = locationOf(scope, key);
    if (key.text.startsWith('Fn::')) open = { kind: 'transform', subject: key.text, at };
    else if (value === undefined)
      meta.set(key.text, { ...unknownHere({ at }, 'syntax', key.text, false), key: at });
    else meta.set(key.text, { ...evaluate(value, scope), key: at });
  }
  if (open === undefined) return meta;
  for (const name of attributesBeside)
    if (!meta.has(name)) meta.set(name, unknown({ at: nameAt }, open, false));
  return meta;
}

/** The attributes as a map, whatever gives them. */
function bodyOf(properties: Node | undefined, node: MapNode, nameAt: Location, scope: Scope): MapValue {
  const written = entryOf(node, 'Properties');
  const included = node.entries.find((entry) => entry.key.text.startsWith('Fn::'));
  const open: Cause | undefined =
    included === undefined
      ? scope.open
      : { kind: 'transform', subject: included.key.text, at: locationOf(scope, included.key) };
  if (properties === undefined || written === undefined) {
    const at = written === undefined ? nameAt : locationOf(scope, written.key);
    return map({ at }, new Map(), open);
  }
  const key = locationOf(scope, written.key);
  const value = asMap(evaluate(properties, scope));
  return { ...value, key, open: value.open ?? open };
}
