import type { Data, DataReference, DataTemplate } from '../../model/dialect.ts';
import { isJson, isList, isReference, isTemplate } from './data.ts';

/** Data as HCL expressions, ready to be laid out. */
export type Written = WrittenText | WrittenList | WrittenObject | WrittenJson;

/** An expression on one line. */
export interface WrittenText {
  readonly kind: 'text';
  readonly text: string;
}

export interface WrittenList {
  readonly kind: 'list';
  readonly items: readonly Written[];
}

export interface WrittenObject {
  readonly kind: 'object';
  readonly entries: readonly WrittenEntry[];
}

/** `jsonencode(…)`. */
export interface WrittenJson {
  readonly kind: 'json';
  readonly value: Written;
}

/** The key is spelled as it stands in the text. */
export interface WrittenEntry {
  readonly key: string;
  readonly value: Written;
}

/** How what the data names is called at the place where it is written; `undefined` where it cannot be named safely. */
export interface Naming {
  reference(reference: DataReference['$reference']): string | undefined;
  pseudo(name: string): string | undefined;
}

export function writtenOf(data: Data, naming: Naming): Written | undefined {
  if (typeof data === 'string') return { kind: 'text', text: quoted(data) };
  if (typeof data !== 'object') return { kind: 'text', text: String(data) };
  if (isList(data)) {
    const items = data.map((item) => writtenOf(item, naming));
    return items.every((item) => item !== undefined) ? { kind: 'list', items } : undefined;
  }
  if (isReference(data)) return asText(naming.reference(data.$reference));
  if (isTemplate(data)) return asText(templateText(data, naming));
  if (isJson(data)) {
    const value = writtenOf(data.$json, naming);
    return value && { kind: 'json', value };
  }
  const entries = Object.entries(data).map(([key, item]) => writtenEntry(key, item, naming));
  return entries.every((entry) => entry !== undefined) ? { kind: 'object', entries } : undefined;
}

function writtenEntry(key: string, data: Data, naming: Naming): WrittenEntry | undefined {
  const value = writtenOf(data, naming);
  return value && { key: keyText(key), value };
}

function asText(text: string | undefined): WrittenText | undefined {
  return text === undefined ? undefined : { kind: 'text', text };
}

/** A key of an object: bare where it is a word. */
export function keyText(key: string): string {
  return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(key) && !/^(?:true|false|null|for|if)$/.test(key)
    ? key
    : quoted(key);
}

export function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** As it stands between the quotes of a template. */
export function escaped(text: string): string {
  const plain = text.replace(/[\\"]/g, '\\$&').replace(/[$%](?=\{)/g, '$&$&');
  const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  return plain.replace(
    /[\u0000-\u001f\u007f\u2028\u2029]/g,
    (unit) => named[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A lone reference needs no quotes around it. */
function templateText({ $template: parts }: DataTemplate, naming: Naming): string | undefined {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && typeof only !== 'string') return nameOf(only, naming);
  const texts = parts.map((part) => {
    if (typeof part === 'string') return escaped(part);
    const name = nameOf(part, naming);
    return name === undefined ? undefined : `\${${name}}`;
  });
  return texts.every((text) => text !== undefined) ? `"${texts.join('')}"` : undefined;
}

function nameOf(
  part: Exclude<DataTemplate['$template'][number], string>,
  naming: Naming,
): string | undefined {
  return '$pseudo' in part ? naming.pseudo(part.$pseudo) : naming.reference(part.$reference);
}
