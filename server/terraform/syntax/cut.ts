import { heredocAt, isBlockHeader } from './heredoc.ts';
import { code, commentEnd, depthBound } from './reader.ts';

/**
 * The end of the piece that begins at `start`: one top-level item, found without reading it. It ends with the line on which its brackets are closed,
 * or where a block header stands at the start of a line: what is left open costs one item.
 * Each piece begins where the one before ended, so that together they are the whole text.
 */
export function nextCut(text: string, start: number): number {
  const item = skipGap(text, start);
  return item >= text.length ? text.length : itemEnd(text, item);
}

/** The start of the next item: behind white space and comments. */
function skipGap(text: string, from: number): number {
  let at = from;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit === 32 || unit === 9 || unit === 10 || unit === 13 || unit === 0xfeff) at++;
    else if (isComment(text, at)) at = commentEnd(text, at);
    else return at;
  }
}

function isComment(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit === code.hash) return true;
  if (unit !== code.slash) return false;
  const next = text.charCodeAt(at + 1);
  return next === code.slash || next === code.star;
}

/** Where the item ends: before a line break, or at the start of a line with a block header. */
function itemEnd(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    switch (text.charCodeAt(at)) {
      case code.newline:
        if (depth <= 0 || isBlockHeader(text, at + 1)) return depth <= 0 ? at : at + 1;
        at++;
        break;
      case code.quote:
        at = quotedEnd(text, at + 1, 0);
        break;
      case code.hash:
        at = commentEnd(text, at);
        break;
      case code.slash:
        at = isComment(text, at) ? commentEnd(text, at) : at + 1;
        break;
      case code.less:
        at =
          text.charCodeAt(at + 1) === code.less ? (heredocAt(text, at, text.length)?.end ?? at + 2) : at + 1;
        if (isBlockHeader(text, at) && text.charCodeAt(at - 1) === code.newline) return at;
        break;
      case code.openBrace:
      case code.openBracket:
      case code.open:
        depth++;
        at++;
        break;
      case code.closeBrace:
      case code.closeBracket:
      case code.close:
        depth--;
        at++;
        break;
      default:
        at++;
    }
  }
  return text.length;
}

/** Behind the closing quote, or at the line break that ends a quote that is not closed. */
function quotedEnd(text: string, from: number, depth: number): number {
  let at = depth > depthBound ? text.length : from;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === code.quote) return at + 1;
    if (unit === code.newline) return at;
    if (unit === code.backslash) at += 2;
    else if ((unit === code.dollar || unit === code.percent) && text.charCodeAt(at + 1) === code.openBrace) {
      at = text.charCodeAt(at - 1) === unit && at > from ? at + 2 : sequenceEnd(text, at + 2, depth + 1);
    } else at++;
  }
  return at;
}

/** Behind the brace that closes an interpolation; an interpolation that swallows a block header was left open. */
function sequenceEnd(text: string, from: number, nesting: number): number {
  let depth = 1;
  let at = from;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === code.quote) at = quotedEnd(text, at + 1, nesting);
    else if (unit === code.newline && isBlockHeader(text, at + 1)) return at;
    else {
      if (unit === code.openBrace) depth++;
      else if (unit === code.closeBrace && --depth === 0) return at + 1;
      at++;
    }
  }
  return at;
}
