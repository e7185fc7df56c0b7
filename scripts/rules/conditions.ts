// Conditions as authors write them → expressions as the engine evaluates them.
import type { ConditionExpression, Literal, Operand, Word } from '../../server/engine/rule.ts';
import { faultOfPattern } from './pattern.ts';
import type { Report, SourcePath } from './source.ts';

/** What a condition may name where it stands, from the inside out. */
export interface Names {
  /** Attribute or related resource → what its items or its resources offer in turn. */
  readonly subjects: ReadonlyMap<string, () => Names>;
  readonly outer?: Names | undefined;
}

/** What else a condition may name. */
export interface Vocabulary {
  readonly thresholds: ReadonlySet<string>;
  readonly tables: ReadonlySet<string>;
  readonly predicates: ReadonlySet<string>;
}

interface Place {
  readonly names: Names;
  readonly vocabulary: Vocabulary;
  readonly report: Report;
  readonly path: SourcePath;
}

type Expressions = readonly ConditionExpression[];

const words: ReadonlySet<string> = new Set<Word>([
  ...(['present', 'absent', 'equals', 'oneOf', 'noneOf', 'atLeast', 'atMost', 'startsWith'] as const),
  ...(['endsWith', 'contains', 'matches', 'distinct', 'is'] as const),
]);
const quantifiers = new Set(['each', 'some', 'none']);
const comparisons: readonly Word[] = ['equals', 'atLeast', 'atMost'];

/** The expression of a map of conditions; what it names must exist. */
export function compileCondition(
  form: unknown,
  names: Names,
  vocabulary: Vocabulary,
  report: Report,
  path: SourcePath,
): ConditionExpression {
  return conditions(form, { names, vocabulary, report, path });
}

function conditions(form: unknown, place: Place): ConditionExpression {
  if (!isRecord(form)) return wrong(place, 'A condition is a map of attributes, or all, any and not.');
  return together(
    Object.entries(form).map(([key, value]) => {
      const inside = step(place, key);
      if (key === 'all' || key === 'any') return several(key, value, inside, conditions);
      if (key === 'not') return { kind: 'not', of: conditions(value, inside) };
      return subjectTest(key, value, inside);
    }),
  );
}

function subjectTest(subject: string, form: unknown, place: Place): ConditionExpression {
  if (!declared(place.names, subject)) {
    const known = [...allNames(place.names)].join(', ');
    return wrong(
      place,
      `“${subject}” is neither an attribute nor a related resource here; there are ${known}.`,
    );
  }
  return test(subject, form, place);
}

/** What must hold of one subject; the empty subject is the item itself. */
function test(subject: string, form: unknown, place: Place): ConditionExpression {
  if (form === 'present' || form === 'absent')
    return { kind: 'test', subject, word: form, operand: { kind: 'none' } };
  if (!isRecord(form))
    return wrong(
      place,
      `“${String(form)}” is no word of conditions; use present, absent or a map such as { equals: … }.`,
    );
  return together(Object.entries(form).map(([key, value]) => worded(subject, key, value, step(place, key))));
}

function worded(subject: string, key: string, value: unknown, place: Place): ConditionExpression {
  if (key === 'all' || key === 'any')
    return several(key, value, place, (form, inside) => test(subject, form, inside));
  if (key === 'not') return { kind: 'not', of: test(subject, value, place) };
  if (isQuantifier(key)) {
    if (subject === '')
      return wrong(place, 'An item cannot be walked itself; declare its list under “items”.');
    return { kind: key, subject, of: inner(value, inside(place, subject)) };
  }
  if (key === 'count') return count(subject, value, place);
  if (isWord(key)) return { kind: 'test', subject, word: key, operand: operandOf(key, value, place) };
  return wrong(place, `“${key}” is no word of conditions.`);
}

/** Inside `each` and its like: a word about the item, or conditions over what it holds. */
function inner(form: unknown, place: Place): ConditionExpression {
  if (!isRecord(form)) return test('', form, place);
  return together(
    Object.entries(form).map(([key, value]) => {
      const next = step(place, key);
      if (key === 'all' || key === 'any') return several(key, value, next, inner);
      if (key === 'not') return { kind: 'not', of: inner(value, next) };
      return isWord(key) ? worded('', key, value, next) : subjectTest(key, value, next);
    }),
  );
}

function count(subject: string, form: unknown, place: Place): ConditionExpression {
  if (!isRecord(form)) return wrong(place, '“count” takes a map such as { atLeast: 2 }.');
  const of = 'of' in form ? inner(form['of'], inside(step(place, 'of'), subject)) : undefined;
  const limits = comparisons.filter((word) => word in form);
  if (limits.length === 0) return wrong(place, '“count” needs equals, atLeast or atMost.');
  return together(
    limits.map((word) => ({
      kind: 'count',
      subject,
      of,
      word,
      operand: operandOf(word, form[word], step(place, word)),
    })),
  );
}

