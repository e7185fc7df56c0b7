import type { Step } from '../../model/dialect.ts';
import type { Resource } from '../../model/resource.ts';
import type { Value } from '../../model/value.ts';
import type { Reading, Settled } from '../reading.ts';
import { type Truth, allOf, anyOf } from '../truth.ts';
import { cidrBlockOf, overlap } from './cidrBlock.ts';
import { textsOf } from './policyVerdict.ts';
import type { Predicate, PredicateContext, PredicateResult } from './predicate.ts';
import { identityOf, markedTextOf } from './texts.ts';

export const overlapsSibling: Predicate = (reading, given, context) =>
  earlierSibling(reading, given, context, (own, other) => {
    const block = cidrBlockOf(markedTextOf(own) ?? '');
    const second = cidrBlockOf(markedTextOf(other) ?? '');
    if (block && second) return overlap(block, second);
    return own.kind === 'absent' || other.kind === 'absent' ? false : undefined;
  });

export const repeatedAmongSiblings: Predicate = (reading, given, context) =>
  earlierSibling(reading, given, context, (own, other) =>
    own.kind === 'absent' ? false : isSame(own, other),
  );

/** Whether the test holds for another resource of the type that stands before this one, and shares the attributes. */
function earlierSibling(
  reading: Reading,
  given: Readonly<Record<string, unknown>>,
  context: PredicateContext,
  test: (own: Settled, other: Settled) => Truth,
): PredicateResult {
  const { owner, steps, value } = reading;
  const all = context.ofType(owner.type);
  const earlier = all.slice(0, Math.max(0, all.indexOf(owner))).filter((other) => exists(other, context));
  const shares = sharing(owner, textsOf(given['same']), context);
  const truth = anyOf(
    earlier.map((other) => {
      const shared = shares(other);
      return shared === false ? false : allOf([shared, test(value, valueAt(other, steps, context))]);
    }),
  );
  return { truth, evidence: [] };
}

/** Whether another resource has the same values for some attributes. */
export function sharing(
  owner: Resource,
  names: readonly string[],
  context: PredicateContext,
): (other: Resource) => Truth {
  const own = names.map((name) => [name, valueAt(owner, [name], context)] as const);
  return (other) => {
    let all: Truth = true;
    for (const [name, value] of own) {
      const same = isSame(value, valueAt(other, [name], context));
      if (same === false) return false;
      all &&= same;
    }
    return all;
  };
}

/** Whether the resource exists in the world that is being visited. */
export function exists(resource: Resource, context: PredicateContext): boolean {
  const at = resource.nameAt;
  return resource.exists.every((condition) => {
    const { value } = context.settle({
      kind: 'choice',
      condition,
      at,
      whenTrue: { kind: 'scalar', data: true, text: 'true', at },
      whenFalse: { kind: 'absent', at },
    });
    return value.kind !== 'absent';
  });
}

/** Whether two values are the same; what is not there, and what is false, are. */
export function isSame(a: Settled, b: Settled): Truth {
  const [one, other] = [a, b].map((value) => (value.kind === 'absent' ? '=false' : identityOf(value)));
  if (one === undefined || other === undefined) return undefined;
  if (one === other) return true;
  return one.startsWith('$') || other.startsWith('$') || one[0] !== other[0] ? undefined : false;
}

/** What the resource holds at the steps; absent when it holds nothing there. */
export function valueAt(resource: Resource, steps: readonly Step[], context: PredicateContext): Settled {
  let value: Value = resource.body;
  for (const step of steps) {
    const held: Settled = context.settle(value).value;
    const next: Value | undefined =
      held.kind === 'map'
        ? held.entries.get(String(step))
        : held.kind === 'list'
          ? held.items[Number(step)]
          : undefined;
    if (!next) return held.kind === 'unknown' ? held : { kind: 'absent', at: held.at };
    value = next;
  }
  return context.settle(value).value;
}
