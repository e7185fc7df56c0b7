import type { Span } from '../../text/span.ts';

/** A member of an object; spans are offsets in the text, the key's with its quotes. */
export interface Member {
  readonly name: string;
  readonly key: Span;
  readonly value: Span;
}

/** Is told of each member once it has ended; returns false to end the walk. */
type OnMember = (member: Member, depth: number) => boolean;

const deepest = 3;

interface Open {
  /** Left out within an array. */
  readonly object: boolean;
  key?: Span | undefined;
  valueStart?: number | undefined;
}

/**
 * Goes through the members of the outermost object (depth 1), of the objects in it (2) and in those (3), the inner ones first.
 * Strings end with their line at the latest. Returns whether every bracket matches and nothing follows the object.
 */
export function walkMembers(text: string, onMember: OnMember): boolean {
  const walk: Walk = { text, onMember, open: [], depth: 0, last: 0, sound: true, ended: false };
  for (let i = text.charCodeAt(0) === 0xfeff ? 1 : 0; i < text.length;) {
    const next = step(walk, i);
    if (next < 0) return false;
    i = next;
  }
  return walk.sound && walk.ended;
}

interface Walk {
  readonly text: string;
  readonly onMember: OnMember;
  /** The outermost brackets that are open; deeper ones are only counted. */
  readonly open: Open[];
  depth: number;
  /** Where the last thing that is neither white space nor a comment ended. */
  last: number;
  sound: boolean;
  ended: boolean;
}

/** Goes past what begins at `i`; a negative number ends the walk. */
function step(walk: Walk, i: number): number {
  const { text } = walk;
  const code = text.charCodeAt(i);
  if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) return i + 1;
  if (code === 0x2f) return pastComment(text, i);
  if (walk.ended) walk.sound = false;
  if (code === 0x22) return walk.depth <= deepest ? takeString(walk, i) : (walk.last = pastString(text, i));
  if (code === 0x7b || code === 0x5b) takeOpener(walk, i, code === 0x7b);
  else if (code === 0x7d || code === 0x5d) {
    if (!takeCloser(walk, i, code === 0x7d)) return -1;
  } else if (code === 0x2c) {
    if (!endMember(walk)) return -1;
  } else if (code !== 0x3a) noteValue(walk, i);
  return (walk.last = i + 1);
}

function takeString(walk: Walk, i: number): number {
  const end = pastString(walk.text, i);
  const open = walk.open[walk.depth - 1];
  const closed = end > i + 1 && walk.text[end - 1] === '"';
  if (open?.object && !open.key && !closed) walk.sound = false;
  else if (open?.object && !open.key) open.key = { start: i, end };
  else noteValue(walk, i);
  return (walk.last = end);
}

function takeOpener(walk: Walk, i: number, object: boolean): void {
  noteValue(walk, i);
  walk.depth++;
  if (walk.depth <= deepest) walk.open[walk.depth - 1] = { object };
}

function takeCloser(walk: Walk, i: number, object: boolean): boolean {
  const open = walk.open[walk.depth - 1];
  if (walk.depth === 0 || (walk.depth <= deepest && open?.object !== object)) walk.sound = false;
  if (walk.depth === 0) return true;
  if (!endMember(walk)) return false;
  walk.depth--;
  if (walk.depth === 0) walk.ended = true;
  walk.last = i + 1;
  return true;
}

function noteValue(walk: Walk, i: number): void {
  if (walk.depth === 0 || walk.depth > deepest) return;
  const open = walk.open[walk.depth - 1];
  if (open?.key) open.valueStart ??= i;
}

function endMember(walk: Walk): boolean {
  if (walk.depth > deepest) return true;
  const open = walk.open[walk.depth - 1];
  if (!open?.key) return true;
  const { key, valueStart } = open;
  open.key = open.valueStart = undefined;
  const outer = walk.depth === 1 || walk.open[walk.depth - 2]?.object === true;
  if (!outer) return true;
  const name = nameOf(walk.text, key);
  return walk.onMember({ name, key, value: { start: valueStart ?? walk.last, end: walk.last } }, walk.depth);
}

/** The end of the string that begins at `start`; an unclosed one ends with its line. */
export function pastString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) return i + 1;
    if (code === 0x0a || code === 0x0d) return i;
    if (code === 0x5c) i++;
  }
  return text.length;
}

/** Goes past a comment; a slash that begins none is a single character. */
function pastComment(text: string, start: number): number {
  const second = text[start + 1];
  if (second === '*') {
    const end = text.indexOf('*/', start + 2);
    return end < 0 ? text.length : end + 2;
  }
  if (second !== '/') return start + 1;
  let end = start;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

/** What a key says; an unclosed or badly escaped one as it stands. */
export function nameOf(text: string, key: Span): string {
  const raw = text.slice(key.start + 1, key.end - 1);
  if (!raw.includes('\\')) return raw;
  try {
    const name: unknown = JSON.parse(text.slice(key.start, key.end));
    return typeof name === 'string' ? name : raw;
  } catch {
    return raw;
  }
}
