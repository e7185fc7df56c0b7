import type { Declarations, Declared } from './declarations.ts';
import { stepFrom } from './redeclare.ts';

/** The declarations (`word name`) that differ between two states of a folder. */
export function changesBetween(before: Declarations, after: Declarations): readonly string[] {
  if (before === after) return [];
  const known = stepFrom(before, after);
  if (known) return known;
  const changed: string[] = [];
  for (const word of ['variable', 'resource', 'module', 'output', 'provider'] as const) {
    compare(word, before[`${word}s`], after[`${word}s`], sameParts, changed);
  }
  compare('local', before.locals, after.locals, (a, b) => a.attribute === b.attribute, changed);
  compare('variable', before.values, after.values, (a, b) => a === b, changed);
  if (!sameItems(before.terraform, after.terraform)) changed.push('terraform ');
  return changed;
}

function compare<T>(
  word: string,
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  same: (a: T, b: T) => boolean,
  changed: string[],
): void {
  for (const [name, one] of before) {
    const other = after.get(name);
    if (one !== other && (other === undefined || !same(one, other))) changed.push(`${word} ${name}`);
  }
  for (const name of after.keys()) if (!before.has(name)) changed.push(`${word} ${name}`);
}

function sameParts(a: Declared, b: Declared): boolean {
  return a.parts === b.parts || sameItems(a.parts, b.parts);
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
