/**
 * A named condition of a template or module: what decides a branch or whether a resource exists.
 * Two conditions that rest on the same facts share atoms, so that impossible worlds are never visited.
 */
export interface Condition {
  /** As people know it: `IsProduction`, or the expression's text. */
  readonly name: string;
  readonly formula: Formula;
}

export type Formula =
  | { readonly kind: 'constant'; readonly holds: boolean }
  | Atom
  | { readonly kind: 'not'; readonly of: Formula }
  | { readonly kind: 'all'; readonly of: readonly Formula[] }
  | { readonly kind: 'any'; readonly of: readonly Formula[] };

/** A fact that the text leaves open. Atoms with the same `id` are the same fact. */
export interface Atom {
  readonly kind: 'atom';
  readonly id: string;
  /** For “subject equals value”: of the atoms of one subject at most one holds. */
  readonly subject?: string | undefined;
  readonly value?: string | undefined;
  /** All values that the subject may take, where it says so; one of them holds. */
  readonly domain?: readonly string[] | undefined;
}

/** A condition taken to hold, or not to, on the way to a value. */
export interface Assumption {
  readonly name: string;
  readonly holds: boolean;
}
