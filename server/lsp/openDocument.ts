import type { LineIndex, Position } from '../text/lineIndex.ts';
import { type TextEdit, applyEdits } from '../text/textEdit.ts';

/** A change as the protocol has it: of a range, or of everything. */
export interface ContentChange {
  readonly range?: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/** A document that the client has open. Its lines are kept up to date with each edit, not counted anew. */
export class OpenDocument implements LineIndex {
  /** As the client writes it. */
  readonly uri: string;
  version: number;
  text: string;
  #starts: number[];

  constructor(uri: string, version: number, text: string) {
    this.uri = uri;
    this.version = version;
    this.text = text;
    this.#starts = [0, ...startsWithin(text, 1, text.length)];
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    const line = lastNotBehind(this.#starts, clamped);
    return { line, character: clamped - (this.#starts[line] ?? 0) };
  }

  /** A position behind the end of its line or of the text counts as that end; between CR and LF is a place of its own. */
  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = this.#starts[line];
    if (start === undefined) return this.text.length;
    const next = this.#starts[line + 1] ?? this.text.length;
    let end = next;
    while (end > start && isLineBreak(this.text.charCodeAt(end - 1))) end--;
    if (start + character === next - 1) return next - 1;
    return Math.max(start, Math.min(start + character, end));
  }

  /** Each change is meant for the text that the one before it left. */
  apply(changes: readonly ContentChange[], version: number): void {
    this.version = version;
    const together = this.#editsAtOnce(changes);
    if (together) {
      this.#replaceAll(applyEdits(this.text, together));
      return;
    }
    for (const { range, text } of changes) {
      if (range) this.#replace(this.offsetAt(range.start), this.offsetAt(range.end), text);
      else this.#replaceAll(text);
    }
  }

  /** Many changes from the last to the first do not move one another and are made in one pass. */
  #editsAtOnce(changes: readonly ContentChange[]): TextEdit[] | undefined {
    if (changes.length < 4) return undefined;
    const edits: TextEdit[] = [];
    let limit = Infinity;
    for (const { range, text } of changes) {
      if (!range) return undefined;
      const start = this.offsetAt(range.start);
      const end = this.offsetAt(range.end);
      if (start > end || end >= limit) return undefined;
      limit = start;
      edits.push({ start, end, text });
    }
    return edits;
  }

  #replaceAll(text: string): void {
    this.text = text;
    this.#starts = [0, ...startsWithin(text, 1, text.length)];
  }

  #replace(from: number, to: number, text: string): void {
    const start = Math.min(from, to);
    const end = Math.max(from, to);
    const shift = text.length - (end - start);
    const starts = this.#starts;
    this.text = this.text.slice(0, start) + text + this.text.slice(end);
    const head = Math.max(1, lastNotBehind(starts, start - 1) + 1);
    const tail = lastNotBehind(starts, end) + 1;
    const between = startsWithin(this.text, Math.max(1, start), start + text.length);
    for (let line = tail; line < starts.length; line++) starts[line] = (starts[line] ?? 0) + shift;
    if (between.length === tail - head)
      for (const [index, at] of between.entries()) starts[head + index] = at;
    else this.#starts = [...starts.slice(0, head), ...between, ...starts.slice(tail)];
  }
}

/** The line starts from `first` to `last`, both included. A start depends on the characters before and behind it. */
function startsWithin(text: string, first: number, last: number): number[] {
  const starts: number[] = [];
  for (let at = first; at <= last; at++) {
    const before = text.charCodeAt(at - 1);
    if (before === 10 || (before === 13 && text.charCodeAt(at) !== 10)) starts.push(at);
  }
  return starts;
}

/** The index of the last start that is not behind `offset`; −1 when all are. */
function lastNotBehind(starts: readonly number[], offset: number): number {
  let low = -1;
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}
