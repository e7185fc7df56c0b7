import type { Location } from '../../model/location.ts';
import type { Origin, Unknown, Value } from '../../model/value.ts';
import { absent, list, map, scalar } from './values.ts';

/** Plain data, as JSON has it. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** The data of a value all of which is known; `undefined` otherwise. */
export function dataOf(value: Value): Plain | undefined {
  switch (value.kind) {
    case 'scalar':
      return value.data;
    case 'absent':
      return null;
    case 'list': {
      if (value.open) return undefined;
      const items = value.items.map(dataOf);
      return items.includes(undefined) ? undefined : (items as Plain[]);
    }
    case 'map': {
      if (value.open) return undefined;
      const data: Record<string, Plain> = {};
      for (const key of [...value.entries.keys()].sort()) {
        const inner = value.entries.get(key);
        const plain = inner && dataOf(inner);
        if (plain === undefined) return undefined;
        data[key] = plain;
      }
      return data;
    }
    default:
      return undefined;
  }
}

/** The value of plain data, all of it standing at one place. */
export function valueFrom(data: unknown, at: Location, origins?: readonly Origin[]): Value {
  if (data === null || data === undefined) return absent(at);
  if (Array.isArray(data)) {
    const items = data.map((item) => valueFrom(item, at, origins));
    return { ...list(items, at), ...(origins ? { origins } : {}) };
  }
  if (typeof data === 'object') {
    const entries = new Map(Object.entries(data).map(([key, inner]) => [key, valueFrom(inner, at, origins)]));
    return { ...map(entries, at), ...(origins ? { origins } : {}) };
  }
  if (typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean')
    return scalar(data, at, origins);
  return absent(at);
}

/** JSON text with the unknown values left in it as parts; `undefined` when even its shape is not known. */
export function jsonParts(value: Value): (string | Unknown)[] {
  switch (value.kind) {
    case 'scalar':
      return [JSON.stringify(value.data)];
    case 'absent':
      return ['null'];
    case 'unknown':
      return [value];
    case 'text':
      return [
        '"',
        ...value.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part).slice(1, -1) : part)),
        '"',
      ];
    case 'choice':
      return [
        {
          kind: 'unknown',
          cause: { kind: 'conditions', subject: value.condition.name, at: value.at },
          present: true,
          at: value.at,
        },
      ];
    case 'list': {
      const parts = value.items.flatMap((item, i) => [...(i > 0 ? [','] : []), ...jsonParts(item)]);
      const more: Unknown[] = value.open
        ? [{ kind: 'unknown', cause: value.open, present: false, at: value.at }]
        : [];
      return ['[', ...parts, ...more, ']'];
    }
    case 'map': {
      const sorted = [...value.entries].sort(([a], [b]) => (a < b ? -1 : 1));
      const parts = sorted.flatMap(([key, inner], i) => [
        `${i > 0 ? ',' : ''}${JSON.stringify(key)}:`,
        ...jsonParts(inner),
      ]);
      const more: Unknown[] = value.open
        ? [{ kind: 'unknown', cause: value.open, present: false, at: value.at }]
        : [];
      return ['{', ...parts, ...more, '}'];
    }
  }
}
