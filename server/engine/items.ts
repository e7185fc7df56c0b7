import type { Cause, Unknown } from '../model/value.ts';
import type { Settled } from './reading.ts';
import { type Scope, declaring, readAttribute, relatedOf, scopeOf } from './scope.ts';

export interface Items {
  readonly scopes: readonly Scope[];
  /** Why there may be more. */
  readonly open?: Cause | undefined;
}

/** The items of a list, or the related resources, each as a scope of its own. */
export function itemsOf(subject: string, scope: Scope): Items {
  const home = declaring(scope, subject);
  if (!home) return { scopes: [] };
  const related = home.related[subject];
  if (related) {
    const { resources, open } = relatedOf(home, related);
    return {
      scopes: resources.map((resource) =>
        scopeOf(resource, related, home.world, home.surroundings, { outer: scope }),
      ),
      open,
    };
  }
  const scopes: Scope[] = [];
  let open: Cause | undefined;
  const names = { attributes: home.attributes[subject]?.items ?? {}, related: {} };
  const beside = home !== scope && scope.item !== undefined;
  for (const reading of readAttribute(home, subject)) {
    if (mayBeMore(reading.value)) open ??= reading.value.cause;
    else if (reading.value.kind !== 'absent')
      scopes.push(
        scopeOf(reading.owner, names, home.world, home.surroundings, { item: reading, outer: scope, beside }),
      );
  }
  return { scopes, open };
}

/** A reference stands for one item, also when what it names is not here; anything else unknown may stand for several. */
function mayBeMore(value: Settled): value is Unknown {
  return value.kind === 'unknown' && !value.reference && value.cause.kind !== 'dangling-reference';
}
