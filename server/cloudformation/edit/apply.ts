import type { Data, DataMap } from '../../model/dialect.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import type { MapNode, Node, SequenceNode } from '../syntax/node.ts';
import { editBlock } from './block.ts';
import { commaIn, membersOf, surroundingsIn } from './collection.ts';
import type { Member } from './collection.ts';
import { editFlow } from './flow.ts';
import { blockEntryLines, blockItemLines, flowEntryText, flowText } from './layout.ts';
import { columnOf } from './lines.ts';
import { dataOf } from './patch.ts';
import type { Patch, Within } from './patch.ts';
import { entryPlace, isWrittenInPlace, scalarOf } from './place.ts';
import type { Draft, Place, Surroundings } from './place.ts';
import { isIntrinsic } from './tree.ts';
import { formIn, writeValue } from './write.ts';
import { writtenOf } from './written.ts';

/**
 * The edits that carry out a patch at a place, inner ones before outer ones that insert at the same offset.
 * `undefined` when a part of it has no safe form; a removal of the place itself is up to what holds it.
 */
export function applyPatch(draft: Draft, place: Place, patch: Patch): readonly TextEdit[] | undefined {
  const { node } = place;
  if (patch.kind === 'remove') return undefined;
  if (patch.kind === 'put') return holds(node, patch.data) ? [] : writeValue(draft, place, patch.data);
  if (isHollow(node)) return writeData(draft, place, dataOf(patch));
  if (node === undefined || node.kind === 'scalar' || isIntrinsic(node)) {
    return patch.whole ? writeData(draft, place, dataOf(patch)) : undefined;
  }
  if (!isWrittenInPlace(draft, place)) return undefined;
  const plan = node.kind === 'map' ? planMap(node, patch) : planSequence(node, patch);
  if (plan === undefined) return patch.whole ? writeData(draft, place, dataOf(patch)) : undefined;
  return applyPlan(draft, place, node, plan);
}

/** What is to happen to the members of a collection. */
interface Plan {
  readonly removed: ReadonlySet<number>;
  readonly changed: ReadonlyMap<number, Patch>;
  readonly added: readonly Addition[];
}

interface Addition {
  /** Left out for an item. */
  readonly key?: string | undefined;
  readonly data: Data;
}

function planMap(node: MapNode, patch: Within): Plan | undefined {
  const removed = new Set<number>();
  const changed = new Map<number, Patch>();
  const added: Addition[] = [];
  for (const [key, child] of patch.children) {
    if (typeof key === 'number') return undefined;
    const index = node.entries.findLastIndex((entry) => entry.key.text === key);
    const data = index < 0 ? dataOf(child) : undefined;
    if (data !== undefined) added.push({ key, data });
    if (index < 0) continue;
    if (vanishes(node.entries[index]?.value, child)) {
      for (const [other, entry] of node.entries.entries()) if (entry.key.text === key) removed.add(other);
    } else changed.set(index, child);
  }
  return { removed, changed, added };
}

function planSequence(node: SequenceNode, patch: Within): Plan | undefined {
  const removed = new Set<number>();
  const changed = new Map<number, Patch>();
  const added: Addition[] = [];
  const children = [...patch.children].sort(([a], [b]) => Number(a) - Number(b));
  for (const [index, child] of children) {
    if (typeof index !== 'number') return undefined;
    const item = node.items[index];
    const data = item === undefined ? dataOf(child) : undefined;
    if (data !== undefined) added.push({ data });
    if (item === undefined) continue;
    if (vanishes(item, child)) removed.add(index);
    else changed.set(index, child);
  }
  return { removed, changed, added };
}

