import type { Attribute, Block, Body, Name } from './node.ts';
import { between, parseExpression } from './expression.ts';
import {
  code,
  complain,
  depthBound,
  isWordStart,
  peek,
  type Reader,
  readWord,
  skipLine,
  skipSpace,
} from './reader.ts';

/** Reads attributes and blocks up to a closing brace or the end; what cannot be read costs its line. */
export function parseItems(reader: Reader): { attributes: Attribute[]; blocks: Block[] } {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (;;) {
    skipSpace(reader, true);
    const unit = peek(reader);
    if (unit < 0 || unit === code.closeBrace) return { attributes, blocks };
    const start = reader.position;
    const item = isWordStart(unit) ? parseItem(reader) : undefined;
    if (item?.kind === 'attribute') attributes.push(item);
    else if (item) blocks.push(item);
    skipSpace(reader);
    const next = peek(reader);
    if (item && (next === code.newline || next === code.closeBrace || next < 0)) continue;
    complain(
      reader,
      item ? reader.position : start,
      reader.position,
      item ? 'Expected a line break' : 'Expected an attribute or a block',
    );
    skipLine(reader);
  }
}

function parseItem(reader: Reader): Attribute | Block | undefined {
  const start = reader.position;
  const name: Name = { text: readWord(reader), ...between(reader, start) };
  skipSpace(reader);
  if (peek(reader) === code.equals && peek(reader, 1) !== code.equals)
    return parseAttribute(reader, name, start);
  return parseBlock(reader, name, start);
}

function parseAttribute(reader: Reader, name: Name, start: number): Attribute {
  reader.position++;
  const value = parseExpression(reader);
  return { kind: 'attribute', name, value, ...between(reader, start) };
}

function parseBlock(reader: Reader, type: Name, start: number): Block | undefined {
  const labels: Name[] = [];
  for (;;) {
    skipSpace(reader);
    const label = parseLabel(reader);
    if (!label) break;
    labels.push(label);
  }
  if (peek(reader) !== code.openBrace || reader.depth >= depthBound) return undefined;
  const open = reader.position++;
  reader.depth++;
  const items = parseItems(reader);
  reader.depth--;
  if (peek(reader) === code.closeBrace) reader.position++;
  else complain(reader, start, open + 1, 'The block is not closed');
  const body: Body = { ...items, ...between(reader, open) };
  return { kind: 'block', type, labels, body, ...between(reader, start) };
}

function parseLabel(reader: Reader): Name | undefined {
  const start = reader.position;
  if (peek(reader) !== code.quote) {
    const text = readWord(reader);
    return text === '' ? undefined : { text, ...between(reader, start) };
  }
  for (let at = start + 1; at < reader.end; at++) {
    const unit = reader.text.charCodeAt(at);
    if (unit === code.newline) return undefined;
    if (unit === code.backslash) at++;
    else if (unit === code.quote) {
      reader.position = at + 1;
      return { text: reader.text.slice(start + 1, at), ...between(reader, start) };
    }
  }
  return undefined;
}
