import type { Plain } from '../plain.ts';
import { type FunctionTable, listIn, numberIn, plain, textIn } from './function.ts';

export const numberFunctions: FunctionTable = {
  abs: overNumber(Math.abs),
  ceil: overNumber(Math.ceil),
  floor: overNumber(Math.floor),
  log: plain((value, base) => overTwo(value, base, (a, b) => Math.log(a) / Math.log(b))),
  max: plain((...values) => among(values, Math.max)),
  min: plain((...values) => among(values, Math.min)),
  parseint: plain((text, base) => {
    const parsed = parseInt(textIn(text) ?? '', numberIn(base) ?? 10);
    return Number.isNaN(parsed) ? undefined : parsed;
  }),
  pow: plain((value, exponent) => overTwo(value, exponent, Math.pow)),
  signum: overNumber(Math.sign),
  sum: plain((values) => {
    const numbers = listIn(values)?.map(numberIn);
    return numbers?.every((number) => number !== undefined) && numbers.length > 0
      ? numbers.reduce((a, b) => a + b, 0)
      : undefined;
  }),
};

function overNumber(compute: (value: number) => number): FunctionTable[string] {
  return plain((data) => {
    const number = numberIn(data);
    return number === undefined ? undefined : compute(number);
  });
}

function overTwo(
  left: Plain | undefined,
  right: Plain | undefined,
  compute: (a: number, b: number) => number,
): number | undefined {
  const a = numberIn(left);
  const b = numberIn(right);
  const result = a === undefined || b === undefined ? NaN : compute(a, b);
  return Number.isFinite(result) ? result : undefined;
}

function among(values: readonly Plain[], choose: (...numbers: number[]) => number): number | undefined {
  const numbers = values.map(numberIn).filter((number) => number !== undefined);
  return numbers.length > 0 && numbers.length === values.length ? choose(...numbers) : undefined;
}
