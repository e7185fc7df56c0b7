import type { Value } from '../../model/value.ts';
import type { Key, MapNode, Node, ScalarNode, SequenceNode } from '../syntax/node.ts';
import { fn } from '../names.ts';
import { conditionOf } from './conditions.ts';
import { expand } from './forEach.ts';
import { toJsonString } from './json.ts';
import { join, length, select, split } from './lists.ts';
import { withLoops } from './loopText.ts';
import { findInMap } from './mappings.ts';
import type { Call } from './nodes.ts';
import { callOf, itemsOf } from './nodes.ts';
import { getAtt, ref } from './references.ts';
import type { Place, Scope } from './scope.ts';
import { evaluate, locationOf, maximalDepth, placeOf } from './scope.ts';
import { stringOf } from './strings.ts';
import { sub } from './sub.ts';
import { transformed } from './transforms.ts';
import { absent, list, map, scalar, unknown, unknownHere } from './values.ts';

/** What a node of the scope's piece holds. */
export function evaluateNode(node: Node, scope: Scope): Value {
  const { budget } = scope;
  const place = placeOf(scope, node);
  if (budget.depth >= maximalDepth || budget.left <= 0) return unknownHere(place, 'depth', '', false);
  budget.left--;
  budget.depth++;
  const call = callOf(node);
  const value = call === undefined ? plainValue(node, place, scope) : callValue(call, place, scope);
  budget.depth--;
  return value;
}

function plainValue(node: Node, place: Place, scope: Scope): Value {
  switch (node.kind) {
    case 'scalar':
      return scalarValue(node, place, scope);
    case 'sequence':
      return sequenceValue(node, place, scope);
    case 'map':
      return mapValue(node, place, scope);
  }
}

function scalarValue(node: ScalarNode, place: Place, scope: Scope): Value {
  if (node.data === null) return absent(place);
  if (typeof node.data !== 'string') return scalar(place, node.data, node.text);
  const text = withLoops(node.text, scope);
  return text.includes('{{') ? stringOf([text], place) : scalar(place, text, text);
}

function sequenceValue(node: SequenceNode, place: Place, scope: Scope): Value {
  return list(
    place,
    node.items.map((item) => evaluate(item, scope)),
    scope.open,
  );
}

function mapValue(node: MapNode, place: Place, scope: Scope): Value {
  // A template tool's placeholder without quotes reads as a map in a map.
  if (node.style === 'flow' && scope.piece.text.startsWith('{{', node.start)) {
    return unknownHere(place, 'transform', scope.piece.text.slice(node.start + 2, node.end - 2).trim());
  }
  let { open } = scope;
  const entries = new Map<string, Value>();
  const { instances, open: more } = expand(node.entries, scope);
  for (const { name, key, value, loop } of instances) {
    const own = loop === scope.loop ? scope : { ...scope, loop };
    if (name.startsWith('Fn::')) open = { kind: 'transform', subject: name, at: locationOf(scope, key) };
    else entries.set(name, entryValue(key, value, own));
  }
  return map(place, entries, more ?? open);
}

function entryValue(key: Key, child: Node | undefined, scope: Scope): Value {
  const at = scope.lent?.at ?? locationOf(scope, key);
  if (child === undefined) return { ...absent({ at }), key: at };
  const value = evaluate(child, scope);
  return scope.lent === undefined ? { ...value, key: at } : value;
}

function callValue({ name, argument }: Call, place: Place, scope: Scope): Value {
  switch (name) {
    case fn.ref:
      return ref(argument, place, scope);
    case fn.getAtt:
      return getAtt(argument, place, scope);
    case fn.sub:
      return sub(argument, place, scope);
    case fn.if:
      return choice(argument, place, scope);
    case fn.join:
      return join(argument, place, scope);
    case fn.select:
      return select(argument, place, scope);
    case fn.split:
      return split(argument, place, scope);
    case fn.length:
      return length(argument, place, scope);
    case fn.findInMap:
      return findInMap(argument, place, scope);
    case fn.toJsonString:
      return toJsonString(argument, place, scope);
    case fn.transform:
      return withReferences(argument, scope, transformed(argument, place));
    case fn.base64:
      return base64(argument, place, scope);
    case fn.importValue:
      return withReferences(argument, scope, unknownHere(place, 'import', importName(argument, scope)));
    default:
      return withReferences(
        argument,
        scope,
        unknownHere(place, argument === undefined ? 'syntax' : 'function', name),
      );
  }
}

/** `Fn::If`: both branches under the condition. */
function choice(argument: Node | undefined, place: Place, scope: Scope): Value {
  const [named, whenTrue, whenFalse] = itemsOf(argument) ?? [];
  if (named === undefined || whenTrue === undefined || whenFalse === undefined)
    return unknownHere(place, 'syntax', fn.if, false);
  return {
    kind: 'choice',
    at: place.at,
    origins: place.origins,
    condition: conditionOf(named, scope),
    whenTrue: evaluate(whenTrue, scope),
    whenFalse: evaluate(whenFalse, scope),
  };
}

/** The text itself counts, not its encoding: what matters in user data is what it says. */
function base64(argument: Node | undefined, place: Place, scope: Scope): Value {
  const value = argument === undefined ? undefined : evaluate(argument, scope);
  if (value?.kind === 'scalar' || value?.kind === 'text' || value?.kind === 'choice')
    return { ...value, at: place.at };
  if (value?.kind === 'unknown') return unknown(place, value.cause, value.present, value.reference);
  return unknownHere(place, 'function', fn.base64);
}

function importName(argument: Node | undefined, scope: Scope): string {
  const value = argument === undefined ? undefined : evaluate(argument, scope);
  if (value?.kind === 'scalar') return value.text;
  return value?.kind === 'text'
    ? value.parts.map((part) => (typeof part === 'string' ? part : '…')).join('')
    : fn.importValue;
}

/** Evaluates what a function is given for the references in it. */
function withReferences(argument: Node | undefined, scope: Scope, value: Value): Value {
  if (argument !== undefined) evaluate(argument, scope);
  return value;
}
