import type { Location, Piece } from '../../model/location.ts';
import type { HclSyntax } from './node.ts';
import { nextCut } from './cut.ts';
import { cutJson } from './jsonSyntax.ts';
import { type Parsed, parsePiece } from './piece.ts';
import { type Reading, Stock, commonEnd, commonStart } from './stock.ts';

/** Documents longer than this are not read. */
const lengthBound = 8_000_000;

const readings = new WeakMap<HclSyntax, Reading>();

/**
 * Reads a document of Terraform's native or JSON syntax, by its name: never fails, gives what can be read.
 * Pieces whose text stands in `previous` too are taken from there.
 */
export function readHclSyntax(uri: string, text: string, previous?: HclSyntax): HclSyntax {
  const format = /\.json$/i.test(uri) ? 'json' : 'hcl';
  if (text.length > lengthBound) return tooLarge(uri, format);
  const before = previous && readings.get(previous);
  const reading = format === 'json' ? readJson(uri, text, before) : readHcl(uri, text, before);
  const parts = format === 'json' || isValues(uri) ? reading.parts : withDoubts(reading.parts);
  const syntax: HclSyntax = {
    uri,
    format,
    blocks: parts.flatMap((part) => part.blocks),
    attributes: parts.flatMap((part) => part.attributes),
    problems: parts.flatMap((part) => part.problems),
    comments: parts.flatMap((part) => part.comments),
    startOf: (piece) => reading.starts.get(piece),
  };
  readings.set(syntax, reading);
  return syntax;
}

function isValues(uri: string): boolean {
  return /\.tfvars(?:\.json)?$/i.test(uri);
}

function readJson(uri: string, text: string, before: Reading | undefined): Reading {
  const stock = new Stock(before?.parts ?? []);
  const parts: Parsed[] = [];
  const starts = new Map<Piece, number>();
  for (const { start, end, context, parse } of cutJson(text, isValues(uri))) {
    const own = text.slice(start, end);
    const part = stock.take(context, own) ?? { ...parse({ uri, text: own }), context };
    parts.push(part);
    starts.set(part.piece, start);
  }
  return { text, parts, starts };
}

/** Cuts and reads only what stands between the pieces before the first difference and those behind the last. */
function readHcl(uri: string, text: string, before: Reading | undefined): Reading {
  const parts: Parsed[] = [];
  const starts = new Map<Piece, number>();
  const add = (part: Parsed, start: number): void => {
    parts.push(part);
    starts.set(part.piece, start);
  };
  const startOf = ({ piece }: Parsed): number => before?.starts.get(piece) ?? 0;
  const same = before ? commonStart(before.text, text) : 0;
  const old = before?.parts ?? [];
  let next = 0;
  for (; next < old.length; next++) {
    const part = old[next];
    if (!part || part.problems.length > 0 || startOf(part) + part.piece.text.length >= same) break;
    add(part, startOf(part));
  }
  const shift = text.length - (before?.text.length ?? 0);
  const tail = before
    ? text.length - commonEnd(before.text, text, Math.min(before.text.length, text.length) - same)
    : text.length;
  const stock = new Stock(old.slice(next).filter((part) => startOf(part) + shift < tail));
  const last = parts.at(-1);
  let at = last ? startOf(last) + last.piece.text.length : 0;
  while (at < text.length) {
    while (next < old.length && startOf(old[next] as Parsed) + shift < at) next++;
    const kept = old[next];
    if (kept && at >= tail && startOf(kept) + shift === at) break;
    const end = nextCut(text, at);
    const own = text.slice(at, end);
    add(stock.take('', own) ?? parsePiece({ uri, text: own }), at);
    at = end;
  }
  if (at < text.length) for (const part of old.slice(next)) add(part, startOf(part) + shift);
  return { text, parts, starts };
}

const doubted = new WeakMap<Parsed, Parsed>();

/** What stands outside of all blocks belongs into the one before it, which a brace too many has closed early. */
function withDoubts(parts: readonly Parsed[]): readonly Parsed[] {
  if (!parts.some(isStray)) return parts;
  return parts.map((part, i) => {
    const after = parts[i + 1];
    if (!after || !isStray(after) || part.blocks.length === 0) return part;
    const twin = doubted.get(part) ?? {
      ...part,
      blocks: part.blocks.map((block) => ({ ...block, broken: true })),
    };
    doubted.set(part, twin);
    return twin;
  });
}

function isStray({ blocks, attributes, problems, piece }: Parsed): boolean {
  return blocks.length === 0 && (attributes.length > 0 || (problems.length > 0 && /^\s*\}/.test(piece.text)));
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
