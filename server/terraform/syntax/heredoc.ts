import type { Span } from '../../text/span.ts';

const opening = /<<(-?)([\p{L}_][\p{L}\p{N}_-]*)[ \t]*\r?\n/uy;
const header =
  /(?:resource|data|ephemeral|module|variable|output|provider|check|action|list)[ \t]+(?:"|[\w-]+[ \t]+["{\w])|(?:locals|terraform|moved|import|removed)[ \t]*\{/y;

export interface Heredoc {
  readonly indented: boolean;
  readonly content: Span;
  /** Behind the closing marker, or where the text stops without one. */
  readonly end: number;
  readonly closed: boolean;
}

/** The heredoc that begins at `start`, or `undefined` when none does. */
export function heredocAt(text: string, start: number, limit: number): Heredoc | undefined {
  opening.lastIndex = start;
  const match = opening.exec(text);
  if (!match || opening.lastIndex > limit) return undefined;
  const [whole, dash, marker = ''] = match;
  const from = start + whole.length;
  const found = closingMarker(text, from, limit, marker);
  const content = { start: from, end: found.content };
  return { indented: dash === '-', content, end: found.end, closed: found.closed };
}

/** True when a block header as it stands at the start of a line begins at `start`. */
export function isBlockHeader(text: string, start: number): boolean {
  const unit = text.charCodeAt(start);
  if (unit < 97 || unit > 122) return false;
  header.lastIndex = start;
  return header.test(text);
}

/**
 * A header at the start of a line is part of the heredoc if the marker closes it further down.
 * It is not when the same marker is opened again before that: then the heredoc was left open.
 */
function closingMarker(
  text: string,
  from: number,
  limit: number,
  marker: string,
): { content: number; end: number; closed: boolean } {
  let headerAt = -1;
  for (let line = from; line < limit;) {
    const newline = text.indexOf('\n', line);
    const end = newline < 0 || newline > limit ? limit : newline;
    if (headerAt < 0 && isBlockHeader(text, line)) headerAt = line;
    const at = markerOn(text, line, end, marker);
    if (at >= 0) return { content: line, end: at + marker.length, closed: true };
    if (headerAt >= 0 && opens(text, line, end, marker)) break;
    line = end + 1;
  }
  const stop = headerAt < 0 ? limit : headerAt;
  return { content: stop, end: stop, closed: false };
}

function markerOn(text: string, line: number, end: number, marker: string): number {
  let at = line;
  while (at < end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++;
  if (!text.startsWith(marker, at)) return -1;
  let rest = at + marker.length;
  while (
    rest < end &&
    (text.charCodeAt(rest) === 32 || text.charCodeAt(rest) === 9 || text.charCodeAt(rest) === 13)
  )
    rest++;
  return rest >= end ? at : -1;
}

function opens(text: string, line: number, end: number, marker: string): boolean {
  const at = text.indexOf('<<', line);
  if (at < 0 || at >= end) return false;
  const word = text.charCodeAt(at + 2) === 45 ? at + 3 : at + 2;
  return markerOn(text, word, end, marker) === word;
}
