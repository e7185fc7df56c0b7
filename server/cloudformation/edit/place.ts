import type { Entry, Key, Node, ScalarNode } from '../syntax/node.ts';
import type { TemplateStyle } from './style.ts';
import { colonEnd } from './tree.ts';

/** The text that is edited, and its hand. Offsets of all nodes and edits are those of the text. */
export interface Draft {
  readonly text: string;
  readonly style: TemplateStyle;
}

/** Where a value stands, or could stand: behind a key or as an item of a list. */
export type Place = EntryPlace | ItemPlace;

export interface EntryPlace {
  readonly holder: 'entry';
  readonly key: Key;
  readonly node?: Node | undefined;
  readonly surroundings: Surroundings;
}

export interface ItemPlace {
  readonly holder: 'item';
  readonly node: Node;
  readonly surroundings: Surroundings;
}

/** `block` in block YAML, otherwise how the flow collection around it is written. */
export type Surroundings = 'block' | FlowSurroundings;

export interface FlowSurroundings {
  /** Keys stand in double quotes, as in JSON. */
  readonly quoted: boolean;
  readonly colon: string;
  /** The members' indentation, when each has a line of its own. */
  readonly indent?: string | undefined;
}

export function entryPlace(entry: Entry, surroundings: Surroundings): EntryPlace {
  return { holder: 'entry', key: entry.key, node: entry.value, surroundings };
}

/**
 * True when the value is written at its place and nowhere else:
 * an alias shows text of another place, and what bears an anchor is shown in others.
 */
export function isWrittenInPlace(draft: Draft, place: Place): boolean {
  const { text } = draft;
  if (place.holder === 'item')
    return !/[&*][^\s,[\]{}]*\s+$/.test(text.slice(Math.max(0, place.node.start - 100), place.node.start));
  const from = colonEnd(text, place.key);
  if (from === undefined) return false;
  const { node } = place;
  if (node === undefined) return !/^[ \t]*[&*!]/.test(text.slice(from, from + 100));
  return node.start >= from && !/^\s*[&*]/.test(text.slice(from, node.start));
}

/** The scalar whose quotes a new one in its place takes over. */
export function scalarOf(node: Node | undefined): ScalarNode | undefined {
  return node?.kind === 'scalar' && node.tag === undefined ? node : undefined;
}
