import type { Predicate } from './predicate.ts';

/** Every predicate by the name that rules call it. */
export const predicates: Readonly<Record<string, Predicate>> = {};
