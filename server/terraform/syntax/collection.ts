import type { Expression, ForExpression, ObjectEntry } from './node.ts';
import { acrossLines, between, broken, parseExpression, parseTerm } from './expression.ts';
import { code, complain, isWordStart, peek, type Reader, readWord, skipLine, skipSpace } from './reader.ts';

const bodyItem = /(?:[\w-]+[ \t]*=(?!=|>)|[\w-]+[ \t]*(?:"[^"\n]*"[ \t]*)*\{)/y;

/** A list or a list-making `for`; the reader stands at the bracket. */
export function parseList(reader: Reader): Expression {
  const start = reader.position++;
  if (isFor(reader)) return parseFor(reader, start, code.closeBracket);
  const items: Expression[] = [];
  for (;;) {
    const before = reader.position;
    skipSpace(reader);
    if (peek(reader) === code.closeBracket) break;
    if (peek(reader) < 0 || leavesList(reader, before)) break;
    items.push(parseExpression(reader));
    skipSpace(reader);
    if (peek(reader) === code.comma) reader.position++;
    else if (peek(reader) !== code.closeBracket && !skipToItem(reader)) break;
  }
  if (peek(reader) === code.closeBracket) reader.position++;
  else complain(reader, reader.position, reader.position, 'Expected a closing bracket');
  return { kind: 'list', items, ...between(reader, start) };
}

/** True when a line begins that can only belong to the body around the list: its bracket was forgotten. */
function leavesList(reader: Reader, before: number): boolean {
  if (peek(reader) === code.closeBrace) return true;
  if (!reader.text.slice(before, reader.position).includes('\n')) return false;
  bodyItem.lastIndex = reader.position;
  if (!bodyItem.test(reader.text)) return false;
  reader.position = before;
  return true;
}

/** After something unreadable: behind the comma, or at the bracket, if one comes in this line. */
function skipToItem(reader: Reader): boolean {
  complain(reader, reader.position, reader.position, 'Expected a comma or a closing bracket');
  for (;;) {
    const unit = peek(reader);
    if (unit === code.closeBracket) return true;
    if (unit < 0 || unit === code.newline || unit === code.equals || unit === code.closeBrace) return false;
    reader.position++;
    if (unit === code.comma) return true;
  }
}

/** An object or an object-making `for`; the reader stands at the brace. */
export function parseCollection(reader: Reader): Expression {
  const start = reader.position++;
  if (isFor(reader)) return acrossLines(reader, () => parseFor(reader, start, code.closeBrace));
  const before = reader.acrossLines;
  reader.acrossLines = false;
  const entries: ObjectEntry[] = [];
  for (;;) {
    skipSpace(reader, true);
    if (peek(reader) === code.closeBrace || peek(reader) < 0) break;
    const entry = parseEntry(reader);
    if (entry) entries.push(entry);
    skipSpace(reader);
    const unit = peek(reader);
    if (unit === code.comma || unit === code.newline) reader.position++;
    else if (unit === code.closeBracket || unit === code.close) break;
    else if (unit !== code.closeBrace && unit >= 0) {
      complain(reader, reader.position, reader.position, 'Expected a line break or a comma');
      skipLine(reader);
    }
  }
  reader.acrossLines = before;
  if (peek(reader) === code.closeBrace) reader.position++;
  else complain(reader, reader.position, reader.position, 'Expected a closing brace');
  return { kind: 'object', entries, ...between(reader, start) };
}

function parseEntry(reader: Reader): ObjectEntry | undefined {
  const start = reader.position;
  const read = parseTerm(reader);
  const key: Expression =
    read.kind === 'variable' ? { kind: 'literal', data: read.name, start: read.start, end: read.end } : read;
  skipSpace(reader);
  const unit = peek(reader);
  if (unit !== code.equals && unit !== code.colon) {
    complain(reader, reader.position, reader.position, 'Expected a value for the key');
    if (read.kind === 'broken') skipLine(reader);
    return undefined;
  }
  reader.position++;
  const value = parseExpression(reader);
  return { key, value, ...between(reader, start) };
}

/** True when `for` and a name follow the bracket. */
function isFor(reader: Reader): boolean {
  const before = reader.position;
  skipSpace(reader, true);
  const found = readWord(reader) === 'for';
  const space = reader.position;
  skipSpace(reader, true);
  const named = reader.position > space && isWordStart(peek(reader));
  reader.position = before;
  return found && named;
}

function parseFor(reader: Reader, start: number, closing: number): ForExpression {
  skipSpace(reader, true);
  readWord(reader);
  const names = parseNames(reader);
  const collection = parseExpression(reader);
  skipSpace(reader);
  expect(reader, ':');
  let value = parseExpression(reader);
  let key: Expression | undefined;
  skipSpace(reader);
  if (reader.text.startsWith('=>', reader.position)) {
    reader.position += 2;
    key = value;
    value = parseExpression(reader);
    skipSpace(reader);
  }
  const grouped = reader.text.startsWith('...', reader.position);
  if (grouped) reader.position += 3;
  skipSpace(reader);
  const condition = readIf(reader) ? parseExpression(reader) : undefined;
  skipSpace(reader);
  if (peek(reader) === closing) reader.position++;
  else complain(reader, reader.position, reader.position, 'Expected the end of the for expression');
  return { kind: 'for', ...names, collection, key, value, grouped, condition, ...between(reader, start) };
}

/** `value in` or `key, value in`, as `for` has it in expressions and templates. */
export function parseNames(reader: Reader): { keyName?: string | undefined; valueName: string } {
  skipSpace(reader);
  const first = readWord(reader);
  skipSpace(reader);
  let second: string | undefined;
  if (peek(reader) === code.comma) {
    reader.position++;
    skipSpace(reader);
    second = readWord(reader);
    skipSpace(reader);
  }
  if (readWord(reader) !== 'in') broken(reader, 'Expected `in`');
  return second === undefined ? { valueName: first } : { keyName: first, valueName: second };
}

function expect(reader: Reader, mark: string): void {
  if (reader.text.startsWith(mark, reader.position)) reader.position += mark.length;
  else complain(reader, reader.position, reader.position, `Expected \`${mark}\``);
}

function readIf(reader: Reader): boolean {
  const before = reader.position;
  if (readWord(reader) === 'if') return true;
  reader.position = before;
  return false;
}
