// The texts of a rule, and what their placeholders may name.
import type { ConditionExpression, RuleText, Subject } from '../../server/engine/rule.ts';
import { type LanguageName, type RuleForm, type TextForm, languages } from './form.ts';
import type { Report, SourcePath } from './source.ts';
import type { Names } from './conditions.ts';
import type { Tables } from './facts.ts';

/** A rule's texts in one language, without line breaks. */
export function textsOf(form: RuleForm, language: LanguageName): RuleText {
  const of = (text: TextForm | undefined): string | undefined => text && oneLine(text[language]);
  const parts: Partial<RuleText> = {
    absent: of(form.absent),
    tradeoff: of(form.tradeoff),
    fix: of(form.fix?.title),
    caution: of(form.fix?.caution),
    note: of(form.fix?.note),
    remedy: of(form.remedy),
  };
  const present = Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== undefined));
  return {
    title: oneLine(form.title[language]),
    rationale: oneLine(form.rationale[language]),
    message: oneLine(form.message[language]),
    ...present,
  };
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

/** Everything that a placeholder may name in one member of the rule. */
export function placeholdersOf(
  form: RuleForm,
  names: Names,
  subject: Subject,
  conditions: readonly ConditionExpression[],
  tables: Tables,
): Set<string> {
  const all = new Set(['resource', ...Object.keys(form.thresholds ?? {})]);
  for (const name of reachable(names)) all.add(name);
  for (const condition of conditions) {
    for (const { attribute, table } of lookupsIn(condition, '')) {
      for (const column of tables.get(table) ?? []) all.add(`${attribute}|${column}`);
    }
  }
  for (const name of Object.keys(subject.attributes)) all.add(name);
  return all;
}

function* reachable(names: Names): Iterable<string> {
  for (const [name, inside] of names.subjects) {
    yield name;
    yield* reachable(inside());
  }
}

/** Which attribute is compared with which table, as the engine fills in `{attribute|column}`. */
export function lookupsIn(
  condition: ConditionExpression,
  list: string,
): { readonly attribute: string; readonly table: string }[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap((part) => lookupsIn(part, list));
    case 'not':
      return lookupsIn(condition.of, list);
    case 'test': {
      const { operand, subject } = condition;
      const attribute = subject === '' ? list : subject;
      const table =
        operand.kind === 'table'
          ? operand.table
          : operand.kind === 'predicate'
            ? operand.arguments['table']
            : undefined;
      return typeof table === 'string' ? [{ attribute, table }] : [];
    }
    default:
      return condition.of ? lookupsIn(condition.of, condition.subject) : [];
  }
}

const spoken: readonly (readonly [SourcePath, (form: RuleForm) => TextForm | undefined])[] = [
  [['message'], (form) => form.message],
  [['remedy'], (form) => form.remedy],
  [['absent'], (form) => form.absent],
  [['fix', 'title'], (form) => form.fix?.title],
  [['fix', 'caution'], (form) => form.fix?.caution],
  [['fix', 'note'], (form) => form.fix?.note],
];

/** Placeholders must exist, and stand in both languages alike. */
export function checkPlaceholders(form: RuleForm, known: ReadonlySet<string>, report: Report): void {
  for (const [path, textOf] of spoken) {
    const text = textOf(form);
    if (!text) continue;
    for (const language of languages) {
      const others = holesIn(text[language === 'en' ? 'ko' : 'en']);
      for (const name of holesIn(text[language])) {
        if (!known.has(name))
          report(
            [...path, language],
            `The placeholder {${name}} stands for nothing; there are ${[...known].join(', ')}.`,
          );
        if (!others.has(name))
          report([...path, language], `The placeholder {${name}} is missing in the other language.`);
      }
    }
  }
  if (!holesIn(form.message.en).has('resource'))
    report(['message', 'en'], 'The message must name {resource}.');
  for (const key of ['title', 'rationale', 'tradeoff'] as const) {
    for (const language of languages) {
      if (form[key] && holesIn(form[key][language]).size > 0)
        report([key, language], `“${key}” is shown without a finding and cannot have placeholders.`);
    }
  }
}

/** The names of the placeholders in a text. */
export function holesIn(text: string): Set<string> {
  return new Set([...text.matchAll(/(?<!\$)\{([A-Za-z][\w|-]*)\}/g)].map(([, name = '']) => name));
}
