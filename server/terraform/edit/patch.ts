import type { Data, Step } from '../../model/dialect.ts';
import { asDataMap } from './data.ts';

/** What is to become of one value: all changes to a block together form a tree. */
export type Patch = Put | Remove | Within;

/** The value becomes `data`, which is no map. */
export interface Put {
  readonly kind: 'put';
  readonly data: Data;
}

export interface Remove {
  readonly kind: 'remove';
}

export interface Within {
  readonly kind: 'within';
  /** True when a map is wanted here, be it an empty one; otherwise it only lies on the way. */
  whole: boolean;
  readonly children: Map<Step, Patch>;
}

export function emptyPatch(): Within {
  return { kind: 'within', whole: false, children: new Map() };
}

/** Adds a wish to the tree; false when it contradicts one that is there. */
export function addToPatch(root: Within, steps: readonly Step[], data: Data | undefined): boolean {
  const [step, ...rest] = steps;
  if (step === undefined) return data !== undefined && mergeData(root, data);
  const child = root.children.get(step);
  if (rest.length === 0 && (data === undefined || asDataMap(data) === undefined)) {
    if (child !== undefined && !isSame(child, data)) return false;
    root.children.set(step, data === undefined ? { kind: 'remove' } : { kind: 'put', data });
    return true;
  }
  if (child !== undefined && child.kind !== 'within') return false;
  const within = child ?? emptyPatch();
  root.children.set(step, within);
  return addToPatch(within, rest, data);
}

function mergeData(root: Within, data: Data): boolean {
  const map = asDataMap(data);
  if (map === undefined) return false;
  root.whole = true;
  return Object.entries(map).every(([key, value]) => addToPatch(root, [key], value));
}

function isSame(patch: Patch, data: Data | undefined): boolean {
  if (data === undefined) return patch.kind === 'remove';
  return patch.kind === 'put' && JSON.stringify(patch.data) === JSON.stringify(data);
}

/** What the patch makes where nothing stands yet; `undefined` when that is nothing. */
export function dataOf(patch: Patch): Data | undefined {
  if (patch.kind === 'remove') return undefined;
  if (patch.kind === 'put') return patch.data;
  const entries: [Step, Data][] = [];
  for (const [step, child] of patch.children) {
    const data = dataOf(child);
    if (data !== undefined) entries.push([step, data]);
  }
  if (entries.length === 0) return patch.whole ? {} : undefined;
  if (entries.every(([step]) => typeof step === 'number'))
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, data]) => data);
  return Object.fromEntries(entries);
}
