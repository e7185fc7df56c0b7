import { CST, Lexer } from 'yaml';
import type { Piece } from '../../model/location.ts';
import type { Comment } from './node.ts';
import { lineEnd, lineStart, withPlainLineEnds } from './lines.ts';

/** What a comment that speaks to this tool holds. */
export const marker = 'pillarlint:';

/** The comments of a YAML piece that hold the marker; a marker within a scalar is none. */
export function commentsOf(piece: Piece): readonly Comment[] {
  const { text } = piece;
  if (!text.includes(marker)) return [];
  const comments: Comment[] = [];
  let offset = 0;
  let scalar = false;
  for (const token of new Lexer().lex(withPlainLineEnds(text))) {
    const type = CST.tokenType(token);
    if (isControl(type)) {
      scalar = type === 'scalar';
      continue;
    }
    if (!scalar && type === 'comment' && token.includes(marker))
      comments.push(commentAt(piece, offset, token));
    scalar = false;
    offset += token.length;
  }
  return comments;
}

/** A line outside every piece: all that it can hold is a comment. */
export function commentOfLine(piece: Piece): readonly Comment[] {
  const start = piece.text.indexOf('#');
  return start < 0 || !piece.text.includes(marker) ? [] : [commentAt(piece, start, piece.text.slice(start))];
}

/** Markers that the lexer puts between tokens; they are no part of the text. */
function isControl(type: CST.TokenType | null): boolean {
  return type === 'doc-mode' || type === 'flow-error-end' || type === 'scalar';
}

function commentAt(piece: Piece, start: number, token: string): Comment {
  const end = Math.min(start + token.trimEnd().length, lineEnd(piece.text, start));
  const ownLine = piece.text.slice(lineStart(piece.text, start), start).trim() === '';
  return { text: piece.text.slice(start, end).replace(/^#+/, '').trim(), at: { piece, start, end }, ownLine };
}
