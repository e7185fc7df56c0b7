import type { Condition } from '../../model/condition.ts';
import type { Location, Piece } from '../../model/location.ts';
import type { ResourceReference } from '../../model/resource.ts';
import type { Value } from '../../model/value.ts';
import type { Folders } from './calls.ts';
import type { Declarations } from './declarations.ts';
import type { Fact, Memory } from './memory.ts';

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
  readonly memory: Memory;
  readonly frames: Frame[];
  readonly underWay: Set<string>;
  /** How a fact is asked for again, by the first word of its key. */
  readonly readers: Readonly<Record<string, (module: Module, name: string) => unknown>>;
  /** Variables of the root without a value from outside are the caller's to say. */
  readonly called: boolean;
  steps: number;
  /** How deeply expressions are evaluated within one another. */
  depth: number;
}

/** What is written down while something is evaluated. */
export interface Frame {
  readonly facts: Map<string, Fact>;
  readonly references: ResourceReference[];
  cyclic: boolean;
}

/** Expressions within expressions, through everything that they refer to, are followed so far. */
export const depthBound = 400;

/** Evaluation of one thing stops after this many expressions. */
export const stepBound = 30_000;
