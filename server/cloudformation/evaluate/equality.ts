import type { Formula } from '../../model/condition.ts';
import type { Entry, Node } from '../syntax/node.ts';
import { fn, pseudoParameters } from '../names.ts';
import { canonicalText } from './canonical.ts';
import { mappingNamed, parameterNamed } from './facts.ts';
import { withLoops } from './loopText.ts';
import { callOf, childOf, itemsOf, textOf } from './nodes.ts';
import { parameterOf } from './parameters.ts';
import type { Scope } from './scope.ts';
import { evaluate } from './scope.ts';

/** One side of `Fn::Equals`: a text that is known, or a subject that may take several. */
type Operand =
  | { readonly kind: 'constant'; readonly text: string }
  | { readonly kind: 'subject'; readonly subject: string; readonly domain?: readonly string[] | undefined }
  /** The texts that a mapping holds under each value of a subject. */
  | {
      readonly kind: 'table';
      readonly subject: string;
      readonly domain?: readonly string[] | undefined;
      readonly rows: ReadonlyMap<string, string>;
    };

/** `Fn::Equals` as facts about what is compared. */
export function equality(left: Node, right: Node, scope: Scope): Formula {
  const a = operandOf(left, scope);
  const b = operandOf(right, scope);
  if (a.kind === 'constant' && b.kind === 'constant') return { kind: 'constant', holds: a.text === b.text };
  if (a.kind === 'constant') return holdsFor(b, a.text);
  if (b.kind === 'constant') return holdsFor(a, b.text);
  const texts = [canonicalText(left, scope), canonicalText(right, scope)].sort();
  return texts[0] === texts[1] ? { kind: 'constant', holds: true } : { kind: 'atom', id: texts.join(' = ') };
}

function holdsFor(operand: Operand, text: string): Formula {
  if (operand.kind === 'constant') return { kind: 'constant', holds: operand.text === text };
  const { subject, domain } = operand;
  if (operand.kind === 'subject') return atom(subject, text, domain);
  const keys = [...operand.rows].filter(([, value]) => value === text).map(([key]) => key);
  return { kind: 'any', of: keys.map((key) => atom(subject, key, domain)) };
}

function atom(subject: string, value: string, domain: readonly string[] | undefined): Formula {
  if (domain !== undefined && !domain.includes(value)) return { kind: 'constant', holds: false };
  return { kind: 'atom', id: `${subject} = ${value}`, subject, value, domain };
}

function operandOf(node: Node, scope: Scope): Operand {
  const name = nameReferredTo(node, scope);
  if (name !== undefined) {
    const subject = subjectNamed(name, scope);
    if (subject !== undefined) return subject;
  }
  const value = evaluate(node, scope);
  if (value.kind === 'scalar') return { kind: 'constant', text: value.text };
  const call = callOf(node);
  const table = call?.name === fn.findInMap ? tableOf(call.argument, scope) : undefined;
  return table ?? { kind: 'subject', subject: canonicalText(node, scope) };
}

function subjectNamed(name: string, scope: Scope): Operand | undefined {
  if (scope.loop.has(name)) return undefined;
  if (pseudoParameters.has(name)) return { kind: 'subject', subject: name };
  const parameter = parameterNamed(name, scope);
  if (parameter === undefined) return undefined;
  return { kind: 'subject', subject: `parameter ${name}`, domain: parameterOf(parameter).allowed };
}

/** The name in `!Ref Name` or `!Sub "${Name}"`. */
function nameReferredTo(node: Node, scope: Scope): string | undefined {
  const call = callOf(node);
  const text = textOf(call?.argument);
  if (text === undefined) return undefined;
  if (call?.name === fn.ref) return withLoops(text, scope);
  return call?.name === fn.sub ? /^\$\{([^{}!.]+)\}$/.exec(text)?.[1] : undefined;
}

/** A look-up by one parameter: true for the keys whose value is compared with. */
function tableOf(argument: Node | undefined, scope: Scope): Operand | undefined {
  const [mapNode, topNode, secondNode, options] = itemsOf(argument) ?? [];
  const name = textOf(mapNode);
  const top = topNode === undefined ? undefined : nameReferredTo(topNode, scope);
  if (name === undefined || top === undefined || secondNode === undefined || options !== undefined)
    return undefined;
  const second = evaluate(secondNode, scope);
  const subject = subjectNamed(top, scope);
  const mapping = mappingNamed(withLoops(name, scope), scope);
  if (
    mapping?.value?.kind !== 'map' ||
    mapping.broken ||
    subject?.kind !== 'subject' ||
    second.kind !== 'scalar'
  )
    return undefined;
  const rows = rowsOf(mapping.value.entries, second.text);
  return rows === undefined ? undefined : { ...subject, kind: 'table', rows };
}

function rowsOf(entries: readonly Entry[], second: string): ReadonlyMap<string, string> | undefined {
  const rows = new Map<string, string>();
  for (const { key, value } of entries) {
    const leaf = childOf(value, second);
    const text = textOf(leaf);
    if (leaf !== undefined && text === undefined) return undefined;
    if (text !== undefined) rows.set(key.text, text);
  }
  return rows;
}