function applyPlan(
  draft: Draft,
  place: Place,
  node: MapNode | SequenceNode,
  plan: Plan,
): readonly TextEdit[] | undefined {
  const { removed, changed, added } = plan;
  const members = membersOf(draft, node, (index) => removed.has(index));
  if (members === undefined) return undefined;
  if (removed.size === members.length)
    return added.length === 0 ? undefined : writeValue(draft, place, collected(added));
  const surroundings = surroundingsIn(draft, node, place.surroundings);
  const edits: TextEdit[] = [];
  for (const [index, patch] of changed) {
    const member = memberPlace(node, index, surroundings);
    const inner = member === undefined ? undefined : applyPatch(draft, member, patch);
    if (inner === undefined) return undefined;
    edits.push(...inner);
  }
  if (removed.size === 0 && added.length === 0) return edits;
  const outer = editMembers(draft, node, members, added, surroundings);
  return outer === undefined ? undefined : [...edits, ...outer];
}

function editMembers(
  draft: Draft,
  node: MapNode | SequenceNode,
  members: readonly Member[],
  added: readonly Addition[],
  surroundings: Surroundings,
): readonly TextEdit[] | undefined {
  const { style, text } = draft;
  const like = node.kind === 'sequence' ? scalarOf(node.items.at(-1)) : undefined;
  const written = added.map(({ key, data }) => ({ key, value: writtenOf(data, style.form) }));
  if (surroundings === 'block') {
    const column = columnOf(text, members[0]?.start ?? node.start);
    const lines = written.flatMap(({ key, value }) =>
      key === undefined
        ? blockItemLines(value, column, style, like)
        : blockEntryLines(key, value, column, style),
    );
    return editBlock(draft, node, members, lines);
  }
  const form = formIn(surroundings);
  const texts = written.map(({ key, value }) =>
    key === undefined ? flowText(value, form, style, like) : flowEntryText(key, value, form, style),
  );
  return editFlow(draft, members, texts, commaIn(text, members, surroundings), surroundings);
}

function memberPlace(
  node: MapNode | SequenceNode,
  index: number,
  surroundings: Surroundings,
): Place | undefined {
  if (node.kind === 'map') {
    const entry = node.entries[index];
    return entry === undefined ? undefined : entryPlace(entry, surroundings);
  }
  const item = node.items[index];
  return item === undefined ? undefined : { holder: 'item', node: item, surroundings };
}

function collected(added: readonly Addition[]): Data {
  if (added.every(({ key }) => key === undefined)) return added.map(({ data }) => data);
  return Object.fromEntries(added.map(({ key, data }) => [key ?? '', data])) satisfies DataMap;
}

function writeData(draft: Draft, place: Place, data: Data | undefined): readonly TextEdit[] | undefined {
  return data === undefined ? [] : writeValue(draft, place, data);
}

/** True when nothing is left of a value: a collection whose every member goes takes its key with it. */
function vanishes(node: Node | undefined, patch: Patch): boolean {
  if (patch.kind !== 'within') return patch.kind === 'remove';
  if (patch.whole || node === undefined || node.kind === 'scalar' || isIntrinsic(node)) return false;
  const steps = node.kind === 'map' ? node.entries.map(({ key }) => key.text) : [...node.items.keys()];
  const values = node.kind === 'map' ? node.entries.map(({ value }) => value) : node.items;
  if (steps.length === 0) return false;
  for (const [step, child] of patch.children)
    if (!steps.includes(step as never) && dataOf(child) !== undefined) return false;
  return steps.every((step, index) => {
    const child = patch.children.get(step);
    return child !== undefined && vanishes(values[index], child);
  });
}

/** True for a place with nothing in it yet: no value, `null`, `{}` or `[]`. */
function isHollow(node: Node | undefined): boolean {
  if (node === undefined) return true;
  if (node.tag !== undefined) return false;
  if (node.kind === 'scalar') return node.data === null;
  return (node.kind === 'map' ? node.entries : node.items).length === 0;
}

function holds(node: Node | undefined, data: Data): boolean {
  return node?.kind === 'scalar' && node.tag === undefined && typeof data !== 'object' && node.data === data;
}
