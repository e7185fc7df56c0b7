import type { Location, Piece } from '../../model/location.ts';
import type { ResourceReference } from '../../model/resource.ts';
import type { Cause, Origin, Value } from '../../model/value.ts';
import type { Span } from '../../text/span.ts';
import type { Node } from '../syntax/node.ts';
import type { Facts } from './facts.ts';

/** What evaluating one node leans on. Only `reads`, `references` and `budget` grow while it goes on. */
export interface Scope {
  readonly facts: Facts;
  /** The facts that the result rests on, by key. */
  readonly reads: Set<string>;
  /** The piece in which the nodes stand. */
  readonly piece: Piece;
  /** Set while nodes are evaluated on behalf of another place: a mapping's value, SAM Globals. */
  readonly lent?: Lent | undefined;
  readonly loop: ReadonlyMap<string, LoopVariable>;
  readonly references: ResourceReference[];
  readonly budget: Budget;
  /** Why maps and lists may hold more than is written. */
  readonly open?: Cause | undefined;
  /** True in conditions: what a parameter's default says decides nothing. */
  readonly symbolic: boolean;
  readonly evaluate: (node: Node, scope: Scope) => Value;
}

interface Lent {
  readonly at: Location;
  readonly origin: Pick<Origin, 'kind' | 'name'>;
}

/** The variable of a loop; `text` is left out when the collection is unknown. */
export interface LoopVariable {
  readonly text?: string | undefined;
  readonly at: Location;
}

export interface Budget {
  /** How many more nodes are evaluated. */
  left: number;
  depth: number;
}

/** Where a value stands and where it comes from. */
export interface Place {
  readonly at: Location;
  readonly origins?: readonly Origin[] | undefined;
}

export const maximalDepth = 100;
const maximalNodes = 200_000;

export function newBudget(): Budget {
  return { left: maximalNodes, depth: 0 };
}

export function evaluate(node: Node, scope: Scope): Value {
  return scope.evaluate(node, scope);
}

/** Where a span of the scope's piece is. */
export function locationOf(scope: Pick<Scope, 'piece'>, span: Span): Location {
  return { piece: scope.piece, start: span.start, end: span.end };
}

/** Where the value of a node stands: in place, or where it is lent to. */
export function placeOf(scope: Scope, span: Span): Place {
  const at = locationOf(scope, span);
  const { lent } = scope;
  return lent === undefined ? { at } : { at: lent.at, origins: [{ ...lent.origin, at }] };
}
