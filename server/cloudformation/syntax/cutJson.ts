import type { Span } from '../../text/span.ts';
import type { Cut, CutEntry, CutSection } from './cut.ts';
import { cutJsonLines } from './cutJsonLines.ts';
import { walkMembers } from './jsonMembers.ts';
import type { Member } from './jsonMembers.ts';
import { cutSectionNames } from './sections.ts';

/**
 * Cuts a template by brace depth; where the braces do not match, by the indentation of its lines.
 * Without any section it returns none: the text is then to be parsed as a whole.
 */
export function cutJson(text: string): Cut {
  const sections: CutSection[] = [];
  let entries: CutEntry[] = [];
  const balanced = walkMembers(text, (member, depth) => {
    if (depth === 3) return true;
    if (depth === 2) {
      entries.push({ ...pieceOf(text, member), name: member.name, nameAt: member.key });
      return true;
    }
    const cut = cutSectionNames.has(member.name) && text[member.value.start] === '{';
    sections.push(sectionOf(text, member, cut ? entries : undefined));
    entries = [];
    return true;
  });
  return balanced ? { sections, strays: [] } : cutJsonLines(text);
}

function sectionOf(text: string, member: Member, entries: CutSection['entries']): CutSection {
  const span = pieceOf(text, member);
  const header = entries ? { start: span.start, end: member.value.start + 1 } : span;
  return { ...span, name: member.name, nameAt: member.key, header, entries };
}

/** The member with the white space before it on its line, which tells how far it is indented. */
function pieceOf(text: string, { key, value }: Member): Span {
  let start = key.start;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  const ownLine = start === 0 || text[start - 1] === '\n' || text[start - 1] === '\r';
  return { start: ownLine ? start : key.start, end: value.end };
}
