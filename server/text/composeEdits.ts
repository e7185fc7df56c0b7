import type { TextEdit } from './textEdit.ts';

/** A part of a text that was edited: kept from the original, or written since. */
type Part = { readonly start: number; readonly end: number } | { readonly written: string };

/**
 * The edits that lead from a text of `length` UTF-16 code units to where all rounds together lead, each round meant for the text
 * that the one before left. Edits of a round are in any order and do not overlap; the result is in text order.
 */
export function composeEdits(length: number, rounds: readonly (readonly TextEdit[])[]): TextEdit[] {
  let parts: readonly Part[] = [{ start: 0, end: length }];
  for (const round of rounds) parts = edited(parts, round);
  return editsOf(parts, length);
}

function edited(parts: readonly Part[], edits: readonly TextEdit[]): Part[] {
  const ordered = edits.map((edit, index) => ({ edit, index }));
  ordered.sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index);
  const result: Part[] = [];
  let rest = parts;
  let position = 0;
  for (const { edit } of ordered) {
    const [before, from] = split(rest, edit.start - position);
    const [, after] = split(from, edit.end - edit.start);
    result.push(...before, { written: edit.text });
    rest = after;
    position = edit.end;
  }
  return [...result, ...rest];
}

function split(parts: readonly Part[], at: number): [readonly Part[], readonly Part[]] {
  let left = at;
  for (const [index, part] of parts.entries()) {
    const size = sizeOf(part);
    if (left < size) {
      if (left === 0) return [parts.slice(0, index), parts.slice(index)];
      const [head, tail] = cut(part, left);
      return [
        [...parts.slice(0, index), head],
        [tail, ...parts.slice(index + 1)],
      ];
    }
    left -= size;
  }
  return [parts, []];
}

function sizeOf(part: Part): number {
  return 'written' in part ? part.written.length : part.end - part.start;
}

function cut(part: Part, at: number): [Part, Part] {
  if ('written' in part) return [{ written: part.written.slice(0, at) }, { written: part.written.slice(at) }];
  return [
    { start: part.start, end: part.start + at },
    { start: part.start + at, end: part.end },
  ];
}

function editsOf(parts: readonly Part[], length: number): TextEdit[] {
  const edits: TextEdit[] = [];
  let position = 0;
  let text = '';
  for (const part of [...parts, { start: length, end: length }]) {
    if ('written' in part) {
      text += part.written;
    } else if (part.start < part.end || part.start === length) {
      if (text !== '' || part.start > position) edits.push({ start: position, end: part.start, text });
      position = part.end;
      text = '';
    }
  }
  return edits;
}
