/** The offset at which the line of `offset` begins, behind a byte order mark. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) start--;
  return start === 0 && text.charCodeAt(0) === 0xfeff && offset > 0 ? 1 : start;
}

/** The offset at which the line of `offset` ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isBreak(text.charCodeAt(end))) end++;
  return end;
}

/** The offset at which the next line begins; `undefined` on the last line. */
export function nextLine(text: string, offset: number): number | undefined {
  const end = lineEnd(text, offset);
  if (end >= text.length) return undefined;
  return text.startsWith('\r\n', end) ? end + 2 : end + 1;
}

/** The end of the line before that of `offset`; the start of the text on the first line. */
export function previousLineEnd(text: string, offset: number): number {
  const start = lineStart(text, offset);
  if (start === 0 || !isBreak(text.charCodeAt(start - 1))) return start;
  return text.startsWith('\r\n', start - 2) ? start - 2 : start - 1;
}

/** What stands between the start of the line and `offset`. */
export function linePrefix(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset);
}

/** The white space that the line of `offset` begins with. */
export function indentOf(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start, lineEnd(text, offset)))?.[0] ?? '';
}

export function isFirstOnLine(text: string, offset: number): boolean {
  return linePrefix(text, offset).trim() === '';
}

/** How far `offset` is from the start of its line, in UTF-16 code units. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** The line break of the text; LF when it has none. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** The offset behind the last character before `offset` that is no white space. */
export function trimmedEnd(text: string, offset: number): number {
  let end = offset;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
  return end;
}

/** True when only white space stands in the line of `offset`. */
export function isBlankLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), lineEnd(text, offset)).trim() === '';
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}
