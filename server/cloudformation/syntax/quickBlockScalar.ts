import { lineEndAfter } from './lines.ts';
import type { ScalarNode } from './node.ts';
import { unusual, withTag } from './quickScalar.ts';
import type { Cursor, Tag } from './quickScalar.ts';

/** The literal or folded scalar at the cursor, deeper than column `parent`; then the cursor is at the line below it. */
export function takeBlockScalar(cursor: Cursor, parent: number, tag: Tag | undefined): ScalarNode {
  const { text, at: start } = cursor;
  const folded = text.charCodeAt(start) === 0x3e;
  const strip = text.charCodeAt(start + 1) === 0x2d;
  const headerEnd = lineEndAfter(text, start);
  if (text.slice(start + 1, headerEnd).trimEnd() !== (strip ? '-' : '')) throw unusual;
  cursor.at = text.indexOf('\n', start) + 1;
  if (cursor.at === 0) throw unusual;
  const content = { start: headerEnd + (cursor.at - headerEnd), end: 0 };
  const { lines, end } = takeLines(cursor, parent);
  while (lines.length > 0 && lines[lines.length - 1] === '') lines.pop();
  if (lines.length === 0) throw unusual;
  content.end = end;
  const value = (folded ? foldedText(lines) : lines.join('\n')) + (strip ? '' : '\n');
  const style = folded ? 'folded' : 'literal';
  return withTag({ kind: 'scalar', data: value, text: value, style, content, start, end }, tag);
}

/** The lines without their indentation, and where the last character that is no white space ends. */
function takeLines(cursor: Cursor, parent: number): { readonly lines: string[]; readonly end: number } {
  const { text } = cursor;
  const lines: string[] = [];
  let indent = -1;
  let end = 0;
  while (cursor.at < text.length) {
    const start = cursor.at;
    const found = text.indexOf('\n', start);
    let first = start;
    while (text.charCodeAt(first) === 0x20) first++;
    const lineEnd = lineEndAfter(text, start);
    if (first >= lineEnd) {
      if (first - start > Math.max(indent, 0)) throw unusual;
      lines.push('');
    } else {
      if (indent < 0 && first - start > parent) indent = first - start;
      if (first - start < indent || indent < 0) break;
      if (found < 0) throw unusual;
      const line = text.slice(start + indent, lineEnd);
      const trimmed = line.trimEnd();
      if (trimmed === '') throw unusual;
      end = start + indent + trimmed.length;
      lines.push(line);
    }
    cursor.at = found < 0 ? text.length : found + 1;
  }
  return { lines, end };
}

/** Joins lines by spaces; empty lines between them are line breaks. Lines that are indented further stay apart. */
function foldedText(lines: readonly string[]): string {
  let result = '';
  let empty = 0;
  for (const line of lines) {
    if (line === '') empty++;
    else {
      if (line.startsWith(' ') || line.startsWith('\t') || (result === '' && empty > 0)) throw unusual;
      result += result === '' ? line : empty > 0 ? '\n'.repeat(empty) + line : ` ${line}`;
      empty = 0;
    }
  }
  return result;
}
