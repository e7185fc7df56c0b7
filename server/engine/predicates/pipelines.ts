import type { Settled } from '../reading.ts';
import { textsOf } from './policyVerdict.ts';
import type { Predicate, PredicateContext } from './predicate.ts';
import { valuesAt } from './structures.ts';
import { itemsOf } from './texts.ts';

/** An action of a pipeline, in the order in which it runs. */
interface Action {
  readonly category: string | undefined;
  readonly order: number;
}

export const deploysWithout: Predicate = (reading, given, context) => {
  const stages = itemsOf(reading.value, context);
  const actions = stages.leaves.flatMap(({ value }, stage) => actionsOf(value, stage, context));
  const known =
    stages.open === undefined &&
    actions.every(({ category }) => category !== undefined) &&
    stages.leaves.every(({ value }) => value.kind === 'map');
  const last = actions.filter(({ category }) => category === 'Deploy').at(-1);
  const wanted = textsOf(given['categories']);
  const checked =
    last &&
    actions.some(
      ({ category, order }) => category !== undefined && wanted.includes(category) && order < last.order,
    );
  if (checked) return { truth: false, evidence: [] };
  return { truth: known ? last !== undefined : undefined, evidence: [] };
};

const runOrders = 1000;

function actionsOf(stage: Settled, index: number, context: PredicateContext): Action[] {
  const leaves = ['Actions', 'action'].flatMap((name) => valuesAt(stage, [name], context));
  const actions = leaves.map(({ value }): Action => {
    const [category] = [
      ...valuesAt(value, ['ActionTypeId', 'Category'], context),
      ...valuesAt(value, ['category'], context),
    ];
    const [order] = [...valuesAt(value, ['RunOrder'], context), ...valuesAt(value, ['run_order'], context)];
    const number = order?.value.kind === 'scalar' ? Number(order.value.data) : 1;
    return {
      category: category?.value.kind === 'scalar' ? category.value.text : undefined,
      order: index * runOrders + number,
    };
  });
  return actions.sort((a, b) => a.order - b.order);
}
