// HCL written anew as Terraform's JSON syntax.
import type { Block, Expression, Template } from '../../server/terraform/syntax/node.ts';
import { readHclSyntax } from '../../server/terraform/syntax/readHclSyntax.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Arguments that JSON writes as bare text, because they name things rather than compute. */
const namesThings = new Set([
  'depends_on',
  'provider',
  'providers',
  'ignore_changes',
  'replace_triggered_by',
]);

/** The same module text as JSON; `undefined` when something in it does not parse. */
export function toTerraformJson(text: string): string | undefined {
  const syntax = readHclSyntax('file:///main.tf', text);
  if (syntax.problems.length > 0 || syntax.attributes.length > 0) return undefined;
  const root: Record<string, Json> = {};
  for (const { piece, block, broken } of syntax.blocks) {
    if (broken) return undefined;
    place(root, block, piece.text);
  }
  return `${JSON.stringify(root, undefined, 2)}\n`;
}

function place(into: Record<string, Json>, block: Block, text: string): void {
  let at = into;
  const names = [block.type, ...block.labels].map((name) => name.text);
  for (const name of names.slice(0, -1))
    at = at[name] = { ...(at[name] as Record<string, Json> | undefined) };
  const last = names.at(-1) ?? '';
  at[last] = [...((at[last] as readonly Json[] | undefined) ?? []), bodyOf(block, text)];
}

function bodyOf({ type, body }: Block, text: string): Json {
  const result: Record<string, Json> = {};
  for (const { name, value } of body.attributes) {
    const bare = namesThings.has(name.text) || (type.text === 'variable' && name.text === 'type');
    result[name.text] = bare ? named(value, text) : valueOf(value, text);
  }
  for (const block of body.blocks) place(result, block, text);
  return result;
}

function named(value: Expression, text: string): Json {
  if (value.kind === 'list') return value.items.map((item) => named(item, text));
  if (value.kind === 'object')
    return Object.fromEntries(
      value.entries.map((entry) => [keyOf(entry.key, text), named(entry.value, text)]),
    );
  return value.kind === 'template' || value.kind === 'literal'
    ? valueOf(value, text)
    : text.slice(value.start, value.end);
}

function valueOf(value: Expression, text: string): Json {
  switch (value.kind) {
    case 'literal':
      return value.data;
    case 'list':
      return value.items.map((item) => valueOf(item, text));
    case 'object':
      return Object.fromEntries(
        value.entries.map((entry) => [keyOf(entry.key, text), valueOf(entry.value, text)]),
      );
    case 'template':
      return templateOf(value, text);
    default:
      return `\${${text.slice(value.start, value.end)}}`;
  }
}

function keyOf(key: Expression, text: string): string {
  if (key.kind === 'literal') return String(key.data);
  return key.kind === 'template' ? templateOf(key, text) : `\${${text.slice(key.start, key.end)}}`;
}

function templateOf({ parts, content }: Template, text: string): string {
  if (parts.some(({ kind }) => kind === 'if' || kind === 'for'))
    return text.slice(content.start, content.end);
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text.replaceAll('${', '$${').replaceAll('%{', '%%{');
      return part.kind === 'interpolation' ? `\${${text.slice(part.value.start, part.value.end)}}` : '';
    })
    .join('');
}
