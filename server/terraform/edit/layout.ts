import type { Data, DataMap } from '../../model/dialect.ts';
import { asBlocks, asBody } from './data.ts';
import { type Naming, type Written, type WrittenEntry, keyText, writtenOf } from './written.ts';

/** One level of indentation. */
export const unit = '  ';
const widest = 100;

/** The lines of a value: the first one goes behind what is on its line already, the others are whole. `indent` is that of its line. */
export function valueLines(value: Written, indent: string): readonly string[] {
  switch (value.kind) {
    case 'text':
      return [value.text];
    case 'json':
      return around('jsonencode(', valueLines(value.value, indent), ')');
    case 'list':
      return listLines(value.items, indent);
    case 'object':
      if (value.entries.length === 0) return ['{}'];
      return ['{', ...entryLines(value.entries, indent + unit), `${indent}}`];
  }
}

/** A value on one line. */
export function flatText(written: Written): string {
  switch (written.kind) {
    case 'text':
      return written.text;
    case 'json':
      return `jsonencode(${flatText(written.value)})`;
    case 'list':
      return `[${written.items.map(flatText).join(', ')}]`;
    case 'object': {
      const entries = written.entries.map(({ key, value }) => `${key} = ${flatText(value)}`);
      return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
    }
  }
}

function listLines(items: readonly Written[], indent: string): readonly string[] {
  const own = items.map((item) => valueLines(item, indent + unit));
  const flat = own.map((lines) => lines.join(' ')).join(', ');
  if (own.every((lines) => lines.length === 1) && indent.length + flat.length <= widest) return [`[${flat}]`];
  const inside = own.flatMap((lines) => around(indent + unit, lines, ','));
  return ['[', ...inside, `${indent}]`];
}

function around(before: string, lines: readonly string[], after: string): readonly string[] {
  return lines.map(
    (line, index) => (index === 0 ? before : '') + line + (index === lines.length - 1 ? after : ''),
  );
}

/** `key = value` for each entry, the equals signs aligned over neighbours that take one line. */
export function entryLines(entries: readonly WrittenEntry[], indent: string): readonly string[] {
  const laidOut = entries.map(({ key, value }) => ({ key, lines: valueLines(value, indent) }));
  return laidOut.flatMap(({ key, lines }, index) => {
    let width = key.length;
    if (lines.length === 1) {
      for (let at = index; laidOut[at]?.lines.length === 1; at--)
        width = Math.max(width, laidOut[at]?.key.length ?? 0);
      for (let at = index; laidOut[at]?.lines.length === 1; at++)
        width = Math.max(width, laidOut[at]?.key.length ?? 0);
    }
    return around(`${indent}${key.padEnd(width)} = `, lines, '');
  });
}

/** A block on lines of its own; `head` is its type and labels. `undefined` when something in it cannot be written. */
export function blockLines(
  head: string,
  body: DataMap,
  naming: Naming,
  indent: string,
): readonly string[] | undefined {
  const inside = bodyLines(body, naming, indent + unit);
  if (inside === undefined) return undefined;
  return inside.length === 0 ? [`${indent}${head} {}`] : [`${indent}${head} {`, ...inside, `${indent}}`];
}

/** The attributes, then the blocks, each with a blank line before it. */
export function bodyLines(body: DataMap, naming: Naming, indent: string): readonly string[] | undefined {
  const { attributes, blocks } = partsOf(body);
  const entries: WrittenEntry[] = [];
  for (const [name, data] of attributes) {
    const value = writtenOf(data, naming);
    if (value === undefined) return undefined;
    entries.push({ key: keyText(name), value });
  }
  const lines = [...entryLines(entries, indent)];
  for (const [name, data] of blocks) {
    const own = blockLines(name, data, naming, indent);
    if (own === undefined) return undefined;
    lines.push(...(lines.length > 0 ? [''] : []), ...own);
  }
  return lines;
}

function partsOf(body: DataMap): {
  readonly attributes: readonly (readonly [string, Data])[];
  readonly blocks: readonly (readonly [string, DataMap])[];
} {
  const entries = Object.entries(asBody(body));
  return {
    attributes: entries.filter(([, data]) => asBlocks(data) === undefined),
    blocks: entries.flatMap(([name, data]) => asBlocks(data)?.map((map) => [name, map] as const) ?? []),
  };
}

/** Blocks that every resource may have. */
export const metaBlocks: ReadonlySet<string> = new Set([
  'lifecycle',
  'timeouts',
  'provisioner',
  'connection',
]);
