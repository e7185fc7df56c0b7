import type { Span } from '../../text/span.ts';
import type { Location } from '../../model/location.ts';
import type { Cause, Unknown, Value } from '../../model/value.ts';
import type {
  Conditional,
  Expression,
  ObjectExpression,
  Splat,
  Template,
  TemplatePart,
  TemplateFor,
  TemplateIf,
} from '../syntax/node.ts';
import { callFunction } from './call.ts';
import { built, choose, overChoices } from './choice.ts';
import { conditionFrom, conditionOf } from './condition.ts';
import { evaluateFor, eachOf } from './loop.ts';
import { binary, unary } from './operators.ts';
import { type Context, depthBound, stepBound } from './scope.ts';
import { evaluateTraversal } from './traversal.ts';
import {
  absent,
  causeOf,
  hasFailed,
  list,
  map,
  originsOf,
  scalar,
  textFrom,
  textOf,
  unknown,
  unknownFrom,
} from './values.ts';

/** The value of an expression, standing where the expression stands. Never throws; what cannot be told is unknown. */
export function evaluate(expression: Expression, context: Context): Value {
  const at = locate(expression, context);
  const { run } = context.module;
  if (run.steps++ > stepBound) return unknown('depth', '', at);
  if (run.depth > depthBound) {
    for (const frame of run.frames) frame.cyclic = true;
    return unknown('depth', '', at);
  }
  run.depth++;
  const value = evaluateKind(expression, context, at);
  run.depth--;
  return value;
}

function evaluateKind(expression: Expression, context: Context, at: Location): Value {
  switch (expression.kind) {
    case 'literal':
      return expression.data === null ? absent(at) : scalar(expression.data, at);
    case 'template':
      return evaluateTemplate(expression, context, at);
    case 'list':
      return built(
        expression.items.map((item) => evaluate(item, context)),
        at,
        (items) => listOf(expression.items, items, at),
      );
    case 'object':
      return evaluateObject(expression, context, at);
    case 'for':
      return evaluateFor(expression, context, at);
    case 'variable':
    case 'access':
    case 'index':
    case 'splat-item':
      return evaluateTraversal(expression, context, at);
    case 'splat':
      return evaluateSplat(expression, context, at);
    case 'call':
      return callFunction(expression, context, at);
    case 'conditional':
      return evaluateConditional(expression, context, at);
    case 'binary':
      return binary(expression, context, at);
    case 'unary':
      return unary(expression, context, at);
    case 'parenthesised':
      return { ...evaluate(expression.inner, context), at };
    case 'broken':
      return unknown('syntax', '', at);
  }
}

export function locate({ start, end }: Span, { piece }: Context): Location {
  return { piece, start, end };
}

/** The text of an expression on one line, as conditions and causes name it. */
export function sourceOf({ start, end }: Span, { piece }: Context): string {
  return piece.text.slice(start, end).replace(/\s+/g, ' ').trim();
}

function evaluateConditional(expression: Conditional, context: Context, at: Location): Value {
  const decider = evaluate(expression.condition, context);
  const condition = conditionFrom(decider, expression.condition, context);
  const { formula } = condition;
  if (formula.kind === 'constant') {
    const chosen = evaluate(formula.holds ? expression.whenTrue : expression.whenFalse, context);
    const origins = originsOf([decider]);
    return origins ? { ...chosen, origins: [...(chosen.origins ?? []), ...origins] } : chosen;
  }
  if (hasFailed(decider)) return { ...decider, at };
  return choose(
    condition,
    evaluate(expression.whenTrue, context),
    evaluate(expression.whenFalse, context),
    at,
  );
}

/** Old configurations write a list as `["${list}"]`: such an item gives its items, and one that is not known may. */
function listOf(written: readonly Expression[], values: readonly Value[], at: Location): Value {
  const wrapped = values.map(
    (value, i) =>
      isWrapped(written[i]) && (value.kind === 'list' || (value.kind === 'unknown' && !value.reference)),
  );
  if (!wrapped.includes(true)) return list(values, at);
  const items = values.flatMap((value, i) => (wrapped[i] && value.kind === 'list' ? value.items : [value]));
  const open = values.find(
    (value, i) => wrapped[i] && (value.kind === 'unknown' || (value.kind === 'list' && value.open)),
  );
  return list(items, at, open && causeOf(open));
}

function isWrapped(expression: Expression | undefined): boolean {
  return (
    expression?.kind === 'template' &&
    expression.parts.length === 1 &&
    expression.parts[0]?.kind === 'interpolation'
  );
}

