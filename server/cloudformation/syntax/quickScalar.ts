import type { Span } from '../../text/span.ts';
import type { Key, Node, ScalarNode } from './node.ts';
import { duplicateKeysOf } from './duplicateKeys.ts';
import { lineEndAfter } from './lines.ts';
import type { TextProblem } from './parsed.ts';
import { plainData } from './scalar.ts';

/** Where the quick reader is in its text, and what it has to report. */
export interface Cursor {
  readonly text: string;
  at: number;
  readonly problems: TextProblem[];
}

/** Leaves the text to the complete parser: it is not wrong, only more than the quick reader knows. */
export const unusual = new Error('Left to the complete parser');

/** Tells what follows `at` on its line, white space and a comment left aside, and moves there; true at the line's end. */
export function atLineEnd(cursor: Cursor): boolean {
  const { text } = cursor;
  const from = cursor.at;
  while (text.charCodeAt(cursor.at) === 0x20) cursor.at++;
  const code = text.charCodeAt(cursor.at);
  if (code === 0x09) throw unusual;
  if (code === 0x23 && cursor.at > from) cursor.at = lineEndAfter(text, cursor.at);
  return cursor.at >= text.length || text.charCodeAt(cursor.at) === 0x0a || isReturn(text, cursor.at);
}

function isReturn(text: string, at: number): boolean {
  return text.charCodeAt(at) === 0x0d && text.charCodeAt(at + 1) === 0x0a;
}

export interface Tag {
  readonly start: number;
  readonly name: string;
}

/** The tag at the cursor, such as `!Ref`; `undefined` without one. */
export function takeTag(cursor: Cursor): Tag | undefined {
  const { text, at } = cursor;
  if (text.charCodeAt(at) !== 0x21) return undefined;
  const pattern = /![A-Za-z]\w*(?:::\w+)*(?=[ \r\n])/y;
  pattern.lastIndex = at;
  const name = pattern.exec(text)?.[0];
  if (name === undefined) throw unusual;
  cursor.at += name.length;
  return { start: at, name };
}

export function withTag<T extends Node>(node: T, tag: Tag | undefined): T {
  return tag ? { ...node, tag: tag.name, start: tag.start } : node;
}

export function plainScalar(text: string, start: number, end: number, tag: Tag | undefined): ScalarNode {
  const written = text.slice(start, end);
  if (written === '' || written.includes('\t')) throw unusual;
  const data = tag ? written : plainData(written);
  const content: Span = { start, end };
  return withTag({ kind: 'scalar', data, text: written, style: 'plain', content, start, end }, tag);
}

/** True for what may begin a plain scalar; the rarer beginnings are left to the complete parser. */
export function beginsPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 0x2d || code === 0x3f || code === 0x3a) {
    const next = text.charCodeAt(at + 1);
    return code === 0x2d && next > 0x20 && !isFlowMark(next);
  }
  return code > 0x20 && !isFlowMark(code) && !'#&*!|>\'"%@`'.includes(text[at] ?? '#');
}

/** Brackets, braces and the comma. */
export function isFlowMark(code: number): boolean {
  return code === 0x5b || code === 0x5d || code === 0x7b || code === 0x7d || code === 0x2c;
}

/** The quoted scalar at the cursor, which must end on its line. */
export function takeQuoted(cursor: Cursor, tag: Tag | undefined): ScalarNode {
  const { text, at: start } = cursor;
  const double = text.charCodeAt(start) === 0x22;
  let end = start + 1;
  for (; ; end++) {
    const code = text.charCodeAt(end);
    if (code === 0x0a || code === 0x0d || end >= text.length) throw unusual;
    if (double && code === 0x5c) end++;
    else if (double ? code === 0x22 : code === 0x27) {
      if (double || text.charCodeAt(end + 1) !== 0x27) break;
      end++;
    }
  }
  cursor.at = end + 1;
  const raw = text.slice(start + 1, end);
  const value = double ? unescaped(raw) : raw.includes("'") ? raw.replaceAll("''", "'") : raw;
  const content: Span = { start: start + 1, end };
  const style = double ? 'double' : 'single';
  return withTag({ kind: 'scalar', data: value, text: value, style, content, start, end: end + 1 }, tag);
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  n: '\n',
  t: '\t',
  r: '\r',
};

function unescaped(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(/\\(u[\dA-Fa-f]{4}|[^])/g, (_, mark: string) => {
    const plain = mark.length > 1 ? String.fromCharCode(parseInt(mark.slice(1), 16)) : escapes[mark];
    if (plain === undefined) throw unusual;
    return plain;
  });
}

export function keyOf(text: string, start: number, end: number): Key {
  const name = text.slice(start, end);
  if (name === '<<' || name === '' || name.length > 1000 || /^\.\.\.|\t/.test(name)) throw unusual;
  return { text: name, start, end };
}

/** A map of entries that are all read; reports the keys that stand twice. */
export function mapOf(
  cursor: Cursor,
  entries: Extract<Node, { kind: 'map' }>['entries'],
  style: 'block' | 'flow',
  span: Span,
): Node {
  duplicateKeysOf(entries, cursor.problems);
  return { kind: 'map', entries, style, start: span.start, end: span.end };
}
