import type { Step } from '../../model/dialect.ts';
import type { Location } from '../../model/location.ts';
import type { Resource, ResourceReference } from '../../model/resource.ts';
import type { MapValue, Value } from '../../model/value.ts';
import { inTextOrder } from '../evaluate/inTextOrder.ts';
import { map, scalar, unknown } from '../evaluate/values.ts';
import { viewId } from './types.ts';

/** One attribute of a generated resource and where SAM has it written. */
export interface Setting {
  readonly from: readonly Step[];
  readonly to: readonly Step[];
  /** Turns SAM's form into the generated one; what is turned cannot be edited through the view. */
  readonly convert?: ((value: Value) => Value) | undefined;
  /** SAM wants more beside it than the generated form does: nothing can be set there that is not written yet. */
  readonly onlyWritten?: boolean | undefined;
}

/** How a SAM resource becomes one CloudFormation resource. */
export interface View {
  readonly type: string;
  readonly settings: readonly Setting[];
  /** The property without which SAM generates nothing; left out when it always does. */
  readonly when?: readonly Step[] | undefined;
  /** What the property says when SAM is to generate nothing. */
  readonly unless?: string | undefined;
  /** What SAM writes of its own accord, where the settings leave it out. */
  readonly implied?: ((resource: Resource) => readonly (readonly [readonly Step[], Value])[]) | undefined;
}

/** Attributes that have the same name on both sides. */
export function same(...names: readonly string[]): readonly Setting[] {
  return names.map((name) => ({ from: [name], to: [name] }));
}

/** Attributes that lie under a property of SAM and keep their names. */
export function under(property: string, ...names: readonly string[]): readonly Setting[] {
  return names.map((name) => ({ from: [property, name], to: [name] }));
}

export function renamed(from: string, ...to: readonly Step[]): Setting {
  return { from: [from], to };
}

/** The generated resource; `undefined` when SAM generates none. */
export function viewOf(resource: Resource, view: View, body: MapValue = resource.body): Resource | undefined {
  const trigger = view.when === undefined ? body : valueAt(body, view.when);
  if (trigger === undefined || trigger.kind === 'absent') return undefined;
  if (trigger.kind === 'scalar' && trigger.text === view.unless) return undefined;
  if (trigger.kind === 'choice' && trigger.whenFalse.kind !== 'absent') return undefined;
  const exists = trigger.kind === 'choice' ? [...resource.exists, trigger.condition] : resource.exists;
  const written = view.settings.flatMap(({ from, to, convert }) => {
    const value = valueAt(body, from);
    return value === undefined ? [] : [[to, convert?.(value) ?? value] as const];
  });
  const taken = new Set(written.map(([to]) => to.join('.')));
  const implied = view.implied?.(resource).filter(([to]) => !taken.has(to.join('.'))) ?? [];
  const nameAt = view.when === undefined ? resource.nameAt : (trigger.key ?? resource.nameAt);
  return generated(
    resource,
    view.type,
    resource.name,
    nameAt,
    { ...assembled(body, [...written, ...implied]), open: body.open },
    exists,
  );
}

/** A resource that SAM generates from another; its references are those of its attributes. */
export function generated(
  source: Resource,
  type: string,
  name: string,
  nameAt: Location,
  body: MapValue,
  exists = source.exists,
): Resource {
  return {
    ...source,
    id: viewId(source.id, type),
    name,
    type,
    nameAt,
    body,
    exists,
    references: referencesIn(body),
  };
}

/** A value that SAM writes although nobody asked for it. */
export function impliedValue(resource: Resource, data: string | boolean): Value {
  return scalar({ at: resource.nameAt, origins: [{ kind: 'sam', name: resource.type }] }, data);
}

/** The reference of a generated resource to another that the same SAM resource generates. */
export function impliedReference(resource: Resource, type: string): Value {
  const at = resource.nameAt;
  const reference = { id: viewId(resource.id, type) };
  return unknown(
    { at, origins: [{ kind: 'sam', name: resource.type }] },
    { kind: 'resource-attribute', subject: resource.name, at },
    true,
    reference,
  );
}

/** What stands under a path of maps; a choice on the way gives a choice, what cannot be known stays so. */
export function valueAt(value: Value, steps: readonly Step[]): Value | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  switch (value.kind) {
    case 'map': {
      const child = value.entries.get(String(step));
      return child === undefined ? undefined : valueAt(child, rest);
    }
    case 'choice': {
      const whenTrue = valueAt(value.whenTrue, steps);
      const whenFalse = valueAt(value.whenFalse, steps);
      if (whenTrue === undefined && whenFalse === undefined) return undefined;
      const { at, key } = value;
      return {
        ...value,
        at,
        key,
        whenTrue: whenTrue ?? { kind: 'absent', at },
        whenFalse: whenFalse ?? { kind: 'absent', at },
      };
    }
    case 'unknown':
      return { ...value, present: false, reference: undefined };
    default:
      return undefined;
  }
}

type Leaf = readonly [readonly Step[], Value];

/** A map out of values and the paths at which they are to stand. */
function assembled(place: Value, leaves: readonly Leaf[]): MapValue {
  const groups = new Map<string, Leaf[]>();
  for (const [[step, ...rest], value] of leaves) {
    const group = groups.get(String(step)) ?? [];
    groups.set(String(step), [...group, [rest, value]]);
  }
  const entries = new Map<string, Value>();
  for (const [name, group] of groups) {
    const value = groupValue(group);
    if (value !== undefined) entries.set(name, value);
  }
  return map(place, entries);
}

function groupValue(group: readonly Leaf[]): Value | undefined {
  const [first] = group;
  if (first === undefined) return undefined;
  const [steps, value] = first;
  if (steps.length === 0) return value;
  const there = group.filter(([, leaf]) => leaf.kind !== 'absent');
  if (there.length === 0) return value;
  if (typeof steps[0] !== 'number') return { ...assembled(value, there), key: value.key };
  const item = assembled(
    value,
    there.map(([path, leaf]) => [path.slice(1), leaf]),
  );
  return { kind: 'list', at: value.at, key: value.key, origins: value.origins, items: [item] };
}

function referencesIn(body: MapValue): readonly ResourceReference[] {
  const found: ResourceReference[] = [];
  collect(body, found);
  return inTextOrder(found);
}

function collect(value: Value, found: ResourceReference[]): void {
  if ('decoded' in value && value.decoded !== undefined) collect(value.decoded, found);
  switch (value.kind) {
    case 'unknown':
      if (value.reference !== undefined) found.push({ ...value.reference, at: value.at });
      return;
    case 'text':
      for (const part of value.parts) if (typeof part !== 'string') collect(part, found);
      return;
    case 'list':
      for (const item of value.items) collect(item, found);
      return;
    case 'map':
      for (const entry of value.entries.values()) collect(entry, found);
      return;
    case 'choice':
      collect(value.whenTrue, found);
      collect(value.whenFalse, found);
  }
}
