import type { Node } from '../syntax/node.ts';
import { withLoops } from './loopText.ts';
import { callOf } from './nodes.ts';
import type { Scope } from './scope.ts';

/** An expression's text whatever its form: the same for `!Ref Env` and `{"Ref": "Env"}`. */
export function canonicalText(node: Node | undefined, scope: Pick<Scope, 'loop'>, depth = 0): string {
  if (node === undefined || depth > 30) return '…';
  const call = callOf(node);
  if (call !== undefined) return `${call.name}(${canonicalText(call.argument, scope, depth + 1)})`;
  switch (node.kind) {
    case 'scalar':
      return withLoops(node.text, scope);
    case 'sequence':
      return `[${node.items.map((item) => canonicalText(item, scope, depth + 1)).join(', ')}]`;
    case 'map':
      return `{${node.entries.map(({ key, value }) => `${key.text}: ${canonicalText(value, scope, depth + 1)}`).join(', ')}}`;
  }
}
