// Values drawn as JSON, so that tests can say what a template holds without a dialect.
import { type Node, parseTree } from 'jsonc-parser';
import type { Location, Piece } from '../../server/model/location.ts';
import type { Resource } from '../../server/model/resource.ts';
import type { CauseKind, MapValue, Unknown, Value } from '../../server/model/value.ts';
import { mentionsIn } from '../../server/engine/mentions.ts';
import type { PredicateContext } from '../../server/engine/predicates/predicate.ts';
import { type Reading, settle } from '../../server/engine/reading.ts';

/**
 * The value that JSON draws. `{"$unknown": "Days"}` is a parameter (or `"kind:subject"`), `{"$ref": "Bucket.Arn"}` a reference,
 * `{"$text": ["a", {…}]}` text known in part, `{"$if": ["IsProd", a, b]}` a choice, `{"$default": "x"}` what a parameter's default gives;
 * a map with `"$open"`, or a list with the item `"$open"`, may hold more.
 */
export function valueOf(text: string, uri = 'test'): Value {
  const tree = parseTree(text);
  if (!tree) throw new Error(`no JSON: ${text}`);
  return build(tree, { uri, text });
}

function build(node: Node, piece: Piece, key?: Location): Value {
  const at: Location = { piece, start: node.offset, end: node.offset + node.length };
  const placed = { at, ...(key ? { key } : {}) };
  switch (node.type) {
    case 'object':
      return special(node, piece, at) ?? map(node, piece, placed);
    case 'array': {
      const items = (node.children ?? [])
        .filter((child) => child.value !== '$open')
        .map((child) => build(child, piece));
      const open =
        items.length < (node.children ?? []).length
          ? ({ kind: 'function', subject: 'list' } as const)
          : undefined;
      return { kind: 'list', items, open, ...placed };
    }
    case 'null':
      return { kind: 'absent', ...placed };
    default: {
      const data = node.value as string | number | boolean;
      return { kind: 'scalar', data, text: String(data), ...placed };
    }
  }
}

function map(node: Node, piece: Piece, placed: { at: Location }): MapValue {
  const entries = new Map<string, Value>();
  for (const { children } of node.children ?? []) {
    const [name, child] = children ?? [];
    if (!name || !child || name.value === '$open') continue;
    entries.set(
      String(name.value),
      build(child, piece, { piece, start: name.offset, end: name.offset + name.length }),
    );
  }
  const open =
    entries.size < (node.children ?? []).length ? ({ kind: 'function', subject: 'map' } as const) : undefined;
  return { kind: 'map', entries, open, ...placed };
}

function special(node: Node, piece: Piece, at: Location): Value | undefined {
  const [name, content] = node.children?.[0]?.children ?? [];
  if (!content || !String(name?.value).startsWith('$')) return undefined;
  const items = (content.children ?? []).map((child) => build(child, piece));
  switch (name?.value) {
    case '$unknown':
      return unknown(String(content.value), at);
    case '$ref': {
      const [id = '', ...attribute] = String(content.value).split('.');
      const reference = { id, attribute: attribute.length > 0 ? attribute.join('.') : undefined };
      return {
        kind: 'unknown',
        cause: { kind: 'resource-attribute', subject: id },
        present: true,
        reference,
        at,
      };
    }
    case '$text':
      return {
        kind: 'text',
        parts: items.map((item) =>
          item.kind === 'unknown' ? item : item.kind === 'scalar' ? item.text : '',
        ),
        at,
      };
    case '$default': {
      const data = content.value as string;
      return { kind: 'scalar', data, text: data, origins: [{ kind: 'default', name: 'P' }], at };
    }
    case '$if': {
      const [condition, whenTrue, whenFalse] = items;
      const id = condition?.kind === 'scalar' ? condition.text : '';
      if (!whenTrue || !whenFalse) return undefined;
      return {
        kind: 'choice',
        condition: { name: id, formula: { kind: 'atom', id } },
        whenTrue,
        whenFalse,
        at,
      };
    }
    default:
      return undefined;
  }
}

function unknown(spelled: string, at: Location): Unknown {
  const [kind, subject] =
    spelled.includes(':') && !spelled.startsWith('AWS::') ? spelled.split(/:(.*)/) : [undefined, spelled];
  const implied = spelled.startsWith('AWS::') ? 'pseudo-parameter' : 'parameter';
  return {
    kind: 'unknown',
    cause: { kind: (kind ?? implied) as CauseKind, subject: subject ?? '' },
    present: true,
    at,
  };
}

/** A resource of that type whose body is drawn as JSON. */
export function resourceOf(id: string, type: string, body = '{}'): Resource {
  const value = valueOf(body, id);
  if (value.kind !== 'map') throw new Error('a body is a map');
  const { at } = value;
  return {
    dialect: 'cloudformation',
    id,
    name: id,
    type,
    nameAt: at,
    piece: at.piece,
    body: value,
    meta: new Map(),
    exists: [],
    references: [],
  };
}

/** The reading of a value by itself. */
export function readingOf(value: Value, owner: Resource): Reading {
  const settled = settle(value, { holds: () => true });
  return {
    value: settled.value,
    at: settled.value.at,
    steps: [],
    owner,
    under: settled.under,
    defaulted: false,
    written: true,
  };
}

export type Rows = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

/** Surroundings with these resources and tables; every condition holds. */
export function contextOf(
  resource: Resource,
  others: readonly Resource[] = [],
  tables: Rows = {},
): PredicateContext {
  const all = [resource, ...others];
  return {
    resource,
    settle: (value) => settle(value, { holds: () => true }),
    byId: (id) => all.find((other) => other.id === id),
    ofType: (type) => all.filter((other) => other.type === type),
    mentioning: (key) => mentionsIn(all).get(key) ?? [],
    row: (table, key) => tables[table]?.[key],
    rows: (table) => Object.entries(tables[table] ?? {}).map(([key, row]) => ({ ...row, key })),
  };
}
