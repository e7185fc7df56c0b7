import type { Resource } from '../model/resource.ts';
import type { Cause } from '../model/value.ts';
import { type Referrers, referencesOf, referrersIn, referrersInWorld } from './references.ts';
import type { Index } from './resourceIndex.ts';
import type { Surroundings } from './scope.ts';
import type { World } from './world.ts';

/** What a verdict rests on besides its own resource: each question asked of the surroundings, with its answer. */
export interface Rest {
  readonly types: ReadonlyMap<string, readonly Resource[]>;
  readonly ids: ReadonlyMap<string, Resource | undefined>;
  readonly referrers: readonly Asked[];
  /** `undefined` when nobody asked whether the text is all there is. */
  readonly open: string | undefined;
}

/** Who of a type names a resource. */
interface Asked {
  readonly id: string;
  readonly type: string;
  readonly via: readonly string[];
  readonly answer: Referrers;
}

const none: readonly Resource[] = [];

/** Lives for the judging of one resource, and writes down what it is asked. */
export class Neighbourhood implements Surroundings {
  readonly #index: Index;
  readonly #types = new Map<string, readonly Resource[]>();
  readonly #ids = new Map<string, Resource | undefined>();
  readonly #referrers: Asked[] = [];
  #askedOpen = false;

  constructor(index: Index) {
    this.#index = index;
  }

  /** `undefined` when nothing has been asked. */
  get rest(): Rest | undefined {
    const asked = this.#types.size + this.#ids.size + this.#referrers.length > 0 || this.#askedOpen;
    if (!asked) return undefined;
    const open = this.#askedOpen ? keyOf(this.#index.open) : undefined;
    return { types: this.#types, ids: this.#ids, referrers: this.#referrers, open };
  }

  get open(): Cause | undefined {
    this.#askedOpen = true;
    return this.#index.open;
  }

  ofType(type: string): readonly Resource[] {
    const resources = ofType(this.#index, type);
    this.#types.set(type, resources);
    return resources;
  }

  byId(id: string): Resource | undefined {
    const resource = this.#index.byId.get(id);
    this.#ids.set(id, resource);
    return resource;
  }

  referrersTo(id: string, type: string, via: readonly string[], world: World): Referrers {
    const references = referencesOf(ofType(this.#index, type), via);
    if (references.inWorlds) return referrersInWorld(this.ofType(type), via, id, world);
    const answer = referrersIn(references, id);
    this.#referrers.push({ id, type, via, answer });
    return answer;
  }
}

function ofType({ byType }: Index, type: string): readonly Resource[] {
  return byType.get(type) ?? none;
}

/** True when every question would be answered as it was then. */
export function stillHas(index: Index, { types, ids, referrers, open }: Rest): boolean {
  if (open !== undefined && keyOf(index.open) !== open) return false;
  for (const [type, resources] of types) if (ofType(index, type) !== resources) return false;
  for (const [id, resource] of ids) if (index.byId.get(id) !== resource) return false;
  return referrers.every((asked) => stillAnswers(index, asked));
}

function stillAnswers(index: Index, { id, type, via, answer }: Asked): boolean {
  const references = referencesOf(ofType(index, type), via);
  if (references.inWorlds) return false;
  const { resources, open } = referrersIn(references, id);
  return (
    resources.length === answer.resources.length &&
    open.length === answer.open.length &&
    resources.every((resource, i) => resource === answer.resources[i]) &&
    open.every((doubtful, i) => doubtful.resource === answer.open[i]?.resource)
  );
}

/** What a resource's verdicts rest on together, to be compared quickly with what has changed. */
export interface Reach {
  readonly types: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
}

/** `undefined` when they rest on nothing. */
export function reachOf(rests: readonly Rest[]): Reach | undefined {
  if (rests.length === 0) return undefined;
  const types = new Set<string>();
  const ids = new Set<string>();
  for (const rest of rests) {
    for (const type of rest.types.keys()) types.add(type);
    for (const { type } of rest.referrers) types.add(type);
    for (const id of rest.ids.keys()) ids.add(id);
  }
  return { types, ids };
}

export function keyOf(open: Cause | undefined): string {
  return open ? `${open.kind} ${open.subject}` : '';
}
