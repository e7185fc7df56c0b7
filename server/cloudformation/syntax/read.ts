import type { Piece } from '../../model/location.ts';
import type { Problem } from '../../model/model.ts';
import type { Span } from '../../text/span.ts';
import { marker } from './comments.ts';
import type { CutSection } from './cut.ts';
import { cutJson } from './cutJson.ts';
import { cutYaml } from './cutYaml.ts';
import { formatOf } from './detect.ts';
import { keepDocument, keepEntry, keepLine, keepSection, keepStray, pieceOf } from './kept.ts';
import type { Kept } from './kept.ts';
import type { Comment, Format, Section, SectionEntry, TemplateSyntax } from './node.ts';
import { lineEnd, lineStart } from './lines.ts';

/** CloudFormation takes no template over 1 MB; a text several times as long is none, or not worth the wait. */
const maxLength = 5_000_000;

/** What each result was read from, by what it is and where it stands, for the next reading to take over. */
const memory = new WeakMap<TemplateSyntax, Memory>();
type Memory = ReadonlyMap<string, readonly Kept[]>;

interface Reading {
  readonly uri: string;
  readonly text: string;
  readonly format: Format;
  readonly before: Memory;
  readonly after: Map<string, Kept[]>;
  /** In text order. */
  readonly spans: Span[];
  readonly starts: Map<Piece, number>;
  readonly sections: Map<string, Section>;
  readonly problems: Problem[];
  readonly comments: Comment[];
  unresolved: boolean;
}

/**
 * Reads a template. What did not change since `previous` is taken over, object by object, and not parsed again.
 * Never throws; text that cannot be read becomes a problem, and everything else is read.
 */
