import type { MapValue, Value } from '../../model/value.ts';
import { decodeJson } from '../decodeJson.ts';
import type { Settled } from '../reading.ts';
import { type Truth, allOf, anyOf } from '../truth.ts';
import { textsOf } from './policyVerdict.ts';
import type { Predicate, PredicateContext, PredicateEvidence, PredicateResult } from './predicate.ts';
import { type Leaf, evidenceOf, fitsGlob, hole, itemsOf, markedTextOf } from './texts.ts';

export const includesAll: Predicate = (reading, given, context) => {
  const { leaves, open } = itemsOf(reading.value, context);
  const fold = given['anyCase'] === true;
  const spelled = (text: string): string => (fold ? text.toLowerCase() : text);
  const texts = leaves.map(({ value }) => markedTextOf(value) ?? hole);
  const truths = textsOf(given['values']).map((wanted): Truth => {
    if (texts.some((text) => spelled(text) === spelled(wanted))) return true;
    return open || texts.some((text) => text.includes(hole)) ? undefined : false;
  });
  return {
    truth: allOf(truths),
    evidence: open && allOf(truths) === undefined ? [{ at: open.at, unknown: open }] : [],
  };
};

interface Tag {
  readonly key: Settled;
  readonly value: Settled;
}

export const hasTag: Predicate = (reading, given, context) => {
  const own = tagsIn(reading.value, context);
  const inherited = reading.owner.dialect === 'terraform' ? defaultTags(context) : { tags: [], open: false };
  const found = [...own.tags, ...inherited.tags].map((tag) => ({ tag, truth: isWanted(tag, given) }));
  const hit = found.find(({ truth }) => truth === true)?.tag;
  if (hit) return { truth: true, evidence: [{ at: hit.value.at, text: markedTextOf(hit.value) }] };
  const open = own.open || inherited.open || found.some(({ truth }) => truth === undefined);
  return { truth: open ? undefined : false, evidence: [] };
};

function isWanted({ key, value }: Tag, given: Readonly<Record<string, unknown>>): Truth {
  const fold = (text: string): string => (given['anyCase'] === true ? text.toLowerCase() : text);
  const fits = (held: Settled, isIt: (text: string) => boolean): Truth => {
    const text = markedTextOf(held);
    return text === undefined || text.includes(hole) ? undefined : isIt(fold(text));
  };
  const keys = textsOf(given['keys']).map(fold);
  const values = textsOf(given['values']).map(fold);
  return allOf([
    fits(key, (text) => keys.some((one) => fitsGlob(text, one))),
    given['values'] === undefined ? true : fits(value, (text) => values.includes(text)),
  ]);
}

function defaultTags(context: PredicateContext): { tags: Tag[]; open: boolean } {
  const providers = context.ofType('@provider').filter(({ body }) => body.entries.has('default_tags'));
  const found = providers.flatMap(({ body }) => {
    const block = body.entries.get('default_tags');
    return block ? itemsOf(block, context).leaves : [];
  });
  const inner = found.map(({ value }) => {
    const tags = value.kind === 'map' ? value.entries.get('tags') : undefined;
    return tags ? tagsIn(context.settle(tags).value, context) : { tags: [], open: value.kind !== 'map' };
  });
  return { tags: inner.flatMap(({ tags }) => tags), open: inner.some(({ open }) => open) };
}

/** The tags of a map, or of a list of pairs; `open` when there may be more. */
function tagsIn(value: Settled, context: PredicateContext): { tags: Tag[]; open: boolean } {
  if (value.kind === 'list') {
    const inner = value.items.map((item) => tagsIn(context.settle(item).value, context));
    return {
      tags: inner.flatMap(({ tags }) => tags),
      open: value.open !== undefined || inner.some(({ open }) => open),
    };
  }
  if (value.kind !== 'map') return { tags: [], open: value.kind !== 'absent' };
  const pair = pairIn(value, context);
  if (pair) return { tags: [pair], open: false };
  const tags = [...value.entries].map(([name, held]): Tag => ({
    key: { kind: 'scalar', data: name, text: name, at: value.at },
    value: context.settle(held).value,
  }));
  return { tags: tags.filter((tag) => tag.value.kind !== 'absent'), open: value.open !== undefined };
}

