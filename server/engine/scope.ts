import type { Location } from '../model/location.ts';
import type { DialectName, Resource } from '../model/resource.ts';
import type { Cause } from '../model/value.ts';
import { type PathStep, parsePath } from './path.ts';
import { type Reading, type Settled, follow, followFrom } from './reading.ts';
import { type Referrers, openCauseOf, referencesIn } from './references.ts';
import type { Attribute, Literal, Related, Spelling } from './rule.ts';
import type { Truth } from './truth.ts';
import type { World } from './world.ts';

/** The other resources of the model; what is asked for is remembered as something the verdict rests on. */
export interface Surroundings {
  ofType(type: string): readonly Resource[];
  /** The resources of a type that name `id` at one of the paths, in the world. */
  referrersTo(id: string, type: string, via: readonly string[], world: World): Referrers;
  byId(id: string): Resource | undefined;
  /** The resources that mention an id, or an address in their text. */
  mentioning(key: string): readonly Resource[];
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
    if (readings.some(({ value }) => presenceOf(value) === true))
      return withDefault(readings, attribute, dialect);
    tried.push(readings);
  }
  const open = tried.find((readings) => readings.some(({ value }) => presenceOf(value) === undefined));
  return withDefault(open ?? tried[0] ?? [nowhere(scope)], attribute, dialect);
}

/** Whether there is something, whatever it is. A list that may turn out to be empty, such as that of a dynamic block, leaves it open. */
export function presenceOf(value: Settled): Truth {
  if (value.kind === 'absent') return false;
  if (value.kind === 'unknown') return value.present ? true : undefined;
  if (value.kind !== 'list' || !value.open) return true;
  return value.items.some(({ kind }) => kind !== 'choice' && kind !== 'absent') ? true : undefined;
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
  const { at, key } = reading.value;
  if (typeof fallback === 'object') {
    const cause: Cause = { kind: 'account-default', subject: '', at };
    return { ...reading, value: { kind: 'unknown', cause, present: false, at } };
  }
  return {
    ...reading,
    value: { kind: 'scalar', data: fallback, text: String(fallback), at, key },
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
  const { surroundings, world, resource } = scope;
  const isOther = (other: Resource): boolean => other !== resource && existsIn(other, world);
  if (by === 'sameModule') {
    const resources = types.flatMap((type) => surroundings.ofType(type)).filter(isOther);
    return { resources, open: surroundings.open };
  }
  const referrers = types.map((type) => surroundings.referrersTo(resource.id, type, via, world));
  const doubtful = referrers.flatMap(({ open }) => open).find((named) => isOther(named.resource));
  return {
    resources: referrers.flatMap(({ resources }) => resources.filter(isOther)),
    open: surroundings.open ?? doubtful?.cause,
  };
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
    if (found.length === 0) open ??= openCauseOf(reading.value);
  }
  return { resources: [...new Set(resources)], open };
}
