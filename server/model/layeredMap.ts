/** So many entries lie over the others at most before all are copied. */
const layerBound = 100;

/** A map with some entries put over those of another, which it shares. */
class LayeredMap<K, V> implements ReadonlyMap<K, V> {
  readonly base: ReadonlyMap<K, V>;
  readonly over: ReadonlyMap<K, V>;
  readonly #added: readonly K[];

  constructor(base: ReadonlyMap<K, V>, over: ReadonlyMap<K, V>) {
    this.base = base;
    this.over = over;
    this.#added = [...over.keys()].filter((key) => !base.has(key));
  }

  get size(): number {
    return this.base.size + this.#added.length;
  }

  get(key: K): V | undefined {
    return this.over.get(key) ?? this.base.get(key);
  }

  has(key: K): boolean {
    return this.over.has(key) || this.base.has(key);
  }

  *entries(): MapIterator<[K, V]> {
    for (const [key, value] of this.base) yield [key, this.over.get(key) ?? value];
    for (const key of this.#added) yield [key, this.over.get(key) as V];
  }

  *keys(): MapIterator<K> {
    yield* this.base.keys();
    yield* this.#added;
  }

  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
  }

  forEach(each: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.entries()) each(value, key, this);
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }
}

/** The map with other values for some keys, in the same order, new keys last; it shares the rest instead of copying it. Values are never `undefined`. */
export function withEntries<K, V extends object>(
  map: ReadonlyMap<K, V>,
  entries: Iterable<readonly [K, V]>,
): ReadonlyMap<K, V> {
  const layered = map instanceof LayeredMap ? (map as LayeredMap<K, V>) : undefined;
  const over = new Map([...(layered?.over ?? []), ...entries]);
  const base = layered?.base ?? map;
  if (over.size <= layerBound) return new LayeredMap(base, over);
  return new Map(new LayeredMap(base, over));
}
