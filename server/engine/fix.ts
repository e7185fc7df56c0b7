import type { Change, Data, DataMap, Step } from '../model/dialect.ts';
import type { FixChanges } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import type { DialectName, Resource } from '../model/resource.ts';
import type { Origin } from '../model/value.ts';
import { type Evidence, type Facts, evaluate } from './condition.ts';
import { parsePath } from './path.ts';
import { placeholdersOf } from './placeholders.ts';
import type { Reading } from './reading.ts';
import type { Addition, Fix, Rule, Subject } from './rule.ts';
import { type Scope, declaring, readAttribute } from './scope.ts';

/** What a fix is made for: the finding's evidence in the scope where it was found. */
interface Occasion {
  readonly evidence: readonly Evidence[];
  readonly scope: Scope;
  readonly dialect: DialectName;
  readonly shown: Readonly<Record<string, string>>;
  /** The names given to the resources that the fix adds. */
  readonly added: Readonly<Record<string, { readonly type: string; readonly name: string }>>;
}

/** The ways to repair a finding, best first: at the value's origin, then in place. Empty when the rule has no fix for the dialect. */
export function fixesOf(
  rule: Rule,
  subject: Subject,
  evidence: readonly Evidence[],
  scope: Scope,
  facts: Facts,
): FixChanges[] {
  const fix = subject.fix ?? rule.fix;
  if (!fix || (fix.when && evaluate(fix.when, scope, facts, undefined).truth !== true)) return [];
  const { dialect } = scope.resource;
  const shown = placeholdersOf(rule, subject, evidence, scope, facts);
  const occasion: Occasion = { evidence, scope, dialect, shown, added: namesOf(fix, scope, dialect) };
  const inPlace = changesInPlace(fix, occasion);
  const atOrigin = changesAtOrigin(fix, occasion);
  return [
    ...(atOrigin ? [atOrigin] : []),
    ...(inPlace && inPlace.length > 0 ? [{ changes: inPlace, follows: fix.follows }] : []),
  ];
}

/** The changes that repair the resource itself; `undefined` when one of them has no form in this dialect, or names a resource that has none. */
function changesInPlace(fix: Fix, occasion: Occasion): Change[] | undefined {
  const written = [...Object.values(fix.set), ...Object.values(fix.add)].map(
    (each) => each[occasion.dialect],
  );
  if (namesIn(written).some((name) => name in fix.add && !(name in occasion.added))) return undefined;
  const changes: Change[] = [];
  for (const [name, addition] of Object.entries(fix.add)) {
    const wanted = addition[occasion.dialect];
    if (wanted) changes.push(addChange(wanted, name, occasion));
  }
  for (const [attribute, values] of Object.entries(fix.set)) {
    if (!(occasion.dialect in values)) continue;
    const wanted = values[occasion.dialect];
    const made = itemChanges(attribute, wanted, occasion) ?? setChanges(attribute, wanted, occasion);
    if (!made || made.length === 0) return undefined;
    changes.push(...made);
  }
  for (const attribute of fix.remove) {
    for (const reading of targetsOf(attribute, occasion)) {
      if (reading.written) changes.push({ kind: 'remove', resource: reading.owner, steps: reading.steps });
    }
  }
  return mergedSets(changes);
}

/** The resources that fix data refers to, by the fix's own names for them. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = '$reference' in value && typeof value.$reference === 'string' ? [value.$reference] : [];
  return [...own, ...Object.values(value).flatMap(namesIn)];
}

function addChange(addition: Addition, name: string, occasion: Occasion): Change {
  const { type, name: given } = occasion.added[name] ?? { type: addition.type, name };
  return {
    kind: 'add',
    after: occasion.scope.resource,
    type,
    name: given,
    body: dataOf(addition.body, occasion),
  };
}

function setChanges(attribute: string, value: unknown, occasion: Occasion): Change[] | undefined {
  const changes: Change[] = [];
  for (const reading of targetsOf(attribute, occasion)) {
    const data = dataOf(spelledAs(value, reading), occasion);
    if (hasOwnPlace(reading) && !isMap(data))
      changes.push({ kind: 'replace', at: reading.value.at, value: data });
    else if (reading.steps.length > 0)
      changes.push({ kind: 'set', resource: reading.owner, steps: reading.steps, value: data });
    else {
      const companion = companionChange(attribute, data, occasion);
      if (!companion) return undefined;
      changes.push(companion);
    }
  }
  return changes.length > 0 ? changes : undefined;
}

/** True for a value that can be replaced where it stands: one that is lent, encoded, or missing behind its key is set by its name. */
function hasOwnPlace({ written, encoded, defaulted, value }: Reading): boolean {
  const { kind, origins, key, at } = value;
  const isLent = origins?.some((origin) => origin.kind === 'globals' || origin.kind === 'sam') ?? false;
  const isMissing = (kind === 'absent' || defaulted) && key?.piece === at.piece && key.start === at.start;
  return written && !isSame(encoded, at) && !isLent && !isMissing;
}

function isSame(a: Location | undefined, b: Location): boolean {
  return a?.piece === b.piece && a.start === b.start && a.end === b.end;
}

