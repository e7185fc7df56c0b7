import type { Value } from '../model/value.ts';
import { type Evidence, type Facts, rowOf } from './condition.ts';
import type { ConditionExpression, Rule, Subject } from './rule.ts';
import { type Scope, declaring, readAttribute, relatedOf } from './scope.ts';

/**
 * What a rule's texts and fixes may name: `{resource}`, each attribute in reach, each related resource, each threshold,
 * and `{attribute|column}` for every table that the rule compares the attribute with.
 */
export function placeholdersOf(
  rule: Rule,
  subject: Subject,
  evidence: readonly Evidence[],
  scope: Scope,
  facts: Facts,
): Record<string, string> {
  const shown: Record<string, string> = { resource: scope.resource.name };
  for (const [name, { default: usual, strict }] of Object.entries(rule.thresholds))
    shown[name] = String(facts.strict ? strict : usual);
  for (const at of [scope, ...evidence.map((piece) => piece.scope)]) {
    for (const name of Object.keys(at.attributes))
      shown[name] = readAttribute(at, name)
        .map(({ value }) => display(value))
        .filter(Boolean)
        .join(', ');
    for (const [name, related] of Object.entries(at.related))
      shown[name] = relatedOf(at, related)
        .resources.map((other) => other.name)
        .join(', ');
  }
  for (const { name, text, reading } of evidence) {
    if (name === '') continue;
    shown[name] = text ?? (display(reading.value) || shown[name] || '');
  }
  for (const { attribute, table } of tablesOf(rule, subject)) {
    const row =
      declaring(scope, attribute) || attribute in shown
        ? rowOf(facts.tables, table, shown[attribute] ?? '')
        : undefined;
    for (const [column, text] of Object.entries(row ?? {})) shown[`${attribute}|${column}`] = text;
  }
  return shown;
}

/** A value as people would write it; empty for what is absent. */
export function display(value: Value): string {
  switch (value.kind) {
    case 'scalar':
      return value.text;
    case 'text':
      return value.parts
        .map((part) => (typeof part === 'string' ? part : `\${${display(part) || '…'}}`))
        .join('');
    case 'list':
      return value.items.map(display).filter(Boolean).join(', ');
    case 'unknown':
      return value.reference
        ? [value.reference.id, value.reference.attribute].filter(Boolean).join('.')
        : value.cause.subject;
    default:
      return '';
  }
}

interface Lookup {
  readonly attribute: string;
  readonly table: string;
}

function tablesOf(rule: Rule, subject: Subject): Lookup[] {
  return [rule.require, rule.unless, subject.require, subject.unless].flatMap((condition) =>
    condition ? lookupsIn(condition, '') : [],
  );
}

function lookupsIn(condition: ConditionExpression, list: string): Lookup[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap((part) => lookupsIn(part, list));
    case 'not':
      return lookupsIn(condition.of, list);
    case 'count':
      return condition.of ? lookupsIn(condition.of, condition.subject) : [];
    case 'test': {
      const attribute = condition.subject === '' ? list : condition.subject;
      if (condition.operand.kind === 'table') return [{ attribute, table: condition.operand.table }];
      const named = condition.operand.kind === 'predicate' ? condition.operand.arguments['table'] : undefined;
      return typeof named === 'string' ? [{ attribute, table: named }] : [];
    }
    default:
      return lookupsIn(condition.of, condition.subject);
  }
}
