import type { ListValue, Value } from '../../model/value.ts';
import type { Node } from '../syntax/node.ts';
import { itemsOf } from './nodes.ts';
import type { Place, Scope } from './scope.ts';
import { evaluate } from './scope.ts';
import type { Part } from './strings.ts';
import { charge, partsOf, placeWith, stringOf } from './strings.ts';
import { list, movedTo, overBranches, scalar, unknownHere } from './values.ts';

/** `Fn::Join`: a string, known as far as its items are. */
export function join(argument: Node | undefined, place: Place, scope: Scope): Value {
  const [delimiter, values] = twoOf(argument, scope);
  if (delimiter === undefined || values === undefined) return unknownHere(place, 'function', 'Fn::Join');
  return overBranches([delimiter, values], place, ([by, from]) => {
    if (by?.kind !== 'scalar' || from === undefined) return unknownHere(place, 'function', 'Fn::Join');
    if (from.kind === 'unknown') return { ...unknownHere(place, 'function', 'Fn::Join'), cause: from.cause };
    if (from.kind !== 'list') return unknownHere(place, 'function', 'Fn::Join');
    return overBranches(from.items, place, (items) =>
      charge(joined(by.text, items, from, place), scope.budget),
    );
  });
}

function joined(delimiter: string, items: readonly Value[], from: ListValue, place: Place): Value {
  const parts: Part[] = [];
  let first = true;
  for (const item of items) {
    if (item.kind === 'absent') continue;
    if (!first) parts.push(delimiter);
    first = false;
    parts.push(
      ...(partsOf(item) ??
        partsOfList(delimiter, item) ?? [unknownHere({ at: item.at }, 'function', 'Fn::Join')]),
    );
  }
  if (from.open !== undefined) parts.push({ kind: 'unknown', at: from.at, cause: from.open, present: false });
  return stringOf(parts, placeWith(place, [from, ...items]));
}

/** A list within the list, as when a parameter holds one; its items are joined like the others. */
function partsOfList(delimiter: string, value: Value): readonly Part[] | undefined {
  if (value.kind !== 'list' || value.open !== undefined) return undefined;
  const parts: Part[] = [];
  for (const item of value.items) {
    const own = partsOf(item);
    if (own === undefined) return undefined;
    if (parts.length > 0) parts.push(delimiter);
    parts.push(...own);
  }
  return parts;
}

/** `Fn::Select`. */
export function select(argument: Node | undefined, place: Place, scope: Scope): Value {
  const [index, values] = twoOf(argument, scope);
  if (index === undefined || values === undefined) return unknownHere(place, 'function', 'Fn::Select');
  return overBranches([index, values], place, ([at, from]) => {
    if (at?.kind !== 'scalar') return unknownHere(place, 'function', 'Fn::Select');
    if (from?.kind === 'unknown')
      return { ...unknownHere(place, 'function', ''), cause: elementOf(from.cause, at.text) };
    if (from?.kind !== 'list') return unknownHere(place, 'function', 'Fn::Select');
    return overBranches(from.items, place, (items) => {
      const there = items.filter((item) => item.kind !== 'absent');
      const item = there[Number(at.text)];
      return item === undefined
        ? unknownHere(place, 'function', 'Fn::Select')
        : movedTo(item, placeWith(place, [from]));
    });
  });
}

/** Elements of one unknown list are told apart by their cause. */
function elementOf(cause: Extract<Value, { kind: 'unknown' }>['cause'], index: string): typeof cause {
  return cause.kind === 'function' ? { ...cause, subject: `${cause.subject}[${index}]` } : cause;
}

/** `Fn::Split`. */
export function split(argument: Node | undefined, place: Place, scope: Scope): Value {
  const [delimiter, text] = twoOf(argument, scope);
  if (delimiter === undefined || text === undefined) return unknownHere(place, 'function', 'Fn::Split');
  return overBranches([delimiter, text], place, ([by, from]) => {
    if (by?.kind !== 'scalar' || by.text === '' || from === undefined)
      return unknownHere(place, 'function', 'Fn::Split');
    if (from.kind === 'unknown') return { ...unknownHere(place, 'function', 'Fn::Split'), cause: from.cause };
    if (from.kind !== 'scalar') return unknownHere(place, 'function', 'Fn::Split');
    const at = placeWith(place, [from]);
    return list(
      at,
      from.text.split(by.text).map((item) => scalar(at, item)),
    );
  });
}

/** `Fn::Length` of a list. */
export function length(argument: Node | undefined, place: Place, scope: Scope): Value {
  const values = argument === undefined ? undefined : evaluate(argument, scope);
  if (values === undefined) return unknownHere(place, 'syntax', 'Fn::Length');
  return overBranches([values], place, ([from]) => {
    if (from?.kind !== 'list' || from.open !== undefined) return unknownHere(place, 'function', 'Fn::Length');
    return overBranches(from.items, place, (items) =>
      scalar(placeWith(place, [from]), items.filter((item) => item.kind !== 'absent').length),
    );
  });
}

function twoOf(argument: Node | undefined, scope: Scope): readonly [Value?, Value?] {
  const [first, second] = itemsOf(argument) ?? [];
  if (first === undefined || second === undefined) return [];
  return [evaluate(first, scope), evaluate(second, scope)];
}