/**
 * A list for an attribute that names the items of one comes behind those that are there; `undefined` for any other
 * value or attribute, and where no resource holds the list. Empty when the list cannot be added to.
 */
function itemChanges(attribute: string, value: unknown, occasion: Occasion): Change[] | undefined {
  const home = homeOf(attribute, occasion);
  if (!home || !Array.isArray(value) || !namesItems(attribute, home)) return undefined;
  const readings = readAttribute(home, attribute);
  if (readings.every(({ steps }) => steps.length === 0)) return undefined;
  const items = value.map((item) => dataOf(item, occasion));
  const ends = new Map<string, Reading>();
  for (const reading of readings)
    if (typeof reading.steps.at(-1) === 'number') ends.set(reading.steps.slice(0, -1).join('.'), reading);
  return [...ends.values()].flatMap(({ owner, steps, value: last }) => {
    const list = steps.slice(0, -1);
    if (last.kind === 'absent') return [{ kind: 'set', resource: owner, steps: list, value: items }];
    const next = Number(steps.at(-1)) + 1;
    return items.map((item, index): Change => ({
      kind: 'set',
      resource: owner,
      steps: [...list, next + index],
      value: item,
    }));
  });
}

/** The readings to repair: those that the finding rests on, or all of the attribute's. */
function targetsOf(attribute: string, occasion: Occasion): readonly Reading[] {
  const { evidence } = occasion;
  const failing = evidence.filter(({ name }) => name === attribute).map(({ reading }) => reading);
  const distinct = [...new Map(failing.map((reading) => [reading.steps.join('.'), reading])).values()];
  if (distinct.length > 0) return distinct;
  const home = homeOf(attribute, occasion);
  return home ? readAttribute(home, attribute) : [];
}

/** True for an attribute such as `Tags[]`. */
function namesItems(attribute: string, { attributes, resource: { dialect } }: Scope): boolean {
  const spellings = attributes[attribute]?.paths[dialect] ?? [];
  return spellings.some(({ path }) => parsePath(path).at(-1)?.kind === 'items');
}

function homeOf(attribute: string, { evidence, scope }: Occasion): Scope | undefined {
  const own = evidence.find((piece) => piece.scope.resource === scope.resource);
  return declaring(own?.scope ?? scope, attribute);
}

/** Declares the companion resource through which an attribute is spelled, where there is none yet. */
function companionChange(attribute: string, data: Data, { scope, dialect }: Occasion): Change | undefined {
  const path = parsePath(declaring(scope, attribute)?.attributes[attribute]?.paths[dialect]?.[0]?.path ?? '');
  const [first, ...rest] = path;
  if (first?.kind !== 'companion') return undefined;
  const steps = rest.flatMap((step): Step[] =>
    step.kind === 'key' ? [step.name] : step.kind === 'items' ? [0] : [],
  );
  const self: Data = referenceTo(scope.resource, dialect === 'terraform' ? 'id' : undefined);
  const body: DataMap = { [first.via]: self, ...(nested(steps, data) as DataMap) };
  return {
    kind: 'add',
    after: scope.resource,
    type: first.type,
    name: freeName(namePart(scope.resource), first.type, scope),
    body,
  };
}

/** Several values set under one path that is not there yet become one change. */
function mergedSets(changes: readonly Change[]): Change[] {
  const merged: Change[] = [];
  for (const change of changes) {
    const twin = merged.findIndex(
      (other) =>
        change.kind === 'add' &&
        other.kind === 'add' &&
        other.type === change.type &&
        other.name === change.name,
    );
    const other = merged[twin];
    if (change.kind === 'add' && other?.kind === 'add')
      merged[twin] = { ...other, body: deepMerge(other.body, change.body) };
    else merged.push(change);
  }
  return merged;
}

function deepMerge(a: Data, b: Data): Data {
  if (Array.isArray(a) && Array.isArray(b)) return [deepMerge(a[0] as Data, b[0] as Data)];
  if (!isMap(a) || !isMap(b)) return b;
  const result: Record<string, Data> = { ...a };
  for (const [key, value] of Object.entries(b))
    result[key] = key in result ? deepMerge(result[key] as Data, value) : value;
  return result;
}

const movable: ReadonlySet<Origin['kind']> = new Set([
  'default',
  'mapping',
  'local',
  'tfvars',
  'argument',
  'loop',
]);

/** The same value given where it comes from, when the fix is a single value and everything it repairs comes from one place. */
function changesAtOrigin(fix: Fix, occasion: Occasion): FixChanges | undefined {
  const entries = Object.entries(fix.set);
  const [only] = entries;
  if (!only || entries.length > 1 || Object.keys(fix.add).length > 0 || fix.remove.length > 0)
    return undefined;
  const [attribute, values] = only;
  const readings = targetsOf(attribute, occasion);
  const origin = readings[0]?.value.origins?.findLast(
    ({ kind, at }) => at !== undefined && movable.has(kind),
  );
  if (readings.length !== 1 || !readings[0] || !origin?.at || !(occasion.dialect in values)) return undefined;
  if (Array.isArray(values[occasion.dialect]) && readings[0].value.kind !== 'absent') return undefined;
  const value = dataOf(spelledAs(values[occasion.dialect], readings[0]), occasion);
  return isMap(value) ? undefined : { origin, changes: [{ kind: 'replace', at: origin.at, value }] };
}

