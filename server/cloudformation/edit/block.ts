import type { TextEdit } from '../../text/textEdit.ts';
import type { Node } from '../syntax/node.ts';
import type { Member } from './collection.ts';
import { isBlankLine, isFirstOnLine, lineEnd, nextLine, previousLineEnd, trimmedEnd } from './lines.ts';
import type { Draft } from './place.ts';
import { lastLeaf } from './tree.ts';

/**
 * Takes the removed members out of a block map or list and adds lines behind the last.
 * `undefined` when nothing stays, or when a member shares its line with something else.
 */
export function editBlock(
  draft: Draft,
  node: Node,
  members: readonly Member[],
  added: readonly string[],
): readonly TextEdit[] | undefined {
  const last = members.at(-1);
  if (last === undefined || members.every((member) => member.removed)) return undefined;
  const removals = removeFromBlock(draft, members);
  if (removals === undefined || added.length === 0) return removals;
  const at = blockEnd(draft.text, last.end, last.removed ? undefined : node);
  const { lineBreak } = draft.style;
  return [...removals, { start: at, end: at, text: lineBreak + added.join(lineBreak) }];
}

function removeFromBlock({ text }: Draft, members: readonly Member[]): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  const head = members.findIndex((member) => !member.removed);
  const [first] = members;
  const compact = first !== undefined && !isFirstOnLine(text, first.start);
  const survivor = members[head];
  if (compact && first.removed && survivor !== undefined) {
    const gap = text.slice(first.end, survivor.start);
    if (/[\r\n][ \t]*#/.test(gap)) return undefined;
    edits.push({ start: first.start, end: survivor.start, text: '' });
  }
  for (const [index, member] of members.entries()) {
    if (!member.removed || (compact && index < head)) continue;
    if (!isFirstOnLine(text, member.start)) return undefined;
    edits.push({ start: previousLineEnd(text, member.start), end: blockEnd(text, member.end), text: '' });
  }
  return edits;
}

/**
 * The end of the last line of a block value that ends at `end`: before its line break, behind its comment.
 * `node` is what ends there; blank lines belong to a block scalar that keeps them.
 */
export function blockEnd(text: string, end: number, node?: Node): number {
  let at = lineEnd(text, trimmedEnd(text, end));
  if (node === undefined || !keepsBlankLines(text, lastLeaf(node))) return at;
  for (;;) {
    const next = nextLine(text, at);
    if (next === undefined || next >= text.length || !isBlankLine(text, next)) return at;
    at = lineEnd(text, next);
  }
}

function keepsBlankLines(text: string, leaf: Node): boolean {
  if (leaf.kind !== 'scalar' || (leaf.style !== 'literal' && leaf.style !== 'folded')) return false;
  return /^(?:!\S*\s+)?[|>]\d?\+/.test(text.slice(leaf.start, lineEnd(text, leaf.start)));
}
