import type { Node } from 'jsonc-parser';
import type { Span } from '../../text/span.ts';
import type { Expression, Template } from './node.ts';
import { parseContent } from './template.ts';
import { readerOf } from './reader.ts';

/** The expression that a JSON value stands for; strings are templates. `text` is the piece that begins at `base`. */
export function jsonExpression(node: Node, text: string, base: number): Expression {
  const span = spanIn(node, base);
  switch (node.type) {
    case 'string':
      return template(String(node.value), text, span);
    case 'array':
      return {
        kind: 'list',
        items: (node.children ?? []).map((child) => jsonExpression(child, text, base)),
        ...span,
      };
    case 'object':
      return {
        kind: 'object',
        entries: (node.children ?? []).flatMap((property) => entry(property, text, base)),
        ...span,
      };
    case 'null':
      return { kind: 'literal', data: null, ...span };
    default:
      return { kind: 'literal', data: node.value as number | boolean, ...span };
  }
}

function entry(
  property: Node,
  text: string,
  base: number,
): { key: Expression; value: Expression; start: number; end: number }[] {
  const [key, value] = property.children ?? [];
  if (!key || !value || key.value === '//') return [];
  return [
    {
      key: jsonExpression(key, text, base),
      value: jsonExpression(value, text, base),
      ...spanIn(property, base),
    },
  ];
}

/** Offsets inside the string are exact as long as it holds no escapes; otherwise all its parts stand at the string. */
function template(value: string, text: string, span: Span): Template {
  const content = { start: span.start + 1, end: Math.max(span.start + 1, span.end - 1) };
  const plain = text.slice(content.start, content.end) === value;
  const reader = plain ? readerOf(text, content.start, content.end) : readerOf(value, 0, value.length, span);
  const parts = value.includes('{')
    ? parseContent(reader, reader.position, reader.end, 0)
    : value === ''
      ? []
      : [{ kind: 'text' as const, text: value, ...content }];
  return { kind: 'template', style: 'quoted', content, parts, ...span };
}

export function spanIn(node: Node, base: number): Span {
  return { start: node.offset - base, end: node.offset + node.length - base };
}
