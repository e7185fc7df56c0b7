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
function groupOf<T extends Assignment>(text: string, all: readonly T[], from: T): readonly T[] {
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

/** Lines that come to stand directly behind an assignment. */
export interface Insertion {
  readonly behind: Assignment;
  /** The widths of the keys that take one line. */
  readonly widths: readonly number[];
  /** True when a value of several lines is among them, which ends the group. */
  readonly splits: boolean;
}

/** Aligns all groups anew that lose a member or gain one. */
export function align(
  text: string,
  all: readonly Assignment[],
  fates: ReadonlyMap<Assignment, Fate>,
  insertion?: Insertion,
): Alignment {
  const touched = [...fates.keys(), ...(insertion ? [insertion.behind] : [])];
  const groups = new Map(
    touched.map((member) => groupOf(text, all, member)).map((group) => [group[0], group]),
  );
  const edits: TextEdit[] = [];
  let width = 0;
  for (const group of groups.values()) {
    if (group.length === 0) continue;
    const joined = insertion && group.includes(insertion.behind) ? insertion : undefined;
    const alignment = alignGroup(text, group, fates, joined);
    edits.push(...alignment.edits);
    if (joined) width = alignment.width;
  }
  return { edits, width };
}

/** A group that is not aligned as `terraform fmt` has it stays as it is. */
function alignGroup(
  text: string,
  group: readonly Assignment[],
  fates: ReadonlyMap<Assignment, Fate>,
  insertion: Insertion | undefined,
): Alignment {
  const added = insertion?.widths ?? [];
  const column = columnOfGroup(text, group);
  if (column === undefined)
    return { edits: [], width: widthBeside(text, insertion?.behind ?? group[0], added) };
  const edits: TextEdit[] = [];
  let width = 0;
  for (const run of runsOf(group, fates, insertion)) {
    const joined = insertion !== undefined && run.includes(insertion.behind);
    const widest = widthOf(run, joined ? added : []);
    if (joined) width = widest;
    edits.push(...run.flatMap((member) => gapEdits(text, member, widest)));
  }
  return { edits, width };
}

/** What is left of a group, cut where a value takes several lines from now on. */
function runsOf(
  group: readonly Assignment[],
  fates: ReadonlyMap<Assignment, Fate>,
  insertion: Insertion | undefined,
): readonly (readonly Assignment[])[] {
  const runs: Assignment[][] = [[]];
  for (const member of group) {
    const fate = fates.get(member);
    if (fate === 'apart') runs.push([member], []);
    else if (fate === undefined) runs.at(-1)?.push(member);
    if (member === insertion?.behind && insertion.splits) runs.push([]);
  }
  return runs;
}

/** The column of the equals signs; `undefined` when they do not stand as `terraform fmt` would have them. */
function columnOfGroup(text: string, group: readonly Assignment[]): number | undefined {
  const [first] = group;
  if (first === undefined) return undefined;
  const wanted = first.key.start - lineStart(text, first.key.start) + widthOf(group, []) + 1;
  return group.every((member) => equalsColumn(text, member) === wanted) ? wanted : undefined;
}

/** As wide as the neighbour is written, where the new keys fit. */
function widthBeside(text: string, neighbour: Assignment | undefined, added: readonly number[]): number {
  const indent = neighbour ? neighbour.key.start - lineStart(text, neighbour.key.start) : 0;
  const width = neighbour ? equalsColumn(text, neighbour) - indent - 1 : 0;
  return added.every((wanted) => wanted <= width) ? width : Math.max(0, ...added);
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
