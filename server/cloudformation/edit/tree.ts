import type { Span } from '../../text/span.ts';
import type { Entry, Node } from '../syntax/node.ts';

/** The node with all its offsets moved by `by`. */
export function moved(node: Node, by: number): Node {
  const span = movedSpan(node, by);
  if (node.kind === 'scalar') return { ...node, ...span, content: movedSpan(node.content, by) };
  if (node.kind === 'map')
    return { ...node, ...span, entries: node.entries.map((entry) => movedEntry(entry, by)) };
  return { ...node, ...span, items: node.items.map((item) => moved(item, by)) };
}

export function movedEntry(entry: Entry, by: number): Entry {
  const key = { ...entry.key, ...movedSpan(entry.key, by) };
  return entry.value === undefined ? { key } : { key, value: moved(entry.value, by) };
}

function movedSpan(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

/** True for a value that an intrinsic computes: a tag, or a map with nothing but `Ref` or `Fn::…` in it. */
export function isIntrinsic(node: Node): boolean {
  if (node.tag !== undefined) return true;
  if (node.kind !== 'map' || node.entries.length !== 1) return false;
  const key = node.entries[0]?.key.text ?? '';
  return key === 'Ref' || (key.startsWith('Fn::') && !key.startsWith('Fn::ForEach'));
}

/** The offset behind the colon of `key:`; `undefined` when the key is written in another way. */
export function colonEnd(text: string, key: Span): number | undefined {
  let offset = key.end;
  while (/\s/.test(text.charAt(offset))) offset++;
  return text.charAt(offset) === ':' ? offset + 1 : undefined;
}

/** The node at the deepest end of a value, which decides where the value's last line is. */
export function lastLeaf(node: Node): Node {
  const last =
    node.kind === 'map'
      ? node.entries.at(-1)?.value
      : node.kind === 'sequence'
        ? node.items.at(-1)
        : undefined;
  return last === undefined ? node : lastLeaf(last);
}
