import type { Span } from '../../text/span.ts';

/** A key at the beginning of a line, and where its value may begin: behind the colon. */
export interface KeyOfLine extends Span {
  readonly text: string;
  readonly after: number;
}

/** The key of a block mapping that begins at `start`; `undefined` when what stands there is none. `end` is the line's end. */
export function keyAt(text: string, start: number, end: number): KeyOfLine | undefined {
  const first = text.charCodeAt(start);
  if (first === 0x22 || first === 0x27) return quotedKeyAt(text, start, end);
  if (!maybePlain(text, start, end)) return undefined;
  let colon = text.indexOf(':', start);
  while (colon >= 0 && colon < end && !isBlank(text, colon + 1, end)) colon = text.indexOf(':', colon + 1);
  if (colon < 0 || colon >= end || colon === start) return undefined;
  const name = text.slice(start, colon).trimEnd();
  return name.includes(' #') ? undefined : { text: name, start, end: start + name.length, after: colon + 1 };
}

/** True when nothing but white space and a comment stands between `start` and `end`. */
export function isEmptyRest(text: string, start: number, end: number): boolean {
  const rest = text.slice(start, end).trim();
  return rest === '' || (rest.startsWith('#') && isBlank(text, start, end));
}

function quotedKeyAt(text: string, start: number, end: number): KeyOfLine | undefined {
  const line = text.slice(start, end);
  const match = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')[ \t]*:(?=\s|$|[{[])/.exec(line);
  if (!match) return undefined;
  const name = match[1] ?? (match[2] ?? '').replaceAll("''", "'");
  const closing = line.lastIndexOf(line[0] ?? '', match[0].length - 1) + 1;
  return { text: name, start, end: start + closing, after: start + match[0].length };
}

/** False for what cannot begin a plain scalar. */
function maybePlain(text: string, start: number, end: number): boolean {
  const first = text[start] ?? '';
  if ('-?:'.includes(first)) return !isBlank(text, start + 1, end);
  return !'[]{}#&*!|>%@`,'.includes(first);
}

function isBlank(text: string, at: number, end: number): boolean {
  if (at >= end) return true;
  const code = text.charCodeAt(at);
  return code === 0x20 || code === 0x09;
}
