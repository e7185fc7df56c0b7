import type { Condition } from '../../model/condition.ts';
import type { Location, Piece } from '../../model/location.ts';
import type { ResourceReference } from '../../model/resource.ts';
import type { Value } from '../../model/value.ts';
import type { Folders } from './calls.ts';
import type { Declarations } from './declarations.ts';

/** What modules are read from; confined to the workspace by whoever gives it. */
export interface ModuleLoader {
  /** The Terraform documents of a folder by URI; `undefined` when there is no such folder in reach. */
  folder(uri: string): ReadonlyMap<string, string> | undefined;
  /** The text of any document; `undefined` when it is not in reach. */
  file(uri: string): string | undefined;
}

/** One module as it is called from one place: the root, or an instance of a module block. */
export interface Module {
  /** Empty for the root, else `module.network["a"]`, with its parents before it. */
  readonly path: string;
  readonly folder: string;
  /** What `path.module` is. */
  readonly directory: string;
  readonly declarations: Declarations;
  readonly run: Run;
  readonly call?: Call | undefined;
}

/** How a module came to be called. */
export interface Call {
  readonly parent: Module;
  /** The module block's label. */
  readonly name: string;
  readonly bindings: Bindings;
  readonly exists: readonly Condition[];
  readonly at: Location;
}

/** Names that stand for values only in one place: `each`, `count`, the variables of `for` and `dynamic`. */
export type Bindings = ReadonlyMap<string, Value>;

/** Where an expression stands. */
export interface Context {
  readonly module: Module;
  readonly piece: Piece;
  readonly bindings: Bindings;
}

/** One evaluation of a root module with all that it calls. */
export interface Run {
  readonly loader: ModuleLoader;
  readonly folders: Folders;
  readonly modules: Map<string, Module>;
  /** Results by module path and key. */
  readonly cells: Map<string, Cell>;
  /** Those of the run before, to be taken over where nothing has changed. */
  readonly previous: ReadonlyMap<string, Cell> | undefined;
  readonly frames: Frame[];
  readonly underWay: Set<string>;
  /** How a fact is asked for again, by the first word of its key. */
  readonly readers: Readonly<Record<string, (module: Module, name: string) => unknown>>;
  /** Variables of the root without a value from outside are the caller's to say. */
  readonly called: boolean;
  steps: number;
}

/** A remembered result with everything that it rests on. */
export interface Cell {
  readonly sources: readonly unknown[];
  readonly facts: readonly Fact[];
  readonly result: unknown;
  /** True when it came about within a cycle, so that it depends on where the cycle was entered. */
  readonly cyclic: boolean;
}

export interface Fact {
  readonly path: string;
  readonly key: string;
  readonly result: unknown;
}

/** What is written down while something is evaluated. */
export interface Frame {
  readonly facts: Fact[];
  readonly references: ResourceReference[];
  cyclic: boolean;
}

/** Evaluation of one thing stops after this many expressions. */
export const stepBound = 60_000;

/**
 * The result for `key` (`word:name`), computed at most once a run, or taken over from the run before while its sources are
 * the same objects and all facts that it rests on are too. `cycle` is the result for something that asks for itself.
 */
export function remembered<T>(
  module: Module,
  key: string,
  sources: readonly unknown[],
  cycle: T,
  compute: () => T,
): T {
  const { run } = module;
  const full = `${module.path}|${key}`;
  if (run.underWay.has(full)) {
    for (const frame of run.frames) frame.cyclic = true;
    return cycle;
  }
  let cell = run.cells.get(full);
  if (!cell) {
    run.underWay.add(full);
    cell = takeOver(module, full, sources) ?? computed(run, sources, compute);
    run.underWay.delete(full);
    run.cells.set(full, cell);
  }
  run.frames.at(-1)?.facts.push({ path: module.path, key, result: cell.result });
  return cell.result as T;
}

function computed(run: Run, sources: readonly unknown[], compute: () => unknown): Cell {
  const frame: Frame = { facts: [], references: [], cyclic: false };
  const steps = run.steps;
  run.steps = 0;
  run.frames.push(frame);
  const result = compute();
  run.frames.pop();
  run.steps = steps;
  return { sources, facts: distinct(frame.facts), result, cyclic: frame.cyclic };
}

function distinct(facts: readonly Fact[]): readonly Fact[] {
  if (facts.length < 2) return facts;
  return [...new Map(facts.map((fact) => [`${fact.path}|${fact.key}`, fact])).values()];
}

/** The cell of the run before, if all that it rests on is as it was. */
function takeOver(module: Module, full: string, sources: readonly unknown[]): Cell | undefined {
  const { run } = module;
  const cell = run.previous?.get(full);
  if (!cell || cell.cyclic) return undefined;
  if (cell.sources.length !== sources.length || cell.sources.some((source, i) => source !== sources[i]))
    return undefined;
  const frame: Frame = { facts: [], references: [], cyclic: false };
  run.frames.push(frame);
  const holds = cell.facts.every((fact) => askAgain(run, fact) === fact.result);
  run.frames.pop();
  return holds && !frame.cyclic ? cell : undefined;
}

function askAgain(run: Run, { path, key }: Fact): unknown {
  const module = run.modules.get(path);
  const colon = key.indexOf(':');
  return module ? run.readers[key.slice(0, colon)]?.(module, key.slice(colon + 1)) : undefined;
}

/** Gives the earlier of two results that say the same, so that what rests on it need not be computed again. */
export function interned<T>(module: Module, key: string, result: T): T {
  const earlier = module.run.previous?.get(`${module.path}|${key}`)?.result;
  return earlier !== undefined && JSON.stringify(earlier) === JSON.stringify(result)
    ? (earlier as T)
    : result;
}
