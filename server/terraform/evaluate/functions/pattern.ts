import type { Plain } from '../plain.ts';
import { fails } from './function.ts';

const patternBound = 300;
const textBound = 4_000;

/**
 * A regular expression of Terraform's dialect; `undefined` for one that ours cannot say, and for one that might take long:
 * repetition within repetition, or a long text.
 */
export function expressionFrom(pattern: string, flags: string, text: string): RegExp | undefined {
  if (pattern.length > patternBound || text.length > textBound) return undefined;
  if (/\([^()]*[*+}][^()]*\)[*+{]/.test(pattern) || /[*+][^()|]*\|[^()]*\)[*+{]/.test(pattern))
    return undefined;
  const inline = /^\(\?([ims]+)\)/.exec(pattern);
  const own = inline ? pattern.slice(inline[0].length) : pattern;
  try {
    return new RegExp(
      own.replaceAll('(?P<', '(?<').replaceAll('\\z', '$').replaceAll('\\A', '^'),
      `${flags}u${inline?.[1] ?? ''}`,
    );
  } catch {
    return undefined;
  }
}

/** What `regex` gives: the match, its groups as a list, or its named groups as a map; an error without a match. */
export function firstMatch(
  pattern: string | undefined,
  text: string | undefined,
): Plain | typeof fails | undefined {
  if (pattern === undefined || text === undefined) return undefined;
  const expression = expressionFrom(pattern, '', text);
  if (!expression) return undefined;
  const match = expression.exec(text);
  return match ? captured(match) : fails;
}

export function allMatches(pattern: string | undefined, text: string | undefined): Plain | undefined {
  if (pattern === undefined || text === undefined) return undefined;
  const expression = expressionFrom(pattern, 'g', text);
  return expression && [...text.matchAll(expression)].map(captured);
}

function captured(match: RegExpMatchArray): Plain {
  const [whole, ...groups] = match;
  if (match.groups)
    return Object.fromEntries(
      Object.entries(match.groups).map(([name, text]) => [name, (text as string | undefined) ?? null]),
    );
  return groups.length > 0 ? groups.map((group) => (group as string | undefined) ?? null) : whole;
}
