import { type Frame, type Module, type Run } from './scope.ts';

/** A remembered result with everything that it rests on. */
export interface Cell {
  readonly parts: readonly unknown[];
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

/** What is known of a root module and all that it calls, from one run to the next. */
export interface Memory {
  readonly cells: Cells;
  /** Results of the run before that might have changed: taken over when it turns out that they have not. */
  readonly doubtful: ReadonlyMap<string, Cell>;
  /** Which results rest on a result, and on a declaration (`folder|word name`). They only grow, and may name what is gone. */
  readonly dependents: Map<string, Set<string>>;
  readonly readersOf: Map<string, Set<string>>;
  /** True for one that takes nothing over from a run before. */
  readonly isEmpty: boolean;
  /** The texts of documents that functions have read, by the declaration that they stand for. */
  readonly files: Map<string, { readonly uri: string; readonly text: string | undefined }>;
}

export function emptyMemory(): Memory {
  return {
    cells: new Cells(new Map(), new Map()),
    doubtful: new Map(),
    dependents: new Map(),
    readersOf: new Map(),
    files: new Map(),
    isEmpty: true,
  };
}

/** The memory for the next run, in which all that rests on one of the changed declarations is in doubt. */
export function afterChanges(before: Memory, changed: Iterable<string>): Memory {
  const cells = before.cells.fork();
  const doubtful = new Map<string, Cell>();
  const queue: string[] = [...cells.cyclic];
  for (const declaration of changed) queue.push(...(before.readersOf.get(declaration) ?? []));
  for (let full = queue.pop(); full !== undefined; full = queue.pop()) {
    const cell = cells.get(full);
    if (!cell) continue;
    cells.delete(full);
    doubtful.set(full, cell);
    queue.push(...(before.dependents.get(full) ?? []));
  }
  return { ...before, cells, doubtful, files: new Map(before.files), isEmpty: false };
}

const layerBound = 400;

/** Results by module path and key: those of many runs, and over them a thin layer of what has changed since. */
export class Cells {
  readonly #base: ReadonlyMap<string, Cell>;
  readonly #changed: Map<string, Cell | undefined>;
  readonly cyclic = new Set<string>();

  constructor(
    base: ReadonlyMap<string, Cell>,
    changed: ReadonlyMap<string, Cell | undefined>,
    cyclic: Iterable<string> = [],
  ) {
    this.#base = base;
    this.#changed = new Map(changed);
    for (const full of cyclic) this.cyclic.add(full);
  }

  get(full: string): Cell | undefined {
    const changed = this.#changed.get(full);
    return changed ?? (this.#changed.has(full) ? undefined : this.#base.get(full));
  }

  set(full: string, cell: Cell): void {
    this.#changed.set(full, cell);
    if (cell.cyclic) this.cyclic.add(full);
  }

  delete(full: string): void {
    this.#changed.set(full, undefined);
    this.cyclic.delete(full);
  }

  /** The same results, to be changed without changing these. */
  fork(): Cells {
    if (this.#changed.size <= layerBound) return new Cells(this.#base, this.#changed, this.cyclic);
    return new Cells(new Map(this.entries()), new Map(), this.cyclic);
  }

  *entries(): Iterable<[string, Cell]> {
    for (const entry of this.#base) if (!this.#changed.has(entry[0])) yield entry;
    for (const [full, cell] of this.#changed) if (cell) yield [full, cell];
  }
}

/** A key in a module; those of the root stand for themselves. */
export function fullKey(path: string, key: string): string {
  return path === '' ? key : `${path}|${key}`;
}

const nestingBound = 150;

/** What a result is computed from, besides other results: the declaration by word and name, and its parts. */
export interface Source {
  readonly declaration: string;
  readonly parts: readonly unknown[];
}

/**
 * The result for `key` (`word:name`), computed at most once a run, or taken over from the run before while its parts are
 * the same objects and all results that it rests on are too. `cycle` is the result for something that asks for itself.
 */
export function remembered<T>(module: Module, key: string, source: Source, cycle: T, compute: () => T): T {
  const { run } = module;
  const full = fullKey(module.path, key);
  let cell = run.memory.cells.get(full);
  if (!cell) {
    if (run.underWay.has(full) || run.frames.length > nestingBound) {
      for (const frame of run.frames) frame.cyclic = true;
      return cycle;
    }
    run.underWay.add(full);
    cell = takeOver(run, full, source.parts) ?? computed(run, source.parts, compute);
    run.underWay.delete(full);
    store(module, full, source.declaration, cell);
  }
  const facts = run.frames.at(-1)?.facts;
  if (facts && !facts.has(full)) facts.set(full, { path: module.path, key, result: cell.result });
  return cell.result as T;
}

function store({ run, folder }: Module, full: string, declaration: string, cell: Cell): void {
  const { cells, dependents, readersOf } = run.memory;
  cells.set(full, cell);
  enter(readersOf, `${folder}|${declaration}`, full);
  for (const { path, key } of cell.facts) enter(dependents, fullKey(path, key), full);
}

function enter(index: Map<string, Set<string>>, key: string, full: string): void {
  const known = index.get(key);
  if (known) known.add(full);
  else index.set(key, new Set([full]));
}

function computed(run: Run, parts: readonly unknown[], compute: () => unknown): Cell {
  const frame = openFrame();
  const steps = run.steps;
  run.steps = 0;
  run.frames.push(frame);
  const result = compute();
  run.frames.pop();
  run.steps = steps;
  return { parts, facts: [...frame.facts.values()], result, cyclic: frame.cyclic };
}

/** The result of the run before, if all that it rests on is as it was. */
function takeOver(run: Run, full: string, parts: readonly unknown[]): Cell | undefined {
  const cell = run.memory.doubtful.get(full);
  if (!cell || cell.cyclic) return undefined;
  if (cell.parts.length !== parts.length || cell.parts.some((part, i) => part !== parts[i])) return undefined;
  const frame = openFrame();
  run.frames.push(frame);
  const holds = cell.facts.every((fact) => askAgain(run, fact) === fact.result);
  run.frames.pop();
  return holds && !frame.cyclic ? cell : undefined;
}

function openFrame(): Frame {
  return { facts: new Map(), references: [], cyclic: false };
}

function askAgain(run: Run, { path, key }: Fact): unknown {
  const known = run.memory.cells.get(fullKey(path, key));
  if (known) return known.result;
  const module = run.modules.get(path);
  const colon = key.indexOf(':');
  return module ? run.readers[key.slice(0, colon)]?.(module, key.slice(colon + 1)) : undefined;
}

/** Gives the earlier of two results that say the same, so that what rests on it need not be computed again. */
export function interned<T>(module: Module, key: string, result: T): T {
  const earlier = module.run.memory.doubtful.get(fullKey(module.path, key))?.result;
  return earlier !== undefined && JSON.stringify(earlier) === JSON.stringify(result)
    ? (earlier as T)
    : result;
}
