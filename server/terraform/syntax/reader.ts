import type { Span } from '../../text/span.ts';

/** Where the parser stands in a piece. It never looks at or behind `end`. */
export interface Reader {
  readonly text: string;
  position: number;
  end: number;
  /** True inside brackets, where a line break separates nothing. */
  acrossLines: boolean;
  depth: number;
  readonly problems: SyntaxProblem[];
  readonly comments: Span[];
  /** Given when the text is not what stands in the document: every node then has this span. */
  readonly whole?: Span | undefined;
}

export interface SyntaxProblem extends Span {
  readonly detail: string;
}

/** Expressions and blocks nested deeper than this are not read. */
export const depthBound = 120;

export function readerOf(text: string, start = 0, end = text.length, whole?: Span): Reader {
  return { text, position: start, end, acrossLines: false, depth: 0, problems: [], comments: [], whole };
}

/** Notes a problem. One problem a place is enough: what follows from it is not told. */
export function complain(reader: Reader, start: number, end: number, detail: string): void {
  if (reader.problems.at(-1)?.start === start) return;
  reader.problems.push({ ...spanOf(reader, start, Math.max(start, end)), detail });
}

export function spanOf(reader: Reader, start: number, end: number): Span {
  return reader.whole ?? { start, end };
}

/** The code unit at the position, or at `ahead` behind it; -1 at the end. */
export function peek(reader: Reader, ahead = 0): number {
  const index = reader.position + ahead;
  return index < reader.end ? reader.text.charCodeAt(index) : -1;
}

export const code = {
  newline: 10,
  quote: 34,
  hash: 35,
  dollar: 36,
  percent: 37,
  open: 40,
  close: 41,
  star: 42,
  comma: 44,
  minus: 45,
  dot: 46,
  slash: 47,
  colon: 58,
  less: 60,
  equals: 61,
  greater: 62,
  question: 63,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  openBrace: 123,
  closeBrace: 125,
  tilde: 126,
} as const;

/** Skips white space and comments; line breaks too where they separate nothing, or when told to. */
export function skipSpace(reader: Reader, lines = reader.acrossLines): void {
  for (;;) {
    const unit = peek(reader);
    if (unit === 32 || unit === 9 || unit === 13 || unit === 0xfeff || unit === 0xa0) reader.position++;
    else if (unit === code.newline && lines) reader.position++;
    else if (unit === code.hash || (unit === code.slash && isCommentMark(peek(reader, 1))))
      skipComment(reader);
    else return;
  }
}

function isCommentMark(unit: number): boolean {
  return unit === code.slash || unit === code.star;
}

function skipComment(reader: Reader): void {
  const start = reader.position;
  reader.position = Math.min(commentEnd(reader.text, start), reader.end);
  const end = reader.text.charCodeAt(reader.position - 1) === 13 ? reader.position - 1 : reader.position;
  if (reader.comments.at(-1)?.start !== start) reader.comments.push({ start, end });
}

/** Where the comment that begins at `start` ends: before its line break, or behind its closing mark. */
export function commentEnd(text: string, start: number): number {
  const long = text.charCodeAt(start) === code.slash && text.charCodeAt(start + 1) === code.star;
  const found = long ? text.indexOf('*/', start + 2) : text.indexOf('\n', start);
  if (found < 0) return text.length;
  return long ? found + 2 : found;
}

/** Moves to the line break that ends the line, or to the end. */
export function skipLine(reader: Reader): void {
  const next = reader.text.indexOf('\n', reader.position);
  reader.position = next < 0 ? reader.end : Math.min(next, reader.end);
}

export function isWordStart(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 95 || unit > 0xa0;
}

export function isWordPart(unit: number): boolean {
  return isWordStart(unit) || (unit >= 48 && unit <= 57) || unit === code.minus;
}

export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** Reads a word; empty when none stands here. */
export function readWord(reader: Reader): string {
  const start = reader.position;
  if (!isWordStart(peek(reader))) return '';
  do reader.position++;
  while (isWordPart(peek(reader)));
  return reader.text.slice(start, reader.position);
}