function evaluateObject(expression: ObjectExpression, context: Context, at: Location): Value {
  const keys = expression.entries.map(({ key }) => evaluate(key, context));
  const values = expression.entries.map(({ value }) => evaluate(value, context));
  return built(values, at, (items) => {
    const entries = new Map<string, Value>();
    let open: Cause | undefined;
    for (const [index, value] of items.entries()) {
      const key = keys[index] ?? absent(at);
      const name = textOf(key);
      const written = expression.entries[index]?.key ?? expression;
      if (name === undefined)
        open = causeOf(key) ?? { kind: 'function', subject: sourceOf(written, context), at };
      else entries.set(name, { ...value, key: locate(written, context) });
    }
    return map(entries, at, open);
  });
}

/** The name under which the item of a splat is bound while its expression is evaluated; no name of the language. */
export const splatItem = '*';

function evaluateSplat(expression: Splat, context: Context, at: Location): Value {
  return overChoices([evaluate(expression.of, context)], at, ([of]) => {
    if (!of || of.kind === 'absent') return list([], at);
    const each = (item: Value): Value => {
      const bindings = new Map(context.bindings).set(splatItem, item);
      return item.kind === 'choice' || item.kind === 'absent'
        ? overChoices([item], at, ([settled]) =>
            settled?.kind === 'absent' || !settled
              ? absent(at)
              : evaluate(expression.each, {
                  ...context,
                  bindings: new Map(context.bindings).set(splatItem, settled),
                }),
          )
        : evaluate(expression.each, { ...context, bindings });
    };
    if (of.kind === 'list') return list(of.items.map(each), at, of.open);
    if (of.kind === 'unknown' && !of.reference) return unknownFrom([of], at, sourceOf(expression, context));
    return list([each(of)], at);
  });
}

function evaluateTemplate(expression: Template, context: Context, at: Location): Value {
  const [only] = expression.parts;
  if (expression.parts.length === 1 && only?.kind === 'interpolation' && expression.style === 'quoted') {
    const inner = evaluate(only.value, context);
    return { ...inner, at };
  }
  if (!only) return scalar('', at);
  if (expression.parts.length === 1 && only.kind === 'text') return scalar(only.text, at);
  const values = evaluateParts(expression.parts, context);
  return overChoices(values, at, (settled) => joinParts(settled, at));
}

/** The text that the settled parts make together. */
export function joinParts(settled: readonly Value[], at: Location): Value {
  const failed = settled.find(hasFailed);
  if (failed) return { ...failed, at };
  const parts = settled.flatMap((value): (string | Unknown)[] => {
    const text = textOf(value);
    if (text !== undefined) return [text];
    if (value.kind === 'text') return [...value.parts];
    if (value.kind === 'unknown') return [value];
    return [unknownFrom([value], at, '')];
  });
  return textFrom(parts, at, originsOf(settled));
}

export function evaluateParts(parts: readonly TemplatePart[], context: Context): Value[] {
  return parts.flatMap((part): Value[] => {
    switch (part.kind) {
      case 'text':
        return [scalar(part.text, locate(part, context))];
      case 'interpolation':
        return [evaluate(part.value, context)];
      case 'if':
        return [evaluateIf(part, context)];
      case 'for':
        return evaluateTemplateFor(part, context);
    }
  });
}

function evaluateIf(part: TemplateIf, context: Context): Value {
  const at = locate(part, context);
  const condition = conditionOf(part.condition, context);
  const { formula } = condition;
  const branch = (parts: readonly TemplatePart[]): Value =>
    overChoices(evaluateParts(parts, context), at, (settled) => joinParts(settled, at));
  if (formula.kind === 'constant') return branch(formula.holds ? part.whenTrue : part.whenFalse);
  return choose(condition, branch(part.whenTrue), branch(part.whenFalse), at);
}

function evaluateTemplateFor(part: TemplateFor, context: Context): Value[] {
  const at = locate(part, context);
  const collection = evaluate(part.collection, context);
  const items = eachOf(collection);
  if (!items) return [unknownFrom([collection], at, sourceOf(part.collection, context))];
  return items.flatMap(({ key, value }) => {
    const bindings = new Map(context.bindings);
    if (part.keyName !== undefined) bindings.set(part.keyName, key);
    bindings.set(part.valueName, value);
    return evaluateParts(part.parts, { ...context, bindings });
  });
}
