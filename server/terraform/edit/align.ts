import type { Span } from '../../text/span.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import { isFirstOnLine, lineEnd, lineStart, nextLine } from './lines.ts';

/** `key = value`: an attribute, or an entry of an object. */
export interface Assignment extends Span {
  readonly key: Span;
  readonly value: Span;
}

/** What becomes of an assignment: one that comes to take several lines leaves its group. */
export type Fate = 'gone' | 'apart';

/** The assignments on consecutive lines that take one line each, around `from`; empty when it is none of them. */
export function groupOf<T extends Assignment>(text: string, all: readonly T[], from: T): readonly T[] {
  const index = all.indexOf(from);
  if (index < 0 || !isGrouped(text, from)) return [];
  let first = index;
  let last = index;
  while (follows(text, all[first - 1], all[first])) first--;
  while (follows(text, all[last], all[last + 1])) last++;
  return all.slice(first, last + 1);
}

function follows(text: string, above: Assignment | undefined, below: Assignment | undefined): boolean {
  if (above === undefined || below === undefined || !isGrouped(text, above) || !isGrouped(text, below))
    return false;
  return nextLine(text, above.end) === lineStart(text, below.start);
}

/** True for an assignment whose equals sign is aligned with those of its neighbours; a heredoc counts by its first line. */
function isGrouped(text: string, assignment: Assignment): boolean {
  const { key, value } = assignment;
  if (!isFirstOnLine(text, key.start) || !/^[ \t]*=[ \t]*$/.test(text.slice(key.end, value.start)))
    return false;
  return !text.slice(value.start, value.end).includes('\n') || text.startsWith('<<', value.start);
}

export interface Alignment {
  readonly edits: readonly TextEdit[];
  /** How wide the keys of added lines are made. */
  readonly width: number;
}

/**
 * Aligns a group anew after some of its members left and lines with keys of the `added` widths joined at its end.
 * A group that is not aligned as `terraform fmt` has it stays as it is.
 */
export function align(
  text: string,
  group: readonly Assignment[],
  fates: ReadonlyMap<Assignment, Fate>,
  added: readonly number[],
): Alignment {
  const columns = group.map((member) => equalsColumn(text, member));
  const widths = group.map(({ key }) => key.end - key.start);
  const widest = Math.max(...widths);
  const [first] = group;
  const indent = first ? first.key.start - lineStart(text, first.key.start) : 0;
  if (columns.some((column) => column !== indent + widest + 1)) {
    const width = (columns.at(-1) ?? 0) - indent - 1;
    return { edits: [], width: added.every((wanted) => wanted <= width) ? width : Math.max(0, ...added) };
  }
  const runs: Assignment[][] = [[]];
  const edits: TextEdit[] = [];
  for (const member of group) {
    const fate = fates.get(member);
    if (fate === undefined) runs.at(-1)?.push(member);
    else if (fate === 'apart') {
      edits.push(...gapEdits(text, member, member.key.end - member.key.start));
      runs.push([]);
    }
  }
  const lastWidth = widthOf(runs.at(-1) ?? [], added);
  for (const [index, run] of runs.entries()) {
    const width = index === runs.length - 1 ? lastWidth : widthOf(run, []);
    edits.push(...run.flatMap((member) => gapEdits(text, member, width)));
  }
  return { edits, width: lastWidth };
}

function widthOf(run: readonly Assignment[], added: readonly number[]): number {
  return Math.max(0, ...run.map(({ key }) => key.end - key.start), ...added);
}

function equalsColumn(text: string, { key, value }: Assignment): number {
  return text.slice(0, value.start).lastIndexOf('=') - lineStart(text, key.start);
}

function gapEdits(text: string, { key, value }: Assignment, width: number): readonly TextEdit[] {
  const equals = key.end + text.slice(key.end, value.start).indexOf('=');
  const gap = ' '.repeat(width - (key.end - key.start) + 1);
  return text.slice(key.end, equals) === gap ? [] : [{ start: key.end, end: equals, text: gap }];
}

/** The edits that take whole lines away, and one of two blank lines that would meet. */
export function removeLines(text: string, item: Span): readonly TextEdit[] {
  const start = lineStart(text, item.start);
  const next = nextLine(text, item.end);
  if (next === undefined) return [{ start: Math.max(0, start - 1), end: lineEnd(text, item.end), text: '' }];
  const above = start === 0 ? '{' : text.slice(lineStart(text, start - 1), start - 1).trim();
  const below = text.slice(next, lineEnd(text, next)).trim();
  const opens = above === '' || above.endsWith('{');
  if (below === '' && opens) return [{ start, end: nextLine(text, next) ?? text.length, text: '' }];
  if (above === '' && below.startsWith('}') && start > 0)
    return [{ start: lineStart(text, start - 1), end: next, text: '' }];
  return [{ start, end: next, text: '' }];
}
