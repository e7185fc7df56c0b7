import type { Span } from '../../text/span.ts';
import type { Location, Piece } from '../../model/location.ts';
import type { Problem } from '../../model/model.ts';

// The syntax of HCL and of Terraform JSON. Offsets are UTF-16 code units from the start of the piece.

export interface Body extends Span {
  /** In text order. A name that stands twice keeps both attributes; the last one counts. */
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

export interface Attribute extends Span {
  readonly kind: 'attribute';
  readonly name: Name;
  readonly value: Expression;
}

/** `type "label" label { … }`; the span runs from the type to the closing brace. */
export interface Block extends Span {
  readonly kind: 'block';
  readonly type: Name;
  readonly labels: readonly Name[];
  /** The span of the body includes its braces. */
  readonly body: Body;
}

/** A word or a quoted label; the span includes the quotes, the text does not. */
export interface Name extends Span {
  readonly text: string;
}

export type Expression =
  | Literal
  | Template
  | ListExpression
  | ObjectExpression
  | ForExpression
  | Variable
  | Access
  | Index
  | Splat
  | SplatItem
  | Call
  | Conditional
  | Binary
  | Unary
  | Parenthesised
  | Broken;

export interface Literal extends Span {
  readonly kind: 'literal';
  readonly data: string | number | boolean | null;
}

/** A quoted string or a heredoc. */
export interface Template extends Span {
  readonly kind: 'template';
  readonly style: 'quoted' | 'heredoc' | 'indented-heredoc';
  /** What stands between the quotes or below the marker. */
  readonly content: Span;
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart = TemplateText | Interpolation | TemplateIf | TemplateFor;

/** Escapes are resolved and the common indentation of a `<<-` heredoc is gone. */
export interface TemplateText extends Span {
  readonly kind: 'text';
  readonly text: string;
}

export interface Interpolation extends Span {
  readonly kind: 'interpolation';
  readonly value: Expression;
}

export interface TemplateIf extends Span {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly whenTrue: readonly TemplatePart[];
  readonly whenFalse: readonly TemplatePart[];
}

export interface TemplateFor extends Span {
  readonly kind: 'for';
  readonly keyName?: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  readonly parts: readonly TemplatePart[];
}

export interface ListExpression extends Span {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

export interface ObjectExpression extends Span {
  readonly kind: 'object';
  readonly entries: readonly ObjectEntry[];
}

export interface ObjectEntry extends Span {
  /** A bare word is a literal. */
  readonly key: Expression;
  readonly value: Expression;
}

export interface ForExpression extends Span {
  readonly kind: 'for';
  readonly keyName?: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  /** Given for `{ for … : key => value }`. */
  readonly key?: Expression | undefined;
  readonly value: Expression;
  /** True for `value...`. */
  readonly grouped: boolean;
  readonly condition?: Expression | undefined;
}

/** The first word of a traversal, such as `var`. */
export interface Variable extends Span {
  readonly kind: 'variable';
  readonly name: string;
}

export interface Access extends Span {
  readonly kind: 'access';
  readonly of: Expression;
  readonly name: Name;
}

export interface Index extends Span {
  readonly kind: 'index';
  readonly of: Expression;
  readonly key: Expression;
}

/** `of[*].each` or `of.*.each`; within `each` the item is a `splat-item`. */
export interface Splat extends Span {
  readonly kind: 'splat';
  readonly of: Expression;
  readonly each: Expression;
}

export interface SplatItem extends Span {
  readonly kind: 'splat-item';
}

export interface Call extends Span {
  readonly kind: 'call';
  readonly name: Name;
  readonly arguments: readonly Expression[];
  /** True when the last argument is followed by `...`. */
  readonly expanded: boolean;
}

export interface Conditional extends Span {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export type BinaryOperator =
  '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: '!' | '-';
  readonly operand: Expression;
}

export interface Parenthesised extends Span {
  readonly kind: 'parenthesised';
  readonly inner: Expression;
}

/** Where an expression should stand and nothing that can be read does. */
export interface Broken extends Span {
  readonly kind: 'broken';
}

/** A document cut into its top-level items, each parsed on its own and kept while its text stays the same. */
export interface HclSyntax {
  readonly uri: string;
  readonly format: 'hcl' | 'json';
  readonly blocks: readonly TopBlock[];
  /** Top-level attributes: what a `.tfvars` document is made of. */
  readonly attributes: readonly TopAttribute[];
  readonly problems: readonly Problem[];
  /** Every comment that holds `pillarlint:`. */
  readonly comments: readonly Comment[];
  /** Where the piece starts in the document; `undefined` for one that is gone. */
  startOf(piece: Piece): number | undefined;
}

/** The object is the same as long as its text is. A piece begins behind the item before it, so it holds the comments above. */
export interface TopBlock {
  readonly piece: Piece;
  readonly block: Block;
  /** True while the block does not parse as a whole: what it holds is certain, what it lacks is not. */
  readonly broken: boolean;
}

export interface TopAttribute {
  readonly piece: Piece;
  readonly attribute: Attribute;
  readonly broken: boolean;
}

export interface Comment {
  /** The text after the comment mark, trimmed. */
  readonly text: string;
  readonly at: Location;
  /** True when nothing but white space precedes it on its line. */
  readonly ownLine: boolean;
  /** In JSON, where a property `//` stands for a comment: the object that it belongs to. */
  readonly holder?: Location | undefined;
}