function pairIn({ entries }: MapValue, context: PredicateContext): Tag | undefined {
  const key = entries.get('Key') ?? entries.get('key');
  const value = entries.get('Value') ?? entries.get('value');
  return key && value ? { key: context.settle(key).value, value: context.settle(value).value } : undefined;
}

export const jsonHas: Predicate = (reading, given, context) => {
  const leaves = valuesAt(reading.value, String(given['path']).split('.'), context);
  const wanted = given['equals'] === undefined ? undefined : textsOf(given['equals']);
  return firstOf(leaves, (value) => {
    if (!wanted) return value.kind === 'unknown' ? value.present || undefined : true;
    const text = markedTextOf(value);
    return text === undefined ? false : text.includes(hole) ? undefined : wanted.includes(text);
  });
};

function firstOf(leaves: readonly Leaf[], test: (value: Leaf['value']) => Truth): PredicateResult {
  const truths = leaves.map(({ value }) => test(value));
  const truth = anyOf(truths);
  const deciding = leaves.find((_, index) => truths[index] === truth);
  const evidence: PredicateEvidence[] = truth !== false && deciding ? [evidenceOf(deciding)] : [];
  return { truth, evidence };
}

/** All values at the end of a path; lists are walked item by item and JSON is decoded on the way. */
export function valuesAt(value: Value, path: readonly string[], context: PredicateContext): Leaf[] {
  const [key, ...rest] = path;
  const { leaves, open } = itemsOf(value, context);
  const more: Leaf[] = open ? [{ value: open, under: [] }] : [];
  if (key === undefined) return [...leaves, ...more];
  const inner = leaves.flatMap((leaf): Leaf[] => {
    const held = structureOf(leaf.value, context);
    if (held.kind === 'list') return valuesAt(held, path, context);
    if (held.kind === 'unknown') return [{ value: { ...held, present: false }, under: leaf.under }];
    if (held.kind !== 'map') return [];
    const entry = held.entries.get(key);
    if (entry) return valuesAt(entry, rest, context);
    return held.open
      ? [{ value: { kind: 'unknown', cause: held.open, present: false, at: held.at }, under: leaf.under }]
      : [];
  });
  return [...inner, ...more];
}

/** What a value is once its JSON is decoded; text that is none stays as it is. */
export function structureOf(value: Settled, context: PredicateContext): Settled {
  if (value.kind === 'scalar' || value.kind === 'text' || value.kind === 'unknown') {
    if (value.decoded) return context.settle(value.decoded).value;
    if (value.kind === 'unknown') return value;
    return /^\s*[[{]/.test(markedTextOf(value) ?? '')
      ? context.settle(decodeJson(value)).value
      : value.kind === 'text' && markedTextOf(value)?.startsWith(hole)
        ? unread(value)
        : value;
  }
  return value;
}

function unread(value: Settled): Settled {
  return {
    kind: 'unknown',
    cause: { kind: 'encoded', subject: '', at: value.at },
    present: true,
    at: value.at,
  };
}

export const exactlyOnePresent: Predicate = ({ value }, given, context) => {
  if (value.kind !== 'map') return { truth: undefined, evidence: [] };
  const held = textsOf(given['of']).flatMap((name) => {
    const written = value.entries.get(name);
    return written ? [context.settle(written)] : [];
  });
  const certain = held.filter(({ value: one }) =>
    one.kind === 'unknown' ? one.present : one.kind !== 'absent',
  );
  const open =
    value.open !== undefined || held.some(({ value: one }) => one.kind === 'unknown' && !one.present);
  const [, second] = certain;
  if (second)
    return {
      truth: false,
      evidence: [{ at: second.value.at, under: certain.flatMap(({ under }) => under) }],
    };
  if (open) return { truth: undefined, evidence: [] };
  return certain.length === 1
    ? { truth: true, evidence: [] }
    : {
        truth: false,
        evidence: [{ at: context.resource.nameAt, under: held.flatMap(({ under }) => under) }],
      };
};
