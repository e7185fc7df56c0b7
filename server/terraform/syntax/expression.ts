import type { Binary, BinaryOperator, Broken, Expression, Literal, Name } from './node.ts';
import { parseCollection, parseList } from './collection.ts';
import { heredocAt } from './heredoc.ts';
import { parseHeredoc, parseQuoted } from './template.ts';
import {
  code,
  complain,
  depthBound,
  isDigit,
  isWordStart,
  peek,
  type Reader,
  readWord,
  skipSpace,
  spanOf,
} from './reader.ts';

/** Reads an expression; where there is none, a `broken` one and a problem. */
export function parseExpression(reader: Reader): Expression {
  skipSpace(reader);
  if (reader.depth >= depthBound) return broken(reader, 'Nested too deeply');
  reader.depth++;
  const expression = parseConditional(reader);
  reader.depth--;
  return expression;
}

/** Reads in brackets: line breaks separate nothing there. */
export function acrossLines<T>(reader: Reader, read: () => T): T {
  const before = reader.acrossLines;
  reader.acrossLines = true;
  const result = read();
  reader.acrossLines = before;
  return result;
}

export function broken(reader: Reader, detail: string): Broken {
  complain(reader, reader.position, reader.position, detail);
  return { kind: 'broken', ...spanOf(reader, reader.position, reader.position) };
}

/** The span from the first to the last of two nodes. */
export function between(reader: Reader, start: number): { start: number; end: number } {
  return spanOf(reader, start, reader.position);
}

function parseConditional(reader: Reader): Expression {
  skipSpace(reader);
  const start = reader.position;
  const condition = parseBinary(reader, 0);
  const end = reader.position;
  skipSpace(reader);
  if (peek(reader) !== code.question) {
    reader.position = end;
    return condition;
  }
  reader.position++;
  const whenTrue = parseExpression(reader);
  skipSpace(reader);
  if (peek(reader) !== code.colon) {
    const whenFalse = broken(reader, 'Expected a colon');
    return { kind: 'conditional', condition, whenTrue, whenFalse, ...between(reader, start) };
  }
  reader.position++;
  const whenFalse = parseExpression(reader);
  return { kind: 'conditional', condition, whenTrue, whenFalse, ...between(reader, start) };
}

function parseBinary(reader: Reader, weakest: number): Expression {
  skipSpace(reader);
  const start = reader.position;
  let left = parseUnary(reader);
  for (;;) {
    const end = reader.position;
    skipSpace(reader);
    const operator = operatorAt(reader);
    const strength = operator ? strengths[operator] : -1;
    if (!operator || strength < weakest) {
      reader.position = end;
      return left;
    }
    reader.position += operator.length;
    const right: Expression = parseBinary(reader, strength + 1);
    const node: Binary = { kind: 'binary', operator, left, right, ...between(reader, start) };
    left = node;
  }
}

const strengths: Readonly<Record<BinaryOperator, number>> = {
  '||': 0,
  '&&': 1,
  '==': 2,
  '!=': 2,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
};

function operatorAt(reader: Reader): BinaryOperator | undefined {
  const unit = peek(reader);
  const next = peek(reader, 1);
  switch (unit) {
    case 124:
      return next === 124 ? '||' : undefined;
    case 38:
      return next === 38 ? '&&' : undefined;
    case code.equals:
      return next === code.equals ? '==' : undefined;
    case 33:
      return next === code.equals ? '!=' : undefined;
    case code.less:
      return next === code.equals ? '<=' : '<';
    case code.greater:
      return next === code.equals ? '>=' : '>';
    case 43:
      return '+';
    case code.minus:
      return '-';
    case code.star:
      return '*';
    case code.slash:
      return '/';
    case code.percent:
      return next === code.openBrace ? undefined : '%';
    default:
      return undefined;
  }
}

function parseUnary(reader: Reader): Expression {
  skipSpace(reader);
  const start = reader.position;
  const unit = peek(reader);
  const operator =
    unit === code.minus ? '-' : unit === 33 && peek(reader, 1) !== code.equals ? '!' : undefined;
  if (!operator) return parseTerm(reader);
  if (reader.depth >= depthBound) return broken(reader, 'Nested too deeply');
  reader.position++;
  reader.depth++;
  const operand = parseUnary(reader);
  reader.depth--;
  return { kind: 'unary', operator, operand, ...between(reader, start) };
}

/** A term with all that hangs on it: `.name`, `[index]`, `[*]`. */
export function parseTerm(reader: Reader): Expression {
  skipSpace(reader);
  const start = reader.position;
  return parseTraversal(reader, parsePrimary(reader), start, 'any');
}

/** Follows dots and brackets; behind `.*` only dots belong to the splat. */
function parseTraversal(reader: Reader, root: Expression, start: number, mode: 'any' | 'dots'): Expression {
  let of = root;
  for (;;) {
    const before = reader.position;
    skipSpace(reader);
    const unit = peek(reader);
    if (unit === code.dot && !(peek(reader, 1) === code.dot)) of = parseDot(reader, of, start);
    else if (unit === code.openBracket && mode === 'any') of = parseBracket(reader, of, start);
    else {
      reader.position = before;
      return of;
    }
  }
}

