import type { Entry, Node } from './node.ts';
import { isBroken } from './parsed.ts';
import type { Parsed, TextProblem } from './parsed.ts';

export type Parse = (text: string) => Parsed;

/** Lines that may be to blame for the first problem of a text, the likeliest first; offsets of their starts. */
export type Suspects = (text: string, parsed: Parsed, problem: TextProblem) => readonly number[];

/** How many characters the attempts to mend one text may parse altogether, so that typing stays swift. */
const budget = 200_000;
const rounds = 4;

/**
 * What is certain of a text that does not parse: all of it without the lines to blame, or else what stands before
 * them. A text that parses is returned as it is. The problems are always those of the text as written.
 */
export function parseCertain(text: string, parse: Parse, suspects: Suspects): Parsed {
  const parsed = parse(text);
  const problem = firstSyntaxProblem(parsed);
  if (!problem) return parsed;
  const mended = mend(text, parsed, parse, suspects);
  const node = mended ?? (parsed.node && before(parsed.node, lineStart(text, problem.start)));
  return { ...parsed, node };
}

/** Leaves out line after line until the rest parses; `undefined` when that leads nowhere. */
function mend(text: string, parsed: Parsed, parse: Parse, suspects: Suspects): Node | undefined {
  let current = { text, parsed };
  let left = Math.max(budget, 2 * text.length);
  for (let round = 0; round < rounds; round++) {
    const problem = firstSyntaxProblem(current.parsed);
    if (!problem) return current.parsed.node;
    let best: { text: string; parsed: Parsed; reach: number } | undefined;
    for (const start of new Set(suspects(current.text, current.parsed, problem))) {
      left -= text.length;
      if (left < 0) break;
      const masked = withoutBlock(current.text, start);
      const attempt = parse(masked);
      if (!isBroken(attempt)) return attempt.node;
      const reach = firstSyntaxProblem(attempt)?.start ?? 0;
      if (!best || reach > best.reach) best = { text: masked, parsed: attempt, reach };
    }
    if (!best || best.reach <= problem.start) return undefined;
    current = best;
  }
  return undefined;
}

function firstSyntaxProblem(parsed: Parsed): TextProblem | undefined {
  const problems = parsed.problems.filter(({ kind }) => kind === 'syntax');
  return problems.reduce<TextProblem | undefined>((a, b) => (a && a.start <= b.start ? a : b), undefined);
}

/** Blanks the line at `start` and what hangs on it; every offset stays. */
function withoutBlock(text: string, start: number): string {
  let end = lineEnd(text, start);
  const head = text.slice(start, end);
  if (!standsAlone(head)) {
    const indent = indentOf(text, start);
    for (let next = afterBreak(text, end); next > end; next = afterBreak(text, end)) {
      const blank = text.slice(next, lineEnd(text, next)).trim() === '';
      const deep = indentOf(text, next) > indent;
      const closes = /[[{]\s*$/.test(head) && /^\s*[\]}]/.test(text.slice(next, lineEnd(text, next)));
      if (!blank && !deep && !closes) break;
      end = lineEnd(text, next);
      if (!blank && !deep) break;
    }
  }
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
}

/** True for a line at column 0 or with a key and its value: deeper lines that follow belong to what stands above. */
function standsAlone(line: string): boolean {
  return /^[^\s#"]/.test(line) || /^\s*[\w.:-]+:[ \t]+[^\s|>&!#{[]/.test(line);
}

/** The part of the tree that ends before `limit`; `undefined` when there is none. */
function before(node: Node, limit: number): Node | undefined {
  if (node.end <= limit) return node;
  if (node.kind !== 'map' || node.start >= limit) return undefined;
  const entries = node.entries.flatMap((entry): readonly Entry[] => {
    const value = entry.key.end <= limit && entry.value ? before(entry.value, limit) : undefined;
    return value ? [{ key: entry.key, value }] : [];
  });
  return entries.length > 0 ? { ...node, entries, end: Math.min(node.end, limit) } : undefined;
}

/** Where the line that holds `offset` begins. */
export function lineStart(text: string, offset: number): number {
  let start = Math.min(offset, text.length);
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

export function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

/** Where the line after the one that ends at `end` begins; `end` itself at the end of the text. */
export function afterBreak(text: string, end: number): number {
  return end >= text.length ? end : text.startsWith('\r\n', end) ? end + 2 : end + 1;
}

/** How many spaces or tabs a line begins with. */
export function indentOf(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at - start;
}
