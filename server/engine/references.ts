import type { Condition } from '../model/condition.ts';
import type { Resource } from '../model/resource.ts';
import type { Cause, Value } from '../model/value.ts';
import { parsePath } from './path.ts';
import { type Settled, followFrom } from './reading.ts';
import type { World } from './world.ts';

/** The resources that name a certain one, and those that may do so. */
export interface Referrers {
  readonly resources: readonly Resource[];
  readonly open: readonly Doubtful[];
}

/** A resource of which it cannot be told what it names. */
export interface Doubtful {
  readonly resource: Resource;
  readonly cause: Cause;
}

const nobody: Referrers = { resources: [], open: [] };

/** Who names whom at certain paths, for a list of resources. */
export interface References {
  readonly byTarget: ReadonlyMap<string, readonly Resource[]>;
  readonly open: readonly Doubtful[];
  /** True when it depends on the world what some of them name. */
  readonly inWorlds: boolean;
}

const kept = new WeakMap<readonly Resource[], Map<string, References>>();

/** Remembered for as long as the list lives. */
export function referencesOf(resources: readonly Resource[], via: readonly string[]): References {
  const key = via.join('|');
  const known = kept.get(resources) ?? new Map<string, References>();
  if (known.size === 0) kept.set(resources, known);
  let references = known.get(key);
  if (!references) known.set(key, (references = readReferences(resources, via, key)));
  return references;
}

function readReferences(resources: readonly Resource[], via: readonly string[], key: string): References {
  const byTarget = new Map<string, Resource[]>();
  const open: Doubtful[] = [];
  let inWorlds = false;
  for (const resource of resources) {
    const named = namedInAnyWorld(resource, via, key);
    if (!named) {
      inWorlds = true;
      continue;
    }
    for (const id of named.ids) {
      const list = byTarget.get(id);
      if (list) list.push(resource);
      else byTarget.set(id, [resource]);
    }
    if (named.open) open.push({ resource, cause: named.open });
  }
  return { byTarget, open, inWorlds };
}

/** Those of the resources that name `id`, where the world has no say in it. */
export function referrersIn({ byTarget, open }: References, id: string): Referrers {
  const resources = byTarget.get(id);
  if (!resources) return open.length === 0 ? nobody : { resources: [], open };
  const others = open.filter(({ resource }) => !resources.includes(resource));
  return { resources, open: others };
}

/** Those of the resources that name `id` in one world. */
export function referrersInWorld(
  candidates: readonly Resource[],
  via: readonly string[],
  id: string,
  world: World,
): Referrers {
  const resources: Resource[] = [];
  const open: Doubtful[] = [];
  for (const resource of candidates) {
    if (!resource.exists.every((condition) => world.holds(condition))) continue;
    const named = namedInAnyWorld(resource, via, via.join('|')) ?? readNames(resource, via, world);
    if (named.ids.has(id)) resources.push(resource);
    else if (named.open) open.push({ resource, cause: named.open });
  }
  return { resources, open };
}

/** What the paths of a resource name: other resources, and why there may be more. */
interface Named {
  readonly ids: ReadonlySet<string>;
  readonly open?: Cause | undefined;
}

const keptNames = new WeakMap<Resource, Map<string, Named | undefined>>();

/** `undefined` when the world has a say in it; remembered for as long as the resource lives. */
function namedInAnyWorld(resource: Resource, via: readonly string[], key: string): Named | undefined {
  const known = keptNames.get(resource) ?? new Map<string, Named | undefined>();
  if (known.size === 0) keptNames.set(resource, known);
  else if (known.has(key)) return known.get(key);
  let asked = false;
  const holds = ({ formula }: Condition): boolean => {
    asked ||= formula.kind !== 'constant';
    return formula.kind === 'constant' && formula.holds;
  };
  const named = readNames(resource, via, { holds });
  const certain = asked ? undefined : named;
  known.set(key, certain);
  return certain;
}

function readNames(resource: Resource, via: readonly string[], world: World): Named {
  const ids = new Set<string>();
  let open: Cause | undefined;
  for (const path of via) {
    for (const { value } of followFrom(resource, parsePath(path), world)) {
      const named = referencesIn(value);
      for (const id of named) ids.add(id);
      if (named.length === 0) open ??= elsewhere(value) ? undefined : openCauseOf(value);
    }
  }
  return { ids, open };
}

/** A resource that is declared in a text which is not here is at any rate another one. */
function elsewhere(value: Settled): boolean {
  const cause = openCauseOf(value);
  return cause?.kind === 'dangling-reference' && /^aws_\w+\./.test(cause.subject);
}

/** Why what a value names cannot be told; a literal names something outside, and nothing in the model. */
export function openCauseOf(value: Settled): Cause | undefined {
  if (value.kind === 'unknown') return value.cause;
  if (value.kind === 'text') return value.parts.find((part) => typeof part !== 'string')?.cause;
  return value.kind === 'list' || value.kind === 'map' ? value.open : undefined;
}

/** The ids of the resources that a value names, in text order. */
export function referencesIn(value: Value): string[] {
  switch (value.kind) {
    case 'unknown':
      return value.reference ? [value.reference.id] : [];
    case 'text':
      return value.parts.flatMap((part) => (typeof part === 'string' ? [] : referencesIn(part)));
    case 'list':
      return value.items.flatMap(referencesIn);
    case 'map':
      return [...value.entries.values()].flatMap(referencesIn);
    case 'choice':
      return [...referencesIn(value.whenTrue), ...referencesIn(value.whenFalse)];
    default:
      return [];
  }
}
