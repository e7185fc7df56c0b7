import type { Data, DataTemplate } from '../../model/dialect.ts';
import { isJson, isList, isReference, isTemplate } from './data.ts';
import { flatText } from './layout.ts';
import { type Naming, writtenOf } from './written.ts';

/** Data as JSON, ready to be laid out. */
export type JsonText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly JsonText[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, JsonText])[] };

/** The data as Terraform's JSON syntax has it; `undefined` when something in it cannot be named here. */
export function jsonTextOf(data: Data, naming: Naming): JsonText | undefined {
  if (typeof data === 'string') return stringText(escapedTemplate(data));
  if (typeof data !== 'object') return { kind: 'text', text: String(data) };
  if (isList(data)) {
    const items = data.map((item) => jsonTextOf(item, naming));
    return items.every((item) => item !== undefined) ? { kind: 'list', items } : undefined;
  }
  if (isReference(data)) return expressionText(naming.reference(data.$reference));
  if (isTemplate(data)) return templateText(data, naming);
  if (isJson(data)) {
    const written = writtenOf(data, naming);
    return written && expressionText(flatText(written));
  }
  const entries: [string, JsonText][] = [];
  for (const [key, item] of Object.entries(data)) {
    const text = jsonTextOf(item, naming);
    if (text === undefined) return undefined;
    entries.push([key, text]);
  }
  return { kind: 'map', entries };
}

export function stringText(text: string): JsonText {
  return { kind: 'text', text: JSON.stringify(text) };
}

function expressionText(text: string | undefined): JsonText | undefined {
  return text === undefined ? undefined : stringText(`\${${text}}`);
}

function escapedTemplate(text: string): string {
  return text.replace(/[$%](?=\{)/g, '$&$&');
}

function templateText({ $template: parts }: DataTemplate, naming: Naming): JsonText | undefined {
  const texts = parts.map((part) => {
    if (typeof part === 'string') return escapedTemplate(part);
    const name = '$pseudo' in part ? naming.pseudo(part.$pseudo) : naming.reference(part.$reference);
    return name === undefined ? undefined : `\${${name}}`;
  });
  return texts.every((text) => text !== undefined) ? stringText(texts.join('')) : undefined;
}

/** How JSON is written around a place. */
export interface JsonStyle {
  readonly lineBreak: string;
  /** One level of indentation. */
  readonly step: string;
  /** What stands between key and value. */
  readonly colon: string;
}

/** `indent` is that of the line that holds the value; left out where all of it goes on one line. */
export function layOut(value: JsonText, style: JsonStyle, indent: string | undefined): string {
  if (value.kind === 'text') return value.text;
  const inner = indent === undefined ? undefined : indent + style.step;
  const members =
    value.kind === 'list'
      ? value.items.map((item) => layOut(item, style, inner))
      : value.entries.map(([key, item]) => JSON.stringify(key) + style.colon + layOut(item, style, inner));
  const [open, close] = value.kind === 'list' ? ['[', ']'] : ['{', '}'];
  if (members.length === 0) return open + close;
  if (inner === undefined || indent === undefined)
    return open + members.join(style.colon.endsWith(' ') ? ', ' : ',') + close;
  const between = style.lineBreak + inner;
  return `${open}${between}${members.join(`,${between}`)}${style.lineBreak}${indent}${close}`;
}
