import type { Location, Piece } from '../../model/location.ts';
import type { Attribute, HclSyntax, TopAttribute, TopBlock } from '../syntax/node.ts';

/** A block with what override documents put over it; the last part counts most. */
export interface Declared {
  readonly name: string;
  readonly parts: readonly TopBlock[];
}

export interface DeclaredResource extends Declared {
  readonly mode: 'managed' | 'data' | 'ephemeral';
  readonly type: string;
  readonly address: string;
  /** What its evaluation is remembered by. */
  readonly key: string;
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

/** Gathers the declarations of a folder, where `x.tofu` takes the place of `x.tf`. Documents come in the order of their names, overrides after all others. */
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
  const uris = new Set(documents.map(({ uri }) => uri));
  const replaced = (uri: string): boolean =>
    /\.tf(?:\.json)?$/i.test(uri) && uris.has(uri.replace(/\.tf(\.json)?$/i, '.tofu$1'));
  const configuration = documents.filter(({ uri }) => !isValues(uri) && !replaced(uri));
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

export function isOverride(uri: string): boolean {
  return /^(?:.*_)?override\.(?:tf|tofu)(?:\.json)?$/i.test(fileName(uri));
}

export type Word = 'variables' | 'resources' | 'modules' | 'outputs' | 'providers';

/** What one block declares by itself, made once for each block. */
export type Entry = {
  readonly word: Word;
  readonly key: string;
  readonly declared: Declared | DeclaredResource;
};

const entries = new WeakMap<TopBlock, Entry>();

function declare(into: Collected, top: TopBlock, over: boolean): void {
  const type = top.block.type.text;
  if (type === 'terraform') into.terraform.push(top);
  else if (type === 'locals') {
    for (const attribute of top.block.body.attributes) {
      into.locals.set(attribute.name.text, { piece: top.piece, attribute, block: top });
    }
  } else {
    const entry = entryOf(top);
    if (entry) add(into, entry, top, over);
  }
}

/** What a block declares; `undefined` for `locals`, `terraform` and whatever has no name. */
export function entryOf(top: TopBlock): Entry | undefined {
  const known = entries.get(top);
  if (known) return known;
  const [first, second] = top.block.labels;
  const type = top.block.type.text;
  const word = words[type];
  if (!word || !first || (word === 'resources' && !second)) return undefined;
  const entry =
    word === 'resources' && second
      ? resourceEntry(top, type, first.text, second.text)
      : namedEntry(top, word, first.text);
  entries.set(top, entry);
  return entry;
}

const words: Readonly<Record<string, Word>> = {
  variable: 'variables',
  resource: 'resources',
  data: 'resources',
  ephemeral: 'resources',
  module: 'modules',
  output: 'outputs',
  provider: 'providers',
};

function namedEntry(top: TopBlock, word: Word, label: string): Entry {
  const name = word === 'providers' ? providerKey(label, top) : label;
  return { word, key: name, declared: { name, parts: [top] } };
}

function resourceEntry(top: TopBlock, kind: string, type: string, name: string): Entry {
  const address = `${kind === 'resource' ? '' : `${kind}.`}${type}.${name}`;
  const mode = kind === 'resource' ? 'managed' : kind === 'ephemeral' ? kind : 'data';
  return {
    word: 'resources',
    key: address,
    declared: resourceDeclared({ name, mode, type, address, parts: [top] }),
  };
}

function resourceDeclared(declared: Omit<DeclaredResource, 'key'>): DeclaredResource {
  return { ...declared, key: `resource:${declared.address}` };
}

/** A block that is declared twice is judged twice; the first one is what references mean. */
function add(into: Collected, { word, key, declared }: Entry, top: TopBlock, over: boolean): void {
  const among: Map<string, Declared> = into[word];
  const earlier = among.get(key);
  if (!earlier) among.set(key, declared);
  else if (over) among.set(key, { ...earlier, parts: [...earlier.parts, top] });
  else {
    into.duplicates.push({ at: headOf(top), address: key });
    const address = `${key}#${String(into.duplicates.length + 1)}`;
    if (word === 'resources')
      among.set(address, resourceDeclared({ ...(declared as DeclaredResource), address }));
  }
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
