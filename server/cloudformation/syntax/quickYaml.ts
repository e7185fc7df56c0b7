import { lineEndAfter } from './lines.ts';
import type { Entry, Key, Node } from './node.ts';
import { maxDepth } from './parsed.ts';
import type { Parsed } from './parsed.ts';
import { takeBlockScalar } from './quickBlockScalar.ts';
import { takeFlow } from './quickFlow.ts';
import {
  atLineEnd,
  beginsPlain,
  keyOf,
  mapOf,
  plainScalar,
  takeQuoted,
  takeTag,
  unusual,
  withTag,
} from './quickScalar.ts';
import type { Cursor, Tag } from './quickScalar.ts';

/**
 * Reads the YAML that nearly all templates are written in, some twenty times as fast as the complete parser.
 * Returns `undefined` for anything else, right or wrong: anchors, explicit keys, scalars over several lines.
 */
export function parseQuickly(text: string): Parsed | undefined {
  if (text.includes('\r') && /\r(?!\n)/.test(text)) return undefined;
  const reader: Reader = { text, at: 0, problems: [], indent: 0, depth: 0, commented: false };
  try {
    nextLine(reader);
    if (reader.indent < 0) return undefined;
    const node = takeBlock(reader, -1);
    return reader.indent < 0 ? { node, problems: reader.problems, unresolved: false } : undefined;
  } catch (error) {
    if (error !== unusual) throw error;
    return undefined;
  }
}

interface Reader extends Cursor {
  /** The column of the cursor where a line begins; negative at the end of the text. */
  indent: number;
  depth: number;
  /** True when a comment line stands directly before the cursor's line. */
  commented: boolean;
}

/** Moves from a line's start to the first line, from there on, with more than a comment. */
function nextLine(reader: Reader): void {
  const { text } = reader;
  reader.commented = false;
  for (;;) {
    const start = reader.at;
    let at = start;
    while (text.charCodeAt(at) === 0x20) at++;
    reader.at = at;
    reader.indent = at - start;
    if (at >= text.length) {
      reader.indent = -1;
      return;
    }
    const code = text.charCodeAt(at);
    if (code === 0x09) throw unusual;
    if (code !== 0x0a && code !== 0x0d && code !== 0x23) return;
    if (code === 0x23) reader.commented = true;
    const found = text.indexOf('\n', at);
    reader.at = found < 0 ? text.length : found + 1;
  }
}

/** Leaves a line after its value: nothing but a comment may follow. */
function leaveLine(reader: Reader): void {
  if (!atLineEnd(reader)) throw unusual;
  const found = reader.text.indexOf('\n', reader.at);
  reader.at = found < 0 ? reader.text.length : found + 1;
  nextLine(reader);
}

/** The value that begins a line deeper than `parent`, which is the column of the collection around it. */
function takeBlock(reader: Reader, parent: number): Node {
  const { text, at } = reader;
  if (++reader.depth > maxDepth / 2) throw unusual;
  const collection = isDash(text, at) ? takeSequence : isKey(reader, at) ? takeMap : undefined;
  if (!collection && (reader.commented || reader.depth === 1)) throw unusual;
  const node = collection?.(reader, reader.indent) ?? takeInline(reader, parent, false);
  reader.depth--;
  return node;
}

function isDash(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 0x2d) return false;
  const next = text.charCodeAt(at + 1);
  return next === 0x20 || next === 0x0a || next === 0x0d || Number.isNaN(next);
}

/** True when a key begins at the cursor; the cursor stays. */
function isKey(reader: Reader, at: number): boolean {
  const { text } = reader;
  const code = text.charCodeAt(at);
  if (code === 0x22 || code === 0x27) {
    takeQuoted(reader, undefined);
    const found = text.charCodeAt(reader.at) === 0x3a || text.charCodeAt(reader.at) === 0x20;
    const key = found && /^ *:/.test(text.slice(reader.at, reader.at + 20));
    reader.at = at;
    return key;
  }
  return beginsPlain(text, at) && plainKeyEnd(text, at) >= 0;
}

/** Where the colon of a plain key is; negative when the line has none. */
function plainKeyEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) return -1;
    if (code === 0x23 && text.charCodeAt(at - 1) <= 0x20) return -1;
    if (code === 0x3a) {
      const next = text.charCodeAt(at + 1);
      if (next === 0x09) throw unusual;
      if (next === 0x20 || next === 0x0a || next === 0x0d || Number.isNaN(next)) return at;
    }
  }
  return -1;
}

