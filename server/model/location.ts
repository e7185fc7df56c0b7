import type { Span } from '../text/span.ts';

/**
 * A stretch of a document that is parsed on its own: a resource, a parameter, a top-level block.
 * Its identity outlives edits elsewhere in the document, so everything derived from it can be kept.
 */
export interface Piece {
  readonly uri: string;
  readonly text: string;
}

/** A place in a piece; offsets are UTF-16 code units from the start of the piece, not of the document. */
export interface Location extends Span {
  readonly piece: Piece;
}
