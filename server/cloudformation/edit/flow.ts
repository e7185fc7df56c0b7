import type { TextEdit } from '../../text/textEdit.ts';
import type { Member } from './collection.ts';
import { isFirstOnLine, lineEnd, previousLineEnd } from './lines.ts';
import type { Draft, FlowSurroundings } from './place.ts';

/**
 * Takes the removed members out of a flow collection or JSON, and adds others behind the last that stays.
 * `undefined` when nothing stays.
 */
export function editFlow(
  draft: Draft,
  members: readonly Member[],
  added: readonly string[],
  comma: string,
  { indent }: FlowSurroundings,
): readonly TextEdit[] | undefined {
  const { text, style } = draft;
  const last = members.findLastIndex((member) => !member.removed);
  const stays = members[last];
  const end = members.at(-1);
  if (stays === undefined || end === undefined) return undefined;
  const edits: TextEdit[] = [];
  for (const [index, member] of members.slice(0, last).entries()) {
    const next = members[index + 1];
    if (member.removed && next !== undefined) edits.push(removeBefore(text, member, next));
  }
  const separator = indent === undefined ? comma : `,${style.lineBreak}${indent}`;
  const addition = added.map((member) => separator + member).join('');
  if (stays !== end) {
    if (style.format === 'yaml' && /[\r\n\s]#/.test(text.slice(stays.end, members[last + 1]?.start)))
      return undefined;
    edits.push({ start: stays.end, end: end.end, text: addition });
  } else if (addition !== '') edits.push(...addBehind(draft, stays.end, addition));
  return edits;
}

/** A comment behind the last member stays with it. */
function addBehind({ text, style }: Draft, at: number, addition: string): readonly TextEdit[] {
  const end = lineEnd(text, at);
  const commented = style.format === 'yaml' && /^[ \t]+#/.test(text.slice(at, end));
  if (!commented || !/^,[\r\n]/.test(addition)) return [{ start: at, end: at, text: addition }];
  return [
    { start: at, end: at, text: ',' },
    { start: end, end, text: addition.slice(1) },
  ];
}

function removeBefore(text: string, member: Member, next: Member): TextEdit {
  const comma = text.indexOf(',', member.end);
  const ownLines =
    isFirstOnLine(text, member.start) &&
    comma >= 0 &&
    comma < next.start &&
    /^,[ \t]*(?:#.*)?$/.test(text.slice(comma, lineEnd(text, comma)));
  if (!ownLines) return { start: member.start, end: next.start, text: '' };
  return { start: previousLineEnd(text, member.start), end: lineEnd(text, comma), text: '' };
}
