import type { Resource, ResourceReference } from '../../model/resource.ts';
import type { Value } from '../../model/value.ts';
import { textsOf } from './policyVerdict.ts';
import type { Predicate } from './predicate.ts';

/** What names a thing does not count when it does so from one of these types, or by one of these attributes. */
interface Exceptions {
  readonly types: readonly string[];
  readonly attributes: readonly string[];
}

export const mentioned: Predicate = ({ owner }, given, context) => {
  const exceptions = { types: textsOf(given['except']), attributes: textsOf(given['exceptAttributes']) };
  const mentioning = [...context.mentioning(owner.id), ...context.mentioning(addressOf(owner))];
  const others = mentioning.filter((other) => other !== owner && !exceptions.types.includes(other.type));
  const named = others.some((other) => names(other, owner, exceptions) || spells(other, owner, exceptions));
  return { truth: named, evidence: [] };
};

function names(other: Resource, { id }: Resource, { attributes }: Exceptions): boolean {
  return (namedBy(other).get(id) ?? []).some((attribute) => !attributes.includes(attribute));
}

const kept = new WeakMap<Resource, ReadonlyMap<string, readonly string[]>>();

/** The ids that a thing names, with the attributes by which it does. */
function namedBy(resource: Resource): ReadonlyMap<string, readonly string[]> {
  const known = kept.get(resource);
  if (known) return known;
  const found = new Map<string, string[]>();
  const add = ({ id, attribute = '' }: Pick<ResourceReference, 'id' | 'attribute'>): void => {
    const list = found.get(id);
    if (list) list.push(attribute);
    else found.set(id, [attribute]);
  };
  resource.references.forEach(add);
  for (const value of [resource.body, ...resource.meta.values()]) referencesAt(value, add);
  kept.set(resource, found);
  return found;
}

function referencesAt(
  value: Value,
  add: (reference: Pick<ResourceReference, 'id' | 'attribute'>) => void,
): void {
  const each = (inner: Value): void => {
    referencesAt(inner, add);
  };
  if (value.kind === 'unknown' && value.reference) add(value.reference);
  else if (value.kind === 'list') value.items.forEach(each);
  else if (value.kind === 'map') [...value.entries.values()].forEach(each);
  else if (value.kind === 'choice') [value.whenTrue, value.whenFalse].forEach(each);
  else if (value.kind === 'text') value.parts.filter((part) => typeof part !== 'string').forEach(each);
}

/** Whether a Terraform block writes the address: functions may hide in the model what they were given. */
function spells({ piece, nameAt, body }: Resource, owner: Resource, { attributes }: Exceptions): boolean {
  const address = addressOf(owner);
  const text = piece.text.slice(nameAt.start, Math.max(nameAt.end, body.at.end));
  for (let at = text.indexOf(address); at >= 0; at = text.indexOf(address, at + 1)) {
    const [, attribute, more] =
      /^(?:\[[^\]]*\])?(?:\.(\w+))?([\w-])?/.exec(text.slice(at + address.length)) ?? [];
    if (more === undefined && !attributes.includes(attribute ?? '')) return true;
  }
  return false;
}

function addressOf({ type, name }: Resource): string {
  const label = name
    .replace(/\[[^\]]*\]$/, '')
    .split('.')
    .at(-1);
  return `${type}.${label ?? name}`;
}
