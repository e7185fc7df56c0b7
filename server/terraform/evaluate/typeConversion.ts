import type { Value } from '../../model/value.ts';
import type { Expression, ObjectExpression } from '../syntax/node.ts';
import { evaluate } from './expression.ts';
import type { Context } from './scope.ts';
import { absent, booleanOf, mapEntries, numberOf, textOf } from './values.ts';

/**
 * The value as a variable of that type holds it: words become numbers and booleans, attributes that an object type does not
 * name are gone, optional ones have their defaults. What does not fit the type stays as it is.
 */
export function convert(value: Value, type: Expression, context: Context): Value {
  if (value.kind === 'choice') {
    return {
      ...value,
      whenTrue: convert(value.whenTrue, type, context),
      whenFalse: convert(value.whenFalse, type, context),
    };
  }
  if (value.kind === 'absent' || value.kind === 'unknown') return value;
  if (type.kind === 'variable') return toPrimitive(value, type.name);
  if (type.kind === 'template') {
    const [word] = type.parts;
    return word?.kind === 'text' ? toPrimitive(value, word.text) : value;
  }
  if (type.kind !== 'call') return value;
  const [inner] = type.arguments;
  switch (type.name.text) {
    case 'optional':
      return inner ? convert(value, inner, context) : value;
    case 'list':
    case 'set':
      return inner && value.kind === 'list'
        ? { ...value, items: value.items.map((item) => convert(item, inner, context)) }
        : value;
    case 'map':
      return inner && value.kind === 'map'
        ? { ...value, entries: mapEntries(value, (entry) => convert(entry, inner, context)) }
        : value;
    case 'tuple':
      return inner?.kind === 'list' && value.kind === 'list'
        ? {
            ...value,
            items: value.items.map((item, i) =>
              inner.items[i] ? convert(item, inner.items[i], context) : item,
            ),
          }
        : value;
    case 'object':
      return inner?.kind === 'object' && value.kind === 'map' ? toObject(value, inner, context) : value;
    default:
      return value;
  }
}

function toPrimitive(value: Value, type: string): Value {
  if (value.kind !== 'scalar') return value;
  if (type === 'number') return retyped(value, numberOf(value));
  if (type === 'bool') return retyped(value, booleanOf(value));
  return type === 'string' ? retyped(value, textOf(value)) : value;
}

function retyped(value: Value & { kind: 'scalar' }, data: string | number | boolean | undefined): Value {
  return data === undefined || data === value.data ? value : { ...value, data };
}

function toObject(value: Value & { kind: 'map' }, type: ObjectExpression, context: Context): Value {
  const entries = new Map<string, Value>();
  for (const { key, value: expected } of type.entries) {
    const name = textOf(evaluate(key, context));
    if (name === undefined) continue;
    const given = value.entries.get(name);
    const fallback =
      expected.kind === 'call' && expected.name.text === 'optional' ? expected.arguments[1] : undefined;
    const lacking = !given || given.kind === 'absent';
    if (lacking && value.open && !given) continue;
    if (lacking && fallback) entries.set(name, convert(evaluate(fallback, context), expected, context));
    else entries.set(name, given ? convert(given, expected, context) : absent(value.at));
  }
  return { ...value, entries };
}
