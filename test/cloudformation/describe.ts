// What a value or formula is, in the few words that fixtures draw under it.
import assert from 'node:assert/strict';
import type { Formula } from '../../server/model/condition.ts';
import { documentSpanOf } from '../../server/model/model.ts';
import type { Resource } from '../../server/model/resource.ts';
import type { Value } from '../../server/model/value.ts';
import { readTemplate, type Template } from '../../server/cloudformation/template.ts';
import { check, type Fixture, type Remark } from '../fixture.ts';

export const uri = 'file:///template.yaml';

/** A value as a fixture names it: `known 7 by default Days`, `unknown parameter Days`, `absent`. */
export function describe(value: Value): string {
  const origins = (value.origins ?? []).map(({ kind, name }) => ` by ${kind} ${name}`).join('');
  return contentOf(value) + origins;
}

function contentOf(value: Value): string {
  switch (value.kind) {
    case 'scalar':
      return `known ${JSON.stringify(value.data)}${value.decoded === undefined ? '' : ` holding ${describe(value.decoded)}`}`;
    case 'text':
      return `text ${value.parts.map((part) => (typeof part === 'string' ? part : `<${part.cause.subject}>`)).join('')}`;
    case 'list':
      return `list [${value.items.map(contentOf).join(', ')}]${value.open === undefined ? '' : ` open by ${value.open.kind}`}`;
    case 'map': {
      const entries = [...value.entries].map(([key, entry]) => `${key}: ${contentOf(entry)}`);
      return `map {${entries.join(', ')}}${value.open === undefined ? '' : ` open by ${value.open.kind}`}`;
    }
    case 'unknown': {
      const certainty = value.present ? '' : ' if there';
      const reference = value.reference === undefined ? '' : ` refers to ${value.reference.id}`;
      return `unknown ${value.cause.kind} ${value.cause.subject}${certainty}${reference}`;
    }
    case 'absent':
      return 'absent';
    case 'choice':
      return `if ${value.condition.name} then ${contentOf(value.whenTrue)} else ${contentOf(value.whenFalse)}`;
  }
}

export function formulaText(formula: Formula): string {
  switch (formula.kind) {
    case 'constant':
      return String(formula.holds);
    case 'atom':
      return formula.domain === undefined ? formula.id : `${formula.id} of ${formula.domain.join('|')}`;
    case 'not':
      return `not (${formulaText(formula.of)})`;
    case 'all':
    case 'any':
      return `${formula.kind} (${formula.of.map(formulaText).join(', ')})`;
  }
}

export function resourceNamed(template: Template, id: string): Resource {
  const resource = template.resources.find((other) => other.id === id);
  assert.ok(resource, `no resource ${id} among ${template.resources.map((other) => other.id).join(' ')}`);
  return resource;
}

/** Checks that the attribute `Value` of every resource is what is drawn under it. */
export function checkValues(text: string): void {
  check(text, (fixture) => attributesOf(fixture, readTemplate(uri, fixture.text)));
}

/** Checks the attributes of one resource against what is drawn under them. */
export function checkBody(id: string, text: string): void {
  check(text, (fixture) => {
    const template = readTemplate(uri, fixture.text);
    return [...resourceNamed(template, id).body.entries.values()].map((value) => remarkOf(template, value));
  });
}

function attributesOf(_: Fixture, template: Template): readonly Remark[] {
  return template.resources.flatMap(({ body }) => {
    const value = body.entries.get('Value');
    return value === undefined ? [] : [remarkOf(template, value)];
  });
}

function remarkOf(template: Template, value: Value): Remark {
  const span = documentSpanOf(template, value.at);
  assert.ok(span);
  return { start: span.start, end: span.end, message: describe(value) };
}
