import type { Pillar, Severity } from '../model/finding.ts';
import type { DialectName } from '../model/resource.ts';

/** A rule as the build compiles it from `rules/<pillar>/<id>.yaml`; texts are apart, in `RuleText`. */
export interface Rule {
  readonly id: string;
  readonly pillar: Pillar;
  readonly bestPractices: readonly string[];
  readonly guidance: readonly string[];
  /** The risk. */
  readonly severity: Severity;
  /** How it speaks where no profile is set. */
  readonly default: Severity | 'off';
  readonly profile: 'any' | 'production' | 'non-production';
  /** `peer:ID`. */
  readonly aliases: readonly string[];
  readonly thresholds: Readonly<Record<string, Threshold>>;
  /** The things it looks at, one entry for each kind; a family has many. */
  readonly subjects: readonly Subject[];
  readonly unless?: ConditionExpression | undefined;
  readonly require: ConditionExpression;
  /** The attribute under which to point, where it is not the first that decides. */
  readonly at?: string | undefined;
  readonly fix?: Fix | undefined;
}

/** A number that a profile may move: `strict` is the strictest sensible one. */
export interface Threshold {
  readonly default: number;
  readonly strict: number;
}

export type PerDialect<T> = Readonly<Partial<Record<DialectName, T>>>;

export interface Subject {
  readonly types: PerDialect<readonly string[]>;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly related: Readonly<Record<string, Related>>;
  /** What the rule demands of this subject, where it differs from the rest of the family. */
  readonly unless?: ConditionExpression | undefined;
  readonly require?: ConditionExpression | undefined;
  readonly fix?: Fix | undefined;
}

export interface Attribute {
  /** Spellings in order; the first that is not absent counts. */
  readonly paths: PerDialect<readonly Spelling[]>;
  /** What AWS or the provider does when it is absent; `$unknown` where that cannot be told from the text. */
  readonly defaults: PerDialect<Literal | { readonly $unknown: true }>;
  /** Attributes of the items, for a list of structures; their paths start at the item. */
  readonly items: Readonly<Record<string, Attribute>>;
}

export interface Spelling {
  readonly path: string;
  /** Translates what is written into our word, e.g. `true` to `Enabled`. */
  readonly values?: Readonly<Record<string, Literal>> | undefined;
}

export interface Related {
  readonly types: PerDialect<readonly string[]>;
  readonly by: 'refersTo' | 'referredBy' | 'sameModule';
  /** The path that holds the reference: of ours for `refersTo`, of the other's for `referredBy`. */
  readonly via: PerDialect<readonly string[]>;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly related: Readonly<Record<string, Related>>;
}

export type Literal = string | number | boolean;

/**
 * `{ all | any: [..] }`, `{ not: .. }`, or one subject and what must hold of it.
 * The subject is an attribute or a related resource in scope.
 */
export type ConditionExpression =
  | { readonly kind: 'all' | 'any'; readonly of: readonly ConditionExpression[] }
  | { readonly kind: 'not'; readonly of: ConditionExpression }
  | { readonly kind: 'test'; readonly subject: string; readonly word: Word; readonly operand: Operand }
  | { readonly kind: 'each' | 'some' | 'none'; readonly subject: string; readonly of: ConditionExpression }
  | {
      readonly kind: 'count';
      readonly subject: string;
      readonly of?: ConditionExpression | undefined;
      readonly word: Word;
      readonly operand: Operand;
    };

export type Word =
  | 'present'
  | 'absent'
  | 'equals'
  | 'oneOf'
  | 'noneOf'
  | 'atLeast'
  | 'atMost'
  | 'startsWith'
  | 'endsWith'
  | 'contains'
  | 'matches'
  | 'distinct'
  | 'is';

/** What a word compares with. `is` names a predicate and may give it arguments. */
export type Operand =
  | { readonly kind: 'none' }
  | { readonly kind: 'literal'; readonly value: Literal }
  | { readonly kind: 'list'; readonly values: readonly Literal[] }
  | { readonly kind: 'table'; readonly table: string }
  | { readonly kind: 'threshold'; readonly threshold: string }
  | { readonly kind: 'attribute'; readonly attribute: string; readonly times: number; readonly plus: number }
  | {
      readonly kind: 'predicate';
      readonly predicate: string;
      readonly arguments: Readonly<Record<string, unknown>>;
    };

export type CautionKind = 'interrupts' | 'replaces' | 'cost' | 'locks-out' | 'data-loss';

/**
 * Values are plain data with three forms in it, none of them nested in another:
 * `{ $reference: 'self' | name of an addition, attribute?: string }`,
 * `{ $template: (string | that reference | { $pseudo: 'AWS::AccountId' })[] }`,
 * and strings with `{placeholders}` as in messages, a whole one being a number where it is numeric.
 */
export interface Fix {
  /** Offered only where this certainly holds. */
  readonly when?: ConditionExpression | undefined;
  readonly caution?: CautionKind | undefined;
  /** Rules that ask for the next step once the fix is made; it stays out of fix-all. */
  readonly follows?: readonly string[] | undefined;
  /** Attribute → value in each dialect that sets it. */
  readonly set: Readonly<Record<string, PerDialect<unknown>>>;
  readonly remove: readonly string[];
  readonly add: Readonly<Record<string, PerDialect<Addition>>>;
}

/** A companion resource to declare. In `name`, `{resource}` is the subject's own name. */
export interface Addition {
  readonly type: string;
  readonly name: string;
  readonly body: unknown;
}

/** Texts of a rule in one language. */
export interface RuleText {
  readonly title: string;
  readonly rationale: string;
  readonly message: string;
  /** What AWS does when the attribute is absent. */
  readonly absent?: string | undefined;
  readonly tradeoff?: string | undefined;
  readonly fix?: string | undefined;
  readonly caution?: string | undefined;
  readonly note?: string | undefined;
  /** How to repair it by hand, where there is no fix. */
  readonly remedy?: string | undefined;
}

export interface TableRow {
  readonly key: string;
  readonly [column: string]: string;
}

/** A dated table of facts that age. `match` says how keys are compared. */
export interface Table {
  readonly id: string;
  readonly match: 'exact' | 'prefix';
  readonly rows: readonly TableRow[];
}

export interface RuleSet {
  readonly rules: readonly Rule[];
  readonly tables: Readonly<Record<string, Table>>;
}
