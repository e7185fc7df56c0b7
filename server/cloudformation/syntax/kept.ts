import type { Piece } from '../../model/location.ts';
import type { Problem } from '../../model/model.ts';
import type { Span } from '../../text/span.ts';
import { commentOfLine, commentsOf } from './comments.ts';
import type { CutEntry } from './cut.ts';
import { parseJson, parseJsonMembers } from './json.ts';
import type { Comment, Format, Node, Section, SectionEntry } from './node.ts';
import { isBroken } from './parsed.ts';
import type { Parsed } from './parsed.ts';
import { parseQuickly } from './quickYaml.ts';
import { parseCertain } from './recover.ts';
import type { Grammar } from './recover.ts';
import { cutSectionNames } from './sections.ts';
import { jsonSuspects, yamlSuspects } from './suspects.ts';
import { parseYaml } from './yaml.ts';

/** A piece with everything that was read from it: what is kept while the piece's text stays the same. */
export interface Kept {
  readonly piece: Piece;
  readonly problems: readonly Problem[];
  readonly comments: readonly Comment[];
  /** True when an alias names an anchor of another piece. */
  readonly unresolved: boolean;
  readonly broken: boolean;
  /** For a logical id. */
  readonly entry?: SectionEntry | undefined;
  /** For a section of one piece, or the sections of a whole document. */
  readonly sections: readonly Section[];
}

/** A piece that keeps no larger text alive than its own. */
export function pieceOf(uri: string, text: string, { start, end }: Span): Piece {
  // A slice would hold on to the whole document; a joined string is copied before it is sliced.
  return { uri, text: ` ${text.slice(start, end)}`.slice(1) };
}

/** A logical id; where the piece does not parse, its key is the one that the cut has seen. */
export function keepEntry(format: Format, piece: Piece, cut: CutEntry): Kept {
  const parsed = parseMembers(format, piece.text);
  const keyStart = cut.nameAt.start - cut.start;
  const members = parsed.node?.kind === 'map' ? parsed.node.entries : [];
  const found = members.find(({ key }) => key.start === keyStart);
  const broken = isBroken(parsed) || !found || members.length > 1;
  const key = found?.key ?? { text: cut.name, start: keyStart, end: cut.nameAt.end - cut.start };
  return {
    ...keptOf(format, piece, parsed),
    broken,
    entry: { piece, key, value: found?.value, broken },
    sections: [],
  };
}

/** A section that is not cut further. */
export function keepSection(format: Format, piece: Piece): Kept {
  const parsed = parseMembers(format, piece.text);
  return { ...keptOf(format, piece, parsed), sections: sectionsOf(piece, parsed) };
}

/** A document that cannot be cut. */
export function keepDocument(format: Format, piece: Piece): Kept {
  const parsed = parseCertain(piece.text, format === 'yaml' ? yaml : jsonDocument);
  return { ...keptOf(format, piece, parsed), sections: sectionsOf(piece, parsed) };
}

/** The line with the name of a section, or a comment line outside every piece. */
export function keepLine(format: Format, piece: Piece): Kept {
  const comments = format === 'yaml' ? commentOfLine(piece) : [];
  return { piece, problems: [], comments, unresolved: false, broken: false, sections: [] };
}

/** A line that belongs to nothing. */
export function keepStray(piece: Piece): Kept {
  const at = { piece, start: 0, end: piece.text.length };
  const problems: readonly Problem[] = [{ kind: 'syntax', detail: piece.text.trim().slice(0, 80), at }];
  return { piece, problems, comments: [], unresolved: false, broken: true, sections: [] };
}

const yaml: Grammar = { parse: parseYaml, parseQuickly, suspects: yamlSuspects };
const jsonDocument: Grammar = { parse: parseJson, suspects: jsonSuspects };
const jsonMembers: Grammar = { parse: parseJsonMembers, suspects: jsonSuspects };

function parseMembers(format: Format, text: string): Parsed {
  return parseCertain(text, format === 'yaml' ? yaml : jsonMembers);
}

function keptOf(format: Format, piece: Piece, parsed: Parsed): Omit<Kept, 'sections'> {
  return {
    piece,
    problems: parsed.problems.map(({ kind, detail, start, end }) => ({
      kind,
      detail,
      at: { piece, start, end },
    })),
    comments: format === 'yaml' ? commentsOf(piece) : [],
    unresolved: parsed.unresolved,
    broken: isBroken(parsed),
  };
}

function sectionsOf(piece: Piece, parsed: Parsed): readonly Section[] {
  const broken = isBroken(parsed);
  const members: Node | undefined = parsed.node;
  if (members?.kind !== 'map') return [];
  return members.entries.map(({ key, value }): Section => {
    const nameAt = { piece, start: key.start, end: key.end };
    const cut = cutSectionNames.has(key.text) && value?.kind === 'map';
    if (!cut) return { name: key.text, nameAt, entries: [], value: value && { piece, node: value } };
    return { name: key.text, nameAt, entries: value.entries.map((entry) => ({ piece, ...entry, broken })) };
  });
}
