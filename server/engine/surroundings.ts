import type { Model } from '../model/model.ts';
import type { Resource } from '../model/resource.ts';
import type { Cause } from '../model/value.ts';
import type { Surroundings } from './scope.ts';

/** Resources of a model by type and by id. A list keeps its identity from the previous index while its members do. */
export interface Index {
  /** Under their type, and all of a namespace together: `Custom::*`. */
  readonly byType: ReadonlyMap<string, readonly Resource[]>;
  readonly byId: ReadonlyMap<string, Resource>;
  readonly open: Cause | undefined;
}

export function indexOf(model: Model, previous?: Index): Index {
  const byType = new Map<string, Resource[]>();
  const byId = new Map<string, Resource>();
  for (const resource of model.resources) {
    byId.set(resource.id, resource);
    for (const key of keysOf(resource.type)) {
      const list = byType.get(key);
      if (list) list.push(resource);
      else byType.set(key, [resource]);
    }
  }
  const { open } = model;
  if (!previous) return { byType, byId, open };
  const shared = new Map<string, readonly Resource[]>();
  for (const [type, list] of byType) {
    const old = previous.byType.get(type);
    const same = old?.length === list.length && list.every((resource, i) => resource === old[i]);
    shared.set(type, same ? old : list);
  }
  return { byType: shared, byId, open };
}

function keysOf(type: string): readonly string[] {
  const end = type.indexOf('::');
  return end < 0 ? [type] : [type, `${type.slice(0, end)}::*`];
}

/** What a verdict rests on besides its own resource: each question asked of the surroundings, with its answer. */
export interface Rest {
  readonly types: ReadonlyMap<string, readonly Resource[]>;
  readonly ids: ReadonlyMap<string, Resource | undefined>;
  readonly open: string;
}

const none: readonly Resource[] = [];

/** Lives for the judging of one resource, and writes down what it is asked. */
export class Neighbourhood implements Surroundings {
  readonly #index: Index;
  readonly #types = new Map<string, readonly Resource[]>();
  readonly #ids = new Map<string, Resource | undefined>();
  #askedOpen = false;

  constructor(index: Index) {
    this.#index = index;
  }

  /** `undefined` when nothing has been asked. */
  get rest(): Rest | undefined {
    if (this.#types.size === 0 && this.#ids.size === 0 && !this.#askedOpen) return undefined;
    return { types: this.#types, ids: this.#ids, open: keyOf(this.#index.open) };
  }

  get open(): Cause | undefined {
    this.#askedOpen = true;
    return this.#index.open;
  }

  ofType(type: string): readonly Resource[] {
    const resources = this.#index.byType.get(type) ?? none;
    this.#types.set(type, resources);
    return resources;
  }

  byId(id: string): Resource | undefined {
    const resource = this.#index.byId.get(id);
    this.#ids.set(id, resource);
    return resource;
  }

  /** True when every question would be answered as it was then. */
  stillHas({ types, ids, open }: Rest): boolean {
    if (keyOf(this.#index.open) !== open) return false;
    for (const [type, resources] of types)
      if ((this.#index.byType.get(type) ?? none) !== resources) return false;
    for (const [id, resource] of ids) if (this.#index.byId.get(id) !== resource) return false;
    return true;
  }
}

function keyOf(open: Cause | undefined): string {
  return open ? `${open.kind} ${open.subject}` : '';
}
