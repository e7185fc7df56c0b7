import type { Text, Unknown } from '../model/value.ts';
import type { Settled } from './reading.ts';
import type { Literal } from './rule.ts';
import type { Truth } from './truth.ts';

/** Whether a scalar means the same as a literal: `"true"` is `true`, `"7"` is `7`, `07` is not `7`. */
export function sameMeaning(data: Literal, text: string, literal: Literal): boolean {
  if (data === literal || text === literal) return true;
  if (typeof literal === 'boolean') return text.toLowerCase() === String(literal);
  if (typeof literal === 'number') return text.trim() !== '' && numberOf(data) === literal;
  return String(data) === literal || (typeof data === 'boolean' && literal.toLowerCase() === String(data));
}

/** The number that a scalar means; `undefined` for text that is none. */
export function numberOf(data: Literal): number | undefined {
  if (typeof data === 'number') return data;
  if (typeof data === 'boolean' || data.trim() === '') return undefined;
  const number = Number(data);
  return Number.isNaN(number) ? undefined : number;
}

/** Applies a test of whole strings to a value: certain for scalars; for text known in part only `false` may be certain. */
export function testText(
  value: Settled,
  certain: (text: string) => boolean,
  possible: (text: Text) => boolean,
): Truth {
  if (value.kind === 'scalar') return certain(value.text) || certain(String(value.data));
  if (value.kind === 'text') return possible(value) ? undefined : false;
  return value.kind === 'unknown' ? undefined : false;
}

/** Whether text known in part may turn out to be exactly `whole`. */
export function mayEqual(text: Text, whole: string): boolean {
  return patternOf(text.parts).test(whole);
}

/** Certain when the known beginning decides it. */
export function startsWith(value: Settled, prefix: string): Truth {
  if (value.kind !== 'text')
    return testText(
      value,
      (text) => text.startsWith(prefix),
      () => true,
    );
  const head = typeof value.parts[0] === 'string' ? value.parts[0] : '';
  if (head.startsWith(prefix)) return true;
  return prefix.startsWith(head) ? undefined : false;
}

export function endsWith(value: Settled, suffix: string): Truth {
  if (value.kind !== 'text')
    return testText(
      value,
      (text) => text.endsWith(suffix),
      () => true,
    );
  const last = value.parts.at(-1);
  const tail = typeof last === 'string' ? last : '';
  if (tail.endsWith(suffix)) return true;
  return suffix.endsWith(tail) ? undefined : false;
}

export function matches(value: Settled, source: string): Truth {
  let pattern = patterns.get(source);
  if (!pattern) patterns.set(source, (pattern = new RegExp(source)));
  const compiled = pattern;
  return testText(
    value,
    (text) => compiled.test(text),
    () => true,
  );
}

const patterns = new Map<string, RegExp>();

export function contains(value: Settled, part: string): Truth {
  if (value.kind === 'text' && value.parts.some((known) => typeof known === 'string' && known.includes(part)))
    return true;
  return testText(
    value,
    (text) => text.includes(part),
    () => true,
  );
}

function patternOf(parts: readonly (string | Unknown)[]): RegExp {
  const source = parts.map((part) =>
    typeof part === 'string' ? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : '[^]*',
  );
  return new RegExp(`^${source.join('')}$`);
}