/** Our word as it is spelled at this reading. */
function spelledAs(value: unknown, { spelled }: Reading): unknown {
  const found = Object.entries(spelled ?? {}).find(([, word]) => word === value)?.[0];
  return found === 'true' ? true : found === 'false' ? false : (found ?? value);
}

/** Compiled fix data with references, templates and placeholders filled in. */
function dataOf(value: unknown, occasion: Occasion): Data {
  if (Array.isArray(value)) return value.map((item) => dataOf(item, occasion));
  if (typeof value === 'string') return filled(value, occasion.shown);
  if (typeof value !== 'object' || value === null) return value as number | boolean;
  if ('$reference' in value) return referenceData(value, occasion);
  if ('$template' in value && Array.isArray(value.$template)) {
    return { $template: value.$template.map((part: unknown) => templatePart(part, occasion)) };
  }
  if ('$json' in value) return { $json: dataOf(value.$json, occasion) };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, dataOf(item, occasion)]));
}

function templatePart(
  part: unknown,
  occasion: Occasion,
): string | ReturnType<typeof referenceTo> | { readonly $pseudo: string } {
  if (typeof part === 'string') return replaced(part, occasion.shown);
  if (typeof part === 'object' && part !== null && '$pseudo' in part)
    return { $pseudo: String(part.$pseudo) };
  return referenceData(part as { $reference: unknown }, occasion);
}

function referenceData(value: object, occasion: Occasion): ReturnType<typeof referenceTo> {
  const name = '$reference' in value ? String(value.$reference) : 'self';
  const attribute = 'attribute' in value && typeof value.attribute === 'string' ? value.attribute : undefined;
  const added = occasion.added[name];
  return added ? { $reference: { ...added, attribute } } : referenceTo(occasion.scope.resource, attribute);
}

function referenceTo(
  resource: Resource,
  attribute: string | undefined,
): { $reference: { type: string; name: string; attribute?: string | undefined } } {
  return { $reference: { type: resource.type, name: ownName(resource), attribute } };
}

/** `{attribute}` and `{attribute|column}` in fix data; a number when nothing but a numeric placeholder is there, times what `{attribute*6}` says. */
function filled(text: string, shown: Readonly<Record<string, string>>): Data {
  const [, name = '', times = '1'] = /^\{([^{}*]+)(?:\*(\d+))?\}$/.exec(text) ?? [];
  const alone = shown[name];
  if (alone !== undefined && /^\d+$/.test(alone)) return Number(alone) * Number(times);
  return replaced(text, shown);
}

function replaced(text: string, shown: Readonly<Record<string, string>>): string {
  return text.replace(/\{([^{}]+)\}/g, (hole, name: string) => shown[name] ?? hole);
}

function namesOf(fix: Fix, scope: Scope, dialect: DialectName): Occasion['added'] {
  const names: Record<string, { type: string; name: string }> = {};
  for (const [name, addition] of Object.entries(fix.add)) {
    const wanted = addition[dialect];
    if (!wanted) continue;
    const given = wanted.name.replaceAll('{resource}', namePart(scope.resource));
    names[name] = { type: wanted.type, name: freeName(given, wanted.type, scope) };
  }
  return names;
}

/** The logical id or the block's own name, without type, index and module. */
export function ownName({ dialect, name }: Resource): string {
  if (dialect === 'cloudformation') return name;
  return (
    name
      .replace(/\[[^\]]*\]$/, '')
      .split('.')
      .at(-1) ?? name
  );
}

/** A resource's own name as part of another's: a logical id has letters and digits only. */
function namePart(resource: Resource): string {
  const name = ownName(resource);
  return resource.dialect === 'cloudformation' ? name.replace(/[^A-Za-z0-9]/g, '') : name;
}

/** The wanted name, with a number behind it when a resource has it already: instances and those of called modules count too. */
function freeName(wanted: string, type: string, { surroundings, resource }: Scope): string {
  const taken = (name: string): boolean =>
    resource.dialect === 'terraform'
      ? surroundings.ofType(type).some((other) => ownName(other) === name)
      : surroundings.byId(name) !== undefined;
  let name = wanted;
  for (let number = 2; taken(name); number++) name = `${wanted}${number}`;
  return name;
}

function nested(steps: readonly Step[], data: Data): Data {
  const [first, ...rest] = steps;
  if (first === undefined || (rest.length === 0 && typeof first === 'number' && Array.isArray(data)))
    return data;
  return typeof first === 'number' ? [nested(rest, data)] : { [first]: nested(rest, data) };
}

function isMap(data: Data): data is DataMap {
  return (
    typeof data === 'object' &&
    !Array.isArray(data) &&
    !('$reference' in data) &&
    !('$template' in data) &&
    !('$json' in data)
  );
}
