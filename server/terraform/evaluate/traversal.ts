import type { Location } from '../../model/location.ts';
import type { OriginKind, Value } from '../../model/value.ts';
import type { Expression } from '../syntax/node.ts';
import { overChoices } from './choice.ts';
import { evaluate, sourceOf, splatItem } from './expression.ts';
import { moduleValue } from './modules.ts';
import { resourceValue } from './references.ts';
import type { Context } from './scope.ts';
import {
  failure,
  hasFailed,
  moved,
  numberOf,
  type OpenValue,
  place,
  scalar,
  textOf,
  unknown,
  workspaceFact,
} from './values.ts';
import { localValue, variableValue } from './variables.ts';

/** A step behind the root of a traversal. */
export type TraversalStep = { readonly name: string } | { readonly key: Expression };

/** A value by its root and what follows; the result stands at the whole traversal. */
export function evaluateTraversal(expression: Expression, context: Context, at: Location): Value {
  const steps: TraversalStep[] = [];
  let root = expression;
  while (root.kind === 'access' || root.kind === 'index') {
    steps.push(root.kind === 'access' ? { name: root.name.text } : { key: root.key });
    root = root.of;
  }
  steps.reverse();
  if (root.kind === 'splat-item')
    return walk(context.bindings.get(splatItem) ?? failure('', at), steps, context, at, (value) =>
      moved(value, at),
    );
  if (root.kind !== 'variable')
    return walk(evaluate(root, context), steps, context, at, (value) => moved(value, at));
  return fromRoot(root.name, steps, context, at, expression);
}

function fromRoot(
  root: string,
  steps: readonly TraversalStep[],
  context: Context,
  at: Location,
  expression: Expression,
): Value {
  const bound = context.bindings.get(root);
  if (bound)
    return walk(bound, steps, context, at, (value) => looped(value, at, sourceOf(expression, context)));
  const [first, ...rest] = steps;
  const name = first && 'name' in first ? first.name : undefined;
  if (name === undefined) {
    return /^(?:True|False)$/.test(root)
      ? scalar(root === 'True', at)
      : unknown('dangling-reference', root, at);
  }
  switch (root) {
    case 'var': {
      const { value, kind } = variableValue(context.module, name, at);
      return walk(value, rest, context, at, (found) => placed(found, at, kind, name));
    }
    case 'local':
      return walk(localValue(context.module, name, at), rest, context, at, (value) =>
        placed(value, at, 'local', name),
      );
    case 'module':
      return moduleValue(name, rest, context, at);
    case 'path':
      return pathValue(name, context, at);
    case 'terraform':
      return workspaceFact(`terraform.${name}`, at);
    case 'each':
    case 'count':
    case 'self':
      return unknown('each', `${root}.${name}`, at);
    default:
      return resourceValue(root, steps, context, at);
  }
}

/** Values that are not known stay as they are, except for where they stand. */
function placed(value: Value, at: Location, kind: OriginKind | undefined, name: string): Value {
  return kind === undefined || value.kind === 'unknown' ? moved(value, at) : place(value, at, kind, name);
}

function looped(value: Value, at: Location, name: string): Value {
  return value.at.piece === at.piece && value.origins === undefined && value.kind === 'unknown'
    ? moved(value, at)
    : placed(value, at, 'loop', name);
}

function pathValue(name: string, { module }: Context, at: Location): Value {
  if (name === 'module') return scalar(module.directory, at);
  return name === 'root' ? scalar('.', at) : unknown('pseudo-parameter', `path.${name}`, at);
}

/** Follows the steps into a value as it is stored, then lets `finish` put it where it is used. */
export function walk(
  from: Value,
  steps: readonly TraversalStep[],
  context: Context,
  at: Location,
  finish: (value: Value) => Value,
): Value {
  const [step, ...rest] = steps;
  if (!step) return finish(from);
  const key = 'name' in step ? scalar(step.name, at) : evaluate(step.key, context);
  return overChoices([from, key], at, ([of, by]) => {
    if (!of || !by) return failure('', at);
    if (hasFailed(by)) return { ...by, at };
    return walk(stepInto(of, by, at), rest, context, at, finish);
  });
}

/** An element of a value; a failure when it is certainly not there. */
export function stepInto(of: Value, key: Value, at: Location): Value {
  const name = textOf(key);
  switch (of.kind) {
    case 'map':
      return name === undefined
        ? elementUnknown(of, key, at)
        : (of.entries.get(name) ?? (of.open ? openElement(of.open, at) : failure(name, at)));
    case 'list':
      return fromList(of, key, at);
    case 'unknown':
      return further(of, name ?? '?', at);
    default:
      return failure(name ?? '', at);
  }
}

function fromList(of: Value & { kind: 'list' }, key: Value, at: Location): Value {
  const index = numberOf(key);
  if (index === undefined) return elementUnknown(of, key, at);
  const uncertain = of.items
    .slice(0, index)
    .some(
      (item) =>
        item.kind === 'choice' && (item.whenFalse.kind === 'absent' || item.whenTrue.kind === 'absent'),
    );
  if (uncertain) return openElement({ kind: 'conditions', subject: '', at }, at);
  const item = of.items[index];
  if (!item) return of.open ? openElement(of.open, at) : failure(String(index), at);
  if (item.kind !== 'choice') return item;
  return overChoices([item], at, ([settled]) =>
    !settled || settled.kind === 'absent' ? failure(String(index), at) : settled,
  );
}

function openElement(cause: OpenValue['cause'], at: Location): OpenValue {
  return { kind: 'unknown', cause, present: false, at };
}

/** By an unknown key: the only element there is, or what all of them refer to, else unknown. */
function elementUnknown(of: Value & { kind: 'list' | 'map' }, key: Value, at: Location): Value {
  const items = of.kind === 'list' ? of.items : [...of.entries.values()];
  const [first] = items;
  const same =
    first?.kind === 'unknown' &&
    first.reference &&
    items.every((item) => item.kind === 'unknown' && item.reference?.id === first.reference?.id);
  if (same && first) return first;
  if (key.kind === 'unknown') return { kind: 'unknown', cause: key.cause, present: false, at };
  return openElement({ kind: 'function', subject: '', at }, at);
}

/** What lies behind an attribute that is not known is not known either, but still named. */
function further(of: OpenValue, name: string, at: Location): OpenValue {
  if (of.failed) return { ...of, at };
  const { reference, subject } = of;
  const attribute = reference
    ? reference.attribute === undefined
      ? name
      : `${reference.attribute}.${name}`
    : undefined;
  return {
    kind: 'unknown',
    cause: of.cause,
    present: reference !== undefined,
    at,
    ...(reference ? { reference: { id: reference.id, attribute } } : {}),
    ...(subject === undefined ? {} : { subject: `${subject}.${name}` }),
  };
}
