import type { Location } from '../../model/location.ts';
import type { OriginKind, Value } from '../../model/value.ts';
import type { Attribute, Expression, TopBlock } from '../syntax/node.ts';
import type { Declared } from './declarations.ts';
import { evaluate } from './expression.ts';
import { argumentValue } from './modules.ts';
import { remembered } from './memory.ts';
import type { Context, Module } from './scope.ts';
import { convert } from './typeConversion.ts';
import { type OpenValue, unknown } from './values.ts';

/** A variable's value as it is written, and what kind of place that is; without a kind it is not known. */
export interface VariableValue {
  readonly value: Value;
  readonly kind?: OriginKind | undefined;
}

const cycle = Symbol('cycle');

/** The value of a variable: from the call, from a document of values, or its default. */
export function variableValue(module: Module, name: string, at: Location): VariableValue {
  const found = readVariable(module, name);
  if (found === cycle) return { value: unknown('cycle', `var.${name}`, at) };
  return found === undefined
    ? { value: unknown('dangling-reference', `var.${name}`, at) }
    : (found as VariableValue);
}

export function readVariable(module: Module, name: string): unknown {
  const declared = module.declarations.variables.get(name);
  const given = module.call ? undefined : module.declarations.values.get(name);
  const parts: unknown[] = [...(declared?.parts ?? []), given];
  return remembered<unknown>(
    module,
    `variable:${name}`,
    { declaration: `variable ${name}`, parts },
    cycle,
    () => declared && computeVariable(module, declared),
  );
}

function computeVariable(module: Module, declared: Declared): VariableValue {
  const [first] = declared.parts;
  const part = (name: string): { top: TopBlock; attribute: Attribute } | undefined =>
    lastAttribute(declared, name);
  const type = part('type')?.attribute.value;
  const fallback = part('default');
  const nullable = part('nullable')?.attribute.value;
  const present = nullable?.kind === 'literal' && nullable.data === false;
  const given = givenValue(module, declared.name);
  const typed = (value: Value, kind: OriginKind): VariableValue => ({
    value: type ? convert(value, type, contextOf(module, first)) : value,
    kind,
  });
  if (given && !(present && given.value.kind === 'absent'))
    return given.kind ? typed(given.value, given.kind) : { value: given.value };
  const decidedElsewhere = module.run.called && !module.call;
  if (fallback && !decidedElsewhere)
    return typed(evaluate(fallback.attribute.value, contextOf(module, fallback.top)), 'default');
  const label = first?.block.labels[0] ?? first?.block;
  const at: Location | undefined = first &&
    label && { piece: first.piece, start: label.start, end: label.end };
  const nowhere: Location = at ?? { piece: { uri: '', text: '' }, start: 0, end: 0 };
  const subject = `${module.path}${module.path === '' ? '' : '.'}var.${declared.name}`;
  const domain = first && allowedValues(declared, first);
  const open: OpenValue = { ...unknown('parameter', declared.name, nowhere, present), subject, domain };
  return { value: open };
}

/** The values that a `validation` allows by `contains([…], var.name)`. */
function allowedValues({ name }: Declared, { block }: TopBlock): readonly string[] | undefined {
  for (const { type, body } of block.body.blocks) {
    const condition = body.attributes.find((attribute) => attribute.name.text === 'condition')?.value;
    if (type.text !== 'validation' || condition?.kind !== 'call' || condition.name.text !== 'contains')
      continue;
    const [allowed, subject] = condition.arguments;
    if (allowed?.kind !== 'list' || subject?.kind !== 'access' || subject.name.text !== name) continue;
    const texts = allowed.items.map(literalText);
    if (texts.every((text) => text !== undefined)) return texts;
  }
  return undefined;
}

function literalText(expression: Expression): string | undefined {
  if (expression.kind === 'literal') return expression.data === null ? undefined : String(expression.data);
  const [part, more] = expression.kind === 'template' ? expression.parts : [];
  return part?.kind === 'text' && !more ? part.text : undefined;
}

/** What the call, or a document of values, says. */
function givenValue(module: Module, name: string): VariableValue | undefined {
  if (module.call) {
    const value = argumentValue(module.call, name);
    return value && { value, kind: 'argument' };
  }
  const top = module.declarations.values.get(name);
  if (!top) return undefined;
  return {
    value: evaluate(top.attribute.value, { module, piece: top.piece, bindings: new Map() }),
    kind: 'tfvars',
  };
}

/** The attribute as the last document that sets it has it. */
export function lastAttribute(
  declared: Declared,
  name: string,
): { top: TopBlock; attribute: Attribute } | undefined {
  for (let i = declared.parts.length - 1; i >= 0; i--) {
    const top = declared.parts[i];
    const attribute = top?.block.body.attributes.findLast((candidate) => candidate.name.text === name);
    if (top && attribute) return { top, attribute };
  }
  return undefined;
}

export function contextOf(
  module: Module,
  top: TopBlock | undefined,
  bindings: Context['bindings'] = new Map(),
): Context {
  return { module, piece: top?.piece ?? { uri: '', text: '' }, bindings };
}

export function localValue(module: Module, name: string, at: Location): Value {
  const value = readLocal(module, name);
  if (value === cycle) return unknown('cycle', `local.${name}`, at);
  return value === undefined ? unknown('dangling-reference', `local.${name}`, at) : (value as Value);
}

export function readLocal(module: Module, name: string): unknown {
  const declared = module.declarations.locals.get(name);
  return remembered<unknown>(
    module,
    `local:${name}`,
    { declaration: `local ${name}`, parts: declared ? [declared.attribute] : [] },
    cycle,
    () =>
      declared && evaluate(declared.attribute.value, { module, piece: declared.piece, bindings: new Map() }),
  );
}
