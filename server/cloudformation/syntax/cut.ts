import type { Span } from '../../text/span.ts';

/** A template cut into stretches that are parsed on their own; all spans are offsets in the document. */
export interface Cut {
  readonly sections: readonly CutSection[];
  /** Lines that belong to nothing; they are left out, and everything around them is read. */
  readonly strays: readonly Span[];
}

export interface CutSection extends Span {
  readonly name: string;
  readonly nameAt: Span;
  /** The line with the section's name. */
  readonly header: Span;
  /** The logical ids; left out when the section is to be parsed as one piece. */
  readonly entries?: readonly CutEntry[] | undefined;
}

/** One logical id with the comment lines directly above it and everything below it. */
export interface CutEntry extends Span {
  readonly name: string;
  readonly nameAt: Span;
}
