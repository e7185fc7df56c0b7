import type { Condition, Formula } from '../../model/condition.ts';
import type { Value } from '../../model/value.ts';
import type { Expression } from '../syntax/node.ts';
import { bounded, formulaOf } from './choice.ts';
import { evaluate, sourceOf } from './expression.ts';
import type { Context } from './scope.ts';
import type { OpenValue } from './values.ts';

/** The condition that a boolean expression is; a constant one where it is known. */
export function conditionOf(expression: Expression, context: Context): Condition {
  return conditionFrom(evaluate(expression, context), expression, context);
}

/** The same for an expression whose value is there already. */
export function conditionFrom(value: Value | undefined, expression: Expression, context: Context): Condition {
  return namedCondition(value ?? evaluate(expression, context), bare(expression), context, (text) => text);
}

/** The condition that `value` is true, named after the expression that it comes from. */
export function namedCondition(
  value: Value,
  expression: Expression,
  context: Context,
  phrase: (text: string) => string,
): Condition {
  const source = sourceOf(expression, context);
  const compound = expression.kind === 'conditional' || expression.kind === 'binary';
  const text = phrase(source) === source || !compound ? phrase(source) : phrase(`(${source})`);
  const formula = bounded(
    formulaOf(value, (open) => atomOf(open, text, context)),
    () => ({ kind: 'atom', id: `${context.module.path}|${text}` }),
  );
  const { path } = context.module;
  return { name: path === '' ? text : `${path}: ${text}`, formula };
}

function atomOf(open: Value, text: string, context: Context): Formula {
  const subject = (open as OpenValue).subject;
  const instance = context.bindings.size > 0 ? bindingsKey(context) : '';
  return {
    kind: 'atom',
    id: subject === undefined ? `${context.module.path}|${text}${instance}` : `${subject} is true`,
  };
}

/** The atom that a subject has a value; subjects without a name of their own go by their text. */
export function equality(open: Value, text: string, value: string, context: Context): Formula {
  const { domain } = open as OpenValue;
  const subject = subjectOf(open, text, context);
  return {
    kind: 'atom',
    id: `${subject} == ${JSON.stringify(value)}`,
    subject,
    value,
    ...(domain ? { domain } : {}),
  };
}

export function subjectOf(open: Value, text: string, context: Context): string {
  const instance = context.bindings.size > 0 ? bindingsKey(context) : '';
  return (open as OpenValue).subject ?? `${context.module.path}|${text}${instance}`;
}

/** Tells instances apart whose expressions read the same. */
function bindingsKey({ bindings }: Context): string {
  const each = bindings.get('each');
  const count = bindings.get('count');
  const key =
    each?.kind === 'map'
      ? each.entries.get('key')
      : count?.kind === 'map'
        ? count.entries.get('index')
        : undefined;
  return key?.kind === 'scalar' ? `[${key.text}]` : '';
}

function bare(expression: Expression): Expression {
  return expression.kind === 'parenthesised' ? bare(expression.inner) : expression;
}