function operandOf(word: Word, form: unknown, place: Place): Operand {
  if (word === 'present' || word === 'absent' || word === 'distinct') {
    if (form !== true) wrong(place, `“${word}” takes only true; for the contrary use not.`);
    return { kind: 'none' };
  }
  if (word === 'is') return predicate(form, place);
  if (Array.isArray(form)) return literals(word, form, place);
  if (isLiteral(form)) return literals(word, [form], place);
  if (isRecord(form)) return reference(form, place);
  wrong(place, `“${word}” takes a literal, a list, a table, a threshold or an attribute.`);
  return { kind: 'none' };
}

function literals(word: Word, form: readonly unknown[], place: Place): Operand {
  const values = form.filter(isLiteral);
  if (values.length !== form.length)
    wrong(place, 'A list of operands holds only texts, numbers and booleans.');
  if (word === 'matches') values.forEach((value) => checkedPattern(value, place));
  if ((word === 'atLeast' || word === 'atMost') && values.some((value) => typeof value !== 'number')) {
    wrong(place, `“${word}” compares with a number.`);
  }
  const [first] = values;
  return values.length === 1 && first !== undefined
    ? { kind: 'literal', value: first }
    : { kind: 'list', values };
}

function reference(form: Readonly<Record<string, unknown>>, place: Place): Operand {
  const { table, threshold, attribute, times = 1, plus = 0 } = form;
  if (typeof table === 'string') {
    if (!place.vocabulary.tables.has(table)) wrong(place, `There is no rules/tables/${table}.yaml.`);
    return { kind: 'table', table };
  }
  if (typeof threshold === 'string') {
    if (!place.vocabulary.thresholds.has(threshold))
      wrong(place, `The rule declares no threshold “${threshold}”.`);
    return { kind: 'threshold', threshold };
  }
  if (typeof attribute === 'string') {
    if (!declared(place.names, attribute)) wrong(place, `“${attribute}” is no attribute here.`);
    return { kind: 'attribute', attribute, times: Number(times), plus: Number(plus) };
  }
  wrong(place, 'An operand names a table, a threshold or an attribute.');
  return { kind: 'none' };
}

function predicate(form: unknown, place: Place): Operand {
  const [name, given] = isRecord(form) ? (Object.entries(form)[0] ?? ['', {}]) : [String(form), {}];
  if (!place.vocabulary.predicates.has(name)) {
    const known = [...place.vocabulary.predicates].sort().join(', ') || 'none yet';
    wrong(place, `There is no predicate “${name}”; there are ${known}.`);
  }
  const named = isRecord(given) ? given : {};
  for (const key of ['pattern', 'commands'])
    [named[key] ?? []].flat().forEach((value) => checkedPattern(value, step(step(place, name), key)));
  return { kind: 'predicate', predicate: name, arguments: named };
}

function checkedPattern(form: unknown, place: Place): void {
  const fault = faultOfPattern(String(form));
  if (fault !== undefined) wrong(place, fault);
}

function several(
  kind: 'all' | 'any',
  form: unknown,
  place: Place,
  each: (form: unknown, place: Place) => ConditionExpression,
): ConditionExpression {
  if (!Array.isArray(form)) return wrong(place, `“${kind}” takes a list.`);
  return { kind, of: form.map((part: unknown, index) => each(part, step(place, index))) };
}

function together(parts: Expressions): ConditionExpression {
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? first : { kind: 'all', of: parts };
}

/** The scope in which a name is declared, from the inside out. */
export function declared(names: Names, subject: string): Names | undefined {
  for (let at: Names | undefined = names; at; at = at.outer) if (at.subjects.has(subject)) return at;
  return undefined;
}

function inside(place: Place, subject: string): Place {
  const names = declared(place.names, subject)?.subjects.get(subject)?.();
  return names ? { ...place, names: { ...names, outer: place.names } } : place;
}

function* allNames(names: Names): Iterable<string> {
  yield* names.subjects.keys();
  if (names.outer) yield* allNames(names.outer);
}

function step(place: Place, key: string | number): Place {
  return { ...place, path: [...place.path, key] };
}

function wrong(place: Place, message: string): ConditionExpression {
  place.report(place.path, message);
  return { kind: 'all', of: [] };
}

function isWord(key: string): key is Word {
  return words.has(key);
}

function isQuantifier(key: string): key is 'each' | 'some' | 'none' {
  return quantifiers.has(key);
}

function isLiteral(form: unknown): form is Literal {
  return typeof form === 'string' || typeof form === 'number' || typeof form === 'boolean';
}

/** True for a map of YAML or JSON. */
export function isRecord(form: unknown): form is Readonly<Record<string, unknown>> {
  return typeof form === 'object' && form !== null && !Array.isArray(form);
}
