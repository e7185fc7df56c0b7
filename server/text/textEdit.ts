import type { Span } from './span.ts';

/** Replaces `span` of a text by `text`. An empty span inserts. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** The text after all edits. Edits are given in any order, all against the original text, and must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.map((edit, index) => ({ edit, index }));
  ordered.sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index);
  let result = '';
  let position = 0;
  for (const { edit } of ordered) {
    if (edit.start < position) throw new RangeError('Edits overlap');
    result += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + text.slice(position);
}
