import type { Condition, Formula } from '../../model/condition.ts';
import type { Node } from '../syntax/node.ts';
import { fn } from '../names.ts';
import { equality } from './equality.ts';
import type { NamedCondition } from './facts.ts';
import { withLoops } from './loopText.ts';
import { callOf, entryOf, itemsOf, textOf } from './nodes.ts';
import type { Scope } from './scope.ts';
import { newBudget } from './scope.ts';
import { canonicalText } from './canonical.ts';

/** The condition of this name, worked out once for a template. One that is missing or refers to itself is an open fact. */
function conditionNamed(name: string, scope: Scope): Condition {
  scope.reads.add(`condition ${name}`);
  const { conditions, workedOut } = scope.facts;
  const known = workedOut.get(name);
  if (known !== undefined) {
    for (const read of known.reads) scope.reads.add(read);
    return known.condition;
  }
  const open: Condition = { name, formula: { kind: 'atom', id: `condition ${name}` } };
  const declared = conditions.get(name);
  if (declared?.node === undefined || declared.entry.broken) return open;
  workedOut.set(name, { condition: open, reads: new Set() });
  const reads = new Set<string>();
  const condition: Condition = { name, formula: formulaOf(declared.node, scopeOf(declared, reads, scope)) };
  workedOut.set(name, { condition, reads });
  for (const read of reads) scope.reads.add(read);
  return condition;
}

function scopeOf(declared: NamedCondition, reads: Set<string>, scope: Scope): Scope {
  const { facts } = scope;
  const { piece } = declared.entry;
  return {
    facts,
    reads,
    piece,
    loop: declared.loop,
    references: [],
    budget: newBudget(),
    symbolic: true,
    evaluate: scope.evaluate,
  };
}

/** The condition that an `Fn::If` or a resource's `Condition` names; an inline expression is named by its text. */
export function conditionOf(node: Node, scope: Scope): Condition {
  const name = textOf(node);
  if (name !== undefined) return conditionNamed(withLoops(name, scope), scope);
  const symbolic = { ...scope, symbolic: true };
  return { name: canonicalText(node, symbolic), formula: formulaOf(node, symbolic) };
}

/** What an expression says, with open facts where the text does not decide. */
export function formulaOf(node: Node, scope: Scope): Formula {
  if (scope.budget.left-- <= 0) return { kind: 'atom', id: 'too deep' };
  const named = conditionWithin(node);
  if (named !== undefined) return conditionNamed(withLoops(named, scope), scope).formula;
  const call = callOf(node);
  const items = itemsOf(call?.argument) ?? (call?.argument === undefined ? [] : [call.argument]);
  switch (call?.name) {
    case fn.and:
      return { kind: 'all', of: items.map((item) => formulaOf(item, scope)) };
    case fn.or:
      return { kind: 'any', of: items.map((item) => formulaOf(item, scope)) };
    case fn.not:
      return items.length === 1 && items[0] !== undefined
        ? { kind: 'not', of: formulaOf(items[0], scope) }
        : opaque(node, scope);
    case fn.equals:
      return items.length === 2 && items[0] !== undefined && items[1] !== undefined
        ? equality(items[0], items[1], scope)
        : opaque(node, scope);
    default:
      return node.kind === 'scalar' && typeof node.data === 'boolean'
        ? { kind: 'constant', holds: node.data }
        : opaque(node, scope);
  }
}

/** The name in `{Condition: Name}` or `!Condition Name`. */
function conditionWithin(node: Node): string | undefined {
  const call = callOf(node);
  if (call?.name === fn.condition) return textOf(call.argument);
  return node.kind === 'map' && node.entries.length === 1
    ? textOf(entryOf(node, fn.condition)?.value)
    : undefined;
}

function opaque(node: Node, scope: Scope): Formula {
  return { kind: 'atom', id: canonicalText(node, scope) };
}
