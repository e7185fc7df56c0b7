/** Where an offset stands: both count from 0, `character` in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/**
 * Translates between offsets and lines of one text.
 * Lines end at LF, CRLF or a lone CR, as the Language Server Protocol has it; U+2028 and U+0085 end none.
 */
export interface LineIndex {
  positionAt(offset: number): Position;
  offsetAt(position: Position): number;
  readonly lineCount: number;
}

export function lineIndexOf(text: string): LineIndex {
  const starts = lineStartsOf(text);
  return {
    lineCount: starts.length,
    positionAt(offset) {
      const clamped = Math.max(0, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length;
      while (low + 1 < high) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) <= clamped) low = middle;
        else high = middle;
      }
      return { line: low, character: clamped - (starts[low] ?? 0) };
    },
    offsetAt({ line, character }) {
      if (line < 0) return 0;
      const start = starts[line];
      if (start === undefined) return text.length;
      const next = starts[line + 1] ?? text.length;
      return Math.max(start, Math.min(start + character, next));
    },
  };
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10) starts.push(i + 1);
    else if (code === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
  }
  return starts;
}
