import type { Location, Piece } from '../../model/location.ts';
import type { Attribute, HclSyntax, TopAttribute, TopBlock } from '../syntax/node.ts';

/** A block with what override documents put over it; the last part counts most. */
export interface Declared {
  readonly name: string;
  readonly parts: readonly TopBlock[];
}

export interface DeclaredResource extends Declared {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly address: string;
}

export interface DeclaredLocal {
  readonly piece: Piece;
  readonly attribute: Attribute;
  readonly block: TopBlock;
}

/** What the documents of one folder declare, by name. */
export interface Declarations {
  readonly variables: ReadonlyMap<string, Declared>;
  readonly locals: ReadonlyMap<string, DeclaredLocal>;
  /** By address, data sources with `data.` before it. */
  readonly resources: ReadonlyMap<string, DeclaredResource>;
  readonly modules: ReadonlyMap<string, Declared>;
  readonly outputs: ReadonlyMap<string, Declared>;
  /** By `aws` or `aws.alias`. */
  readonly providers: ReadonlyMap<string, Declared>;
  readonly terraform: readonly TopBlock[];
  /** Values of variables from documents that are loaded by themselves, in their order: the last counts. */
  readonly values: ReadonlyMap<string, TopAttribute>;
  readonly duplicates: readonly { readonly at: Location; readonly address: string }[];
}

interface Collected {
  readonly variables: Map<string, Declared>;
  readonly locals: Map<string, DeclaredLocal>;
  readonly resources: Map<string, DeclaredResource>;
  readonly modules: Map<string, Declared>;
  readonly outputs: Map<string, Declared>;
  readonly providers: Map<string, Declared>;
  readonly terraform: TopBlock[];
  readonly duplicates: { at: Location; address: string }[];
}

/** Gathers the declarations of a folder. Documents come in the order of their names, overrides after all others. */
export function declarationsOf(documents: readonly HclSyntax[]): Declarations {
  const collected: Collected = {
    variables: new Map(),
    locals: new Map(),
    resources: new Map(),
    modules: new Map(),
    outputs: new Map(),
    providers: new Map(),
    terraform: [],
    duplicates: [],
  };
  const configuration = documents.filter(({ uri }) => !isValues(uri));
  for (const document of configuration)
    if (!isOverride(document.uri)) for (const block of document.blocks) declare(collected, block, false);
  for (const document of configuration)
    if (isOverride(document.uri)) for (const block of document.blocks) declare(collected, block, true);
  return { ...collected, values: valuesOf(documents) };
}

/** The last part of a URI. */
export function fileName(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}

export function isValues(uri: string): boolean {
  return /\.tfvars(\.json)?$/i.test(uri);
}

function isOverride(uri: string): boolean {
  return /^(?:.*_)?override\.(?:tf|tofu)(?:\.json)?$/i.test(fileName(uri));
}

function declare(into: Collected, top: TopBlock, over: boolean): void {
  const [first, second] = top.block.labels.map(({ text }) => text);
  switch (top.block.type.text) {
    case 'resource':
    case 'data':
    case 'ephemeral':
      if (first !== undefined && second !== undefined) declareResource(into, top, first, second, over);
      return;
    case 'variable':
      if (first !== undefined) add(into, into.variables, first, top, over);
      return;
    case 'module':
      if (first !== undefined) add(into, into.modules, first, top, over);
      return;
    case 'output':
      if (first !== undefined) add(into, into.outputs, first, top, over);
      return;
    case 'provider':
      if (first !== undefined) add(into, into.providers, providerKey(first, top), top, over);
      return;
    case 'terraform':
      into.terraform.push(top);
      return;
    case 'locals':
      for (const attribute of top.block.body.attributes) {
        into.locals.set(attribute.name.text, { piece: top.piece, attribute, block: top });
      }
  }
}

function declareResource(into: Collected, top: TopBlock, type: string, name: string, over: boolean): void {
  const mode = top.block.type.text === 'resource' ? 'managed' : 'data';
  const prefix = top.block.type.text === 'resource' ? '' : `${top.block.type.text}.`;
  const address = `${prefix}${type}.${name}`;
  const earlier = into.resources.get(address);
  if (earlier && over) into.resources.set(address, { ...earlier, parts: [...earlier.parts, top] });
  else if (earlier) {
    const copy = freeKey(into.resources, address);
    into.duplicates.push({ at: headOf(top), address });
    into.resources.set(copy, { name, mode, type, address: copy, parts: [top] });
  } else into.resources.set(address, { name, mode, type, address, parts: [top] });
}

/** A block that is declared twice is judged twice; the first one is what references mean. */
function freeKey(resources: ReadonlyMap<string, unknown>, address: string): string {
  for (let copy = 2; ; copy++)
    if (!resources.has(`${address}#${String(copy)}`)) return `${address}#${String(copy)}`;
}

function add(
  into: Collected,
  among: Map<string, Declared>,
  name: string,
  top: TopBlock,
  over: boolean,
): void {
  const earlier = among.get(name);
  if (!earlier) among.set(name, { name, parts: [top] });
  else if (over) among.set(name, { name, parts: [...earlier.parts, top] });
  else into.duplicates.push({ at: headOf(top), address: name });
}

function headOf({ piece, block }: TopBlock): Location {
  const last = block.labels.at(-1) ?? block.type;
  return { piece, start: block.start, end: last.end };
}

function providerKey(name: string, { block }: TopBlock): string {
  const alias = block.body.attributes.find((attribute) => attribute.name.text === 'alias')?.value;
  const part = alias?.kind === 'template' ? alias.parts[0] : undefined;
  return part?.kind === 'text' ? `${name}.${part.text}` : name;
}

/** `terraform.tfvars`, `terraform.tfvars.json`, then `*.auto.tfvars` in the order of their names, as Terraform loads them. */
function valuesOf(documents: readonly HclSyntax[]): ReadonlyMap<string, TopAttribute> {
  const loaded = documents.filter(({ uri }) => rankOf(fileName(uri)) > 0);
  loaded.sort(
    (a, b) =>
      rankOf(fileName(a.uri)) - rankOf(fileName(b.uri)) || (fileName(a.uri) < fileName(b.uri) ? -1 : 1),
  );
  return new Map(loaded.flatMap(({ attributes }) => attributes.map((top) => [top.attribute.name.text, top])));
}

function rankOf(name: string): number {
  if (name === 'terraform.tfvars') return 1;
  if (name === 'terraform.tfvars.json') return 2;
  return /\.auto\.tfvars(\.json)?$/.test(name) ? 3 : 0;
}
