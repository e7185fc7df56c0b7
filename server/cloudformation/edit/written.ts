import type { Data, DataJson, DataMap, DataReference, DataTemplate } from '../../model/dialect.ts';

/** Data with its references spelled as intrinsics, ready to be laid out as YAML or JSON. */
export type Written = WrittenScalar | WrittenList | WrittenMap;

export interface WrittenScalar {
  readonly kind: 'scalar';
  readonly data: string | number | boolean;
  /** `!Ref` and its like; YAML only. */
  readonly tag?: string | undefined;
}

export interface WrittenList {
  readonly kind: 'list';
  readonly items: readonly Written[];
  /** Kept on one line where the notation allows: the arguments of an intrinsic. */
  readonly inline?: boolean | undefined;
}

export interface WrittenMap {
  readonly kind: 'map';
  readonly entries: readonly (readonly [string, Written])[];
  readonly inline?: boolean | undefined;
}

/** How intrinsics are spelled: `!Ref X`, or `Ref: X`. */
export type IntrinsicForm = 'short' | 'long';

export function writtenOf(data: Data, form: IntrinsicForm): Written {
  if (typeof data !== 'object') return { kind: 'scalar', data };
  if (isList(data)) return { kind: 'list', items: data.map((item) => writtenOf(item, form)) };
  if (isReference(data)) return referenceOf(data, form);
  if (isTemplate(data)) return templateOf(data, form);
  if (isJson(data)) return writtenOf(data.$json, form);
  return {
    kind: 'map',
    entries: Object.entries(data).map(([key, value]) => [key, writtenOf(value, form)] as const),
  };
}

/** The map that the data is; `undefined` for scalars, lists, references and templates. */
export function asDataMap(data: Data): DataMap | undefined {
  if (typeof data !== 'object' || isList(data) || isReference(data) || isTemplate(data)) return undefined;
  return isJson(data) ? asDataMap(data.$json) : data;
}

function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data);
}

function isReference(data: object): data is DataReference {
  return '$reference' in data;
}

function isTemplate(data: object): data is DataTemplate {
  return '$template' in data;
}

/** Properties of type JSON take the structure as it is. */
function isJson(data: object): data is DataJson {
  return '$json' in data;
}

function referenceOf({ $reference: { name, attribute } }: DataReference, form: IntrinsicForm): Written {
  if (attribute === undefined) return intrinsic('Ref', { kind: 'scalar', data: name }, form);
  if (form === 'short') return { kind: 'scalar', tag: '!GetAtt', data: `${name}.${attribute}` };
  const items: readonly Written[] = [
    { kind: 'scalar', data: name },
    { kind: 'scalar', data: attribute },
  ];
  return { kind: 'map', entries: [['Fn::GetAtt', { kind: 'list', items, inline: true }]], inline: true };
}

/** A lone reference needs no string around it. */
function templateOf({ $template: parts }: DataTemplate, form: IntrinsicForm): Written {
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'object')
    return '$pseudo' in only
      ? intrinsic('Ref', { kind: 'scalar', data: only.$pseudo }, form)
      : referenceOf(only, form);
  const literal = parts.every((part) => typeof part === 'string');
  if (literal) return { kind: 'scalar', data: parts.join('') };
  return intrinsic('Fn::Sub', { kind: 'scalar', data: parts.map(templatePart).join('') }, form);
}

function templatePart(part: DataTemplate['$template'][number]): string {
  if (typeof part === 'string') return part.replaceAll('${', '${!');
  if ('$pseudo' in part) return `\${${part.$pseudo}}`;
  const { name, attribute } = part.$reference;
  return attribute === undefined ? `\${${name}}` : `\${${name}.${attribute}}`;
}

function intrinsic(name: 'Ref' | 'Fn::Sub', argument: WrittenScalar, form: IntrinsicForm): Written {
  if (form === 'short') return { ...argument, tag: `!${name.replace('Fn::', '')}` };
  return { kind: 'map', entries: [[name, argument]], inline: true };
}
