import type { Condition } from './condition.ts';
import type { Location } from './location.ts';

/**
 * What an attribute holds, as far as the text alone can tell.
 * Known: scalar, list, map. Unknown: text (known in part), unknown. Absent: said not to be there.
 * A choice is one of two values, by a condition.
 */
export type Value = Scalar | Text | ListValue | MapValue | Unknown | Absent | Choice;

interface Placed {
  /** Where the value stands in the resource that uses it, e.g. the whole of `!Ref Days`. */
  readonly at: Location;
  /** Where its key stands; left out for list items and computed values. */
  readonly key?: Location | undefined;
  /** Where the value comes from when it is not written in place, nearest first; empty for a literal. */
  readonly origins?: readonly Origin[] | undefined;
}

export interface Scalar extends Placed {
  readonly kind: 'scalar';
  readonly data: string | number | boolean;
  /** As written, without quotes: `007` stays `007`. */
  readonly text: string;
  /** The structure that a JSON string holds, where the dialect built the string from one. */
  readonly decoded?: Value | undefined;
}

/** A string of which only some parts are known, such as `!Sub "${Bucket.Arn}/*"`. */
export interface Text extends Placed {
  readonly kind: 'text';
  readonly parts: readonly (string | Unknown)[];
  readonly decoded?: Value | undefined;
}

export interface ListValue extends Placed {
  readonly kind: 'list';
  /** Items may be choices; an item that resolves to absent is not in the list. */
  readonly items: readonly Value[];
  /** Why there may be further items, when there may. */
  readonly open?: Cause | undefined;
}

export interface MapValue extends Placed {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Value>;
  /** Why there may be further entries, when there may. */
  readonly open?: Cause | undefined;
}

export interface Unknown extends Placed {
  readonly kind: 'unknown';
  readonly cause: Cause;
  /** True when something is certainly there although what it is cannot be known. */
  readonly present: boolean;
  /** The resource that the value names, for a reference to a resource of the same model. */
  readonly reference?: Reference | undefined;
  /** The structure behind a string, where it is known: a policy document built by a data source. */
  readonly decoded?: Value | undefined;
}

/** Said not to be there: `AWS::NoValue`, `null`. What is merely not written is not in its map at all. */
export interface Absent extends Placed {
  readonly kind: 'absent';
}

export interface Choice extends Placed {
  readonly kind: 'choice';
  readonly condition: Condition;
  readonly whenTrue: Value;
  readonly whenFalse: Value;
}

/** Names a resource of the same model, and which of its attributes; without one, its `Ref`. */
export interface Reference {
  readonly id: string;
  readonly attribute?: string | undefined;
}

/** One step on a value's way: the place where it is really written. */
export interface Origin {
  readonly kind: OriginKind;
  /** The parameter, mapping, variable or local by name. */
  readonly name: string;
  /** The value at its origin: what a fix would replace. Left out where there is no text to point at. */
  readonly at?: Location | undefined;
}

export type OriginKind =
  | 'default' // a parameter's or variable's default
  | 'mapping' // Fn::FindInMap
  | 'globals' // SAM Globals
  | 'sam' // implied by a SAM resource
  | 'loop' // an instance of Fn::ForEach, count or for_each
  | 'local' // a Terraform local
  | 'argument' // an argument of a module call
  | 'tfvars' // a variable set by a tfvars file
  | 'data' // a Terraform data source
  | 'module-output' // an output of a called module
  | 'provider'; // the default_tags of a provider

/** Why a value cannot be known. The catalogue holds a sentence for each kind, in each language. */
export interface Cause {
  readonly kind: CauseKind;
  /** What the sentence names: a parameter, a function, a resource. */
  readonly subject: string;
  readonly at?: Location | undefined;
}

export const causeKinds = [
  'parameter', // a parameter or variable without a default
  'ssm-parameter', // a parameter whose default is an SSM path
  'dynamic-reference', // {{resolve:…}}
  'pseudo-parameter', // AWS::Region and its like
  'resource-attribute', // known only once the resource exists
  'import', // Fn::ImportValue, a remote state
  'mapping', // a map key that cannot be known
  'function', // a function that is not evaluated, or whose arguments are unknown
  'transform', // Fn::Transform, AWS::Include, a macro
  'dangling-reference', // names nothing that is in the text
  'syntax', // text that does not parse, or is not finished
  'cycle', // refers to itself
  'depth', // nested or repeated past the bound
  'conditions', // more conditions than are reasoned about
  'each', // each.value, count.index of an unknown collection
  'data-source', // read from the account at plan time
  'module', // a module whose text is not here
  'companion', // a companion resource whose owner cannot be told
  'account-default', // decided by a setting of the account
  'encoded', // a string whose structure cannot be read
] as const;

export type CauseKind = (typeof causeKinds)[number];
