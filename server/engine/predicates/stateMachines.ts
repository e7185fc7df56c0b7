import type { MapValue, Value } from '../../model/value.ts';
import type { Settled } from '../reading.ts';
import { type Truth, allOf, anyOf, not } from '../truth.ts';
import type { Predicate, PredicateContext, PredicateEvidence, PredicateResult } from './predicate.ts';
import { structureOf } from './structures.ts';
import { hole, markedTextOf } from './texts.ts';

/** A state of a definition, and whether a Parallel or Map around it handles errors. */
interface State {
  readonly name: string;
  readonly map: MapValue;
  readonly at: PredicateEvidence['at'];
  readonly guarded: Truth;
}

interface Definition {
  readonly states: readonly State[];
  readonly timeout: Truth;
  readonly open: boolean;
}

export const taskWithoutRetry: Predicate = (reading, _, context) =>
  someTask(definitionOf(reading.value, context), context, (task) =>
    not(anyOf([task.guarded, handles(task.map, context)])),
  );

export const taskWithoutTimeout: Predicate = (reading, _, context) => {
  const definition = definitionOf(reading.value, context);
  return someTask(definition, context, ({ map }) => {
    const resource = markedTextOf(settled(map.entries.get('Resource'), context) ?? map) ?? '';
    const waits = /\.waitForTaskToken$|:activity:/.test(resource)
      ? true
      : resource.includes(hole)
        ? undefined
        : false;
    const bounded = anyOf(
      ['TimeoutSeconds', 'TimeoutSecondsPath', 'HeartbeatSeconds', 'HeartbeatSecondsPath'].map((name) =>
        hasEntry(map, name),
      ),
    );
    return allOf([waits, not(bounded), not(definition.timeout)]);
  });
};

function someTask(
  { states, open }: Definition,
  context: PredicateContext,
  test: (task: State) => Truth,
): PredicateResult {
  const tasks = states.filter(
    ({ map }) => markedTextOf(settled(map.entries.get('Type'), context) ?? map) === 'Task',
  );
  const truths = tasks.map(test);
  if (truths.includes(true)) {
    return {
      truth: true,
      evidence: tasks
        .filter((_, index) => truths[index] === true)
        .map(({ at, name }) => ({ at, text: name })),
    };
  }
  return { truth: open || truths.includes(undefined) ? undefined : false, evidence: [] };
}

function settled(value: Value | undefined, context: PredicateContext): Settled | undefined {
  return value && context.settle(value).value;
}

function hasEntry(map: MapValue, name: string): Truth {
  return map.entries.has(name) ? true : map.open ? undefined : false;
}

function handles(map: MapValue, context: PredicateContext): Truth {
  return anyOf(
    ['Retry', 'Catch'].map((name): Truth => {
      const value = settled(map.entries.get(name), context);
      if (value?.kind === 'list') return value.items.length > 0 || (value.open ? undefined : false);
      return value && value.kind !== 'absent'
        ? value.kind === 'unknown'
          ? undefined
          : true
        : hasEntry(map, name) === undefined
          ? undefined
          : false;
    }),
  );
}

function definitionOf(value: Settled, context: PredicateContext): Definition {
  const definition = structureOf(value, context);
  if (definition.kind !== 'map') return { states: [], timeout: false, open: value.kind !== 'absent' };
  const states: State[] = [];
  const open = collect(definition, false, context, states);
  return { states, timeout: hasEntry(definition, 'TimeoutSeconds'), open };
}

/** Collects the states of a definition, or of a branch; true when there may be states that cannot be read. */
function collect(machine: MapValue, guarded: Truth, context: PredicateContext, states: State[]): boolean {
  const held = settled(machine.entries.get('States'), context);
  if (held?.kind !== 'map') return held !== undefined || machine.open !== undefined;
  let open = held.open !== undefined;
  for (const [name, value] of held.entries) {
    const map = settled(value, context);
    if (map?.kind !== 'map') {
      open = true;
      continue;
    }
    states.push({ name, map, at: value.key ?? map.at, guarded });
    const inner = anyOf([guarded, handles(map, context)]);
    for (const branch of branchesOf(map, context))
      open = (branch.kind === 'map' ? collect(branch, inner, context, states) : true) || open;
  }
  return open;
}

function branchesOf(map: MapValue, context: PredicateContext): Settled[] {
  const inner = ['ItemProcessor', 'Iterator']
    .map((name) => settled(map.entries.get(name), context))
    .filter((value) => value !== undefined);
  const branches = settled(map.entries.get('Branches'), context);
  if (branches?.kind === 'list') inner.push(...branches.items.map((item) => context.settle(item).value));
  else if (branches) inner.push(branches);
  return inner;
}
