import type { Value } from '../../model/value.ts';
import type { Node } from '../syntax/node.ts';
import type { Place, Scope } from './scope.ts';
import { evaluate } from './scope.ts';
import { unknownHere } from './values.ts';

/** `Fn::ToJsonString`: a string whose structure is known; its text is known only where all of it is. */
export function toJsonString(argument: Node | undefined, place: Place, scope: Scope): Value {
  if (argument === undefined) return unknownHere(place, 'syntax', 'Fn::ToJsonString');
  const decoded = evaluate(argument, scope);
  if (decoded.kind === 'unknown') return { ...decoded, at: place.at };
  const text = jsonText(decoded);
  if (text === undefined) return { ...unknownHere(place, 'function', 'Fn::ToJsonString'), decoded };
  return { kind: 'scalar', at: place.at, origins: place.origins, data: text, text, decoded };
}

/** The JSON text of a value; `undefined` when some of it is unknown. */
function jsonText(value: Value): string | undefined {
  const plain = plainOf(value);
  return plain === undefined ? undefined : JSON.stringify(plain);
}

function plainOf(value: Value): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.data;
    case 'list': {
      const items = value.items.filter((item) => item.kind !== 'absent').map(plainOf);
      return value.open !== undefined || items.includes(undefined) ? undefined : items;
    }
    case 'map': {
      const entries = [...value.entries]
        .filter(([, entry]) => entry.kind !== 'absent')
        .map(([key, entry]) => [key, plainOf(entry)] as const);
      return value.open !== undefined || entries.some(([, entry]) => entry === undefined)
        ? undefined
        : Object.fromEntries(entries);
    }
    default:
      return undefined;
  }
}
