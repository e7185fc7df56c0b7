import type { Value } from '../../model/value.ts';
import type { Predicate, PredicateContext } from './predicate.ts';

export const jsonLongerThan: Predicate = (reading, given, context) => {
  const limit = Number(given['characters']);
  const { least, open } = textSize(reading.value, context);
  return { truth: least > limit ? true : open ? undefined : false, evidence: [] };
};

/** Characters of JSON without white space: at least so many, and perhaps more. */
interface Size {
  readonly least: number;
  readonly open: boolean;
}

/** A string at the top is JSON itself. */
function textSize(value: Value, context: PredicateContext): Size {
  const settled = context.settle(value).value;
  if (settled.kind !== 'scalar' && settled.kind !== 'text') return sizeOf(settled, context);
  if (settled.decoded) return sizeOf(settled.decoded, context);
  return settled.kind === 'scalar' ? known(settled.text) : partsSize(settled.parts);
}

function sizeOf(value: Value, context: PredicateContext): Size {
  const settled = context.settle(value).value;
  switch (settled.kind) {
    case 'absent':
      return { least: 0, open: false };
    case 'scalar':
      return known(JSON.stringify(settled.data));
    case 'text':
      return sum([{ least: 2, open: false }, partsSize(settled.parts)], '');
    case 'list':
      return enclosed(
        settled.items.map((item) => sizeOf(item, context)),
        settled.open !== undefined,
      );
    case 'map':
      return enclosed(
        [...settled.entries].map(([key, item]) =>
          sum([known(JSON.stringify(key)), sizeOf(item, context)], ':'),
        ),
        settled.open !== undefined,
      );
    default:
      return { least: 0, open: true };
  }
}

function partsSize(parts: readonly unknown[]): Size {
  return sum(
    parts.map((part) => (typeof part === 'string' ? known(part) : { least: 0, open: true })),
    '',
  );
}

function enclosed(sizes: readonly Size[], open: boolean): Size {
  return sum([{ least: 2, open }, sum(sizes, ',')], '');
}

function sum(sizes: readonly Size[], between: string): Size {
  const gaps = between.length * Math.max(sizes.length - 1, 0);
  return {
    least: sizes.reduce((total, { least }) => total + least, gaps),
    open: sizes.some(({ open }) => open),
  };
}

function known(text: string): Size {
  return { least: text.replaceAll(/\s/g, '').length, open: false };
}