export function readTemplateSyntax(uri: string, text: string, previous?: TemplateSyntax): TemplateSyntax {
  const format = formatOf(text);
  const same = previous?.uri === uri && previous.format === format;
  const before = (same && memory.get(previous)) || new Map<string, readonly Kept[]>();
  const reading = newReading(uri, text, format, before);
  if (text.length > maxLength) return finish(tooLarge(reading));
  const cut = format === 'yaml' ? cutYaml(text) : cutJson(text);
  if (cut.sections.length === 0) return finish(readWhole(reading));
  for (const section of cut.sections) readSection(reading, section);
  readOutside(reading);
  if (reading.unresolved && /(^|[\s[{,])&\w/.test(text)) {
    const whole = readWhole(newReading(uri, text, format, before));
    if (!whole.unresolved && whole.problems.every(({ kind }) => kind === 'duplicate-key'))
      return finish(whole);
  }
  for (const stray of cut.strays) note(reading, stray, take(reading, 'stray', stray, keepStray));
  return finish(reading);
}

function newReading(uri: string, text: string, format: Format, before: Memory): Reading {
  return {
    ...{
      uri,
      text,
      format,
      before,
      after: new Map<string, Kept[]>(),
      spans: [],
      starts: new Map<Piece, number>(),
    },
    ...{ sections: new Map<string, Section>(), problems: [], comments: [], unresolved: false },
  };
}

/** What was kept for this place if its text is the same, or else what `read` makes of it. */
function take(reading: Reading, place: string, span: Span, read: (piece: Piece) => Kept): Kept {
  const { uri, text, before, after } = reading;
  const list = after.get(place) ?? [];
  if (list.length === 0) after.set(place, list);
  const old = before.get(place)?.[list.length];
  const length = span.end - span.start;
  const same = old?.piece.text.length === length && text.slice(span.start, span.end) === old.piece.text;
  const kept = same ? old : read(pieceOf(uri, text, span));
  list.push(kept);
  return kept;
}

function note(reading: Reading, span: Span, kept: Kept): void {
  reading.spans.push(span);
  reading.starts.set(kept.piece, span.start);
  reading.problems.push(...kept.problems);
  reading.comments.push(...kept.comments);
  if (kept.unresolved) reading.unresolved = true;
}

function readSection(reading: Reading, section: CutSection): void {
  const { format } = reading;
  const { name, nameAt, header } = section;
  if (!section.entries) {
    const kept = take(reading, `section ${name}`, section, (piece) => keepSection(format, piece));
    note(reading, section, kept);
    const start = nameAt.start - section.start;
    const nameOnly = { piece: kept.piece, start, end: start + nameAt.end - nameAt.start };
    add(reading, kept.sections.find((read) => read.name === name) ?? { name, nameAt: nameOnly, entries: [] });
    return;
  }
  const line = take(reading, `header ${name}`, header, (piece) => keepLine(format, piece));
  note(reading, header, line);
  const entries: SectionEntry[] = [];
  for (const cut of section.entries) {
    const kept = take(reading, `${name} ${cut.name}`, cut, (piece) => keepEntry(format, piece, cut));
    note(reading, cut, kept);
    if (kept.entry) entries.push(kept.entry);
  }
  reportRepeated(reading, entries);
  const at = { piece: line.piece, start: nameAt.start - header.start, end: nameAt.end - header.start };
  add(reading, { name, nameAt: at, entries });
}

/** Both of two sections with one name are read, as if they were one; the value of the later one counts. */
function add(reading: Reading, section: Section): void {
  const { sections, problems } = reading;
  const earlier = sections.get(section.name);
  if (!earlier) {
    sections.set(section.name, section);
    return;
  }
  problems.push({ kind: 'duplicate-key', detail: section.name, at: section.nameAt });
  const entries = [...earlier.entries, ...section.entries];
  sections.set(section.name, { ...earlier, entries, value: section.value ?? earlier.value });
}

function reportRepeated({ problems }: Reading, entries: readonly SectionEntry[]): void {
  const seen = new Set<string>();
  for (const { key, piece } of entries) {
    if (seen.has(key.text)) {
      problems.push({
        kind: 'duplicate-key',
        detail: key.text,
        at: { piece, start: key.start, end: key.end },
      });
    }
    seen.add(key.text);
  }
}

function readWhole(reading: Reading): Reading {
  const span = { start: 0, end: reading.text.length };
  const kept = take(reading, 'document', span, (piece) => keepDocument(reading.format, piece));
  note(reading, span, kept);
  for (const section of kept.sections) {
    if (!reading.sections.has(section.name)) add(reading, section);
    else reading.sections.set(section.name, section);
  }
  return reading;
}

/** Comments that speak to this tool and stand in no piece: at the head of the template, or on their own between ids. */
function readOutside(reading: Reading): void {
  const { text, format } = reading;
  if (format === 'json') return;
  let from = 0;
  for (const { start, end } of [...reading.spans, { start: text.length, end: text.length }]) {
    if (start > from) readGap(reading, from, start);
    from = Math.max(from, end);
  }
}

function readGap(reading: Reading, from: number, to: number): void {
  const gap = reading.text.slice(from, to);
  for (let found = gap.indexOf(marker); found >= 0;) {
    const line = { start: from + lineStart(gap, found), end: from + lineEnd(gap, found) };
    if (/^\uFEFF?[ \t]*#/.test(reading.text.slice(line.start, line.end))) {
      note(
        reading,
        line,
        take(reading, 'comment', line, (piece) => keepLine(reading.format, piece)),
      );
    }
    found = gap.indexOf(marker, line.end - from);
  }
}

function tooLarge(reading: Reading): Reading {
  const span = { start: 0, end: lineEnd(reading.text.slice(0, 200), 0) };
  const kept = take(reading, 'head', span, (piece) => keepLine(reading.format, piece));
  note(reading, span, kept);
  const detail = `${reading.text.length} characters`;
  reading.problems.push({ kind: 'too-large', detail, at: { piece: kept.piece, start: 0, end: span.end } });
  return reading;
}

function finish(reading: Reading): TemplateSyntax {
  const { uri, format, sections, problems, comments, starts } = reading;
  const offset = ({ at }: Comment): number => (starts.get(at.piece) ?? 0) + at.start;
  const syntax: TemplateSyntax = {
    ...{ uri, format, sections, problems },
    comments: comments.length > 1 ? comments.sort((a, b) => offset(a) - offset(b)) : comments,
    startOf: (piece) => starts.get(piece),
  };
  memory.set(syntax, reading.after);
  return syntax;
}
