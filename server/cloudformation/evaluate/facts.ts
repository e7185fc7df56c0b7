import type { Condition } from '../../model/condition.ts';
import type { SectionEntry } from '../syntax/node.ts';
import type { Node } from '../syntax/node.ts';
import type { LoopVariable, Scope } from './scope.ts';

/**
 * What the parts of a template may know of each other. Every look-up is recorded under a key,
 * so that a resource is evaluated again only when something that it read has changed.
 */
export interface Facts {
  readonly parameters: ReadonlyMap<string, SectionEntry>;
  readonly mappings: ReadonlyMap<string, SectionEntry>;
  readonly conditions: ReadonlyMap<string, NamedCondition>;
  readonly globals: ReadonlyMap<string, SectionEntry>;
  /** The types of the resources by logical id; the empty text where none is written. */
  readonly types: ReadonlyMap<string, string>;
  /** The names in `Transform`, joined by commas. */
  readonly transforms: string;
  /** Conditions that have been worked out, with what they read. */
  readonly workedOut: Map<string, WorkedOut>;
}

export interface NamedCondition {
  readonly entry: SectionEntry;
  /** The text from which it is worked out; left out while nothing is written. */
  readonly node?: Node | undefined;
  readonly loop: ReadonlyMap<string, LoopVariable>;
}

export interface WorkedOut {
  readonly condition: Condition;
  readonly reads: ReadonlySet<string>;
}

export function parameterNamed(name: string, scope: Scope): SectionEntry | undefined {
  scope.reads.add(`parameter ${name}`);
  return scope.facts.parameters.get(name);
}

export function mappingNamed(name: string, scope: Scope): SectionEntry | undefined {
  scope.reads.add(`mapping ${name}`);
  return scope.facts.mappings.get(name);
}

export function globalsFor(name: string, scope: Scope): SectionEntry | undefined {
  scope.reads.add(`globals ${name}`);
  return scope.facts.globals.get(name);
}

/** The type of the resource with this logical id; `undefined` when there is none. */
export function typeOfResource(id: string, scope: Scope): string | undefined {
  scope.reads.add(`resource ${id}`);
  return scope.facts.types.get(id);
}

/** All logical ids with their types. */
export function allTypes(scope: Scope): ReadonlyMap<string, string> {
  scope.reads.add('resources');
  return scope.facts.types;
}

export function transformsOf(scope: Scope): string {
  scope.reads.add('transforms');
  return scope.facts.transforms;
}

/** The keys of the facts in which two states of a template differ. */
export function changedFacts(before: Facts, after: Facts): ReadonlySet<string> {
  const changed = new Set<string>();
  compare('parameter', before.parameters, after.parameters, same, changed);
  compare('mapping', before.mappings, after.mappings, same, changed);
  compare('globals', before.globals, after.globals, same, changed);
  compare('condition', before.conditions, after.conditions, sameCondition, changed);
  const others = changed.size;
  compare('resource', before.types, after.types, same, changed);
  if (changed.size > others) changed.add('resources');
  if (before.transforms !== after.transforms) changed.add('transforms');
  return changed;
}

function compare<T>(
  kind: string,
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  equal: (a: T, b: T) => boolean,
  changed: Set<string>,
): void {
  for (const [name, fact] of after) {
    const old = before.get(name);
    if (old === undefined || !equal(old, fact)) changed.add(`${kind} ${name}`);
  }
  for (const name of before.keys()) if (!after.has(name)) changed.add(`${kind} ${name}`);
}

function same(a: unknown, b: unknown): boolean {
  return a === b;
}

/** A condition out of a loop is never taken for the same: its variable may have changed with a parameter. */
function sameCondition(a: NamedCondition, b: NamedCondition): boolean {
  return a.entry === b.entry && a.node === b.node && a.loop.size === 0 && b.loop.size === 0;
}
