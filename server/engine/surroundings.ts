import type { Resource } from '../model/resource.ts';
import type { Cause } from '../model/value.ts';
import { type Referrers, referencesOf, referrersIn, referrersInWorld } from './references.ts';
import { type Index, mentioning } from './resourceIndex.ts';
import type { Surroundings } from './scope.ts';
import type { World } from './world.ts';

/** What a verdict rests on besides its own resource: each question asked of the surroundings, with its answer. */
export interface Rest {
  readonly types: ReadonlyMap<string, readonly Resource[]>;
  readonly ids: ReadonlyMap<string, Resource | undefined>;
  readonly referrers: readonly Asked[];
  readonly mentions: ReadonlyMap<string, readonly Resource[]>;
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
const noTypes: ReadonlyMap<string, readonly Resource[]> = new Map();
const noIds: Rest['ids'] = new Map();
const noReferrers: Rest['referrers'] = [];

/** Lives for the judging of one resource by one rule, and writes down what it is asked. */
export class Neighbourhood implements Surroundings {
  readonly #index: Index;
  #types: Map<string, readonly Resource[]> | undefined;
  #ids: Map<string, Resource | undefined> | undefined;
  #referrers: Asked[] | undefined;
  #mentions: Map<string, readonly Resource[]> | undefined;
  #askedOpen = false;

  constructor(index: Index) {
    this.#index = index;
  }

  /** `undefined` when nothing has been asked, as it is for most. */
  get rest(): Rest | undefined {
    const asked = this.#types ?? this.#ids ?? this.#referrers ?? this.#mentions;
    if (!asked && !this.#askedOpen) return undefined;
    return {
      types: this.#types ?? noTypes,
      ids: this.#ids ?? noIds,
      referrers: this.#referrers ?? noReferrers,
      mentions: this.#mentions ?? noTypes,
      open: this.#askedOpen ? keyOf(this.#index.open) : undefined,
    };
  }

  get open(): Cause | undefined {
    this.#askedOpen = true;
    return this.#index.open;
  }

  ofType(type: string): readonly Resource[] {
    const resources = ofType(this.#index, type);
    (this.#types ??= new Map<string, readonly Resource[]>()).set(type, resources);
    return resources;
  }

  byId(id: string): Resource | undefined {
    const resource = this.#index.byId.get(id);
    (this.#ids ??= new Map<string, Resource | undefined>()).set(id, resource);
    return resource;
  }

  mentioning(key: string): readonly Resource[] {
    const resources = mentioning(this.#index, key);
    (this.#mentions ??= new Map<string, readonly Resource[]>()).set(key, resources);
    return resources;
  }

  referrersTo(id: string, type: string, via: readonly string[], world: World): Referrers {
    const references = referencesOf(ofType(this.#index, type), via);
    if (references.inWorlds) return referrersInWorld(this.ofType(type), via, id, world);
    const answer = referrersIn(references, id);
    (this.#referrers ??= []).push({ id, type, via, answer });
    return answer;
  }
}

function ofType({ byType }: Index, type: string): readonly Resource[] {
  return byType.get(type) ?? none;
}

/** True when every question would be answered as it was then. */
export function stillHas(index: Index, { types, ids, referrers, mentions, open }: Rest): boolean {
  if (open !== undefined && keyOf(index.open) !== open) return false;
  for (const [type, resources] of types) if (ofType(index, type) !== resources) return false;
  for (const [id, resource] of ids) if (index.byId.get(id) !== resource) return false;
  for (const [key, resources] of mentions) if (!sameMembers(mentioning(index, key), resources)) return false;
  return referrers.every((asked) => stillAnswers(index, asked));
}

function stillAnswers(index: Index, { id, type, via, answer }: Asked): boolean {
  const references = referencesOf(ofType(index, type), via);
  if (references.inWorlds) return false;
  const { resources, open } = referrersIn(references, id);
  return (
    sameMembers(resources, answer.resources) &&
    open.length === answer.open.length &&
    open.every((doubtful, i) => doubtful.resource === answer.open[i]?.resource)
  );
}

/** What a resource's verdicts rest on together, to be compared quickly with what has changed. */
export interface Reach {
  readonly types: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
  readonly mentions: ReadonlySet<string>;
}

/** `undefined` when they rest on nothing. */
export function reachOf(rests: readonly Rest[]): Reach | undefined {
  if (rests.length === 0) return undefined;
  const types = new Set<string>();
  const ids = new Set<string>();
  const mentions = new Set<string>();
  for (const rest of rests) {
    for (const type of rest.types.keys()) types.add(type);
    for (const { type } of rest.referrers) types.add(type);
    for (const id of rest.ids.keys()) ids.add(id);
    for (const key of rest.mentions.keys()) mentions.add(key);
  }
  return { types, ids, mentions };
}

export function keyOf(open: Cause | undefined): string {
  return open ? `${open.kind} ${open.subject}` : '';
}

function sameMembers(a: readonly Resource[], b: readonly Resource[]): boolean {
  return a === b || (a.length === b.length && a.every((resource, i) => resource === b[i]));
}
