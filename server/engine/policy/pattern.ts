import type { Assumption } from '../../model/condition.ts';
import type { Location } from '../../model/location.ts';
import type { Cause, Unknown, Value } from '../../model/value.ts';
import type { Settled } from '../reading.ts';
import type { Truth } from '../truth.ts';

/** A string of a policy with its wildcards; what is not known of it stays a hole. */
export interface Pattern {
  readonly parts: readonly (string | Unknown)[];
  readonly at: Location;
  readonly under: readonly Assumption[];
}

/** The strings of a list or of a single value. */
export interface Patterns {
  readonly patterns: readonly Pattern[];
  /** Why there may be further ones, when there may. */
  readonly open?: Unknown | undefined;
}

/** Makes the choices at the top of a value. */
export type Settle = (value: Value) => { readonly value: Settled; readonly under: readonly Assumption[] };

/** The strings that a value holds: one, or those of a list. */
export function patternsOf(
  value: Value | undefined,
  settle: Settle,
  under: readonly Assumption[] = [],
): Patterns {
  if (!value) return { patterns: [] };
  const settled = settle(value);
  const here = [...under, ...settled.under];
  const held = settled.value;
  switch (held.kind) {
    case 'list': {
      const inner = held.items.map((item) => patternsOf(item, settle, here));
      const open = held.open ? gap(held.open, held.at) : inner.find((item) => item.open)?.open;
      return { patterns: inner.flatMap(({ patterns }) => patterns), open };
    }
    case 'scalar':
      return { patterns: [{ parts: [held.text], at: held.at, under: here }] };
    case 'text':
      return { patterns: [{ parts: held.parts, at: held.at, under: here }] };
    case 'unknown':
      return { patterns: [{ parts: [held], at: held.at, under: here }] };
    default:
      return { patterns: [] };
  }
}

/** What stands for something that may be there and cannot be read. */
export function gap(cause: Cause, at: Location): Unknown {
  return { kind: 'unknown', cause, present: false, at };
}

/** The text when all of it is known. */
export function textOf({ parts }: Pattern): string | undefined {
  const [only] = parts;
  if (parts.length === 1) return typeof only === 'string' ? only : undefined;
  return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
}

/** Stands for a hole in the text of a pattern. */
export const hole = '\uE000';

/** The text with a mark for each hole. */
export function markedText({ parts }: Pattern): string {
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'string') return only;
  return parts.map((part) => (typeof part === 'string' ? part : hole)).join('');
}

export function holesOf({ parts }: Pattern): Unknown[] {
  return parts.filter((part) => typeof part !== 'string');
}

/** Whether the pattern is nothing but wildcards. What names a resource of the model, or an account, never is. */
export function isStar(pattern: Pattern): Truth {
  const text = textOf(pattern);
  if (text !== undefined) return /^\*+$/.test(text);
  const known = pattern.parts.filter((part) => typeof part === 'string').join('');
  return /^\**$/.test(known) && holesOf(pattern).every(mayBeWild) ? undefined : false;
}

/** Whether what stands in a hole may be, or begin with, a wildcard. */
export function mayBeWild({ reference, cause }: Unknown): boolean {
  return !reference && cause.kind !== 'pseudo-parameter' && cause.kind !== 'resource-attribute';
}

type Token = string;
const any = 'any';
const one = 'one';
/** Any text without wildcards of its own. */
const tame = 'tame';

type Reading = 'wild' | 'literal';

/** Characters, wildcards, and holes: as wildcards, or each by what it is. */
function tokensOf({ parts }: Pattern, wildcards: Reading, holes: Reading, fold: boolean): Token[] {
  return parts.flatMap((part): Token[] => {
    if (typeof part !== 'string')
      return [holes === 'literal' ? hole + identityOf(part) : mayBeWild(part) ? any : tame];
    return tokensOfText(part, wildcards, fold);
  });
}

function tokensOfText(text: string, wildcards: Reading, fold: boolean): Token[] {
  const characters = Array.from(fold ? text.toLowerCase() : text);
  if (wildcards === 'literal') return characters;
  return characters.map((character) => (character === '*' ? any : character === '?' ? one : character));
}

