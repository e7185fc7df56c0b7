import type { Condition } from './condition.ts';
import type { Location, Piece } from './location.ts';
import type { MapValue, Reference, Value } from './value.ts';

export type DialectName = 'cloudformation' | 'terraform';

/**
 * One declared thing. Besides resources proper there are scopes that rules may speak to in the same way:
 * `@template`, `@parameter`, `@output`, `@module`, `@variable`, `@provider`, `@terraform`, `data.<type>`, `ephemeral.<type>`.
 */
export interface Resource {
  readonly dialect: DialectName;
  /** Unique in the model: the logical id, the address, or the scope's name after its type (`@parameter.Days`). */
  readonly id: string;
  /** As messages name it: `Orders`, `aws_db_instance.orders`. */
  readonly name: string;
  readonly type: string;
  /** The name where it is declared: what is underlined when an attribute is absent. */
  readonly nameAt: Location;
  readonly piece: Piece;
  /** The attributes: a CloudFormation resource's `Properties`, a Terraform block's body. */
  readonly body: MapValue;
  /** What stands beside the attributes: `DeletionPolicy`, `UpdatePolicy`, `lifecycle`; a path reaches it with a leading `^`. */
  readonly meta: ReadonlyMap<string, Value>;
  /** The conditions under which it exists, all of them; empty when it always does. */
  readonly exists: readonly Condition[];
  /** Every reference to another resource, in text order; `DependsOn` is none. */
  readonly references: readonly ResourceReference[];
  /** The calls that lead to a resource of a called module, outermost first. */
  readonly callers?: readonly { readonly name: string; readonly at: Location }[] | undefined;
  /** True when a finding is not to be shown for it: it is judged elsewhere, or stands only for a reference. */
  readonly silent?: boolean | undefined;
}

export interface ResourceReference extends Reference {
  readonly at: Location;
}
