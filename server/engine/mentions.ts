import { withEntries } from '../model/layeredMap.ts';
import type { Resource } from '../model/resource.ts';
import { referencesIn } from './references.ts';

/** The resources that mention a thing: by the id that they refer to, or by an address in their text. */
export type Mentions = ReadonlyMap<string, readonly Resource[]>;

export function mentionsIn(resources: readonly Resource[]): Mentions {
  const mentions = new Map<string, Resource[]>();
  for (const resource of resources) {
    for (const key of mentionedBy(resource)) {
      const list = mentions.get(key);
      if (list) list.push(resource);
      else mentions.set(key, [resource]);
    }
  }
  return mentions;
}

/** The mentions after some resources have become others. A list keeps its identity while its members do. */
export function mentionsAfter(before: Mentions, replaced: ReadonlyMap<Resource, Resource>): Mentions {
  const changed = new Map<string, readonly Resource[]>();
  const listOf = (key: string): readonly Resource[] => changed.get(key) ?? before.get(key) ?? [];
  for (const [old, now] of replaced) {
    for (const key of mentionedBy(old)) {
      const others = listOf(key).filter((each) => each !== old);
      changed.set(key, others);
    }
    for (const key of mentionedBy(now)) changed.set(key, [...listOf(key), now]);
  }
  return withEntries(before, changed);
}

const kept = new WeakMap<Resource, ReadonlySet<string>>();

/** The ids and addresses that a resource mentions. */
export function mentionedBy(resource: Resource): ReadonlySet<string> {
  let keys = kept.get(resource);
  if (!keys) {
    const ids = resource.references.map(({ id }) => id);
    const nested = [resource.body, ...resource.meta.values()].flatMap(referencesIn);
    keys = new Set([...ids, ...nested, ...addressesIn(resource)]);
    kept.set(resource, keys);
  }
  return keys;
}

/** The addresses that a Terraform block writes: functions may hide in the model what they were given. */
function addressesIn({ dialect, piece, nameAt, body }: Resource): readonly string[] {
  if (dialect !== 'terraform') return [];
  const text = piece.text.slice(nameAt.start, Math.max(nameAt.end, body.at.end));
  return text.match(/\b[a-z]+_\w+\.[A-Za-z_][\w-]*/g) ?? [];
}
