import { withEntries } from '../model/layeredMap.ts';
import type { Model } from '../model/model.ts';
import type { Resource } from '../model/resource.ts';
import type { Cause } from '../model/value.ts';
import { type Mentions, mentionedBy, mentionsAfter, mentionsIn } from './mentions.ts';

/** Resources of a model by type and by id. A list keeps its identity from the previous index while its members do. */
export interface Index {
  readonly resources: readonly Resource[];
  /** Under their type, and all of a namespace together: `Custom::*`. */
  readonly byType: ReadonlyMap<string, readonly Resource[]>;
  readonly byId: ReadonlyMap<string, Resource>;
  readonly open: Cause | undefined;
  /** Who mentions what, from when it is first asked for. */
  readonly mentions: { made?: Mentions };
}

/** What an index says something else of than the one before. */
export interface Changes {
  readonly types: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
  /** `undefined` when any may be different. */
  readonly mentions: ReadonlySet<string> | undefined;
}

export function indexOf({ resources, open }: Model): Index {
  const byType = new Map<string, Resource[]>();
  const byId = new Map<string, Resource>();
  for (const resource of resources) {
    byId.set(resource.id, resource);
    for (const key of keysOf(resource.type)) {
      const list = byType.get(key);
      if (list) list.push(resource);
      else byType.set(key, [resource]);
    }
  }
  return { resources, byType, byId, open, mentions: {} };
}

/** The resources that mention a thing, by its id or address. */
export function mentioning({ mentions, resources }: Index, key: string): readonly Resource[] {
  mentions.made ??= mentionsIn(resources);
  return mentions.made.get(key) ?? nobody;
}

const nobody: readonly Resource[] = [];

/** The index of a later model, made from an earlier one, and what is different in it. */
export function reindexed(model: Model, before: Index): { readonly index: Index; readonly changes: Changes } {
  const replaced = replacementsIn(model.resources, before);
  if (replaced) return withReplaced(replaced, model, before);
  const fresh = indexOf(model);
  const byType = new Map<string, readonly Resource[]>();
  for (const [type, list] of fresh.byType) {
    const old = before.byType.get(type);
    byType.set(type, old && sameMembers(old, list) ? old : list);
  }
  const index = { ...fresh, byType };
  const types = differing(before.byType, byType);
  const ids = differing(before.byId, fresh.byId);
  return { index, changes: { types, ids, mentions: undefined } };
}

/** When the same ids and types stand in the same order: the resources that are other ones now, by those before. */
function replacementsIn(
  resources: readonly Resource[],
  before: Index,
): ReadonlyMap<Resource, Resource> | undefined {
  if (resources.length !== before.resources.length) return undefined;
  const replaced = new Map<Resource, Resource>();
  for (const [i, resource] of resources.entries()) {
    const old = before.resources[i];
    if (!old || old === resource) continue;
    if (old.id !== resource.id || old.type !== resource.type) return undefined;
    if (before.byId.get(old.id) !== old) return undefined;
    replaced.set(old, resource);
  }
  return replaced;
}

function withReplaced(
  replaced: ReadonlyMap<Resource, Resource>,
  { resources, open }: Model,
  before: Index,
): { readonly index: Index; readonly changes: Changes } {
  const types = new Set([...replaced.values()].flatMap(({ type }) => keysOf(type)));
  const ids = new Set([...replaced.values()].map(({ id }) => id));
  if (replaced.size === 0)
    return { index: { ...before, resources, open }, changes: { types, ids, mentions: ids } };
  const { made } = before.mentions;
  const mentions = made ? { made: mentionsAfter(made, replaced) } : {};
  const touched = made ? [...replaced].flat().flatMap((resource) => [...mentionedBy(resource)]) : [];
  const byId = withEntries(
    before.byId,
    [...replaced.values()].map((resource) => [resource.id, resource] as const),
  );
  const byType = new Map(before.byType);
  for (const type of types) {
    const list = before.byType.get(type) ?? [];
    byType.set(
      type,
      list.map((resource) => replaced.get(resource) ?? resource),
    );
  }
  const index = { resources, byType, byId, open, mentions };
  return { index, changes: { types, ids, mentions: new Set(touched) } };
}

function sameMembers(a: readonly Resource[], b: readonly Resource[]): boolean {
  return a.length === b.length && a.every((resource, i) => resource === b[i]);
}

function differing(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): Set<string> {
  const keys = new Set<string>();
  for (const [key, value] of after) if (before.get(key) !== value) keys.add(key);
  for (const key of before.keys()) if (!after.has(key)) keys.add(key);
  return keys;
}

function keysOf(type: string): readonly string[] {
  const end = type.indexOf('::');
  return end < 0 ? [type] : [type, `${type.slice(0, end)}::*`];
}
