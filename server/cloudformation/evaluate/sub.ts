import type { Span } from '../../text/span.ts';
import type { Value } from '../../model/value.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { withLoops } from './loopText.ts';
import { entryOf, itemsOf } from './nodes.ts';
import { attributeOf, placeInside, refTo } from './references.ts';
import type { Place, Scope } from './scope.ts';
import { evaluate, placeOf } from './scope.ts';
import type { Part } from './strings.ts';
import { charge, partsOf, placeWith, stringOf } from './strings.ts';
import { movedTo, overBranches, unknownHere } from './values.ts';

/** `Fn::Sub` with a string, or with a string and a map of names that come before all others. */
export function sub(argument: Node | undefined, place: Place, scope: Scope): Value {
  const items = itemsOf(argument);
  const pattern = items === undefined ? argument : items[0];
  if (pattern === undefined) return unknownHere(place, 'syntax', 'Fn::Sub');
  if (pattern.kind !== 'scalar' || pattern.data === null) return unknownHere(place, 'function', 'Fn::Sub');
  const names = items?.[1];
  const pieces = piecesOf(pattern, scope);
  const only = pieces.length === 1 ? pieces[0] : undefined;
  const values = pieces.flatMap((piece) =>
    typeof piece === 'string' ? [] : [valueOf(piece, names, place, scope)],
  );
  const [value] = values;
  if (only !== undefined && typeof only !== 'string' && value !== undefined && value.kind !== 'absent')
    return movedTo(value, place);
  return overBranches(values, place, (chosen) => charge(combined(pieces, chosen, place), scope.budget));
}

interface Variable {
  readonly name: string;
  /** Where `${Name}` stands in the piece; left out when it is written in another way. */
  readonly span?: Span | undefined;
}

/** A loop's variable within another name, or written as `&{Name}`, is filled in before the names are read. */
const nested = /\$\{[^{}]*[$&]\{|&\{/;
const variable = /\$\{(!?)([^{}]*)\}/g;

/** The literal texts and variables of a pattern; `${!Name}` is the text `${Name}`. */
function piecesOf(pattern: ScalarNode, scope: Scope): readonly (string | Variable)[] {
  const text = nested.test(pattern.text) ? withLoops(pattern.text, scope) : pattern.text;
  const pieces: (string | Variable)[] = [];
  let position = 0;
  let cursor = pattern.content.start;
  for (const match of text.matchAll(variable)) {
    if (match.index > position) pieces.push(text.slice(position, match.index));
    position = match.index + match[0].length;
    const name = match[2] ?? '';
    const start = scope.piece.text.indexOf(match[0], cursor);
    const end = start + match[0].length;
    const found = start >= 0 && end <= pattern.content.end;
    if (found) cursor = end;
    pieces.push(
      match[1] === '!' ? `\${${name}}` : { name: name.trim(), span: found ? { start, end } : undefined },
    );
  }
  if (position < text.length) pieces.push(text.slice(position));
  return pieces;
}

function valueOf({ name, span }: Variable, names: Node | undefined, place: Place, scope: Scope): Value {
  const given = entryOf(names, name);
  if (given !== undefined) {
    return given.value === undefined
      ? unknownHere(placeOf(scope, given.key), 'syntax', name)
      : evaluate(given.value, scope);
  }
  const inside = placeInside(scope, place, span);
  if (name === '') return unknownHere(inside, 'syntax', 'Fn::Sub');
  return name.includes('.') ? attributeOf(name, inside, scope) : refTo(name, inside, scope);
}

function combined(pieces: readonly (string | Variable)[], values: readonly Value[], place: Place): Value {
  const parts: Part[] = [];
  let next = 0;
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      parts.push(piece);
      continue;
    }
    const value = values[next++];
    const own = value === undefined ? [] : partsOf(value);
    if (own === undefined) parts.push(unknownHere(place, 'function', piece.name));
    else parts.push(...own);
  }
  return stringOf(parts, placeWith(place, values));
}
