import type { Origin, Unknown, Value } from '../../model/value.ts';
import type { Budget, Place } from './scope.ts';
import { chained, scalar, unknownHere } from './values.ts';

export type Part = string | Unknown;

const maximalLength = 200_000;
const maximalParts = 2_000;

/** What a value adds to a string; `undefined` for lists, maps and choices. */
export function partsOf(value: Value): readonly Part[] | undefined {
  switch (value.kind) {
    case 'scalar':
      return [value.text];
    case 'text':
      return value.parts;
    case 'unknown':
      return [value];
    case 'absent':
      return [];
    default:
      return undefined;
  }
}

/** The string that the parts make: a scalar when all of it is known. */
export function stringOf(parts: readonly Part[], place: Place): Value {
  const merged = merge(withoutPlaceholders(merge(parts), place));
  if (merged.length > maximalParts || lengthOf(merged) > maximalLength)
    return unknownHere(place, 'depth', '');
  const [only] = merged;
  if (only === undefined) return scalar(place, '');
  if (merged.length > 1) return { kind: 'text', at: place.at, origins: place.origins, parts: merged };
  if (typeof only === 'string') return scalar(place, only);
  return { ...only, at: place.at, key: undefined, origins: chained(place.origins, only.origins) };
}

/** Takes what a string costs off the budget, so that strings that double come to an end. */
export function charge(value: Value, budget: Budget): Value {
  if (value.kind === 'scalar') budget.left -= value.text.length >> 6;
  else if (value.kind === 'text') budget.left -= lengthOf(value.parts) >> 6;
  return value;
}

/** The same place, with the origins of the values that were used there. */
export function placeWith(place: Place, values: readonly Value[]): Place {
  const origins: readonly Origin[] | undefined = chained(
    place.origins,
    ...values.map((value) => value.origins),
  );
  return { at: place.at, origins };
}

function merge(parts: readonly Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else if (part !== '') merged.push(part);
  }
  return merged;
}

function lengthOf(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0);
}

/** Stands for an unknown part while braces are matched; a text that holds it is left alone. */
const mark = '\u0000';
const placeholder = /\{\{[^{}]*\}\}/g;

/**
 * Replaces `{{resolve:…}}`, and the placeholders of templating tools, by unknowns.
 * A reference within a dynamic reference stays known: it is the secret that is meant.
 */
function withoutPlaceholders(parts: readonly Part[], place: Place): readonly Part[] {
  if (!parts.some((part) => typeof part === 'string' && part.includes('{{'))) return parts;
  if (parts.some((part) => typeof part === 'string' && part.includes(mark))) return parts;
  const unknowns = parts.filter((part) => typeof part !== 'string');
  const text = parts.map((part) => (typeof part === 'string' ? part : mark)).join('');
  const result: Part[] = [];
  let position = 0;
  let used = 0;
  const take = (chunk: string): void => {
    chunk.split(mark).forEach((piece, index) => {
      const next = index === 0 ? undefined : unknowns[used++];
      if (next !== undefined) result.push(next);
      result.push(piece);
    });
  };
  for (const match of text.matchAll(placeholder)) {
    take(text.slice(position, match.index));
    position = match.index + match[0].length;
    const inner = unknowns.slice(used, (used += match[0].split(mark).length - 1));
    result.push(placeholderValue(match[0], inner, place));
  }
  take(text.slice(position));
  return result;
}

function placeholderValue(text: string, inner: readonly Unknown[], place: Place): Unknown {
  const subject = text.slice(2, -2).trim().replaceAll(mark, '…');
  const kind = subject.startsWith('resolve:') ? 'dynamic-reference' : 'transform';
  const reference = inner.find((part) => part.reference !== undefined)?.reference;
  return { ...unknownHere({ at: place.at }, kind, subject), reference };
}