function parseDot(reader: Reader, of: Expression, start: number): Expression {
  reader.position++;
  skipSpace(reader);
  const at = reader.position;
  if (peek(reader) === code.star) {
    reader.position++;
    return parseSplat(reader, of, start, 'dots');
  }
  if (isDigit(peek(reader))) {
    while (isDigit(peek(reader))) reader.position++;
    const key: Literal = {
      kind: 'literal',
      data: Number(reader.text.slice(at, reader.position)),
      ...between(reader, at),
    };
    return { kind: 'index', of, key, ...between(reader, start) };
  }
  const text = readWord(reader);
  if (text === '') complain(reader, at, at, 'Expected an attribute name');
  const name: Name = { text, ...between(reader, at) };
  return { kind: 'access', of, name, ...between(reader, start) };
}

function parseBracket(reader: Reader, of: Expression, start: number): Expression {
  reader.position++;
  return acrossLines(reader, () => {
    skipSpace(reader);
    const splat = peek(reader) === code.star;
    if (splat) reader.position++;
    const key = splat ? undefined : parseExpression(reader);
    skipSpace(reader);
    if (peek(reader) === code.closeBracket) reader.position++;
    else complain(reader, reader.position, reader.position, 'Expected a closing bracket');
    if (key) return { kind: 'index', of, key, ...between(reader, start) };
    return parseSplat(reader, of, start, 'any');
  });
}

function parseSplat(reader: Reader, of: Expression, start: number, mode: 'any' | 'dots'): Expression {
  const at = reader.position;
  const item: Expression = { kind: 'splat-item', ...between(reader, at) };
  const each = parseTraversal(reader, item, at, mode);
  return { kind: 'splat', of, each, ...between(reader, start) };
}

function parsePrimary(reader: Reader): Expression {
  const start = reader.position;
  const unit = peek(reader);
  if (unit === code.quote) return parseQuoted(reader);
  if (isDigit(unit)) return parseNumber(reader);
  if (unit === code.openBracket) return acrossLines(reader, () => parseList(reader));
  if (unit === code.openBrace) return parseCollection(reader);
  if (unit === code.open) return parseParenthesised(reader);
  if (unit === code.less) {
    const heredoc = heredocAt(reader.text, start, reader.end);
    if (heredoc) return parseHeredoc(reader, heredoc);
  }
  if (isWordStart(unit)) return parseWord(reader);
  return broken(reader, 'Expected an expression');
}

function parseParenthesised(reader: Reader): Expression {
  const start = reader.position++;
  return acrossLines(reader, () => {
    const inner = parseExpression(reader);
    skipSpace(reader);
    if (peek(reader) === code.close) reader.position++;
    else complain(reader, reader.position, reader.position, 'Expected a closing parenthesis');
    return { kind: 'parenthesised', inner, ...between(reader, start) };
  });
}

const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function parseNumber(reader: Reader): Literal {
  const start = reader.position;
  number.lastIndex = start;
  const text = number.exec(reader.text)?.[0] ?? '';
  reader.position = Math.min(start + text.length, reader.end);
  return { kind: 'literal', data: Number(text), ...between(reader, start) };
}

function parseWord(reader: Reader): Expression {
  const start = reader.position;
  let text = readWord(reader);
  while (peek(reader) === code.colon && peek(reader, 1) === code.colon && isWordStart(peek(reader, 2))) {
    reader.position += 2;
    text += `::${readWord(reader)}`;
  }
  const name: Name = { text, ...between(reader, start) };
  if (peek(reader) === code.open) return parseCall(reader, name, start);
  if (text === 'true' || text === 'false')
    return { kind: 'literal', data: text === 'true', ...between(reader, start) };
  if (text === 'null') return { kind: 'literal', data: null, ...between(reader, start) };
  return { kind: 'variable', name: text, ...between(reader, start) };
}

function parseCall(reader: Reader, name: Name, start: number): Expression {
  reader.position++;
  const values: Expression[] = [];
  let expanded = false;
  acrossLines(reader, () => {
    for (;;) {
      skipSpace(reader);
      if (peek(reader) === code.close || peek(reader) < 0) break;
      const before = reader.position;
      values.push(parseExpression(reader));
      skipSpace(reader);
      if (reader.text.startsWith('...', reader.position)) {
        expanded = true;
        reader.position += 3;
        skipSpace(reader);
      }
      if (peek(reader) === code.comma) reader.position++;
      else if (peek(reader) !== code.close || reader.position === before) break;
    }
    if (peek(reader) === code.close) reader.position++;
    else complain(reader, reader.position, reader.position, 'Expected a closing parenthesis');
  });
  return { kind: 'call', name, arguments: values, expanded, ...between(reader, start) };
}
