import type { Location } from '../../model/location.ts';
import type { Resource } from '../../model/resource.ts';
import type { Unknown, Value } from '../../model/value.ts';
import type { Reading, Settled } from '../reading.ts';
import type { TableRow } from '../rule.ts';
import type { Truth } from '../truth.ts';
import type { Assumption } from '../../model/condition.ts';

/**
 * A condition too hard for words, called by name from a rule as `is: name` or `is: { name: { … } }`.
 * It never sees a dialect, only values.
 */
export type Predicate = (
  reading: Reading,
  given: Readonly<Record<string, unknown>>,
  context: PredicateContext,
) => PredicateResult;

export interface PredicateResult {
  readonly truth: Truth;
  /** The values that decide it, true or false; those that leave it open when it is unknown. Empty means the value itself. */
  readonly evidence: readonly PredicateEvidence[];
}

export interface PredicateEvidence {
  readonly at: Location;
  /** For an unknown result: the value whose cause is to be told. */
  readonly unknown?: Unknown | undefined;
  readonly under?: readonly Assumption[] | undefined;
  /** What messages show for this place, as `{attribute}`. */
  readonly text?: string | undefined;
}

export interface PredicateContext {
  /** The resource that is judged. */
  readonly resource: Resource;
  /** Makes the choices at the top of a value in the world that is being visited. */
  settle(value: Value): { readonly value: Settled; readonly under: readonly Assumption[] };
  /** The resource that a reference names, and those of a type; both are remembered as what the verdict rests on. */
  byId(id: string): Resource | undefined;
  ofType(type: string): readonly Resource[];
  /** The resources that mention an id, or an address in their text; remembered in the same way. */
  mentioning(key: string): readonly Resource[];
  /** The date of the judgement, `YYYY-MM-DD`; what depends on it is unknown without it. */
  readonly today?: string | undefined;
  /** Rows of a dated table: its row for a key, if any. */
  row(table: string, key: string): Readonly<Record<string, string>> | undefined;
  /** All rows of a dated table, the same list each time. */
  rows(table: string): readonly TableRow[];
}
