/** The text with each lone CR as LF: it ends a line for the protocol, but not for YAML. Offsets stay. */
export function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

/** Where the line break is that ends the line of `at`, or the end of the text. */
export function lineEndAfter(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  const end = found < 0 ? text.length : found;
  return end > at && text.charCodeAt(end - 1) === 0x0d ? end - 1 : end;
}

/** Where the line that holds `offset` begins. */
export function lineStart(text: string, offset: number): number {
  let start = Math.min(offset, text.length);
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

/** Where the line that holds `offset` ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

/** Where the line after the one that ends at `end` begins; `end` itself at the end of the text. */
export function afterBreak(text: string, end: number): number {
  return end >= text.length ? end : text.startsWith('\r\n', end) ? end + 2 : end + 1;
}

/** How many spaces or tabs a line begins with. */
export function indentOf(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at - start;
}
