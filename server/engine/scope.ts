import type { Condition } from '../model/condition.ts';
import type { Location } from '../model/location.ts';
import type { DialectName, Resource } from '../model/resource.ts';
import type { Cause, Value } from '../model/value.ts';
import { type PathStep, parsePath } from './path.ts';
import { type Reading, type Settled, follow, followFrom } from './reading.ts';
import type { Attribute, Literal, Related, Spelling } from './rule.ts';
import type { World } from './world.ts';

/** The other resources of the model; what is asked for is remembered as something the verdict rests on. */
export interface Surroundings {
  ofType(type: string): readonly Resource[];
  byId(id: string): Resource | undefined;
  /** Why there may be resources that are not in the text, when there may. */
  readonly open: Cause | undefined;
}

/** Names in reach of a condition: the attributes and relations of a resource, or of an item of one of its lists. */
export interface Scope {
  readonly resource: Resource;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly related: Readonly<Record<string, Related>>;
  /** The item itself, inside a list. */
  readonly item?: Reading | undefined;
  /** It is an item of another list than the item it is compared with, whose finding it belongs to. */
  readonly beside?: boolean | undefined;
  readonly outer?: Scope | undefined;
  readonly world: World;
  readonly surroundings: Surroundings;
  /** Readings by attribute name, kept for the one world. */
  readonly read: Map<string, readonly Reading[]>;
}

export function scopeOf(
  resource: Resource,
  names: Pick<Scope, 'attributes' | 'related'>,
  world: World,
  surroundings: Surroundings,
  inside: Pick<Scope, 'item' | 'beside' | 'outer'> = {},
): Scope {
  return {
    resource,
    attributes: names.attributes,
    related: names.related,
    world,
    surroundings,
    read: new Map(),
    ...inside,
  };
}

/** The scope in which `name` is declared, from the inside out. */
export function declaring(scope: Scope, name: string): Scope | undefined {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    if (name in at.attributes || name in at.related) return at;
  }
  return undefined;
}

/** What an attribute of this very scope holds; never empty. The empty name is the item itself. */
export function readAttribute(scope: Scope, name: string): readonly Reading[] {
  let readings = scope.read.get(name);
  if (!readings) {
    const attribute = scope.attributes[name];
    readings = name === '' && scope.item ? [scope.item] : attribute ? readSpellings(scope, attribute) : [];
    scope.read.set(name, readings);
  }
  return readings;
}

function readSpellings(scope: Scope, attribute: Attribute): readonly Reading[] {
  const { dialect } = scope.resource;
  const tried: Reading[][] = [];
  for (const spelling of attribute.paths[dialect] ?? []) {
    const readings = readPath(scope, parsePath(spelling.path)).map((reading) =>
      translated(reading, spelling),
    );
    if (readings.some(({ value }) => isCertainlyThere(value)))
      return withDefault(readings, attribute, dialect);
    tried.push(readings);
  }
  const open = tried.find((readings) => readings.some(({ value }) => value.kind === 'unknown'));
  return withDefault(open ?? tried[0] ?? [nowhere(scope)], attribute, dialect);
}

/** Certainly there, whatever it is. */
export function isCertainlyThere(value: Settled): boolean {
  return value.kind === 'unknown' ? value.present : value.kind !== 'absent';
}

function readPath(scope: Scope, path: readonly PathStep[]): Reading[] {
  const first = path[0];
  if (scope.item) return follow(scope.item, path, scope.world);
  if (first?.kind !== 'companion') return followFrom(scope.resource, path, scope.world);
  const companions = relatedBy(scope, [first.type], 'referredBy', [first.via]);
  const rest = path.slice(1);
  const readings = companions.resources.flatMap((companion) => followFrom(companion, rest, scope.world));
  if (companions.open) readings.push(unresolved(scope, companions.open));
  return readings.length > 0 ? readings : [nowhere(scope)];
}

function translated(reading: Reading, { values }: Spelling): Reading {
  if (!values || reading.value.kind !== 'scalar') return reading;
  const literal = values[reading.value.text] ?? values[String(reading.value.data)];
  if (literal === undefined) return reading;
  return { ...reading, value: { ...reading.value, data: literal, text: String(literal) }, spelled: values };
}

function withDefault(
  readings: readonly Reading[],
  attribute: Attribute,
  dialect: DialectName,
): readonly Reading[] {
  const fallback = attribute.defaults[dialect];
  if (fallback === undefined) return readings;
  return readings.map((reading) =>
    reading.value.kind === 'absent' ? defaulted(reading, fallback) : reading,
  );
}

