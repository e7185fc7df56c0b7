import type { Location } from '../../model/location.ts';
import type { Resource, ResourceReference } from '../../model/resource.ts';
import type { MapValue, Value } from '../../model/value.ts';
import type { Expression, TopBlock } from '../syntax/node.ts';
import { bodiesOf, evaluateBody } from './body.ts';
import type { DeclaredResource } from './declarations.ts';
import { sourceOf } from './expression.ts';
import { type Instance, instancesOf, isApart } from './instances.ts';
import { tagged } from './providers.ts';
import { bracketed, qualify } from './references.ts';
import { remembered } from './memory.ts';
import type { Module } from './scope.ts';
import { list, scalar } from './values.ts';
import { contextOf, lastAttribute } from './variables.ts';

const metaBlocks = ['lifecycle', 'timeouts', 'provisioner', 'connection'];
const metaExpressions = ['provider', 'depends_on'];
const metaArguments = ['count', 'for_each'];
const beside: ReadonlySet<string> = new Set([...metaBlocks, ...metaExpressions, ...metaArguments]);
const nothing: readonly Resource[] = [];

/** The resources that a block declares: one for each instance that differs from the others; none when it does not exist. */
export function evaluateResource(module: Module, address: string): readonly Resource[] {
  return evaluateDeclared(module, address, module.declarations.resources.get(address));
}

/** The same for a block that is at hand. */
export function evaluateDeclared(
  module: Module,
  address: string,
  declared: DeclaredResource | undefined,
): readonly Resource[] {
  const call = module.call ? module.path : '';
  return remembered(
    module,
    declared?.key ?? `resource:${address}`,
    { declaration: `resource ${address}`, parts: declared?.parts ?? [] },
    nothing,
    () => (declared ? computeResources(module, declared, call) : nothing),
  );
}

function computeResources(module: Module, declared: DeclaredResource, call: string): readonly Resource[] {
  const instances = instancesOf(module, declared, declared.address);
  const apart = isApart(declared);
  const distinct = apart ? instances : instances.slice(0, 1);
  const frame = module.run.frames.at(-1);
  const [any] = distinct;
  const meta = any ? metaOf(module, declared.parts, any) : new Map<string, Value>();
  const resources = distinct.map((instance) => {
    if (frame) frame.references.length = 0;
    return computeResource(module, declared, instance, { apart, call, meta });
  });
  return resources.length > 0 ? resources : nothing;
}

function computeResource(
  module: Module,
  declared: DeclaredResource,
  instance: Instance,
  { apart, call, meta }: { apart: boolean; call: string; meta: ReadonlyMap<string, Value> },
): Resource {
  const { parts, mode, type, address } = declared;
  const [first] = parts;
  const piece = first?.piece ?? { uri: '', text: '' };
  const bodies = bodiesOf(module, parts, instance.bindings);
  const written = evaluateBody(bodies, beside);
  const body = mode === 'managed' ? tagged(module, declared, written, meta) : written;
  const key = apart && instance.key !== undefined ? bracketed(instance.key) : '';
  const label = first?.block.labels[1] ?? first?.block.type ?? { start: 0, end: 0 };
  const direct = module.run.frames.at(-1)?.references ?? [];
  return {
    dialect: 'terraform',
    id: qualify(module, `${address}${key}`),
    name: qualify(module, `${address.replace(/#\d+$/, '')}${key}`),
    type: mode === 'managed' ? type : `${mode}.${type}`,
    nameAt: { piece, start: label.start, end: label.end },
    piece,
    body,
    meta,
    exists: [...callConditions(module), ...instance.exists],
    references: referencesOf(body, direct),
    ...(call === '' ? {} : { callers: callersOf(module) }),
  };
}

function callConditions(module: Module): Resource['exists'] {
  const { call } = module;
  if (!call) return [];
  const declared = call.parent.declarations.modules.get(call.name);
  const instances = declared ? instancesOf(call.parent, declared, `module.${call.name}`) : [];
  const instance = instances.find(({ bindings }) => bindings === call.bindings);
  return [...callConditions(call.parent), ...(instance ?? call).exists];
}

/** The calls that lead to a module, outermost first. */
export function callersOf({ call, path }: Module): readonly { name: string; at: Location }[] {
  return call ? [...callersOf(call.parent), { name: path, at: call.at }] : [];
}

/** What stands beside the attributes. */
function metaOf(
  module: Module,
  parts: readonly TopBlock[],
  { bindings }: Instance,
): ReadonlyMap<string, Value> {
  const meta = new Map<string, Value>();
  const declared = { name: '', parts };
  const wanted = [...metaBlocks, ...metaArguments];
  const picked = parts.map((part) => ({
    ...part,
    block: { ...part.block, body: only(part.block.body, wanted) },
  }));
  for (const [name, value] of evaluateBody(bodiesOf(module, picked, bindings), new Set()).entries)
    meta.set(name, value);
  for (const name of metaExpressions) {
    const found = lastAttribute(declared, name);
    if (found) meta.set(name, namesIn(found.attribute.value, contextOf(module, found.top)));
  }
  return meta;
}

function only(body: TopBlock['block']['body'], names: readonly string[]): TopBlock['block']['body'] {
  return {
    ...body,
    attributes: body.attributes.filter(({ name }) => names.includes(name.text)),
    blocks: body.blocks.filter(({ type }) => names.includes(type.text)),
  };
}

/** Addresses as they are written: `aws.west`, or a list of them. Older configurations quote them. */
function namesIn(expression: Expression, context: ReturnType<typeof contextOf>): Value {
  const at: Location = { piece: context.piece, start: expression.start, end: expression.end };
  if (expression.kind === 'list')
    return list(
      expression.items.map((item) => namesIn(item, context)),
      at,
    );
  return scalar(sourceOf(expression, context).replace(/^"(.*)"$/, '$1'), at);
}

/** What is referred to in the body itself, then what its values came to name through locals, variables and outputs. */
function referencesOf(body: MapValue, direct: readonly ResourceReference[]): readonly ResourceReference[] {
  const found = new Map<string, ResourceReference>();
  const add = (reference: ResourceReference): void => {
    const { id, attribute, at } = reference;
    const key = `${id} ${attribute ?? ''} ${at.piece.uri} ${String(at.start)}`;
    if (!found.has(key)) found.set(key, reference);
  };
  direct.forEach(add);
  const budget = { left: 5_000 };
  const walk = (value: Value): void => {
    if (budget.left-- < 0) return;
    if (value.kind === 'unknown' && value.reference) add({ ...value.reference, at: value.at });
    for (const inner of partsOf(value)) walk(inner);
  };
  walk(body);
  return [...found.values()].sort((a, b) => a.at.start - b.at.start);
}

/** The values that a value is made of. */
function partsOf(value: Value): Iterable<Value> {
  switch (value.kind) {
    case 'text':
      return value.parts.filter((part) => typeof part !== 'string');
    case 'list':
      return value.items;
    case 'map':
      return value.entries.values();
    case 'choice':
      return [value.whenTrue, value.whenFalse];
    default:
      return [];
  }
}
