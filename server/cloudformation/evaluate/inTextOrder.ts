import type { ResourceReference } from '../../model/resource.ts';

/** References by place; one that is met twice counts once. */
export function inTextOrder(references: readonly ResourceReference[]): readonly ResourceReference[] {
  const seen = new Set<string>();
  const unique = references.filter(({ id, attribute, at }) => {
    const key = `${id} ${attribute ?? ''} ${at.start}`;
    return !seen.has(key) && seen.add(key);
  });
  return unique.sort((a, b) => a.at.start - b.at.start);
}
