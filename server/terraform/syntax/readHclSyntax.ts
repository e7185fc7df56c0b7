import type { Location, Piece } from '../../model/location.ts';
import type { Problem } from '../../model/model.ts';
import type { Comment, HclSyntax, TopAttribute, TopBlock } from './node.ts';
import { parseItems } from './body.ts';
import { cutItems } from './cut.ts';
import { cutJson } from './jsonSyntax.ts';
import { code, complain, peek, readerOf } from './reader.ts';

/** Documents longer than this are not read. */
const lengthBound = 8_000_000;

/**
 * Reads a document of Terraform's native or JSON syntax, by its name: never fails, gives what can be read.
 * Pieces whose text stands in `previous` too are taken from there.
 */
export function readHclSyntax(uri: string, text: string, previous?: HclSyntax): HclSyntax {
  const format = /\.json$/i.test(uri) ? 'json' : 'hcl';
  if (text.length > lengthBound) return tooLarge(uri, format);
  const known = new PieceStock(previous);
  const parts: Parsed[] = [];
  const starts = new Map<Piece, number>();
  const place = (start: number, end: number, context: string, parse: (piece: Piece) => Parsed): void => {
    const own = text.slice(start, end);
    const part = known.take(context + own) ?? { ...parse({ uri, text: own }), context };
    parts.push(part);
    starts.set(part.piece, start);
  };
  if (format === 'json')
    for (const cut of cutJson(text, /\.tfvars\.json$/i.test(uri)))
      place(cut.start, cut.end, cut.context, cut.parse);
  else for (const { start, end } of cutItems(text)) place(start, end, '', parsePiece);
  const read = [...parts];
  if (format === 'hcl' && !isValues(uri)) doubtBlocks(parts);
  const syntax: HclSyntax = {
    uri,
    format,
    blocks: parts.flatMap((part) => part.blocks),
    attributes: parts.flatMap((part) => part.attributes),
    problems: parts.flatMap((part) => part.problems),
    comments: parts.flatMap((part) => part.comments),
    startOf: (piece) => starts.get(piece),
  };
  partsOf.set(syntax, read);
  return syntax;
}

function isValues(uri: string): boolean {
  return /\.tfvars(?:\.json)?$/i.test(uri);
}

const doubted = new WeakMap<Parsed, Parsed>();

/** What stands outside of all blocks belongs into the one before it, which a brace too many has closed early. */
function doubtBlocks(parts: Parsed[]): void {
  for (let i = 1; i < parts.length; i++) {
    const [stray, before] = [parts[i], parts[i - 1]];
    if (!stray || !before || stray.blocks.length > 0 || before.blocks.length === 0) continue;
    if (!stray.attributes.length && !/^\s*\}/.test(stray.piece.text)) continue;
    const known = doubted.get(before);
    const twin = known ?? { ...before, blocks: before.blocks.map((block) => ({ ...block, broken: true })) };
    doubted.set(before, twin);
    parts[i - 1] = twin;
  }
}

/** What one piece holds: usually one block. */
export interface Parsed {
  readonly piece: Piece;
  readonly blocks: readonly TopBlock[];
  readonly attributes: readonly TopAttribute[];
  readonly problems: readonly Problem[];
  readonly comments: readonly Comment[];
  /** What decides its meaning although it stands outside of it: the labels around a JSON body. */
  readonly context?: string;
}

const partsOf = new WeakMap<HclSyntax, readonly Parsed[]>();

/** The pieces of the syntax before, each given out once: a text that stands twice is two pieces. */
class PieceStock {
  readonly #parts = new Map<string, Parsed[]>();

  constructor(previous: HclSyntax | undefined) {
    for (const part of previous ? (partsOf.get(previous) ?? []) : []) {
      const key = (part.context ?? '') + part.piece.text;
      const same = this.#parts.get(key);
      if (same) same.push(part);
      else this.#parts.set(key, [part]);
    }
  }

  take(key: string): Parsed | undefined {
    return this.#parts.get(key)?.shift();
  }
}

function parsePiece(piece: Piece): Parsed {
  const reader = readerOf(piece.text);
  const attributes: TopAttribute[] = [];
  const blocks: TopBlock[] = [];
  for (;;) {
    const items = parseItems(reader);
    for (const attribute of items.attributes) attributes.push({ piece, attribute, broken: false });
    for (const block of items.blocks) blocks.push({ piece, block, broken: false });
    if (peek(reader) !== code.closeBrace) break;
    complain(reader, reader.position, reader.position + 1, 'This brace closes nothing');
    reader.position++;
  }
  const broken = reader.problems.length > 0;
  return {
    piece,
    blocks: broken ? blocks.map((block) => ({ ...block, broken })) : blocks,
    attributes: broken ? attributes.map((attribute) => ({ ...attribute, broken })) : attributes,
    problems: reader.problems.map(({ start, end, detail }) => ({
      kind: 'syntax',
      at: { piece, start, end },
      detail,
    })),
    comments: reader.comments.flatMap((span) => commentAt({ piece, ...span })),
  };
}

const mark = /^(?:#+|\/\/+|\/\*+)\s*/;

function commentAt(at: Location): Comment[] {
  const { text } = at.piece;
  const written = text.slice(at.start, at.end);
  if (!written.includes('pillarlint:')) return [];
  const lineStart = text.lastIndexOf('\n', at.start - 1) + 1;
  const ownLine = text.slice(lineStart, at.start).trim() === '';
  return [{ text: written.replace(mark, '').replace(/\*\/$/, '').trim(), at, ownLine }];
}

function tooLarge(uri: string, format: 'hcl' | 'json'): HclSyntax {
  const piece: Piece = { uri, text: '' };
  const at: Location = { piece, start: 0, end: 0 };
  return {
    uri,
    format,
    blocks: [],
    attributes: [],
    problems: [{ kind: 'too-large', at, detail: 'The document is too large to be read' }],
    comments: [],
    startOf: (other) => (other === piece ? 0 : undefined),
  };
}
