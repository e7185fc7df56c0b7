import type { Span } from '../text/span.ts';
import type { Location, Piece } from './location.ts';
import type { DialectName, Resource } from './resource.ts';
import type { Cause } from './value.ts';

/** A template or a module as rules see it. Frozen: an edit makes a new one that shares what did not change. */
export interface Model {
  readonly dialect: DialectName;
  /** The documents it is made of. */
  readonly uris: readonly string[];
  /** In text order. A resource keeps its identity while neither its text nor a fact it reads has changed. */
  readonly resources: readonly Resource[];
  readonly problems: readonly Problem[];
  readonly directives: readonly Directive[];
  /** Why there may be further resources, when there may: a macro, an include. */
  readonly open?: Cause | undefined;
  /** Where a piece now starts in its document, in UTF-16 code units; `undefined` for one that is gone. */
  startOf(piece: Piece): number | undefined;
}

/** Text that could not be read. It never becomes a diagnostic of ours unless the document is certainly a template. */
export interface Problem {
  readonly kind: 'syntax' | 'too-large' | 'duplicate-key' | 'cycle';
  readonly at: Location;
  readonly detail: string;
}

/** A wish to silence a rule, as found in a comment or in metadata; whether it is well-formed is the engine's to say. */
export interface Directive {
  readonly form: 'comment' | 'metadata';
  /** The comment from its marker on, or the metadata entry. */
  readonly at: Location;
  /** As written; may be empty. */
  readonly rule: string;
  /** As written; empty when no reason is given. */
  readonly reason: string;
  /** The resource it silences as a whole, where it stands at its head or in its metadata. */
  readonly resource?: string | undefined;
  /** Otherwise the line it speaks of. */
  readonly line?: Location | undefined;
}

/** A span of a document, from the document's start. */
export interface DocumentSpan extends Span {
  readonly uri: string;
}

/** `undefined` when the piece is no longer part of the model. */
export function documentSpanOf(model: Model, at: Location): DocumentSpan | undefined {
  const start = model.startOf(at.piece);
  if (start === undefined) return undefined;
  return { uri: at.piece.uri, start: start + at.start, end: start + at.end };
}
