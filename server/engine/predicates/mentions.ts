import type { Resource } from '../../model/resource.ts';
import { referencesIn } from '../references.ts';
import type { Predicate } from './predicate.ts';

/** The resources and scopes that a thing names, without itself. */
const namedBy = new WeakMap<Resource, ReadonlySet<string>>();

function idsNamedBy(resource: Resource): ReadonlySet<string> {
  let ids = namedBy.get(resource);
  if (!ids) {
    const beside = [...resource.meta.values()].flatMap(referencesIn);
    const inside = resource.references.map(({ id }) => id);
    namedBy.set(resource, (ids = new Set([...inside, ...beside, ...referencesIn(resource.body)])));
  }
  return ids;
}

export const mentioned: Predicate = ({ owner }, _, context) => {
  const others = context.ofType('*').filter((other) => other !== owner);
  const pieces = new Set(others.map(({ piece }) => piece));
  const named = others.some((other) => idsNamedBy(other).has(owner.id));
  return { truth: named || [...pieces].some(({ text }) => spells(text, owner)), evidence: [] };
};

/** Whether a text writes the address of a Terraform block: functions may hide in the model what they were given. */
function spells(text: string, { type, name }: Resource): boolean {
  const label = name
    .replace(/\[[^\]]*\]$/, '')
    .split('.')
    .at(-1);
  const address = `${type}.${label ?? name}`;
  for (let at = text.indexOf(address); at >= 0; at = text.indexOf(address, at + 1)) {
    if (!/[\w-]/.test(text.charAt(at + address.length))) return true;
  }
  return false;
}
