import type { Location } from '../../model/location.ts';
import type { Cause, Value } from '../../model/value.ts';
import type { Declared } from './declarations.ts';
import { evaluate } from './expression.ts';
import { followModule } from './calls.ts';
import { instancesOf, repetitionOf } from './instances.ts';
import { bracketed, repeated } from './references.ts';
import { remembered } from './memory.ts';
import type { Call, Context, Module } from './scope.ts';
import { type TraversalStep, walk } from './traversal.ts';
import { map, moved, place, unknown } from './values.ts';
import { contextOf, lastAttribute } from './variables.ts';

const cycle = Symbol('cycle');

/** `module.name` and what follows it. */
export function moduleValue(
  name: string,
  steps: readonly TraversalStep[],
  context: Context,
  at: Location,
): Value {
  const { module } = context;
  const declared = module.declarations.modules.get(name);
  if (!declared) return nowhere(module, name, at);
  const cause: Cause = { kind: 'module', subject: `module.${name}`, at };
  const repetition = repetitionOf(module, declared, `module.${name}`);
  const wanted = outputWanted(steps, repetition.kind === 'single' ? 0 : 1);
  const whole = repeated(repetition, (key) => outputsOf(module, name, key, wanted, cause, at), cause, at);
  return walk(whole, steps, context, at, (value) => {
    if (value.kind === 'unknown') return moved(value, at);
    return place(value, at, 'module-output', `module.${name}${wanted === undefined ? '' : `.${wanted}`}`);
  });
}

/** A call that is not there; that it is not is remembered as something the value rests on. */
function nowhere(module: Module, name: string, at: Location): Value {
  const source = { declaration: `module ${name}`, parts: [] };
  remembered(module, `repetition:module.${name}`, source, undefined, () => undefined);
  return unknown('dangling-reference', `module.${name}`, at);
}

/** The one output that the steps ask for, so that the others need not be computed. */
function outputWanted(steps: readonly TraversalStep[], index: number): string | undefined {
  const step = steps[index];
  return step && 'name' in step ? step.name : undefined;
}

function outputsOf(
  module: Module,
  name: string,
  key: string | number | undefined,
  wanted: string | undefined,
  cause: Cause,
  at: Location,
): Value {
  const child = followModule(module, name, key);
  if (!child) return { kind: 'unknown', cause, present: false, at };
  const names = wanted === undefined ? [...child.declarations.outputs.keys()] : [wanted];
  const entries = new Map(names.map((output) => [output, outputValue(child, output, at)]));
  return map(entries, at);
}

function outputValue(module: Module, name: string, at: Location): Value {
  const value = readOutput(module, name);
  if (value === cycle) return unknown('cycle', `output.${name}`, at);
  return value === undefined ? unknown('dangling-reference', `${module.path}.${name}`, at) : (value as Value);
}

export function readOutput(module: Module, name: string): unknown {
  const declared = module.declarations.outputs.get(name);
  return remembered<unknown>(
    module,
    `output:${name}`,
    { declaration: `output ${name}`, parts: declared?.parts ?? [] },
    cycle,
    () => {
      const found = declared && lastAttribute(declared, 'value');
      return found && evaluate(found.attribute.value, contextOf(module, found.top));
    },
  );
}

/** What a call gives a variable; `undefined` when it says nothing. */
export function argumentValue({ parent, name, bindings }: Call, variable: string): Value | undefined {
  const key = keyOf(bindings);
  const value = readArgument(parent, `${name}${key === undefined ? '' : bracketed(key)}/${variable}`);
  return value === cycle ? undefined : (value as Value | undefined);
}

function keyOf(bindings: Call['bindings']): string | number | undefined {
  const each = bindings.get('each');
  const count = bindings.get('count');
  const key =
    each?.kind === 'map'
      ? each.entries.get('key')
      : count?.kind === 'map'
        ? count.entries.get('index')
        : undefined;
  return key?.kind === 'scalar' && typeof key.data !== 'boolean' ? key.data : undefined;
}

/** The argument `module[key]/variable` of a module block. */
export function readArgument(parent: Module, path: string): unknown {
  const slash = path.lastIndexOf('/');
  const call = path.slice(0, slash);
  const variable = path.slice(slash + 1);
  const name = call.replace(/\[.*$/s, '');
  const declared = parent.declarations.modules.get(name);
  return remembered<unknown>(
    parent,
    `argument:${path}`,
    { declaration: `module ${name}`, parts: declared?.parts ?? [] },
    cycle,
    () => declared && computeArgument(parent, declared, call, variable),
  );
}

function computeArgument(
  parent: Module,
  declared: Declared,
  call: string,
  variable: string,
): Value | undefined {
  const found = lastAttribute(declared, variable);
  if (!found) return undefined;
  const instances = instancesOf(parent, declared, `module.${declared.name}`);
  const instance =
    instances.find(({ key }) => `${declared.name}${key === undefined ? '' : bracketed(key)}` === call) ??
    instances[0];
  return evaluate(found.attribute.value, contextOf(parent, found.top, instance?.bindings));
}
