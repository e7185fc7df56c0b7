import type { Unknown, Value } from '../../model/value.ts';
import type { Predicate, PredicateContext } from './predicate.ts';
import { holesIn, itemsOf, markedTextOf, overText } from './texts.ts';

/** Whether the name of a machine image, its path in Parameter Store or the lookup that finds it certainly matches. */
export const imageNamed: Predicate = (reading, given, context) => {
  const pattern = new RegExp(String(given['pattern']));
  return overText(
    reading,
    context,
    (text, value) =>
      pattern.test(text) ||
      holesIn(value).some((part) => namesOf(part, context).some((name) => pattern.test(name))),
  );
};

function namesOf({ cause, reference }: Unknown, context: PredicateContext): string[] {
  if (cause.kind === 'dynamic-reference') return [cause.subject];
  const declared = context.byId(reference?.id ?? `@parameter.${cause.subject}`);
  if (!declared) return [];
  const { entries } = declared.body;
  const written = ['Default', 'name', 'name_regex'].flatMap((key) => entries.get(key) ?? []);
  return [
    ...written.flatMap((value) => textsIn(value, context)),
    ...filterValues(entries.get('filter'), context),
  ];
}

/** The values of a lookup's filters. */
function filterValues(filters: Value | undefined, context: PredicateContext): string[] {
  if (!filters) return [];
  return itemsOf(filters, context).leaves.flatMap(({ value }) => {
    const values = value.kind === 'map' ? value.entries.get('values') : undefined;
    return values ? textsIn(values, context) : [];
  });
}

function textsIn(value: Value, context: PredicateContext): string[] {
  return itemsOf(value, context).leaves.flatMap((leaf) => markedTextOf(leaf.value) ?? []);
}
