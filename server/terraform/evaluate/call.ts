import type { Location } from '../../model/location.ts';
import type { Value } from '../../model/value.ts';
import type { Call, Expression } from '../syntax/node.ts';
import { overChoices } from './choice.ts';
import { evaluate } from './expression.ts';
import { collectionFunctions } from './functions/collections.ts';
import { conversionFunctions } from './functions/conversions.ts';
import { encodingFunctions } from './functions/encoding.ts';
import { fileFunctions } from './functions/files.ts';
import type { FunctionTable } from './functions/function.ts';
import { networkFunctions } from './functions/network.ts';
import { numberFunctions } from './functions/numbers.ts';
import { selectionFunctions } from './functions/selection.ts';
import { setFunctions } from './functions/sets.ts';
import { stringFunctions } from './functions/strings.ts';
import type { Context } from './scope.ts';
import { causeOf, failure, hasFailed, originsOf, scalar, unknown, unknownFrom } from './values.ts';

const table: FunctionTable = {
  ...collectionFunctions,
  ...conversionFunctions,
  ...encodingFunctions,
  ...fileFunctions,
  ...networkFunctions,
  ...numberFunctions,
  ...selectionFunctions,
  ...setFunctions,
  ...stringFunctions,
};

/** The result of a call; of a function that is not evaluated an unknown one that names it. */
export function callFunction(call: Call, context: Context, at: Location): Value {
  const name = call.name.text.replace(/^core::/, '');
  if (name === 'try') return firstThatWorks(call.arguments, context, at);
  if (name === 'can') return whetherItWorks(call.arguments, context, at);
  const run = Object.hasOwn(table, name) ? table[name] : undefined;
  const values = argumentsOf(call, context);
  if (!run || !values) return { ...unknown('function', name, at), present: true };
  return overChoices(values, at, (settled) => {
    const failed = settled.find(hasFailed);
    return failed ? { ...failed, at } : chosenBy(settled, run(settled, { at, context, name }));
  });
}

/** What a function takes out of a list or a map depends on where its number or key comes from. */
function chosenBy(values: readonly Value[], result: Value): Value {
  if (result.origins || result.kind === 'unknown' || result.kind === 'choice') return result;
  const origins = originsOf(values.filter(({ kind }) => kind === 'scalar'));
  return origins ? { ...result, origins } : result;
}

/** The arguments, with a list that is followed by `...` spread; `undefined` when that list is not known. */
function argumentsOf(call: Call, context: Context): Value[] | undefined {
  const values = call.arguments.map((argument) => evaluate(argument, context));
  if (!call.expanded) return values;
  const last = values.pop();
  if (last?.kind === 'list' && !last.open) return [...values, ...last.items];
  return last?.kind === 'absent' ? values : undefined;
}

function firstThatWorks(expressions: readonly Expression[], context: Context, at: Location): Value {
  const [first, ...rest] = expressions;
  if (!first) return failure('try', at);
  return overChoices([evaluate(first, context)], at, ([value]) =>
    !value || hasFailed(value) ? firstThatWorks(rest, context, at) : { ...value, at },
  );
}

function whetherItWorks(expressions: readonly Expression[], context: Context, at: Location): Value {
  const [first] = expressions;
  if (!first) return failure('can', at);
  return overChoices([evaluate(first, context)], at, ([value]) => {
    if (!value || hasFailed(value)) return scalar(false, at);
    const open = value.kind === 'unknown' && causeOf(value);
    return open ? unknownFrom([value], at, 'can') : scalar(true, at);
  });
}
