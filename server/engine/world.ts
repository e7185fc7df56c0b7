import type { Assumption, Atom, Condition, Formula } from '../model/condition.ts';

/** One way in which all open conditions may turn out. */
export interface World {
  /** Decides the condition where nothing has decided it yet, and remembers it by name. */
  holds(condition: Condition): boolean;
}

/** A world that has been visited, and which named conditions mattered in it. */
export interface Visited<T> {
  readonly result: T;
  readonly assumed: ReadonlyMap<string, boolean>;
}

/**
 * Runs `visit` once for every possible combination of the conditions it asks for, and for no others.
 * `complete` is false when there were more than `bound` of them.
 */
export function explore<T>(
  bound: number,
  visit: (world: World) => T,
): { visited: Visited<T>[]; complete: boolean } {
  const visited: Visited<T>[] = [];
  let script: boolean[] = [];
  for (;;) {
    const run = new Run(script);
    visited.push({ result: visit(run), assumed: run.assumed });
    script = run.decisions;
    while (script.length > 0 && script.at(-1) === false) script.pop();
    if (script.length === 0) return { visited, complete: true };
    if (visited.length >= bound) return { visited, complete: false };
    script[script.length - 1] = false;
  }
}

const nothing: ReadonlyMap<string, boolean> = new Map();

/** Lives for one visit, mostly one in which nothing is asked: follows the script, then decides for true and writes that down. */
class Run implements World {
  readonly decisions: boolean[];
  #assumed: Map<string, boolean> | undefined;
  #facts: Map<string, boolean> | undefined;
  #subjects: Map<string, { is?: string | undefined; isNot: Set<string> }> | undefined;
  #next = 0;

  constructor(script: readonly boolean[]) {
    this.decisions = [...script];
  }

  get assumed(): ReadonlyMap<string, boolean> {
    return this.#assumed ?? nothing;
  }

  holds(condition: Condition): boolean {
    const holds = this.#evaluate(condition.formula);
    (this.#assumed ??= new Map<string, boolean>()).set(condition.name, holds);
    return holds;
  }

  #evaluate(formula: Formula): boolean {
    switch (formula.kind) {
      case 'constant':
        return formula.holds;
      case 'not':
        return !this.#evaluate(formula.of);
      case 'all':
        return formula.of.every((part) => this.#evaluate(part));
      case 'any':
        return formula.of.some((part) => this.#evaluate(part));
      case 'atom':
        return this.#decide(formula);
    }
  }

  #decide(atom: Atom): boolean {
    const known = this.#facts?.get(atom.id) ?? this.#implied(atom);
    if (known !== undefined) return known;
    const decision = this.decisions[this.#next] ?? true;
    if (this.#next >= this.decisions.length) this.decisions.push(decision);
    this.#next++;
    this.#remember(atom, decision);
    return decision;
  }

  #implied(atom: Atom): boolean | undefined {
    if (atom.subject === undefined || atom.value === undefined) return undefined;
    if (atom.domain && !atom.domain.includes(atom.value)) return false;
    const subject = this.#subjects?.get(atom.subject);
    if (subject?.is !== undefined) return subject.is === atom.value;
    const left = atom.domain?.filter((value) => !subject?.isNot.has(value));
    return left?.length === 1 ? left[0] === atom.value : undefined;
  }

  #remember(atom: Atom, holds: boolean): void {
    (this.#facts ??= new Map<string, boolean>()).set(atom.id, holds);
    if (atom.subject === undefined || atom.value === undefined) return;
    this.#subjects ??= new Map<string, { is?: string | undefined; isNot: Set<string> }>();
    const subject = this.#subjects.get(atom.subject) ?? { isNot: new Set<string>() };
    if (holds) subject.is = atom.value;
    else subject.isNot.add(atom.value);
    this.#subjects.set(atom.subject, subject);
  }
}

/** True when nothing that was assumed contradicts the visit. */
export function agrees(visit: Visited<unknown>, assumptions: readonly Assumption[]): boolean {
  return assumptions.every(({ name, holds }) => (visit.assumed.get(name) ?? holds) === holds);
}
