import type { Template, TemplatePart } from './node.ts';
import type { Heredoc } from './heredoc.ts';
import { readEscape } from './escape.ts';
import { assembleParts, type TemplateToken } from './templateParts.ts';
import { acrossLines, between, parseExpression } from './expression.ts';
import { parseNames } from './collection.ts';
import { code, complain, peek, type Reader, readWord, skipSpace, spanOf } from './reader.ts';

/** A quoted template; the reader stands at the quote. A quote that is not closed ends with its line. */
export function parseQuoted(reader: Reader): Template {
  const start = reader.position++;
  const tokens: TemplateToken[] = [];
  const from = reader.position;
  readTokens(reader, tokens, { escapes: true, quoted: true, indent: 0 });
  const content = spanOf(reader, from, reader.position);
  if (peek(reader) === code.quote) reader.position++;
  else complain(reader, start, reader.position, 'The quote is not closed');
  return {
    kind: 'template',
    style: 'quoted',
    content,
    parts: assembleParts(tokens, reader),
    ...between(reader, start),
  };
}

export function parseHeredoc(reader: Reader, heredoc: Heredoc): Template {
  const start = reader.position;
  const { content, indented } = heredoc;
  const parts = parseContent(
    reader,
    content.start,
    content.end,
    indented ? indentOf(reader.text, content.start, content.end) : 0,
  );
  reader.position = heredoc.end;
  if (!heredoc.closed) complain(reader, start, heredoc.end, 'The heredoc is not closed');
  const style = indented ? 'indented-heredoc' : 'heredoc';
  return { kind: 'template', style, content, parts, ...between(reader, start) };
}

/** The parts of a template without quotes or escapes: a heredoc, a JSON string, a template document. */
export function parseContent(
  reader: Reader,
  start: number,
  end: number,
  indent: number,
): readonly TemplatePart[] {
  const outer = reader.end;
  reader.position = start;
  reader.end = end;
  const tokens: TemplateToken[] = [];
  readTokens(reader, tokens, { escapes: false, quoted: false, indent });
  reader.end = outer;
  return assembleParts(tokens, reader);
}

interface Mode {
  readonly escapes: boolean;
  readonly quoted: boolean;
  /** How many columns are cut off each line. */
  readonly indent: number;
}

function readTokens(reader: Reader, tokens: TemplateToken[], mode: Mode): void {
  let text = skipIndent(reader, mode);
  let textStart = reader.position;
  let plain = reader.position;
  const flush = (): void => {
    text += reader.text.slice(plain, reader.position);
    if (text !== '') tokens.push({ kind: 'text', text, ...spanOf(reader, textStart, reader.position) });
    text = '';
  };
  for (;;) {
    const unit = peek(reader);
    if (unit < 0 || (mode.quoted && (unit === code.quote || unit === code.newline))) break;
    if (mode.escapes && unit === code.backslash) {
      text += reader.text.slice(plain, reader.position) + readEscape(reader);
      plain = reader.position;
    } else if (unit === code.newline && mode.indent > 0) {
      reader.position++;
      text += reader.text.slice(plain, reader.position) + skipIndent(reader, mode);
      plain = reader.position;
    } else if (isEscapedMark(reader)) {
      text += reader.text.slice(plain, reader.position + 1) + '{';
      reader.position += 3;
      plain = reader.position;
    } else if ((unit === code.dollar || unit === code.percent) && peek(reader, 1) === code.openBrace) {
      flush();
      tokens.push(readSequence(reader, unit, mode));
      textStart = plain = reader.position;
    } else reader.position++;
  }
  if (reader.text.charCodeAt(reader.position - 1) === 13 && mode.quoted) reader.position--;
  flush();
}

function isEscapedMark(reader: Reader): boolean {
  const unit = peek(reader);
  return (
    (unit === code.dollar || unit === code.percent) &&
    peek(reader, 1) === unit &&
    peek(reader, 2) === code.openBrace
  );
}

/** Steps over the common indentation at the start of a line; gives nothing to the text. */
function skipIndent(reader: Reader, mode: Mode): string {
  for (let column = 0; column < mode.indent; column++) {
    const unit = peek(reader);
    if (unit !== 32 && unit !== 9) break;
    reader.position++;
  }
  return '';
}

/** `${ … }` or `%{ … }`. One that is not closed ends at the quote or with the line. */
function readSequence(reader: Reader, mark: number, mode: Mode): TemplateToken {
  const start = reader.position;
  reader.position += 2;
  const stripBefore = peek(reader) === code.tilde;
  if (stripBefore) reader.position++;
  const content = acrossLines(reader, () => {
    const read = mark === code.dollar ? readInterpolation(reader) : readDirective(reader);
    skipSpace(reader);
    return read;
  });
  const stripAfter = peek(reader) === code.tilde;
  if (stripAfter) reader.position++;
  if (peek(reader) === code.closeBrace) reader.position++;
  else abandon(reader, start, mode);
  return { ...content, stripBefore, stripAfter, ...between(reader, start) };
}

function abandon(reader: Reader, start: number, mode: Mode): void {
  complain(reader, reader.position, reader.position, 'Expected a closing brace');
  const lineEnd = reader.text.indexOf('\n', start);
  const limit = lineEnd < 0 ? reader.end : Math.min(lineEnd, reader.end);
  if (reader.position > limit) reader.position = limit;
  while (reader.position < limit) {
    const unit = peek(reader);
    if (mode.quoted && unit === code.quote) return;
    reader.position++;
    if (unit === code.closeBrace) return;
  }
}

type Unplaced = TemplateToken extends infer Token
  ? Token extends TemplateToken
    ? Omit<Token, 'start' | 'end' | 'stripBefore' | 'stripAfter'>
    : never
  : never;

function readInterpolation(reader: Reader): Unplaced {
  return { kind: 'interpolation', value: parseExpression(reader) };
}

function readDirective(reader: Reader): Unplaced {
  skipSpace(reader);
  const word = readWord(reader);
  if (word === 'if') return { kind: 'if', condition: parseExpression(reader) };
  if (word === 'for') {
    const names = parseNames(reader);
    return { kind: 'for', ...names, collection: parseExpression(reader) };
  }
  if (word === 'else' || word === 'endif' || word === 'endfor') return { kind: word };
  complain(reader, reader.position, reader.position, 'Unknown template directive');
  return { kind: 'unknown' };
}

/** The smallest indentation of the lines that are not blank. */
function indentOf(text: string, start: number, end: number): number {
  let least = Infinity;
  for (let line = start; line < end;) {
    let at = line;
    while (at < end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++;
    const unit = text.charCodeAt(at);
    if (at < end && unit !== code.newline && unit !== 13) least = Math.min(least, at - line);
    const next = text.indexOf('\n', at);
    line = next < 0 ? end : next + 1;
  }
  return Number.isFinite(least) ? least : 0;
}
