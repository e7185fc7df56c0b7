import type { Entry, MapNode, Node } from '../syntax/node.ts';
import { fn, forEachPrefix } from '../names.ts';

/** A function's name in its long form with what it is given; `argument` is left out while nothing is written. */
export interface Call {
  readonly name: string;
  readonly argument?: Node | undefined;
}

/** The function that a node calls, in short or long form; `undefined` for a plain value. */
export function callOf(node: Node): Call | undefined {
  if (node.tag !== undefined) {
    const name = nameOfTag(node.tag);
    return name === undefined ? undefined : { name, argument: withoutTag(node) };
  }
  if (node.kind !== 'map' || node.entries.length !== 1) return undefined;
  const entry = node.entries[0];
  if (entry === undefined || !isFunctionName(entry.key.text)) return undefined;
  return { name: entry.key.text, argument: entry.value };
}

/** The last entry with this key, as CloudFormation reads it. */
export function entryOf(node: Node | undefined, key: string): Entry | undefined {
  return node?.kind === 'map' && node.tag === undefined ? lastEntry(node, key) : undefined;
}

/** The value under this key; `undefined` when there is none or nothing has been written yet. */
export function childOf(node: Node | undefined, key: string): Node | undefined {
  return entryOf(node, key)?.value;
}

/** The text of a plain scalar; `undefined` for anything else. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && node.tag === undefined && node.data !== null ? node.text : undefined;
}

/** A list's nodes; `undefined` for anything that is no plain list. */
export function itemsOf(node: Node | undefined): readonly Node[] | undefined {
  return node?.kind === 'sequence' && node.tag === undefined ? node.items : undefined;
}

function lastEntry(node: MapNode, key: string): Entry | undefined {
  for (let i = node.entries.length - 1; i >= 0; i--) {
    const entry = node.entries[i];
    if (entry?.key.text === key) return entry;
  }
  return undefined;
}

/** `!Ref` and `!Condition` have no prefix in their long form; YAML's own tags call nothing. */
function nameOfTag(tag: string): string | undefined {
  if (tag === '!' || tag.startsWith('!!') || tag.startsWith('tag:yaml.org')) return undefined;
  const name = tag.replace(/^!/, '');
  if (name === fn.ref || name === fn.condition) return name;
  return /^[A-Z][A-Za-z0-9]*$/.test(name) ? `Fn::${name}` : tag;
}

function isFunctionName(key: string): boolean {
  return key === fn.ref || (key.startsWith('Fn::') && !key.startsWith(forEachPrefix));
}

function withoutTag(node: Node): Node {
  return { ...node, tag: undefined };
}
