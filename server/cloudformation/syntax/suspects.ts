import type { Span } from '../../text/span.ts';
import type { Node } from './node.ts';
import type { Parsed, TextProblem } from './parsed.ts';
import { pastString } from './jsonMembers.ts';
import { afterBreak, indentOf, lineEnd, lineStart } from './lines.ts';

const mostOpenings = 3;

/** The line of the problem, a deeper line that runs into it, and the lines where a quote or bracket before it opens. */
export function yamlSuspects(text: string, parsed: Parsed, problem: TextProblem): readonly number[] {
  const line = lineStart(text, problem.start);
  const next = afterBreak(text, lineEnd(text, problem.start));
  const spreads = parsed.problems.some(
    ({ start, end }) => start === problem.start && text.slice(start, end).includes('\n'),
  );
  const runsOn = spreads && indentOf(text, next) > indentOf(text, line);
  const openings = openingsBefore(parsed.node, text, problem.start).slice(-mostOpenings).reverse();
  return [...(runsOn ? [next] : []), ...openings.map((offset) => lineStart(text, offset)), line];
}

/** Quoted scalars over several lines, and flow collections after which nothing stands before the problem. */
function openingsBefore(node: Node | undefined, text: string, offset: number): readonly number[] {
  if (!node || node.start >= offset) return [];
  if (node.kind === 'scalar') {
    const quoted = node.style === 'single' || node.style === 'double';
    return quoted && text.slice(node.start, node.end).includes('\n') ? [node.start] : [];
  }
  const parts = node.kind === 'map' ? node.entries.map(({ value }) => value) : node.items;
  const inner = parts.flatMap((part) => openingsBefore(part, text, offset));
  const reaches = node.style === 'flow' && (node.end >= offset || text.slice(node.end, offset).trim() === '');
  return reaches ? [node.start] : inner;
}

/** The line where a bracket stays open, the line before the problem, and the problem's own. */
export function jsonSuspects(text: string, _parsed: Parsed, problem: TextProblem): readonly number[] {
  const line = lineStart(text, problem.start);
  const open = unclosedLine(text);
  return [...(open === undefined ? [] : [open]), ...previousLine(text, line), line];
}

function previousLine(text: string, line: number): readonly number[] {
  let end = line;
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end--;
  return end > 0 ? [lineStart(text, end)] : [];
}

/** The first line that opens more brackets than it closes, while a line no deeper follows that closes none. */
function unclosedLine(text: string): number | undefined {
  const open: { readonly start: number; readonly indent: number; count: number }[] = [];
  for (let start = 0; start < text.length;) {
    const end = lineEnd(text, start);
    const indent = indentOf(text, start);
    const blank = start + indent >= end;
    const closes = /[}\]]/.test(text[start + indent] ?? '');
    const top = open.at(-1);
    if (!blank && !closes && top && indent <= top.indent) return top.start;
    const count = blank ? 0 : netBrackets(text, { start, end });
    if (count > 0) open.push({ start, indent, count });
    for (let left = count; left < 0 && open.length > 0;) {
      const last = open[open.length - 1];
      if (!last || last.count > -left) break;
      left += last.count;
      open.pop();
    }
    start = Math.max(afterBreak(text, end), start + 1);
  }
  return undefined;
}

function netBrackets(text: string, { start, end }: Span): number {
  let count = 0;
  for (let i = start; i < end;) {
    const char = text[i] ?? '';
    if ('{['.includes(char)) count++;
    else if ('}]'.includes(char)) count--;
    i = char === '"' ? pastString(text, i) : i + 1;
  }
  return count;
}
