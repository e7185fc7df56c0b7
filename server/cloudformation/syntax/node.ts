import type { Span } from '../../text/span.ts';
import type { Location, Piece } from '../../model/location.ts';
import type { Problem } from '../../model/model.ts';

/**
 * What YAML and JSON text have in common. Offsets are UTF-16 code units from the start of the piece.
 * A node's span runs from its tag or opening quote to its closing quote or bracket; a block collection ends with its last value.
 */
export type Node = ScalarNode | MapNode | SequenceNode;

export interface ScalarNode extends Span {
  readonly kind: 'scalar';
  /** The short-form intrinsic with its exclamation mark, such as `!Ref`. */
  readonly tag?: string | undefined;
  /**
   * Resolved by the YAML 1.2 core schema, with `yes`, `no`, `on` and `off` read as CloudFormation does. Account ids,
   * numbers that do not print as written, and tagged scalars stay text.
   */
  readonly data: string | number | boolean | null;
  /** The content without quotes, as written for plain scalars. */
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded';
  /** The content's span without tag, quotes or block header; of a block scalar, whole lines from the first one's start. */
  readonly content: Span;
}

export interface MapNode extends Span {
  readonly kind: 'map';
  readonly tag?: string | undefined;
  /** In text order; a key that stands twice keeps both entries, and the last one counts. */
  readonly entries: readonly Entry[];
  readonly style: 'block' | 'flow';
}

export interface SequenceNode extends Span {
  readonly kind: 'sequence';
  readonly tag?: string | undefined;
  readonly items: readonly Node[];
  readonly style: 'block' | 'flow';
}

export interface Entry {
  readonly key: Key;
  /** Left out when nothing has been written yet. */
  readonly value?: Node | undefined;
}

/** A key with the span of its text, quotes included. */
export interface Key extends Span {
  readonly text: string;
}

export type Format = 'yaml' | 'json';

/** A template cut into sections and logical ids, each piece parsed on its own and kept while its text stays the same. */
export interface TemplateSyntax {
  readonly uri: string;
  readonly format: Format;
  readonly sections: ReadonlyMap<string, Section>;
  readonly problems: readonly Problem[];
  /** Every comment that holds `pillarlint:`; YAML only. */
  readonly comments: readonly Comment[];
  startOf(piece: Piece): number | undefined;
}

export interface Section {
  readonly name: string;
  readonly nameAt: Location;
  /** One for each logical id in `Resources`, `Parameters`, `Mappings`, `Conditions`, `Outputs`, `Rules`, `Globals`; empty for other sections. */
  readonly entries: readonly SectionEntry[];
  /** The section's whole value, for the sections that are not cut further (`Transform`, `Metadata`, `Description` …). */
  readonly value?: { readonly piece: Piece; readonly node: Node } | undefined;
}

/** One logical id with what stands under it. The object is the same as long as its text is. */
export interface SectionEntry {
  readonly piece: Piece;
  readonly key: Key;
  readonly value?: Node | undefined;
  /** True while the piece does not parse as a whole, or lacks what an alias names: what `value` holds is certain, what it lacks is not. */
  readonly broken: boolean;
}

export interface Comment {
  /** The text after the comment mark, trimmed. */
  readonly text: string;
  readonly at: Location;
  /** True when nothing but white space precedes it on its line. */
  readonly ownLine: boolean;
}
