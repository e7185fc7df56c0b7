import type { TextEdit } from '../../text/textEdit.ts';
import type { Expression, ObjectEntry, ObjectExpression } from '../syntax/node.ts';
import { type Assignment, type Fate, align, removeLines } from './align.ts';
import type { Draft } from './draft.ts';
import { commaBehind, editExpression } from './expression.ts';
import { entryLines, flatText, unit, valueLines } from './layout.ts';
import { indentOf, isFirstOnLine, lineEnd } from './lines.ts';
import { type Patch, type Within, dataOf } from './patch.ts';
import { type WrittenEntry, keyText, quoted, writtenOf } from './written.ts';

interface Work {
  readonly edits: TextEdit[];
  readonly fates: Map<Assignment, Fate>;
  readonly added: WrittenEntry[];
}

/** The edits that carry out a patch in `{ … }`; `undefined` when a part of it has no safe form. */
export function editObject(
  draft: Draft,
  object: ObjectExpression,
  patch: Within,
): readonly TextEdit[] | undefined {
  const work: Work = { edits: [], fates: new Map(), added: [] };
  const all = object.entries.map((entry) => ({ ...entry, end: entry.value.end, entry }));
  const quotes = object.entries.length > 0 && object.entries.every(({ key }) => key.kind === 'template');
  for (const [step, child] of patch.children) {
    const name = String(step);
    const member = all.findLast(({ key }) => keyOf(key) === name);
    const done = member
      ? editMember(draft, object, member, child, work)
      : addMember(draft, quotes ? quoted(name) : keyText(name), child, work);
    if (!done) return undefined;
  }
  if (object.entries.length === 0) return work.added.length > 0 ? fillEmpty(draft, object, work) : work.edits;
  const ownLines = all.every(({ start }) => isFirstOnLine(draft.text, start));
  if (!ownLines) return work.added.length > 0 ? appendInLine(draft, object, work) : work.edits;
  return appendLines(draft, all, work);
}

function keyOf(key: Expression): string | undefined {
  if (key.kind === 'literal') return String(key.data);
  if (key.kind === 'variable') return key.name;
  if (key.kind !== 'template') return undefined;
  const [only] = key.parts;
  return key.parts.length === 0
    ? ''
    : key.parts.length === 1 && only?.kind === 'text'
      ? only.text
      : undefined;
}

function editMember(
  draft: Draft,
  object: ObjectExpression,
  member: Assignment & { readonly entry: ObjectEntry },
  patch: Patch,
  work: Work,
): boolean {
  const { text } = draft;
  if (patch.kind === 'remove') {
    if (!isFirstOnLine(text, member.start)) return removeInLine(draft, object, member.entry, work);
    work.edits.push(...removeLines(text, member));
    work.fates.set(member, 'gone');
    return true;
  }
  const edits = editExpression(draft, member.entry.value, patch);
  if (edits === undefined) return false;
  work.edits.push(...edits);
  if (edits.some((edit) => edit.text.includes('\n'))) work.fates.set(member, 'apart');
  return true;
}

function removeInLine(
  { text }: Draft,
  { entries }: ObjectExpression,
  entry: ObjectEntry,
  work: Work,
): boolean {
  const index = entries.indexOf(entry);
  const next = entries[index + 1];
  const previous = entries[index - 1];
  if (next) work.edits.push({ start: entry.start, end: next.start, text: '' });
  else
    work.edits.push({
      start: previous?.value.end ?? entry.start,
      end: commaBehind(text, entry.value.end) ?? entry.value.end,
      text: '',
    });
  return true;
}

function addMember({ naming }: Draft, key: string, patch: Patch, work: Work): boolean {
  const data = dataOf(patch);
  if (data === undefined) return true;
  const value = writtenOf(data, naming);
  if (value !== undefined) work.added.push({ key, value });
  return value !== undefined;
}

function fillEmpty(
  { text, lineBreak }: Draft,
  object: ObjectExpression,
  { added }: Work,
): TextEdit[] | undefined {
  if (text.slice(object.start + 1, object.end - 1).trim() !== '') return undefined;
  const lines = valueLines({ kind: 'object', entries: added }, indentOf(text, object.start));
  return [{ start: object.start, end: object.end, text: lines.join(lineBreak) }];
}

function appendInLine({ text }: Draft, { entries }: ObjectExpression, { edits, added }: Work): TextEdit[] {
  const last = entries.at(-1);
  if (last === undefined) return edits;
  const separator = text.slice(last.key.end, last.value.start);
  const texts = added.map(({ key, value }) => `, ${key}${separator}${flatText(value)}`);
  return [...edits, { start: last.value.end, end: last.value.end, text: texts.join('') }];
}

function appendLines(draft: Draft, all: readonly Assignment[], { edits, fates, added }: Work): TextEdit[] {
  const { text, lineBreak } = draft;
  const last = all.findLast((member) => fates.get(member) !== 'gone');
  const indent = indentOf(text, last?.start ?? all[0]?.start ?? 0);
  const oneLine = added.filter(({ value }) => valueLines(value, indent + unit).length === 1);
  const insertion =
    last && added.length > 0 && fates.get(last) === undefined
      ? { behind: last, widths: oneLine.map(({ key }) => key.length), splits: oneLine.length < added.length }
      : undefined;
  const alignment = align(text, all, fates, insertion);
  const result = [...edits, ...alignment.edits];
  if (added.length === 0 || last === undefined) return result;
  return [
    ...result,
    ...insertedLines(draft, last, { indent, width: alignment.width, oneLine, added }, lineBreak),
  ];
}

interface Lines {
  readonly indent: string;
  readonly width: number;
  readonly oneLine: readonly WrittenEntry[];
  readonly added: readonly WrittenEntry[];
}

/** Lines below the last entry, with commas and colons where it has them. */
function insertedLines(
  { text }: Draft,
  last: Assignment,
  { indent, width, oneLine, added }: Lines,
  lineBreak: string,
): TextEdit[] {
  const comma = commaBehind(text, last.end);
  const between = text.slice(last.key.end, last.value.start);
  const ordered = [...oneLine, ...added.filter((entry) => !oneLine.includes(entry))];
  const blocks = ordered.map((entry) => {
    if (between.includes(':')) {
      const [first = '', ...rest] = valueLines(entry.value, indent);
      return [`${indent}${entry.key}${between}${first}`, ...rest].join(lineBreak);
    }
    const key = oneLine.includes(entry) ? entry.key.padEnd(width) : entry.key;
    return entryLines([{ ...entry, key }], indent).join(lineBreak);
  });
  const at = lineEnd(text, comma ?? last.end);
  const mark = comma === undefined ? '' : ',';
  return [{ start: at, end: at, text: blocks.map((block) => lineBreak + block + mark).join('') }];
}
