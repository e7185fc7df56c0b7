// Fixes as authors write them → the data that the engine turns into changes.
import type {
  Addition,
  CautionKind,
  ConditionExpression,
  Fix,
  PerDialect,
} from '../../server/engine/rule.ts';
import type { DialectName } from '../../server/model/resource.ts';
import { isRecord } from './conditions.ts';
import { type FixDataForm, dialects } from './form.ts';
import { isPerDialect, perDialect } from './subjects.ts';
import type { Report, SourcePath } from './source.ts';

interface Place {
  readonly report: Report;
  readonly path: SourcePath;
  readonly attributes: ReadonlySet<string>;
  readonly placeholders: ReadonlySet<string>;
  /** What `$reference` may name. */
  readonly resources: ReadonlySet<string>;
}

/** What a fix may name. */
export interface FixNames {
  readonly condition: (form: unknown, path: SourcePath) => ConditionExpression;
  readonly attributes: ReadonlySet<string>;
  readonly placeholders: ReadonlySet<string>;
}

/** `undefined` when the data neither sets, removes nor adds anything. */
export function compileFix(
  form: FixDataForm,
  caution: CautionKind | undefined,
  names: FixNames,
  report: Report,
  path: SourcePath,
): Fix | undefined {
  const added = Object.keys(form.add ?? {});
  const place: Place = { ...names, report, path, resources: new Set(['self', ...added]) };
  const set = Object.entries(form.set ?? {}).map(([attribute, value]) => {
    const at = step(step(place, 'set'), attribute);
    checkAttribute(attribute, at);
    return [attribute, perDialect((dialect) => compileData(value, dialect, at))] as const;
  });
  (form.remove ?? []).forEach((attribute, index) => {
    checkAttribute(attribute, step(step(place, 'remove'), index));
  });
  const add = Object.entries(form.add ?? {}).map(
    ([name, additions]) => [name, compileAdditions(additions, step(step(place, 'add'), name))] as const,
  );
  if (set.length + add.length + (form.remove ?? []).length === 0) return undefined;
  const when = form.when && names.condition(form.when, [...path, 'when']);
  return {
    when,
    caution,
    follows: form.follows,
    set: Object.fromEntries(set),
    remove: form.remove ?? [],
    add: Object.fromEntries(add),
  };
}

/** The dialects in which a fix does anything. */
export function dialectsOf({ set, remove, add }: Fix): readonly DialectName[] {
  const parts = [...Object.values(set), ...Object.values(add)];
  return dialects.filter((dialect) => remove.length > 0 || parts.some((part) => dialect in part));
}

function compileAdditions(
  additions: PerDialect<Addition | { body?: unknown }>,
  place: Place,
): PerDialect<Addition> {
  return perDialect((dialect) => {
    const addition = additions[dialect];
    if (!addition || !('type' in addition)) return undefined;
    return {
      type: addition.type,
      name: addition.name,
      body: compileData(addition.body ?? {}, dialect, step(step(place, dialect), 'body')),
    };
  });
}

function checkAttribute(attribute: string, place: Place): void {
  if (!place.attributes.has(attribute)) {
    place.report(
      place.path,
      `The fix names “${attribute}”, which is no attribute; there are ${[...place.attributes].join(', ')}.`,
    );
  }
}

/** One dialect's share of a value; `undefined` when the dialect has none. */
function compileData(form: unknown, dialect: DialectName, place: Place): unknown {
  if (isPerDialect(form))
    return dialect in form ? compileData(form[dialect], dialect, step(place, dialect)) : undefined;
  if (Array.isArray(form))
    return form.map((item: unknown, index) => compileData(item, dialect, step(place, index)));
  if (typeof form === 'string') return checkedText(form, place);
  if (!isRecord(form)) return form;
  if ('$reference' in form) return compileReference(form, dialect, place);
  if ('$template' in form)
    return compileTemplate(compileData({ text: form['$template'] }, dialect, withoutHoles(place)), place);
  return Object.fromEntries(
    Object.entries(form).map(([key, value]) => [key, compileData(value, dialect, step(place, key))]),
  );
}

function compileReference(
  form: Readonly<Record<string, unknown>>,
  dialect: DialectName,
  place: Place,
): unknown {
  const name = String(form['$reference']);
  checkResource(name, place);
  const attribute = compileData(form['attribute'], dialect, place);
  return { $reference: name, ...(typeof attribute === 'string' ? { attribute } : {}) };
}

/** `{self.Arn}/*` in parts; a hole that names no resource stays a placeholder in its text. */
function compileTemplate(form: unknown, place: Place): unknown {
  const text = isRecord(form) && typeof form['text'] === 'string' ? form['text'] : '';
  const parts = text.split(/(\{[^{}]+\})/).filter((part) => part !== '');
  return {
    $template: parts.map((part) => {
      const hole = /^\{([^{}]+)\}$/.exec(part)?.[1];
      if (hole === undefined) return part;
      if (hole.startsWith('AWS::')) return { $pseudo: hole };
      const [name = '', ...attribute] = hole.split('.');
      if (place.resources.has(name))
        return { $reference: name, ...(attribute.length > 0 ? { attribute: attribute.join('.') } : {}) };
      checkedText(part, place);
      return part;
    }),
  };
}

function checkResource(name: string, place: Place): void {
  if (!place.resources.has(name)) {
    place.report(place.path, `“$reference” names “${name}”; it may name ${[...place.resources].join(', ')}.`);
  }
}

function checkedText(text: string, place: Place): string {
  for (const [, name = ''] of text.matchAll(/(?<!\$)\{([A-Za-z][\w|]*)(?:\*\d+)?\}/g)) {
    if (!place.placeholders.has(name))
      place.report(place.path, `The placeholder {${name}} stands for nothing.`);
  }
  return text;
}

/** A template's holes are checked when it is taken apart. */
function withoutHoles(place: Place): Place {
  return { ...place, report: () => undefined };
}

function step(place: Place, key: string | number): Place {
  return { ...place, path: [...place.path, key] };
}
