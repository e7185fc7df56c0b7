import type { Resource } from '../../model/resource.ts';
import type { MapValue, Value } from '../../model/value.ts';
import type { Location } from '../../model/location.ts';
import type { Section, SectionEntry, TemplateSyntax } from '../syntax/node.ts';
import { sections } from '../names.ts';
import type { Evaluated } from './resources.ts';
import { asMap } from './asMap.ts';
import { inTextOrder } from './inTextOrder.ts';
import { existsOf, scopeFor, typeIn } from './resources.ts';
import type { Facts } from './facts.ts';
import { expand } from './forEach.ts';
import { childOf } from './nodes.ts';
import { evaluate, locationOf } from './scope.ts';
import { map, scalar } from './values.ts';

/** A parameter as rules see it: what is written, not evaluated. */
export function parameterScope(entry: SectionEntry, facts: Facts): Evaluated {
  const scope = scopeFor(entry, facts, brokenCause(entry));
  const nameAt = locationOf(entry, entry.key);
  const body =
    entry.value === undefined
      ? map({ at: nameAt }, new Map(), scope.open)
      : asMap(evaluate(entry.value, scope));
  return { resources: [declared('@parameter', entry.key.text, nameAt, body)], reads: scope.reads };
}

/** An output; a loop gives several. */
export function outputScopes(entry: SectionEntry, facts: Facts): Evaluated {
  const outer = scopeFor(entry, facts, brokenCause(entry));
  const resources = expand([entry], outer).instances.map(({ name, key, value, loop }) => {
    const scope = { ...outer, loop, references: [] };
    const nameAt = locationOf(entry, key);
    const body =
      value === undefined ? map({ at: nameAt }, new Map(), scope.open) : asMap(evaluate(value, scope));
    const exists = existsOf(childOf(value, 'Condition'), scope);
    return { ...declared('@output', name, nameAt, body), exists, references: inTextOrder(scope.references) };
  });
  return { resources, reads: outer.reads };
}

const cut = [
  sections.parameters,
  sections.rules,
  sections.mappings,
  sections.conditions,
  sections.globals,
  sections.resources,
  sections.outputs,
];

/** The template as a whole: its plain sections, and of the others which logical ids there are and of what type. */
export function templateScope(syntax: TemplateSyntax, facts: Facts): Resource | undefined {
  const head = syntax.sections.get('AWSTemplateFormatVersion') ?? [...syntax.sections.values()][0];
  if (head === undefined) return undefined;
  const { nameAt } = head;
  const entries = new Map<string, Value>();
  for (const [name, section] of syntax.sections) {
    const value = cut.some((other) => other === name) ? shallow(section) : whole(section, facts);
    if (value !== undefined) entries.set(name, { ...value, key: section.nameAt });
  }
  return {
    ...declared('@template', '', nameAt, map({ at: nameAt }, entries)),
    id: '@template',
    name: fileName(syntax.uri),
  };
}

/** The last part of an address as people read it; as it is where it cannot be decoded. */
function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function whole(section: Section, facts: Facts): Value | undefined {
  if (section.value === undefined) return undefined;
  return evaluate(section.value.node, scopeFor(section.value, facts));
}

function shallow(section: Section): MapValue {
  const place = { at: section.nameAt };
  const entries = new Map<string, Value>();
  for (const { key, value } of section.entries) {
    const type = typeIn(value);
    entries.set(key.text, map(place, new Map(type === undefined ? [] : [['Type', scalar(place, type)]])));
  }
  return map(place, entries);
}

/** True when the template as a whole says the same, in the same places, as before. */
export function sameTemplateScope(before: TemplateSyntax, after: TemplateSyntax): boolean {
  if (before.sections.size !== after.sections.size) return false;
  const old = [...before.sections.values()];
  return [...after.sections.values()].every((section, index) => {
    const other = old[index];
    return other !== undefined && sameSection(other, section);
  });
}

function sameSection(a: Section, b: Section): boolean {
  if (a.name !== b.name || a.nameAt.piece !== b.nameAt.piece || a.nameAt.start !== b.nameAt.start)
    return false;
  if (a.value?.node !== b.value?.node || a.entries.length !== b.entries.length) return false;
  return a.entries.every((entry, index) => {
    const other = b.entries[index];
    return (
      other === entry || (other?.key.text === entry.key.text && typeIn(other.value) === typeIn(entry.value))
    );
  });
}

function brokenCause(entry: SectionEntry): MapValue['open'] {
  return entry.broken
    ? { kind: 'syntax', subject: entry.key.text, at: locationOf(entry, entry.key) }
    : undefined;
}

function declared(type: string, name: string, nameAt: Location, body: MapValue): Resource {
  return {
    dialect: 'cloudformation',
    id: `${type}.${name}`,
    name,
    type,
    nameAt,
    piece: nameAt.piece,
    body,
    meta: new Map(),
    exists: [],
    references: [],
  };
}
