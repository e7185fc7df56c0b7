import { decodeJson } from '../engine/decodeJson.ts';
import type { Change, Dialect, Step } from '../model/dialect.ts';
import type { Location } from '../model/location.ts';
import type { Model } from '../model/model.ts';
import type { Resource } from '../model/resource.ts';
import type { Value } from '../model/value.ts';
import { encloses, overlaps } from '../text/span.ts';

/**
 * True when `after` differs from `before` by nothing but the changes: no other resource has come, gone or changed,
 * and the changed ones differ only where the changes say so. Where things stand in the text does not matter.
 */
export function differsOnlyBy(
  before: Model,
  after: Model,
  changes: readonly Change[],
  dialect: Pick<Dialect, 'stepsInText'>,
): boolean {
  if (after.problems.length > before.problems.length) return false;
  const trial: Trial = { changes, dialect, parameters: parametersIn(before, changes) };
  const now = new Map(after.resources.map((resource) => [resource.id, resource]));
  for (const resource of before.resources) {
    const same = now.get(resource.id);
    if (!same || !sameResource(resource, same, trial)) return false;
    now.delete(resource.id);
  }
  return [...now.values()].every(
    (resource) => isAddedBy(resource, changes) || isLookup(resource) || impliedBy(resource, before),
  );
}

/** Changes that are on trial. */
interface Trial {
  readonly changes: readonly Change[];
  readonly dialect: Pick<Dialect, 'stepsInText'>;
  readonly parameters: ReadonlySet<string>;
}

function parametersIn({ resources }: Model, changes: readonly Change[]): ReadonlySet<string> {
  const pieces = changes.map((change) =>
    change.kind === 'replace' ? change.at.piece : change.kind === 'add' ? undefined : change.resource.piece,
  );
  const changed = resources.filter(
    ({ type, piece }) => (type === '@parameter' || type === '@variable') && pieces.includes(piece),
  );
  return new Set(changed.map(({ id }) => id.slice(id.lastIndexOf('.') + 1)));
}

/** A data source without arguments changes nothing: a fix declares one to name the account or the region. */
function isLookup({ type, body }: Resource): boolean {
  return type.startsWith('data.') && body.entries.size === 0;
}

/** True for a resource that a change declares, also for one of its instances, and within a called module. */
function isAddedBy({ id, type }: Resource, changes: readonly Change[]): boolean {
  const declared = id.replace(/\[[^\]]*\]$/, '');
  return changes.some(
    (change) =>
      change.kind === 'add' &&
      change.type === type &&
      (declared === change.name || declared.endsWith(`.${change.name}`)),
  );
}

/** A resource without text of its own that follows from one that was there, such as what a SAM function makes. */
function impliedBy(resource: Resource, before: Model): boolean {
  return resource.silent === true && before.resources.some(({ id }) => resource.id.startsWith(id));
}

/** The template as a whole holds nothing but its parts, which are compared on their own. */
function sameResource(before: Resource, after: Resource, trial: Trial): boolean {
  if (before === after || before.type === '@template') return true;
  if (before.type !== after.type) return false;
  const touched = touchedBy(before, trial);
  if (!sameValue(before.body, after.body, [], touched)) return false;
  const names = new Set([...before.meta.keys(), ...after.meta.keys()]);
  return [...names].every((name) =>
    sameOptional(before.meta.get(name), after.meta.get(name), ['^', name], touched),
  );
}

/** What of a resource a change may alter: places below `steps`, or below `within` wherever that stands, and values that are read from `places`. */
interface Touched {
  readonly steps: readonly (readonly Step[])[];
  readonly within: readonly (readonly Step[])[];
  readonly places: readonly Location[];
  /** Parameters and variables that change: what is computed from one names it, but not the place. */
  readonly parameters: ReadonlySet<string>;
}

function touchedBy(resource: Resource, { changes, dialect, parameters }: Trial): Touched {
  const own = changes.filter((change) => change.kind === 'set' || change.kind === 'remove');
  const beside = own.filter(({ resource: { id, piece } }) => piece === resource.piece && id !== resource.id);
  const steps = own.filter((change) => change.resource.id === resource.id).map((change) => change.steps);
  const replaced = changes.flatMap((change) => (change.kind === 'replace' ? [change.at] : []));
  return {
    steps: isParameterOf(replaced, resource) ? [...steps, ['AllowedValues']] : steps,
    within: beside.flatMap((change) => {
      const written = dialect.stepsInText(change.resource, change.steps);
      return written ? [change.steps, written] : [change.steps];
    }),
    places: [...replaced, ...own.flatMap((change) => valueAt(change.resource, change.steps)?.at ?? [])],
    parameters,
  };
}

/** What stands at steps from a resource's body before the change; others may read it. */
function valueAt({ body }: Resource, steps: readonly Step[]): Value | undefined {
  let value: Value | undefined = body;
  for (const step of steps) {
    if (value?.kind === 'map') value = value.entries.get(String(step));
    else if (value?.kind === 'list' && typeof step === 'number') value = value.items[step];
    else return undefined;
  }
  return value;
}

