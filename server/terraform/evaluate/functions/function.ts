import type { Location } from '../../../model/location.ts';
import type { Value } from '../../../model/value.ts';
import { dataOf, type Plain, valueFrom } from '../plain.ts';
import type { Context } from '../scope.ts';
import { failure, originsOf, unknownFrom } from '../values.ts';

/** A call whose arguments have been evaluated; none of them is a choice or an error. */
export interface Occasion {
  readonly at: Location;
  readonly context: Context;
  readonly name: string;
}

export type TerraformFunction = (values: readonly Value[], occasion: Occasion) => Value;

export type FunctionTable = Readonly<Record<string, TerraformFunction>>;

/** What a function gives that is an error for its arguments. */
export const fails = Symbol('fails');

/** A function over plain data: unknown as soon as one argument is, or when `compute` cannot tell; `null` is an error. */
export function plain(
  compute: (...data: readonly Plain[]) => Plain | typeof fails | undefined,
): TerraformFunction {
  return (values, { at, name }) => {
    const data = values.map(dataOf);
    if (data.includes(undefined)) return unknownFrom(values, at, name, true);
    if (data.includes(null)) return failure(name, at);
    const result = compute(...(data as Plain[]));
    if (result === fails) return failure(name, at);
    return result === undefined ? unknownFrom([], at, name) : valueFrom(result, at, originsOf(values));
  };
}

export function textIn(data: Plain | undefined): string | undefined {
  return typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean'
    ? String(data)
    : undefined;
}

export function numberIn(data: Plain | undefined): number | undefined {
  const number = typeof data === 'string' && data.trim() !== '' ? Number(data) : data;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

export function listIn(data: Plain | undefined): readonly Plain[] | undefined {
  return Array.isArray(data) ? (data as readonly Plain[]) : undefined;
}
