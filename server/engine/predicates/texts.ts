import type { Assumption } from '../../model/condition.ts';
import type { Unknown, Value } from '../../model/value.ts';
import type { Reading, Settled } from '../reading.ts';
import type { Truth } from '../truth.ts';
import type { PredicateContext, PredicateEvidence, PredicateResult } from './predicate.ts';

/** Stands for the parts of a text that are not known. */
export const hole = '\uE000';

/** A value that is no list, with the branches taken on the way to it. */
export interface Leaf {
  readonly value: Exclude<Settled, { kind: 'list' }>;
  readonly under: readonly Assumption[];
}

/** The value itself, or the items of a list; `open` is why there may be more. */
export function itemsOf(
  value: Value,
  context: PredicateContext,
  under: readonly Assumption[] = [],
): { leaves: Leaf[]; open?: Unknown | undefined } {
  const settled = context.settle(value);
  const here = [...under, ...settled.under];
  if (settled.value.kind !== 'list')
    return { leaves: settled.value.kind === 'absent' ? [] : [{ value: settled.value, under: here }] };
  const list = settled.value;
  const inner = list.items.map((item) => itemsOf(item, context, here));
  const open: Unknown | undefined = list.open
    ? { kind: 'unknown', cause: list.open, present: false, at: list.at }
    : inner.find((item) => item.open)?.open;
  return { leaves: inner.flatMap(({ leaves }) => leaves), open };
}

/** True when one of the values is; the evidence is each such value, or each that leaves it open. */
export function someOf(
  value: Value,
  context: PredicateContext,
  test: (value: Leaf['value']) => Truth,
): PredicateResult {
  const { leaves, open } = itemsOf(value, context);
  const found: PredicateEvidence[] = [];
  const undecided: PredicateEvidence[] = [];
  for (const leaf of leaves) {
    const truth = test(leaf.value);
    const evidence = evidenceOf(leaf);
    if (truth === true) found.push(evidence);
    else if (truth === undefined) undecided.push(evidence);
  }
  if (found.length > 0) return { truth: true, evidence: found };
  if (open) undecided.push({ at: open.at, unknown: open });
  return undecided.length > 0 ? { truth: undefined, evidence: undecided } : { truth: false, evidence: [] };
}

export function evidenceOf({ value, under }: Leaf): PredicateEvidence {
  const unknown = value.kind === 'unknown' ? value : value.kind === 'text' ? holesIn(value)[0] : undefined;
  const text = value.kind === 'scalar' ? value.text : undefined;
  return {
    at: value.at,
    under,
    ...(unknown ? { unknown: { ...unknown, at: value.at } } : {}),
    ...(text === undefined ? {} : { text }),
  };
}

/** A predicate over one text; `read` sees what is known of it, with holes for the rest. */
export function overText(
  reading: Reading,
  context: PredicateContext,
  read: (text: string, value: Leaf['value']) => Truth,
): PredicateResult {
  return someOf(reading.value, context, (value) => {
    const text = markedTextOf(value);
    return text === undefined ? false : read(text, value);
  });
}

/** What is known of a text, with a mark for each part that is not; `undefined` for a map. */
export function markedTextOf(value: Settled): string | undefined {
  switch (value.kind) {
    case 'scalar':
      return value.text;
    case 'text':
      return value.parts.map((part) => (typeof part === 'string' ? part : hole)).join('');
    case 'unknown':
      return hole;
    default:
      return undefined;
  }
}

export function holesIn(value: Settled): Unknown[] {
  if (value.kind === 'unknown') return [value];
  return value.kind === 'text' ? value.parts.filter((part) => typeof part !== 'string') : [];
}

/** Two values with the same identity are the same although it may not be known what they are; `undefined` when that cannot be told. */
export function identityOf(value: Settled): string | undefined {
  if (value.kind === 'scalar') return `=${value.text}`;
  if (value.kind !== 'unknown') return undefined;
  if (value.reference) return `@${value.reference.id}.${value.reference.attribute ?? ''}`;
  return value.cause.kind === 'parameter' || value.cause.kind === 'pseudo-parameter'
    ? `$${value.cause.subject}`
    : undefined;
}

export function numberGiven(given: unknown): number | undefined {
  return given === undefined ? undefined : Number(given);
}

/** Whether a text fits a pattern with `*`. */
export function fitsGlob(text: string, glob: string): boolean {
  if (!glob.includes('*')) return text === glob;
  const source = glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${source}$`).test(text);
}
