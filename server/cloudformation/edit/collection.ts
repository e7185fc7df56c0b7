import type { Span } from '../../text/span.ts';
import type { MapNode, SequenceNode } from '../syntax/node.ts';
import { indentOf, isFirstOnLine } from './lines.ts';
import type { Draft, FlowSurroundings, Surroundings } from './place.ts';
import { colonEnd } from './tree.ts';

/** An entry or an item, with the stretch of text it takes; a dash belongs to it. */
export interface Member extends Span {
  readonly removed: boolean;
}

/** The members of a map or list in text order; `undefined` when one of them is not written in place. */
export function membersOf(
  draft: Draft,
  node: MapNode | SequenceNode,
  isRemoved: (index: number) => boolean,
): readonly Member[] | undefined {
  const members: Member[] = [];
  const spans = node.kind === 'map' ? entrySpans(draft, node) : itemSpans(draft, node);
  for (const [index, span] of spans.entries()) {
    if (span === undefined || span.start < (members.at(-1)?.end ?? node.start)) return undefined;
    members.push({ ...span, removed: isRemoved(index) });
  }
  return members;
}

function entrySpans({ text }: Draft, node: MapNode): readonly (Span | undefined)[] {
  return node.entries.map(({ key, value }) => {
    const colon = colonEnd(text, key);
    if (colon === undefined || (value !== undefined && value.start < colon)) return undefined;
    return { start: key.start, end: value?.end ?? colon };
  });
}

function itemSpans({ text }: Draft, node: SequenceNode): readonly (Span | undefined)[] {
  if (node.style === 'flow') return node.items;
  return node.items.map((item, index) => {
    const from = node.items[index - 1]?.end ?? node.start;
    const dash = /-(?:\s|#[^\r\n]*[\r\n])*$/.exec(text.slice(from, item.start));
    return dash === null ? undefined : { start: from + dash.index, end: item.end };
  });
}

/** How the members of a collection are written, as its present members show. */
export function surroundingsIn(
  draft: Draft,
  node: MapNode | SequenceNode,
  outer: Surroundings,
): Surroundings {
  const { text, style } = draft;
  if (node.style === 'block') return 'block';
  const starts =
    node.kind === 'map' ? node.entries.map(({ key }) => key.start) : node.items.map(({ start }) => start);
  const last = starts.at(-1);
  const first = starts[0] ?? node.end;
  const quoted =
    style.format === 'json' ||
    (node.kind === 'map' ? text.startsWith('"', first) : outer !== 'block' && outer.quoted);
  const onLines = last !== undefined && last > node.start && isFirstOnLine(text, last);
  return { quoted, colon: colonOf(text, node, outer), indent: onLines ? indentOf(text, last) : undefined };
}

/** What stands between the last key and its value, where that is a plain colon with space around it. */
function colonOf(text: string, node: MapNode | SequenceNode, outer: Surroundings): string {
  if (node.kind === 'map') {
    for (const { key, value } of node.entries.toReversed()) {
      const between = value === undefined ? '' : text.slice(key.end, value.start);
      if (/^ ?: ?$/.test(between)) return between;
    }
  }
  return outer === 'block' ? ': ' : outer.colon;
}

/** What parts the members on a line: as in the collection, else as its colons have it. */
export function commaIn(text: string, members: readonly Span[], { colon, quoted }: FlowSurroundings): string {
  const [first, second] = members;
  const between = first && second ? text.slice(first.end, second.start) : '';
  if (/^, ?$/.test(between)) return between;
  return quoted && !colon.endsWith(' ') ? ',' : ', ';
}