function takeMap(reader: Reader, column: number): Node {
  const start = reader.at;
  const entries: Entry[] = [];
  do {
    const key = takeKey(reader);
    const value = takeValue(reader, column);
    entries.push(value ? { key, value } : { key });
  } while (reader.indent === column && !isDash(reader.text, reader.at));
  if (reader.indent >= column) throw unusual;
  const last = entries[entries.length - 1];
  return mapOf(reader, entries, 'block', { start, end: (last?.value ?? last?.key)?.end ?? start });
}

function takeKey(reader: Reader): Key {
  const { text, at: start } = reader;
  const code = text.charCodeAt(start);
  if (code === 0x22 || code === 0x27) {
    const { text: name, end } = takeQuoted(reader, undefined);
    while (text.charCodeAt(reader.at) === 0x20) reader.at++;
    if (text.charCodeAt(reader.at) !== 0x3a || text.charCodeAt(reader.at + 1) > 0x20) throw unusual;
    reader.at++;
    return { text: name, start, end };
  }
  const colon = beginsPlain(text, start) ? plainKeyEnd(text, start) : -1;
  if (colon < 0 || text.charCodeAt(start) === 0x2d) throw unusual;
  reader.at = colon + 1;
  let end = colon;
  while (text.charCodeAt(end - 1) === 0x20) end--;
  return keyOf(text, start, end);
}

/** What stands behind the colon of a key, or below it. */
function takeValue(reader: Reader, column: number): Node | undefined {
  if (!atLineEnd(reader)) return takeInline(reader, column, true);
  leaveLine(reader);
  return takeBelow(reader, column, true);
}

/** A value on the next lines; a sequence may stand at the column of its key. */
function takeBelow(reader: Reader, column: number, ofKey: boolean): Node | undefined {
  if (reader.indent > column) return takeBlock(reader, column);
  if (ofKey && reader.indent === column && isDash(reader.text, reader.at))
    return takeSequence(reader, column);
  return undefined;
}

function takeSequence(reader: Reader, column: number): Node {
  const start = reader.at;
  const items: Node[] = [];
  do {
    const dash = reader.at++;
    items.push(takeSequenceItem(reader, column, dash));
  } while (reader.indent === column && isDash(reader.text, reader.at));
  if (reader.indent > column) throw unusual;
  return { kind: 'sequence', items, style: 'block', start, end: items[items.length - 1]?.end ?? start };
}

function takeSequenceItem(reader: Reader, column: number, dash: number): Node {
  if (atLineEnd(reader)) {
    leaveLine(reader);
    const below = takeBelow(reader, column, false);
    if (!below) throw unusual;
    return below;
  }
  reader.indent = column + reader.at - dash;
  return takeBlock(reader, column);
}

/** The scalar or flow collection at the cursor, or what its tag belongs to; then the cursor is at the next line. */
function takeInline(reader: Reader, parent: number, ofKey: boolean): Node {
  const { text } = reader;
  const tag = takeTag(reader);
  if (tag && atLineEnd(reader)) {
    leaveLine(reader);
    const below = takeBelow(reader, parent, ofKey);
    if (!below || below.tag !== undefined) throw unusual;
    return withTag(below.kind === 'scalar' ? retyped(below) : below, tag);
  }
  const code = text.charCodeAt(reader.at);
  if (code === 0x7c || code === 0x3e) {
    const node = takeBlockScalar(reader, parent, tag);
    nextLine(reader);
    return node;
  }
  const node = takeOneLine(reader, parent, code, tag);
  leaveLine(reader);
  if (reader.indent > parent) throw unusual;
  return node;
}

function takeOneLine(reader: Reader, parent: number, code: number, tag: Tag | undefined): Node {
  const { text } = reader;
  if (code === 0x5b || code === 0x7b) return takeFlow(reader, parent, tag);
  if (code === 0x22 || code === 0x27) return takeQuoted(reader, tag);
  const start = reader.at;
  if (!beginsPlain(text, start) || plainKeyEnd(text, start) >= 0) throw unusual;
  let end = lineEndAfter(text, start);
  const comment = text.slice(start, end).search(/[ \t]#/);
  if (comment >= 0) end = start + comment;
  reader.at = end;
  while (text.charCodeAt(end - 1) === 0x20) end--;
  return plainScalar(text, start, end, tag);
}

/** A tagged scalar is text, whatever it looks like. */
function retyped(node: Extract<Node, { kind: 'scalar' }>): Node {
  return { ...node, data: node.text };
}
