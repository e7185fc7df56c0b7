import type { Entry, Key, Node } from './node.ts';
import { maxDepth } from './parsed.ts';
import {
  beginsPlain,
  isFlowMark,
  keyOf,
  mapOf,
  plainScalar,
  takeQuoted,
  takeTag,
  unusual,
  withTag,
} from './quickScalar.ts';
import type { Cursor, Tag } from './quickScalar.ts';

/** The flow collection at the cursor. Its further lines stand deeper than `parent`, except for the last bracket. */
export function takeFlow(cursor: Cursor, parent: number, tag: Tag | undefined, depth = 0): Node {
  if (depth > maxDepth / 2) throw unusual;
  const start = cursor.at;
  const map = cursor.text.charCodeAt(start) === 0x7b;
  const close = map ? 0x7d : 0x5d;
  const entries: Entry[] = [];
  const items: Node[] = [];
  cursor.at++;
  for (;;) {
    skipSpace(cursor, parent, depth === 0);
    if (cursor.text.charCodeAt(cursor.at) === close) break;
    if (map) entries.push(takeEntry(cursor, parent, depth));
    else items.push(takeItem(cursor, parent, depth));
    skipSpace(cursor, parent, depth === 0);
    if (cursor.text.charCodeAt(cursor.at) !== 0x2c) break;
    cursor.at++;
  }
  if (cursor.text.charCodeAt(cursor.at) !== close) throw unusual;
  const end = ++cursor.at;
  const node: Node = map
    ? mapOf(cursor, entries, 'flow', { start, end })
    : { kind: 'sequence', items, style: 'flow', start, end };
  return withTag(node, tag);
}

/** Goes past white space and line breaks. */
function skipSpace(cursor: Cursor, parent: number, outermost: boolean): void {
  const { text } = cursor;
  for (;;) {
    while (text.charCodeAt(cursor.at) === 0x20) cursor.at++;
    const code = text.charCodeAt(cursor.at);
    if (code === 0x0d && text.charCodeAt(cursor.at + 1) === 0x0a) cursor.at++;
    else if (code !== 0x0a) break;
    const line = ++cursor.at;
    while (text.charCodeAt(cursor.at) === 0x20) cursor.at++;
    const first = text.charCodeAt(cursor.at);
    const closes = outermost && (first === 0x5d || first === 0x7d) && cursor.at - line === parent;
    if (first !== 0x0a && first !== 0x0d && cursor.at - line <= parent && !closes) throw unusual;
  }
}

function takeItem(cursor: Cursor, parent: number, depth: number): Node {
  const tag = takeTag(cursor);
  if (tag) while (cursor.text.charCodeAt(cursor.at) === 0x20) cursor.at++;
  const code = cursor.text.charCodeAt(cursor.at);
  if (code === 0x5b || code === 0x7b) return takeFlow(cursor, parent, tag, depth + 1);
  if (code === 0x22 || code === 0x27) return takeQuoted(cursor, tag);
  const start = cursor.at;
  const end = plainEnd(cursor);
  if (cursor.text.charCodeAt(cursor.at) === 0x3a) throw unusual;
  return plainScalar(cursor.text, start, end, tag);
}

function takeEntry(cursor: Cursor, parent: number, depth: number): Entry {
  const key = takeKey(cursor);
  if (cursor.text.charCodeAt(cursor.at) !== 0x3a) throw unusual;
  cursor.at++;
  skipSpace(cursor, parent, false);
  return { key, value: takeItem(cursor, parent, depth) };
}

function takeKey(cursor: Cursor): Key {
  const code = cursor.text.charCodeAt(cursor.at);
  if (code === 0x22 || code === 0x27) {
    const { text, start, end } = takeQuoted(cursor, undefined);
    return { text, start, end };
  }
  const start = cursor.at;
  return keyOf(cursor.text, start, plainEnd(cursor));
}

/** Moves to what ends the plain scalar at the cursor; returns where its last character ends. It may not span lines. */
function plainEnd(cursor: Cursor): number {
  const { text } = cursor;
  if (!beginsPlain(text, cursor.at)) throw unusual;
  let at = cursor.at;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || code === 0x0d || isFlowMark(code)) break;
    if (code === 0x23 && text.charCodeAt(at - 1) === 0x20) throw unusual;
    if (code === 0x3a && endsKey(text.charCodeAt(at + 1))) break;
  }
  cursor.at = at;
  while (text.charCodeAt(at - 1) === 0x20) at--;
  return at;
}

function endsKey(code: number): boolean {
  if (isFlowMark(code) || Number.isNaN(code)) throw unusual;
  return code === 0x20 || code === 0x0a || code === 0x0d;
}
