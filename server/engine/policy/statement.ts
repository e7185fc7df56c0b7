import type { Assumption } from '../../model/condition.ts';
import type { Location } from '../../model/location.ts';
import type { MapValue, Unknown, Value } from '../../model/value.ts';
import { type Truth, anyOf, not } from '../truth.ts';
import { type Conditions, conditionsOf } from './condition.ts';
import {
  type Pattern,
  type Patterns,
  type Settle,
  gap,
  holesOf,
  overlaps,
  patternsOf,
  subsumes,
  textOf,
} from './pattern.ts';
import { type Principals, principalsOf } from './principal.ts';

export interface Statement {
  /** `undefined` when it cannot be told. */
  readonly effect: 'Allow' | 'Deny' | undefined;
  /** Left out when the statement has neither `Action` nor `NotAction`; likewise the others. */
  readonly actions?: Clause | undefined;
  readonly resources?: Clause | undefined;
  readonly principals?: Principals | undefined;
  readonly conditions: Conditions;
  readonly at: Location;
  readonly under: readonly Assumption[];
  /** What of the statement itself cannot be read: its effect, or further elements. */
  readonly gaps: readonly Unknown[];
}

/** `Action` or `NotAction`, `Resource` or `NotResource`. */
export interface Clause extends Patterns {
  readonly negated: boolean;
  readonly at: Location;
}

/** Spellings of each element: in JSON, and as arguments of a block. */
const elements = {
  effect: ['Effect', 'effect'],
  action: ['Action', 'actions', 'action'],
  notAction: ['NotAction', 'not_actions'],
  resource: ['Resource', 'resources'],
  notResource: ['NotResource', 'not_resources'],
  principal: ['Principal', 'principals'],
  notPrincipal: ['NotPrincipal', 'not_principals'],
  condition: ['Condition', 'condition'],
} as const;

export function statementOf(map: MapValue, settle: Settle, under: readonly Assumption[]): Statement {
  const effect = effectOf(map, settle);
  const clause = (positive: keyof typeof elements, negative: keyof typeof elements): Clause | undefined =>
    clauseOf(element(map, positive), false, settle, under) ??
    clauseOf(element(map, negative), true, settle, under);
  return {
    effect: effect.effect,
    actions: clause('action', 'notAction'),
    resources: clause('resource', 'notResource'),
    principals:
      principalsOf(element(map, 'principal'), false, settle, under) ??
      principalsOf(element(map, 'notPrincipal'), true, settle, under),
    conditions: conditionsOf(element(map, 'condition'), map.open, settle, under),
    at: map.at,
    under,
    gaps: [...effect.gaps, ...(map.open ? [gap(map.open, map.at)] : [])],
  };
}

function element(map: MapValue, name: keyof typeof elements): Value | undefined {
  for (const spelling of elements[name]) {
    const value = map.entries.get(spelling);
    if (value) return value;
  }
  return undefined;
}

/** A block without an effect allows. */
function effectOf(map: MapValue, settle: Settle): { effect: Statement['effect']; gaps: Unknown[] } {
  const written = element(map, 'effect');
  const value = written && settle(written).value;
  if (!value || value.kind === 'absent')
    return map.open ? { effect: undefined, gaps: [] } : { effect: 'Allow', gaps: [] };
  if (value.kind === 'scalar') return { effect: value.text === 'Allow' ? 'Allow' : 'Deny', gaps: [] };
  return { effect: undefined, gaps: value.kind === 'unknown' ? [value] : [] };
}

function clauseOf(
  value: Value | undefined,
  negated: boolean,
  settle: Settle,
  under: readonly Assumption[],
): Clause | undefined {
  if (!value) return undefined;
  const settled = settle(value).value;
  if (settled.kind === 'absent') return undefined;
  const patterns = patternsOf(value, settle, under);
  if (settled.kind === 'list' && patterns.patterns.length === 0 && !patterns.open) return undefined;
  return { ...patterns, negated, at: settled.at };
}

/** Whether the clause covers everything that `target` stands for. */
export function coversAll(clause: Clause, target: Pattern, fold: boolean): Truth {
  return within(
    clause,
    clause.patterns.map((pattern) =>
      clause.negated ? overlaps(pattern, target, fold) : subsumes(pattern, target, fold),
    ),
  );
}

/** Whether the clause covers something that `target` stands for. */
export function coversSome(clause: Clause, target: Pattern, fold: boolean): Truth {
  return within(
    clause,
    clause.patterns.map((pattern) =>
      clause.negated ? subsumes(pattern, target, fold) : overlaps(pattern, target, fold),
    ),
  );
}

function within({ negated, open }: Clause, truths: readonly Truth[]): Truth {
  const listed = anyOf(open ? [...truths, undefined] : truths);
  return negated ? not(listed) : listed;
}

/** What of the statement cannot be read, what may matter most first. */
export function holesIn(statement: Statement): Unknown[] {
  const patterns = [
    ...(statement.principals?.principals ?? []),
    ...(statement.actions?.patterns ?? []),
    ...(statement.resources?.patterns ?? []),
  ];
  const opens = [
    statement.principals?.open,
    statement.actions?.open,
    statement.resources?.open,
    ...statement.conditions.gaps,
  ];
  const holes = [
    ...statement.gaps,
    ...opens.filter((open) => open !== undefined),
    ...patterns.flatMap(holesOf),
  ];
  holes.push(...statement.conditions.entries.flatMap(({ values }) => values.flatMap(holesOf)));
  return holes.sort((a, b) => Number(isSettledLater(a)) - Number(isSettledLater(b)));
}

function isSettledLater({ cause }: Unknown): boolean {
  return cause.kind === 'pseudo-parameter' || cause.kind === 'resource-attribute';
}

/** Whether an action is `*`, or `service:*`; an unknown one may be either. */
export function breadthOf(action: Pattern): 'all' | 'service' | 'some' | undefined {
  const text = textOf(action);
  if (text === undefined) return action.parts.length === 1 ? undefined : 'some';
  if (/^\*+(:\*+)?$/.test(text)) return 'all';
  return /^[\w-]+:\*+$/.test(text) ? 'service' : 'some';
}
