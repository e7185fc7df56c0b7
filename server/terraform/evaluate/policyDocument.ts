import type { Location } from '../../model/location.ts';
import type { Resource } from '../../model/resource.ts';
import type { Cause, ListValue, MapValue, Value } from '../../model/value.ts';
import { evaluateResource } from './resources.ts';
import { remembered } from './memory.ts';
import type { Module } from './scope.ts';
import { list, map, place, scalar, textOf } from './values.ts';

/** The policy that a data source of type `aws_iam_policy_document` builds, standing at `at`. */
export function policyDocument(module: Module, address: string, id: string, at: Location): Value | undefined {
  const document = readDocument(module, address, id);
  return document && place(document, at, 'data', address);
}

function readDocument(module: Module, address: string, id: string): MapValue | undefined {
  return remembered<MapValue | undefined>(
    module,
    `document:${id}`,
    { declaration: `resource ${address}`, parts: [] },
    undefined,
    () => {
      const resources = evaluateResource(module, address);
      const resource = resources.find((candidate) => candidate.id === id) ?? resources[0];
      return resource && documentOf(resource);
    },
  );
}

/** Asks again for a document by the id of its data source. */
export function readDocumentFact(module: Module, id: string): unknown {
  const local = module.path === '' ? id : id.slice(module.path.length + 1);
  return readDocument(module, local.replace(/\[[^\]]*\]$/, ''), id);
}

function documentOf({ body }: Resource): MapValue {
  const { entries, at } = body;
  const own = statementsOf(entries.get('statement'), body);
  const sources = documentsIn(entries.get('source_policy_documents') ?? entries.get('source_json'));
  const overrides = documentsIn(entries.get('override_policy_documents') ?? entries.get('override_json'));
  const open = own.open ?? sources.open ?? overrides.open;
  const statements = mergeBySid([...sources.statements, ...own.items], overrides.statements);
  const document = new Map<string, Value>([
    ['Version', entries.get('version') ?? scalar('2012-10-17', at)],
    ['Statement', list(statements, entries.get('statement')?.at ?? at, open)],
  ]);
  return map(document, at);
}

function statementsOf(value: Value | undefined, body: MapValue): ListValue {
  if (!value) return list([], body.at, body.open);
  if (value.kind !== 'list') return list([], value.at, { kind: 'function', subject: '', at: value.at });
  return { ...value, items: value.items.map(overStatement) };
}

function overStatement(item: Value): Value {
  if (item.kind === 'choice')
    return { ...item, whenTrue: overStatement(item.whenTrue), whenFalse: overStatement(item.whenFalse) };
  return item.kind === 'map' ? statementOf(item) : item;
}

/** Attribute of the block → element of the policy. */
const elements: Readonly<Record<string, string>> = {
  sid: 'Sid',
  actions: 'Action',
  not_actions: 'NotAction',
  resources: 'Resource',
  not_resources: 'NotResource',
};

function statementOf(block: MapValue): MapValue {
  const entries = new Map<string, Value>();
  for (const [name, element] of Object.entries(elements)) {
    const value = block.entries.get(name);
    if (value && value.kind !== 'absent') entries.set(element, value);
  }
  entries.set('Effect', block.entries.get('effect') ?? scalar('Allow', block.at));
  for (const [name, element] of [
    ['principals', 'Principal'],
    ['not_principals', 'NotPrincipal'],
  ] as const) {
    const value = block.entries.get(name);
    if (value) entries.set(element, principalsOf(value));
  }
  const condition = block.entries.get('condition');
  if (condition) entries.set('Condition', conditionsOf(condition));
  return { ...block, entries };
}

/** `{ AWS: […], Service: […] }`; `type = "*"` stands for everybody. */
function principalsOf(value: Value): Value {
  if (value.kind !== 'list') return value;
  const entries = new Map<string, Value>();
  let open: Cause | undefined = value.open;
  for (const item of value.items) {
    const block = item.kind === 'map' ? item : undefined;
    const type = textOf(block?.entries.get('type'));
    const identifiers = block?.entries.get('identifiers');
    if (!block || type === undefined || !identifiers)
      open ??= { kind: 'conditions', subject: '', at: item.at };
    else if (type === '*') return scalar('*', identifiers.at);
    else entries.set(type, joined(entries.get(type), identifiers));
  }
  return map(entries, value.at, open);
}

function conditionsOf(value: Value): Value {
  if (value.kind !== 'list') return value;
  const tests = new Map<string, MapValue>();
  let open: Cause | undefined = value.open;
  for (const item of value.items) {
    const block = item.kind === 'map' ? item : undefined;
    const test = textOf(block?.entries.get('test'));
    const variable = textOf(block?.entries.get('variable'));
    const values = block?.entries.get('values');
    if (!block || test === undefined || variable === undefined || !values)
      open ??= { kind: 'conditions', subject: '', at: item.at };
    else {
      const entries = new Map(tests.get(test)?.entries ?? []);
      entries.set(variable, joined(entries.get(variable), values));
      tests.set(test, map(entries, block.at));
    }
  }
  return map(tests, value.at, open);
}

function joined(earlier: Value | undefined, values: Value): Value {
  if (!earlier) return values;
  if (earlier.kind !== 'list' || values.kind !== 'list')
    return { ...list([earlier, values], earlier.at), open: { kind: 'function', subject: '', at: values.at } };
  return { ...earlier, items: [...earlier.items, ...values.items], open: earlier.open ?? values.open };
}

/** The statements of policy documents that are merged in, and why there may be more. */
function documentsIn(value: Value | undefined): { statements: readonly Value[]; open?: Cause | undefined } {
  if (!value || value.kind === 'absent') return { statements: [] };
  const items = value.kind === 'list' ? value.items : [value];
  const statements: Value[] = [];
  let open: Cause | undefined = value.kind === 'list' ? value.open : undefined;
  for (const item of items) {
    if (item.kind === 'absent') continue;
    const decoded =
      item.kind === 'scalar' || item.kind === 'text' || item.kind === 'unknown' ? item.decoded : undefined;
    const inner = decoded?.kind === 'map' ? decoded.entries.get('Statement') : undefined;
    if (inner?.kind === 'list') {
      statements.push(...inner.items);
      open ??= inner.open;
    } else if (inner?.kind === 'map') statements.push(inner);
    else open ??= item.kind === 'unknown' ? item.cause : { kind: 'encoded', subject: '', at: item.at };
  }
  return { statements, open };
}

/** Overriding statements take the place of those with the same `Sid`. */
function mergeBySid(base: readonly Value[], over: readonly Value[]): readonly Value[] {
  const replaced = new Set(over.map(sidOf).filter((sid) => sid !== undefined));
  return [...base.filter((statement) => !replaced.has(sidOf(statement) ?? '')), ...over];
}

function sidOf(statement: Value): string | undefined {
  return statement.kind === 'map' ? textOf(statement.entries.get('Sid')) : undefined;
}
