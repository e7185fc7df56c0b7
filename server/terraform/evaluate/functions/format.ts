import type { Unknown, Value } from '../../../model/value.ts';
import { dataOf } from '../plain.ts';
import { numberOf, originsOf, textFrom, textOf, unknownFrom } from '../values.ts';
import type { Occasion } from './function.ts';

const verb = /%(?:\[(\d+)\])?([-+# 0]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g;

/** `format`, with what is not known left in the text as unknown parts. */
export function format(values: readonly Value[], { at, name }: Occasion): Value {
  const template = textOf(values[0]);
  if (template === undefined) return unknownFrom(values, at, name, true);
  const parts: (string | Unknown)[] = [];
  let last = 0;
  let next = 1;
  for (const match of template.matchAll(verb)) {
    parts.push(template.slice(last, match.index));
    last = match.index + match[0].length;
    const [, explicit, flags = '', width, precision, letter = ''] = match;
    if (letter === '%') {
      parts.push('%');
      continue;
    }
    const value = values[explicit === undefined ? next : Number(explicit)];
    next = (explicit === undefined ? next : Number(explicit)) + 1;
    const written = value && spelled(value, letter, precision);
    if (written === undefined) return unknownFrom(values, at, name, true);
    parts.push(
      ...written.map((part) =>
        typeof part === 'string' && written.length === 1 ? padded(part, flags, Number(width ?? 0)) : part,
      ),
    );
  }
  parts.push(template.slice(last));
  return textFrom(parts, at, originsOf(values));
}

function spelled(
  value: Value,
  letter: string,
  precision: string | undefined,
): (string | Unknown)[] | undefined {
  if (value.kind === 'unknown') return [value];
  if (value.kind === 'text') return [...value.parts];
  const number = numberOf(value);
  switch (letter) {
    case 's':
    case 'v':
      return value.kind === 'scalar' ? [textOf(value) ?? ''] : letter === 'v' ? jsonOf(value) : undefined;
    case 'q':
      return value.kind === 'scalar' ? [JSON.stringify(textOf(value))] : undefined;
    case 'd':
      return number === undefined ? undefined : [String(Math.trunc(number))];
    case 'f':
      return number === undefined
        ? undefined
        : [number.toFixed(precision === undefined ? 6 : Math.min(Number(precision), 20))];
    case 'x':
      return number === undefined ? undefined : [Math.trunc(number).toString(16)];
    case 't':
      return value.kind === 'scalar' ? [String(value.data)] : undefined;
    default:
      return undefined;
  }
}

function jsonOf(value: Value): string[] | undefined {
  const data = dataOf(value);
  return data === undefined ? undefined : [JSON.stringify(data)];
}

function padded(text: string, flags: string, width: number): string {
  const size = Math.min(width, 200);
  if (flags.includes('-')) return text.padEnd(size);
  return text.padStart(size, flags.includes('0') ? '0' : ' ');
}