/** A parameter whose default is replaced allows the new one. */
function isParameterOf(places: readonly Location[], { type, piece }: Resource): boolean {
  return type === '@parameter' && places.some((place) => place.piece === piece);
}

function sameOptional(
  before: Value | undefined,
  after: Value | undefined,
  way: readonly Step[],
  touched: Touched,
): boolean {
  if (before && after) return sameValue(before, after, way, touched);
  if (!before && !after) return true;
  return mayDiffer(before, way, touched) || madeParent(after ?? before, way, touched);
}

/** A parent that came or went with the change: what it holds has to be what the change speaks of. */
function madeParent(parent: Value | undefined, way: readonly Step[], touched: Touched): boolean {
  if (parent?.kind === 'map')
    return [...parent.entries].every(([key, value]) => leads([...way, key], value, touched));
  if (parent?.kind === 'list')
    return parent.items.every((item, index) => leads([...way, index], item, touched));
  return false;
}

function leads(way: readonly Step[], value: Value, touched: Touched): boolean {
  return mayDiffer(undefined, way, touched) || madeParent(value, way, touched);
}

function sameValue(before: Value, after: Value, way: readonly Step[], touched: Touched): boolean {
  if (before === after || mayDiffer(before, way, touched)) return true;
  const reachedInto = touched.steps.some((steps) => steps.length > way.length && isPrefix(way, steps));
  const inside = { before: decodedOf(before, reachedInto), after: decodedOf(after, reachedInto) };
  if (inside.before && inside.after) return sameValue(inside.before, inside.after, way, touched);
  if (before.kind !== after.kind) return false;
  switch (before.kind) {
    case 'map':
      return after.kind === 'map' && sameEntries(before.entries, after.entries, way, touched);
    case 'list':
      return after.kind === 'list' && sameItems(before.items, after.items, way, touched);
    case 'choice':
      return (
        after.kind === 'choice' &&
        before.condition.name === after.condition.name &&
        sameValue(before.whenTrue, after.whenTrue, way, touched) &&
        sameValue(before.whenFalse, after.whenFalse, way, touched)
      );
    default:
      return sameContent(before, after);
  }
}

/** What a JSON string holds, where it was built from a structure or a change reaches into it. */
function decodedOf(value: Value, reachedInto: boolean): Value | undefined {
  if (value.kind !== 'scalar' && value.kind !== 'text') return undefined;
  if (value.decoded || !reachedInto) return value.decoded;
  const decoded = decodeJson(value);
  return decoded.kind === 'unknown' ? undefined : decoded;
}

function sameEntries(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
  way: readonly Step[],
  touched: Touched,
): boolean {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].every((key) => sameOptional(before.get(key), after.get(key), [...way, key], touched));
}

function sameItems(
  before: readonly Value[],
  after: readonly Value[],
  way: readonly Step[],
  touched: Touched,
): boolean {
  const length = Math.max(before.length, after.length);
  if (before.length !== after.length && touched.steps.some((steps) => isPrefix(way, steps))) return true;
  return Array.from({ length }).every((_, index) =>
    sameOptional(before[index], after[index], [...way, index], touched),
  );
}

function sameContent(before: Value, after: Value): boolean {
  if (before.kind === 'scalar' && after.kind === 'scalar') return before.data === after.data;
  if (before.kind === 'text' && after.kind === 'text') return partsOf(before) === partsOf(after);
  if (before.kind === 'unknown' && after.kind === 'unknown')
    return before.cause.kind === after.cause.kind && before.cause.subject === after.cause.subject;
  return before.kind === after.kind;
}

function partsOf(value: Extract<Value, { kind: 'text' }>): string {
  return JSON.stringify(
    value.parts.map((part) => (typeof part === 'string' ? part : [part.cause.kind, part.cause.subject])),
  );
}

/** Another resource of the same piece – of the same loop, or what SAM makes of the same text – shows the change where it has that part. */
function mayDiffer(
  before: Value | undefined,
  way: readonly Step[],
  { steps, within, places, parameters }: Touched,
): boolean {
  if (steps.some((wanted) => isPrefix(wanted, way))) return true;
  if (within.some((wanted) => way.some((_, index) => isPrefix(wanted, way.slice(index))))) return true;
  if (before?.origins?.some(({ kind, name, at }) => kind === 'default' && !at && parameters.has(name)))
    return true;
  return before !== undefined && places.some((place) => isReadFrom(before, place));
}

function isReadFrom(value: Value, place: Location): boolean {
  const origins = (value.origins ?? []).flatMap(({ at }) => (at ? [at] : []));
  const own = value.at.piece === place.piece && encloses(place, value.at);
  return own || origins.some((origin) => origin.piece === place.piece && overlaps(origin, place));
}

/** A change need not name the items of a list that it goes through: repeated blocks are often written once. */
function isPrefix(prefix: readonly Step[], way: readonly Step[]): boolean {
  let at = 0;
  for (const step of prefix) {
    while (at < way.length && typeof way[at] === 'number' && typeof step === 'string') at++;
    if (way[at] !== step) return false;
    at++;
  }
  return true;
}
