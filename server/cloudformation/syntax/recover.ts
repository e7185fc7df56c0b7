import type { Entry, Node } from './node.ts';
import { afterBreak, indentOf, lineEnd, lineStart } from './lines.ts';
import { isBroken } from './parsed.ts';
import type { Parsed, TextProblem } from './parsed.ts';

/** How one kind of text is read. */
export interface Grammar {
  readonly parse: (text: string) => Parsed;
  /** Reads at once what is easy to read; `undefined` for anything else, right or wrong. */
  readonly parseQuickly?: (text: string) => Parsed | undefined;
  readonly suspects: Suspects;
}

/** Lines that may be to blame for the first problem of a text, the likeliest first; offsets of their starts. */
type Suspects = (text: string, parsed: Parsed, problem: TextProblem) => readonly number[];

/** How many characters the slow attempts to mend one text may read altogether, so that typing stays swift. */
const budget = 60_000;
const rounds = 4;

/**
 * What is certain of a text that does not parse: all of it without the lines to blame, or else what stands before
 * them. A text that parses is returned as it is. The problems are always those of the text as written.
 */
export function parseCertain(text: string, grammar: Grammar): Parsed {
  const parsed = grammar.parse(text);
  const problem = firstSyntaxProblem(parsed);
  if (!problem) return parsed;
  const mended = mend(text, parsed, grammar);
  const node = mended ?? (parsed.node && before(parsed.node, lineStart(text, problem.start)));
  return { ...parsed, node };
}

/** Leaves out line after line until the rest parses; `undefined` when that leads nowhere. */
function mend(text: string, parsed: Parsed, grammar: Grammar): Node | undefined {
  let current: Attempt | undefined = { text, parsed, reach: -1 };
  let left = Math.max(budget, text.length);
  for (let round = 0; round < rounds && current; round++) {
    const problem = firstSyntaxProblem(current.parsed);
    if (!problem) return current.parsed.node;
    const { text: broken } = current;
    const starts = new Set(grammar.suspects(broken, current.parsed, problem));
    const texts = [...starts].map((start) => withoutBlock(broken, start));
    const mended = firstWhole(texts, grammar);
    if (mended) return mended.node;
    const affordable = texts.slice(0, Math.floor(left / text.length));
    left -= affordable.length * text.length;
    current = furthest(affordable, grammar, problem.start);
    if (current?.reach === Infinity) return current.parsed.node;
  }
  return undefined;
}

interface Attempt {
  readonly text: string;
  readonly parsed: Parsed;
  /** Where the first problem is; infinity when there is none. */
  readonly reach: number;
}

function firstWhole(texts: readonly string[], { parseQuickly }: Grammar): Parsed | undefined {
  for (const text of texts) {
    const parsed = parseQuickly?.(text);
    if (parsed && !isBroken(parsed)) return parsed;
  }
  return undefined;
}

/** The first attempt without a problem, or else the one whose problem comes last, if that is beyond `past`. */
function furthest(texts: readonly string[], { parse }: Grammar, past: number): Attempt | undefined {
  let best: Attempt | undefined;
  for (const text of texts) {
    const parsed = parse(text);
    const reach = isBroken(parsed) ? (firstSyntaxProblem(parsed)?.start ?? 0) : Infinity;
    if (reach > (best?.reach ?? past)) best = { text, parsed, reach };
    if (reach === Infinity) break;
  }
  return best;
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
