import type { Location, Piece } from '../../model/location.ts';
import type { Resource } from '../../model/resource.ts';
import type { TerraformModule } from '../module.ts';
import type { Attribute, HclSyntax, TopBlock } from '../syntax/node.ts';

/** The document that a piece stands in, with its text as it is now. */
export interface Document {
  readonly syntax: HclSyntax;
  readonly text: string;
  /** Where the piece starts in it. */
  readonly start: number;
}

/** The document that holds a piece; `undefined` when its text is no longer what the model was read from. */
export function documentOf(
  module: TerraformModule,
  piece: Piece,
  textOf: (uri: string) => string,
): Document | undefined {
  const syntax = module.documents.find(({ uri }) => uri === piece.uri);
  const start = syntax?.startOf(piece);
  if (syntax === undefined || start === undefined) return undefined;
  const text = textOf(piece.uri);
  return text.startsWith(piece.text, start) ? { syntax, text, start } : undefined;
}

/** The block that declares a resource, then those of override documents. */
export function blocksOf(module: TerraformModule, { piece, nameAt }: Resource): readonly TopBlock[] {
  const own = topBlockAt(module, { piece, start: nameAt.start, end: nameAt.end });
  if (own === undefined) return [];
  const folder = folderOf(piece.uri);
  const overrides = module.documents
    .filter(({ uri }) => folderOf(uri) === folder && /(?:^|[_/])override\.(?:tf|tofu)(?:\.json)?$/.test(uri))
    .flatMap(({ blocks }) => blocks.filter((block) => block !== own && isSameHead(block, own)));
  return [own, ...overrides];
}

/** The top-level block around a place. */
export function topBlockAt(module: TerraformModule, { piece, start }: Location): TopBlock | undefined {
  const document = module.documents.find(({ uri }) => uri === piece.uri);
  const own = document?.blocks.filter((top) => top.piece === piece) ?? [];
  return own.find(({ block }) => block.start <= start && start <= block.end) ?? own[0];
}

function isSameHead({ block: a }: TopBlock, { block: b }: TopBlock): boolean {
  const words = ({ type, labels }: TopBlock['block']): string =>
    [type, ...labels].map(({ text }) => text).join(' ');
  return words(a) === words(b);
}

export function folderOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}

/** The block of a resource or data source by its address, in the folder of a document. */
export function declaredIn(module: TerraformModule, uri: string, address: string): TopBlock | undefined {
  const folder = folderOf(uri);
  for (const document of module.documents) {
    if (folderOf(document.uri) !== folder) continue;
    const found = document.blocks.find(({ block: { type, labels } }) => {
      const own = labels.map(({ text }) => text).join('.');
      return (type.text === 'resource' ? own : `${type.text}.${own}`) === address;
    });
    if (found) return found;
  }
  return undefined;
}

export function attributeNamed({ block }: TopBlock, name: string): Attribute | undefined {
  return block.body.attributes.findLast((attribute) => attribute.name.text === name);
}

/** How a block is repeated: by which argument, and the text of its expression. */
export interface Loop {
  readonly by: 'count' | 'for_each';
  readonly text: string;
}

export function loopOf(top: TopBlock): Loop | undefined {
  for (const by of ['count', 'for_each'] as const) {
    const attribute = attributeNamed(top, by);
    if (attribute) return { by, text: top.piece.text.slice(attribute.value.start, attribute.value.end) };
  }
  return undefined;
}
