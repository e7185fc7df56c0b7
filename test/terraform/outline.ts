// The syntax tree of a document in a few characters, for tests to compare.
import type { Block, Body, Expression, TemplatePart } from '../../server/terraform/syntax/node.ts';
import { readHclSyntax } from '../../server/terraform/syntax/readHclSyntax.ts';

/** Each top-level item in one line. */
export function outline(text: string): readonly string[] {
  const { blocks, attributes } = readHclSyntax('file:///a.tf', text);
  return [
    ...attributes.map(({ attribute }) => `${attribute.name.text} = ${expressionText(attribute.value)}`),
    ...blocks.map(({ block, broken }) => blockText(block) + (broken ? ' broken' : '')),
  ];
}

/** How an expression was understood. */
export function understood(expression: string): string {
  const { attributes, problems } = readHclSyntax('file:///a.tf', `x = ${expression}\n`);
  const read = attributes.map(({ attribute }) => expressionText(attribute.value)).join();
  return problems.length > 0 ? `${read} ✗` : read;
}

function blockText({ type, labels, body }: Block): string {
  return `${[type, ...labels].map(({ text }) => text).join(' ')} ${bodyText(body)}`;
}

function bodyText({ attributes, blocks }: Body): string {
  const items = [...attributes, ...blocks].sort((a, b) => a.start - b.start);
  return `{ ${items.map((item) => (item.kind === 'block' ? blockText(item) : `${item.name.text} = ${expressionText(item.value)}`)).join('; ')} }`;
}

function expressionText(expression: Expression): string {
  const text = expressionText;
  switch (expression.kind) {
    case 'literal':
      return String(expression.data);
    case 'template':
      return partsText(expression.parts);
    case 'list':
      return `[${expression.items.map(text).join(' ')}]`;
    case 'object':
      return `{${expression.entries.map(({ key, value }) => `${text(key)}:${text(value)}`).join(' ')}}`;
    case 'for':
      return `(for ${[expression.keyName, expression.valueName].filter(Boolean).join()} in ${text(expression.collection)} ${expression.key ? `${text(expression.key)} => ` : ''}${text(expression.value)}${expression.grouped ? '...' : ''}${expression.condition ? ` if ${text(expression.condition)}` : ''})`;
    case 'variable':
      return expression.name;
    case 'access':
      return `${text(expression.of)}.${expression.name.text}`;
    case 'index':
      return `${text(expression.of)}[${text(expression.key)}]`;
    case 'splat':
      return `${text(expression.of)}[*]{${text(expression.each)}}`;
    case 'splat-item':
      return '_';
    case 'call':
      return `${expression.name.text}(${expression.arguments.map(text).join(' ')}${expression.expanded ? '...' : ''})`;
    case 'conditional':
      return `(${text(expression.condition)} ? ${text(expression.whenTrue)} : ${text(expression.whenFalse)})`;
    case 'binary':
      return `(${text(expression.left)} ${expression.operator} ${text(expression.right)})`;
    case 'unary':
      return `${expression.operator}${text(expression.operand)}`;
    case 'parenthesised':
      return text(expression.inner);
    case 'broken':
      return '✗';
  }
}

function partsText(parts: readonly TemplatePart[]): string {
  const inner = parts.map((part) => {
    switch (part.kind) {
      case 'text':
        return JSON.stringify(part.text).slice(1, -1);
      case 'interpolation':
        return `\${${expressionText(part.value)}}`;
      case 'if':
        return `%{if ${expressionText(part.condition)}}${partsText(part.whenTrue)}%{else}${partsText(part.whenFalse)}`;
      case 'for':
        return `%{for ${[part.keyName, part.valueName].filter(Boolean).join()} in ${expressionText(part.collection)}}${partsText(part.parts)}`;
    }
  });
  return `"${inner.join('')}"`;
}
