import type { Location, Piece } from '../../model/location.ts';
import type { Problem } from '../../model/model.ts';
import type { Comment, TopAttribute, TopBlock } from './node.ts';
import { parseItems } from './body.ts';
import { code, complain, peek, readerOf } from './reader.ts';

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

/** Reads one piece of HCL. */
export function parsePiece(piece: Piece): Parsed {
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
