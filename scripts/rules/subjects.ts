// What a rule looks at: types, attributes and relations, in both dialects.
import type { Attribute, PerDialect, Related, Spelling } from '../../server/engine/rule.ts';
import type { DialectName } from '../../server/model/resource.ts';
import { type Names, isRecord } from './conditions.ts';
import {
  type AttributeForm,
  type AttributesForm,
  type DefaultForm,
  type RelationForm,
  type SpellingForm,
  dialects,
} from './form.ts';
import type { Report, SourcePath } from './source.ts';

type RelationsForm = Readonly<Record<string, RelationForm>>;

export function compileTypes(
  form: PerDialect<string | readonly string[]> | undefined,
): PerDialect<readonly string[]> {
  return perDialect((dialect) => {
    const types = form?.[dialect];
    return types === undefined ? undefined : asList(types);
  });
}

export function compileAttributes(forms: AttributesForm | undefined): Readonly<Record<string, Attribute>> {
  return mapped(forms, (form) => ({
    paths: perDialect((dialect) => {
      const spellings = form[dialect];
      return spellings === undefined ? undefined : asList(spellings).map(compileSpelling);
    }),
    defaults: compileDefault(form),
    items: compileAttributes(form.items),
  }));
}

export function compileRelations(forms: RelationsForm | undefined): Readonly<Record<string, Related>> {
  return mapped(forms, (form) => ({
    types: compileTypes(form.resource),
    by: form.by,
    via: compileTypes(form.via),
    attributes: compileAttributes(form.attributes),
    related: compileRelations(form.related),
  }));
}

/** A relation through references says, in each dialect that it has a type in, which path holds them. */
export function checkRelations(forms: RelationsForm | undefined, path: SourcePath, report: Report): void {
  for (const [name, { resource, by, via, related }] of Object.entries(forms ?? {})) {
    const at = [...path, name];
    const without = dialects.filter((dialect) => dialect in resource && !(via && dialect in via));
    if (by !== 'sameModule' && without.length > 0)
      report(at, `“${name}” is ${by} without a “via” for ${without.join(' and ')}.`);
    checkRelations(related, [...at, 'related'], report);
  }
}

/** The names that conditions may use, as the engine will find them. */
export function namesOf(
  attributes: Readonly<Record<string, Attribute>>,
  related: Readonly<Record<string, Related>>,
  outer?: Names,
): Names {
  const subjects = new Map<string, () => Names>();
  const names: Names = { subjects, outer };
  for (const [name, { items }] of Object.entries(attributes))
    subjects.set(name, () => namesOf(items, {}, names));
  for (const [name, other] of Object.entries(related))
    subjects.set(name, () => namesOf(other.attributes, other.related, names));
  return names;
}

function compileSpelling(form: SpellingForm): Spelling {
  return typeof form === 'string' ? { path: form } : form;
}

function compileDefault({ default: form }: AttributeForm): PerDialect<DefaultForm> {
  if (form === undefined) return {};
  if (isPerDialect<DefaultForm>(form)) return form;
  return { cloudformation: form, terraform: form };
}

/** True for a map that has nothing but dialects as keys. */
export function isPerDialect<T>(form: unknown): form is PerDialect<T> {
  if (!isRecord(form)) return false;
  const keys = Object.keys(form);
  return keys.length > 0 && keys.every((key) => key === 'cloudformation' || key === 'terraform');
}

/** One value for each dialect that has one. */
export function perDialect<T>(valueOf: (dialect: DialectName) => T | undefined): PerDialect<T> {
  const values: Partial<Record<DialectName, T>> = {};
  for (const dialect of dialects) {
    const value = valueOf(dialect);
    if (value !== undefined) values[dialect] = value;
  }
  return values;
}

function asList<T>(form: T | readonly T[]): readonly T[] {
  return Array.isArray(form) ? (form as readonly T[]) : [form as T];
}

function mapped<A, B>(
  forms: Readonly<Record<string, A>> | undefined,
  convert: (form: A) => B,
): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(forms ?? {}).map(([name, form]) => [name, convert(form)]));
}