/** Two holes with the same identity hold the same text. */
function identityOf({ reference, cause, at }: Unknown): string {
  if (reference) return `@${reference.id}.${reference.attribute ?? ''}`;
  const named =
    cause.kind === 'parameter' || cause.kind === 'pseudo-parameter' || cause.kind === 'ssm-parameter';
  return named ? `=${cause.subject}` : `#${at.piece.uri}:${String(at.start)}`;
}

/** Whether one string fits both; a character is a character of either, a wildcard any number of them. */
function intersect(a: readonly Token[], b: readonly Token[]): boolean {
  let reached = reachWithout(a, new Set([0]));
  for (const token of [...b, undefined]) {
    if (token === undefined) return reached.has(a.length);
    reached = token === any || token === tame ? afterAny(a, reached) : afterOne(a, reached, token);
    if (reached.size === 0) return false;
  }
  return false;
}

function afterAny(a: readonly Token[], reached: ReadonlySet<number>): Set<number> {
  const first = Math.min(...reached);
  return new Set(Array.from({ length: a.length - first + 1 }, (_, index) => first + index));
}

function afterOne(a: readonly Token[], reached: ReadonlySet<number>, token: Token): Set<number> {
  const next = new Set<number>();
  for (const position of reached) {
    const own = a[position];
    if (own === any || (own === tame && token !== '*')) next.add(position);
    else if (
      own !== undefined &&
      (own === token || (own === one && token !== '*') || (token === one && own !== '*'))
    )
      next.add(position + 1);
  }
  return reachWithout(a, next);
}

/** Wildcards may stand for nothing. */
function reachWithout(a: readonly Token[], reached: Set<number>): Set<number> {
  for (const position of reached) if (a[position] === any || a[position] === tame) reached.add(position + 1);
  return reached;
}

/** Whether some string fits both patterns. Action names do not care for case. */
export function overlaps(a: Pattern, b: Pattern, fold: boolean): Truth {
  const [left, right] = [textOf(a), textOf(b)];
  if (left !== undefined && right !== undefined) return remembered('wild', left, right, fold);
  const possible = intersect(tokensOf(a, 'wild', 'wild', fold), tokensOf(b, 'wild', 'wild', fold));
  if (!possible) return false;
  return intersect(tokensOf(a, 'wild', 'literal', fold), tokensOf(b, 'wild', 'literal', fold))
    ? true
    : undefined;
}

/** Whether every string that fits `b` fits `a`. */
export function subsumes(a: Pattern, b: Pattern, fold: boolean): Truth {
  const [left, right] = [textOf(a), textOf(b)];
  if (left !== undefined && right !== undefined) return remembered('literal', left, right, fold);
  if (intersect(tokensOf(a, 'wild', 'literal', fold), tokensOf(b, 'literal', 'literal', fold))) return true;
  return intersect(tokensOf(a, 'wild', 'wild', fold), tokensOf(b, 'literal', 'wild', fold))
    ? undefined
    : false;
}

const mostRemembered = 20_000;
const answers = new Map<string, boolean>();

/** Policies name the same few actions over and over: what has been compared once is not compared again. */
function remembered(reading: Reading, a: string, b: string, fold: boolean): boolean {
  if (differInHead(a, b, fold)) return false;
  const key = `${reading} ${String(fold)} ${a}\n${b}`;
  let answer = answers.get(key);
  if (answer === undefined) {
    const tokens = (text: string, how: Reading): Token[] => tokensOfText(text, how, fold);
    answer = intersect(tokens(a, 'wild'), tokens(b, reading));
    if (answers.size >= mostRemembered) answers.clear();
    answers.set(key, answer);
  }
  return answer;
}

/** True when the texts differ before the first wildcard of either; most do in their first letters. */
function differInHead(a: string, b: string, fold: boolean): boolean {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const x = a.charCodeAt(index);
    const y = b.charCodeAt(index);
    if (isWildcard(x) || isWildcard(y)) return false;
    if (x !== y && (!fold || a.charAt(index).toLowerCase() !== b.charAt(index).toLowerCase())) return true;
  }
  return false;
}

/** `*` or `?` */
function isWildcard(unit: number): boolean {
  return unit === 42 || unit === 63;
}

/** A pattern that a rule writes. */
export function writtenPattern(text: string, at: Location): Pattern {
  return { parts: [text], at, under: [] };
}
