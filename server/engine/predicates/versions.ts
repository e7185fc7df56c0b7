import type { Truth } from '../truth.ts';
import { hole, overText } from './texts.ts';
import type { Predicate } from './predicate.ts';

export const versionAtLeast: Predicate = (reading, given, context) =>
  overText(reading, context, (text) => {
    const order = compare(text, String(given['version']));
    return order === undefined ? undefined : order >= 0;
  });

export const versionBelow: Predicate = (reading, given, context) =>
  overText(reading, context, (text): Truth => {
    const order = compare(text, String(given['version']));
    return order === undefined ? undefined : order < 0;
  });

/** Negative when the version is earlier than the bound; `undefined` when it stops short of deciding, or is no version. */
export function compare(text: string, bound: string): number | undefined {
  const numbers = numbersOf(text);
  const limits = numbersOf(bound);
  if (!numbers || !limits) return undefined;
  for (const [index, limit] of limits.entries()) {
    const number = numbers[index];
    if (number === undefined) return limits.slice(index).every((rest) => rest === 0) ? 0 : undefined;
    if (number !== limit) return number - limit;
  }
  return 0;
}

/** The first dotted number in the text; of one that is known in part, what is complete before the first hole. */
function numbersOf(text: string): number[] | undefined {
  const [known = '', ...rest] = text.split(hole);
  const complete = rest.length > 0 ? known.replace(/\d+$/, '') : known;
  const found = /\d+(?:\.\d+)*/.exec(complete)?.[0];
  return found?.split('.').map(Number);
}