function defaulted(reading: Reading, fallback: Literal | { readonly $unknown: true }): Reading {
  const at = reading.value.at;
  if (typeof fallback === 'object') {
    const cause: Cause = { kind: 'account-default', subject: '', at };
    return { ...reading, value: { kind: 'unknown', cause, present: false, at } };
  }
  return {
    ...reading,
    value: { kind: 'scalar', data: fallback, text: String(fallback), at },
    defaulted: true,
  };
}

function nowhere(scope: Scope): Reading {
  const at = scope.item?.at ?? scope.resource.nameAt;
  return {
    value: { kind: 'absent', at },
    at,
    steps: [],
    owner: scope.resource,
    under: [],
    defaulted: false,
    written: false,
  };
}

function unresolved(scope: Scope, cause: Cause): Reading {
  const at: Location = scope.resource.nameAt;
  return {
    value: { kind: 'unknown', cause, present: false, at },
    at,
    steps: [],
    owner: scope.resource,
    under: [],
    defaulted: false,
    written: false,
  };
}

/** Resources bound by a relation, and why there may be more of them, when there may. */
export interface RelatedResources {
  readonly resources: readonly Resource[];
  readonly open?: Cause | undefined;
}

export function relatedOf(scope: Scope, related: Related): RelatedResources {
  const { dialect } = scope.resource;
  return relatedBy(scope, related.types[dialect] ?? [], related.by, related.via[dialect] ?? []);
}

function relatedBy(
  scope: Scope,
  types: readonly string[],
  by: Related['by'],
  via: readonly string[],
): RelatedResources {
  if (by === 'refersTo') return referredFrom(scope, types, via);
  const resources: Resource[] = [];
  let { open } = scope.surroundings;
  for (const candidate of types.flatMap((type) => scope.surroundings.ofType(type))) {
    if (candidate === scope.resource || !existsIn(candidate, scope.world)) continue;
    const bound = by === 'sameModule' ? true : refersTo(candidate, via, scope);
    if (bound === true) resources.push(candidate);
    else if (bound !== false) open ??= bound;
  }
  return { resources, open };
}

function existsIn(resource: Resource, world: World): boolean {
  return resource.exists.every((condition) => world.holds(condition));
}

function referredFrom(scope: Scope, types: readonly string[], via: readonly string[]): RelatedResources {
  const resources: Resource[] = [];
  let open: Cause | undefined;
  for (const reading of via.flatMap((path) => readPath(scope, parsePath(path)))) {
    const named = referencesIn(reading.value);
    const found = named.map((id) => scope.surroundings.byId(id)).filter((resource) => resource !== undefined);
    resources.push(
      ...found.filter((resource) => types.includes(resource.type) && existsIn(resource, scope.world)),
    );
    if (found.length === 0) open ??= causeOf(reading.value);
  }
  return { resources: [...new Set(resources)], open };
}

/** Whether `candidate` names the scope's resource; a cause when that cannot be told. */
function refersTo(candidate: Resource, via: readonly string[], scope: Scope): boolean | Cause {
  const { ids, open } = namedBy(candidate, via, scope.world);
  return ids.has(scope.resource.id) ? true : (open ?? false);
}

/** What the paths of a resource name: other resources, and why there may be more. */
interface Named {
  readonly ids: ReadonlySet<string>;
  readonly open?: Cause | undefined;
}

const namedInAnyWorld = new WeakMap<Resource, Map<string, Named>>();

/** Remembered for as long as the resource lives, unless the world has a say in it. */
function namedBy(resource: Resource, via: readonly string[], world: World): Named {
  const key = via.join('|');
  const known = namedInAnyWorld.get(resource);
  const remembered = known?.get(key);
  if (remembered) return remembered;
  let asked = false;
  const holds = (condition: Condition): boolean => {
    asked = true;
    return world.holds(condition);
  };
  const named = readNames(resource, via, { holds });
  if (asked) return named;
  if (known) known.set(key, named);
  else namedInAnyWorld.set(resource, new Map([[key, named]]));
  return named;
}

function readNames(resource: Resource, via: readonly string[], world: World): Named {
  const ids = new Set<string>();
  let open: Cause | undefined;
  for (const path of via) {
    for (const { value } of followFrom(resource, parsePath(path), world)) {
      const named = referencesIn(value);
      for (const id of named) ids.add(id);
      if (named.length === 0) open ??= openCauseOf(value);
    }
  }
  return { ids, open };
}

/** A resource that is declared in a text which is not here is at any rate another one. */
function openCauseOf(value: Settled): Cause | undefined {
  const cause = causeOf(value);
  return cause?.kind === 'dangling-reference' && /^aws_\w+\./.test(cause.subject) ? undefined : cause;
}

/** Why what a value names cannot be told; a literal names something outside, and nothing in the model. */
function causeOf(value: Settled): Cause | undefined {
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
