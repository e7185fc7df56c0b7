import type { Location } from '../../model/location.ts';
import type { Cause, Value } from '../../model/value.ts';
import type { Condition } from '../../model/condition.ts';
import { choose } from './choice.ts';
import type { DeclaredResource } from './declarations.ts';
import { type Repetition, repetitionOf } from './instances.ts';
import { policyDocument } from './policyDocument.ts';
import { evaluateResource } from './resources.ts';
import { rendered } from './functions/files.ts';
import { remembered } from './memory.ts';
import type { Context, Module } from './scope.ts';
import { type TraversalStep, walk } from './traversal.ts';
import { absent, list, map, moved, type OpenValue, textOf, unknown } from './values.ts';

/** A traversal that begins with a resource type or `data`. */
export function resourceValue(
  root: string,
  steps: readonly TraversalStep[],
  context: Context,
  at: Location,
): Value {
  const names = steps.map((step) => ('name' in step ? step.name : undefined));
  const external = root === 'data' || root === 'ephemeral';
  const [first, second] = names;
  const [type, name, rest] = external ? [first, second, steps.slice(2)] : [root, first, steps.slice(1)];
  if (type === undefined || name === undefined) return unknown('dangling-reference', root, at);
  const address = `${external ? `${root}.` : ''}${type}.${name}`;
  const whole = wholeResource(context.module, address, at);
  if (!whole)
    return unknown(type === 'terraform_remote_state' ? 'import' : 'dangling-reference', address, at);
  const value = walk(whole, rest, context, at, (found) => moved(found, at));
  note(value, context, at);
  if (!external) return value;
  if (type === 'template_file') return withRendering(value, context.module, address);
  return type === 'aws_iam_policy_document' ? withDocument(value, context.module, address) : value;
}

/** Writes the reference down as one of the resource under way. */
function note(value: Value, { module }: Context, at: Location): void {
  const reference =
    value.kind === 'unknown'
      ? value.reference
      : value.kind === 'choice' && value.whenTrue.kind === 'unknown'
        ? value.whenTrue.reference
        : undefined;
  if (reference) module.run.frames.at(-1)?.references.push({ ...reference, at });
}

/** A resource as a value: an open object, or a list or map of them when it is repeated. */
function wholeResource(module: Module, address: string, at: Location): Value | undefined {
  const declared = module.declarations.resources.get(address);
  const repetition = readRepetition(module, address);
  if (!declared || !repetition) return undefined;
  const cause: Cause = { kind: causeKind(declared), subject: address, at };
  const instance = (key: string | number | undefined): OpenValue => {
    const id = qualify(
      module,
      repetition.apart && key !== undefined ? `${address}${bracketed(key)}` : address,
    );
    return { kind: 'unknown', cause, present: true, at, reference: { id } };
  };
  return repeated(repetition, instance, cause, at);
}

function causeKind({ mode, type }: DeclaredResource): Cause['kind'] {
  if (mode === 'managed') return 'resource-attribute';
  return type === 'terraform_remote_state' ? 'import' : 'data-source';
}

/** The instances together, as `count` or `for_each` would have them. */
export function repeated(
  repetition: Repetition,
  instance: (key: string | number | undefined) => Value,
  cause: Cause,
  at: Location,
): Value {
  if (repetition.kind === 'single') return instance(undefined);
  const there = repetition.keys.map(({ key, exists }) => ({
    key,
    value: existing(instance(key), exists, at),
  }));
  const open = repetition.open ? cause : undefined;
  if (repetition.kind === 'count')
    return list(
      there.map(({ value }) => value),
      at,
      open,
    );
  const named = there.flatMap(({ key, value }): [string, Value][] =>
    key === undefined ? [] : [[String(key), value]],
  );
  const [first] = there;
  return repetition.open && named.length === 0 && first ? instance(undefined) : map(new Map(named), at, open);
}

function existing(value: Value, exists: readonly Condition[], at: Location): Value {
  return exists.reduce((inner: Value, condition) => choose(condition, inner, absent(at), at), value);
}

export function bracketed(key: string | number): string {
  return typeof key === 'number' ? `[${String(key)}]` : `[${JSON.stringify(key)}]`;
}

/** An address as it is unique in the model. */
export function qualify(module: Module, address: string): string {
  return module.path === '' ? address : `${module.path}.${address}`;
}

export function readRepetition(module: Module, address: string): Repetition | undefined {
  const declared = module.declarations.resources.get(address);
  if (!declared)
    return remembered(
      module,
      `repetition:${address}`,
      { declaration: `resource ${address}`, parts: [] },
      undefined,
      () => undefined,
    );
  return repetitionOf(module, declared, address);
}

/** Gives `.json` of a policy document the statements that it is built from. */
function withDocument(value: Value, module: Module, address: string): Value {
  if (value.kind === 'choice') {
    return {
      ...value,
      whenTrue: withDocument(value.whenTrue, module, address),
      whenFalse: withDocument(value.whenFalse, module, address),
    };
  }
  if (value.kind === 'list')
    return { ...value, items: value.items.map((item) => withDocument(item, module, address)) };
  if (
    value.kind !== 'unknown' ||
    !value.reference ||
    !/^(?:minified_)?json$/.test(value.reference.attribute ?? '')
  )
    return value;
  const decoded = policyDocument(module, address, value.reference.id, value.at);
  return decoded ? { ...value, decoded } : value;
}

/** `.rendered` of the old template data source is what `templatefile` would give. */
function withRendering(value: Value, module: Module, address: string): Value {
  if (value.kind !== 'unknown' || value.reference?.attribute !== 'rendered') return value;
  const { id } = value.reference;
  const source = evaluateResource(module, address).find((resource) => resource.id === id);
  const text = textOf(source?.body.entries.get('template'));
  const variables = source?.body.entries.get('vars') ?? map(new Map(), value.at);
  return text === undefined || variables.kind !== 'map' ? value : rendered(text, variables, module, value.at);
}
