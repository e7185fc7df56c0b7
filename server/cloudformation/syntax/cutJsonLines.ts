import type { Span } from '../../text/span.ts';
import type { Cut, CutEntry, CutSection } from './cut.ts';
import { nameOf, pastString } from './jsonMembers.ts';
import { cutSectionNames, sectionNames } from './sections.ts';

interface KeyLine {
  readonly start: number;
  readonly indent: number;
  readonly name: string;
  readonly key: Span;
  /** What follows the colon on the same line. */
  readonly rest: string;
}

/**
 * Cuts a template whose brackets do not match by how its lines are indented: a section begins where a known
 * name stands no deeper than the first key, a logical id where a key stands as deep as the section's first.
 */
export function cutJsonLines(text: string): Cut {
  const lines = keyLinesOf(text);
  const outer = lines.find((line) => sectionNames.has(line.name))?.indent ?? 0;
  const heads = lines.filter((line) => line.indent === outer && sectionNames.has(line.name));
  const sections = heads.map((head, index): CutSection => {
    const limit = heads[index + 1]?.start ?? text.length;
    const within = lines.filter((line) => line.start > head.start && line.start < limit);
    const end = contentEnd(text, head.key.end, limit, outer);
    const cut = cutSectionNames.has(head.name) && /^\{[\s,]*$/.test(head.rest);
    const entries = cut ? entriesOf(text, within, end, outer) : undefined;
    const header = { start: head.start, end: entries ? lineEnd(text, head.start) : end };
    return { name: head.name, nameAt: head.key, header, start: head.start, end, entries };
  });
  return { sections, strays: [] };
}

function entriesOf(
  text: string,
  lines: readonly KeyLine[],
  limit: number,
  outer: number,
): readonly CutEntry[] {
  const indent = lines[0]?.indent ?? 0;
  if (indent <= outer) return [];
  const heads = lines.filter((line) => line.indent <= indent && line.indent > outer);
  return heads.map(({ start, name, key }, index) => {
    const end = contentEnd(text, key.end, heads[index + 1]?.start ?? limit, indent);
    return { name, nameAt: key, start, end };
  });
}

/** Where the content before `limit` ends, without commas and without the brackets that close what is around it. */
function contentEnd(text: string, from: number, limit: number, indent: number): number {
  let end = limit;
  for (;;) {
    while (end > from && /[\s,]/.test(text[end - 1] ?? '')) end--;
    const lineStart = Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1;
    const line = text.slice(lineStart, end);
    const closes = /^[ \t]*[}\]]/.test(line) && line.search(/\S/) < indent;
    if (!closes || lineStart <= from) return end;
    end = lineStart;
  }
}

function keyLinesOf(text: string): readonly KeyLine[] {
  const lines: KeyLine[] = [];
  const starts = /(^|[\r\n])[ \t]*\{?[ \t]*(?=")/g;
  for (let match = starts.exec(text); match; match = starts.exec(text)) {
    const quote = match.index + match[0].length;
    const end = pastString(text, quote);
    const colon = /[ \t]*:[ \t]*/y;
    colon.lastIndex = end;
    const found = colon.exec(text);
    if (found) {
      const start = match.index + (match[1] ?? '').length;
      const key = { start: quote, end };
      const rest = text.slice(end + found[0].length, lineEnd(text, end));
      lines.push({ start, indent: quote - start, name: nameOf(text, key), key, rest });
    }
    starts.lastIndex = end;
  }
  return lines;
}

function lineEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}
