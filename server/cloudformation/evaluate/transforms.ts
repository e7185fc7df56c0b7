import type { Value } from '../../model/value.ts';
import type { Node, Section } from '../syntax/node.ts';
import { childOf, itemsOf, textOf } from './nodes.ts';
import type { Place } from './scope.ts';
import { unknownHere } from './values.ts';

/** The names in a template's `Transform`, joined by commas; empty when there is none. */
export function transformsIn(section: Section | undefined): string {
  const node = section?.value?.node;
  const items = itemsOf(node) ?? (node === undefined ? [] : [node]);
  return items.map((item) => nameOf(item) ?? '?').join(',');
}

/** `Fn::Transform`, `AWS::Include` among them: what it gives is not in the text. */
export function transformed(argument: Node | undefined, place: Place): Value {
  return unknownHere(place, 'transform', nameOf(argument) ?? 'Fn::Transform');
}

/** The name of a macro that may change any resource. Those of AWS leave attributes as they are written. */
export function customMacroIn(transforms: string): string | undefined {
  if (transforms === '') return undefined;
  return transforms.split(',').find((name) => !name.startsWith('AWS::'));
}

export function hasCustomMacro(transforms: string): boolean {
  return customMacroIn(transforms) !== undefined;
}

/** A transform that may add resources of its own. */
export function addingTransformIn(transforms: string): string | undefined {
  return transforms.split(',').find((name) => name === 'AWS::Include') ?? customMacroIn(transforms);
}

function nameOf(node: Node | undefined): string | undefined {
  return textOf(node) ?? textOf(childOf(node, 'Name'));
}
