import type { Expression, TemplatePart } from '../syntax/node.ts';

/** The expressions directly inside of one. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'template':
      return expression.parts.flatMap(expressionsIn);
    case 'list':
      return expression.items;
    case 'object':
      return expression.entries.flatMap(({ key, value }) => [key, value]);
    case 'for':
      return [expression.collection, expression.key, expression.value, expression.condition].filter(
        (inner) => inner !== undefined,
      );
    case 'access':
      return [expression.of];
    case 'index':
      return [expression.of, expression.key];
    case 'splat':
      return [expression.of, expression.each];
    case 'call':
      return expression.arguments;
    case 'conditional':
      return [expression.condition, expression.whenTrue, expression.whenFalse];
    case 'binary':
      return [expression.left, expression.right];
    case 'unary':
      return [expression.operand];
    case 'parenthesised':
      return [expression.inner];
    default:
      return [];
  }
}

function expressionsIn(part: TemplatePart): readonly Expression[] {
  switch (part.kind) {
    case 'text':
      return [];
    case 'interpolation':
      return [part.value];
    case 'if':
      return [part.condition, ...[...part.whenTrue, ...part.whenFalse].flatMap(expressionsIn)];
    case 'for':
      return [part.collection, ...part.parts.flatMap(expressionsIn)];
  }
}
