import { encloses } from '../../text/span.ts';
import type { Span } from '../../text/span.ts';
import { lineEndAfter, withPlainLineEnds } from './lines.ts';
import type { Cut, CutEntry, CutSection } from './cut.ts';
import { cutSectionNames, memberNames, scalarSectionNames, sectionNames } from './sections.ts';
import { isEmptyRest, keyAt } from './yamlKey.ts';
import type { KeyOfLine } from './yamlKey.ts';

/**
 * Cuts a template by indentation alone, so that what is half-typed in one place cannot harm another.
 * Without any section it returns none: the text is then to be parsed as a whole.
 */
export function cutYaml(text: string): Cut {
  const cutting: Cutting = { text: withPlainLineEnds(text), sections: [], strays: [], done: false };
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length && !cutting.done) at = passDeep(cutting, at) || takeLine(cutting, at);
  closeSection(cutting);
  return { sections: cutting.sections, strays: outside(cutting.strays, cutting.sections) };
}

/** One pass over the lines, and what it has seen so far. */
interface Cutting {
  readonly text: string;
  readonly sections: CutSection[];
  readonly strays: Span[];
  section?: OpenSection | undefined;
  entry?: OpenEntry | undefined;
  /** Where the comment lines directly above the current line begin. */
  commentStart?: number | undefined;
  done: boolean;
}

interface Line extends Span {
  /** Spaces at its beginning. */
  readonly indent: number;
  /** Where the next line starts. */
  readonly next: number;
}

interface OpenSection {
  readonly key: KeyOfLine;
  readonly line: Line;
  readonly entries: CutEntry[];
  /** False once the section is known to be of one piece. */
  cut: boolean;
  entryIndent: number | undefined;
  end: number;
}

interface OpenEntry {
  readonly key: KeyOfLine;
  readonly start: number;
  bodyIndent: number | undefined;
  end: number;
}

function lineAt({ text }: Cutting, start: number): Line {
  const found = text.indexOf('\n', start);
  const next = found < 0 ? text.length : found + 1;
  const end = lineEndAfter(text, start);
  let first = start;
  while (text.charCodeAt(first) === 0x20) first++;
  return { start, end, next, indent: first - start };
}

/** Nearly every line stands deep in a logical id: where the next line starts after such a one, otherwise 0. */
function passDeep(cutting: Cutting, start: number): number {
  const { text, entry } = cutting;
  if (entry?.bodyIndent === undefined) return 0;
  let first = start;
  while (text.charCodeAt(first) === 0x20) first++;
  if (first - start < entry.bodyIndent) return 0;
  const code = text.charCodeAt(first);
  if (code === 0x0a || code === 0x0d || code === 0x09) return 0;
  const found = text.indexOf('\n', first);
  cutting.commentStart = undefined;
  return (entry.end = found < 0 ? text.length : found + 1);
}

function takeLine(cutting: Cutting, at: number): number {
  const line = lineAt(cutting, at);
  const first = cutting.text.charCodeAt(at + line.indent);
  if (first === 0x0d || at + line.indent >= line.end || isSpace(cutting, line)) {
    cutting.commentStart = undefined;
  } else if (first === 0x23 && !isDeep(cutting, line)) {
    takeComment(cutting, line);
  } else {
    if (line.indent === 0) takeTopLevel(cutting, line, first);
    else takeIndented(cutting, line, first);
    cutting.commentStart = undefined;
  }
  return line.next;
}

function isDeep({ entry }: Cutting, line: Line): boolean {
  return entry?.bodyIndent !== undefined && line.indent >= entry.bodyIndent;
}

function isSpace(cutting: Cutting, { start, end, indent }: Line): boolean {
  return cutting.text.charCodeAt(start + indent) === 0x09 && cutting.text.slice(start, end).trim() === '';
}

function takeComment(cutting: Cutting, line: Line): void {
  const { entry, section } = cutting;
  if (entry && entry.bodyIndent === undefined && line.indent > (section?.entryIndent ?? 0))
    entry.end = line.next;
  else cutting.commentStart ??= line.start;
}

function takeTopLevel(cutting: Cutting, line: Line, first: number): void {
  const { text, section } = cutting;
  if (/^(---|\.\.\.)(\s|$)/.test(text.slice(line.start, line.start + 4))) {
    cutting.done = section !== undefined;
    return;
  }
  const key = first === 0x09 ? undefined : keyAt(text, line.start, line.end);
  if (key && !isStrayKey(cutting, key, line)) openSection(cutting, key, line);
  else if (section && isCloser(first)) extend(cutting, line);
  else if (section && !section.cut) section.end = line.next;
  else if (section && section.entryIndent === undefined && isCollectionStart(first))
    leaveWhole(cutting, line);
  else if (first !== 0x25 || section) cutting.strays.push({ start: line.start, end: line.end });
}

function takeIndented(cutting: Cutting, line: Line, first: number): void {
  const { section, entry } = cutting;
  const start = line.start + line.indent;
  if (!section) {
    cutting.strays.push({ start, end: line.end });
  } else if (!section.cut) {
    section.end = line.next;
  } else if (section.entryIndent === undefined || !entry) {
    takeFirstEntry(cutting, section, line, first);
  } else if (line.indent > section.entryIndent) {
    entry.bodyIndent ??= line.indent;
    const key = line.indent < entry.bodyIndent ? misplacedEntry(cutting, section, entry, line) : undefined;
    if (key) openEntry(cutting, key, line);
    else entry.end = line.next;
  } else {
    const key = keyAt(cutting.text, start, line.end);
    if (key) openEntry(cutting, key, line);
    else if (isCloser(first) || first === 0x2d) entry.end = line.next;
    else takeHalfKey(cutting, line);
  }
}

function takeFirstEntry(cutting: Cutting, section: OpenSection, line: Line, first: number): void {
  const key = keyAt(cutting.text, line.start + line.indent, line.end);
  if (key) {
    section.entryIndent = line.indent;
    openEntry(cutting, key, line);
  } else if (isCollectionStart(first)) {
    leaveWhole(cutting, line);
  } else {
    cutting.strays.push({ start: line.start + line.indent, end: line.end });
  }
}

/** A logical id that is not finished yet: what stands below it belongs to it, not to the one above. */
function takeHalfKey(cutting: Cutting, line: Line): void {
  const start = line.start + line.indent;
  closeEntry(cutting);
  cutting.entry = {
    key: { text: '', start, end: line.end, after: line.end },
    start,
    bodyIndent: undefined,
    end: line.next,
  };
}

/** A logical id that is indented a little too far, but less than what stands under the one before. */
function misplacedEntry(
  cutting: Cutting,
  section: OpenSection,
  entry: OpenEntry,
  line: Line,
): KeyOfLine | undefined {
  const tooFar = line.indent - (section.entryIndent ?? 0) > (entry.bodyIndent ?? 0) - line.indent;
  if (tooFar || !memberSections.has(section.key.text)) return undefined;
  const key = keyAt(cutting.text, line.start + line.indent, line.end);
  return key && !memberNames.has(key.text) && isEmptyRest(cutting.text, key.after, line.end)
    ? key
    : undefined;
}

/** A key typed at column 0 inside a resource: what follows it is indented like the rest of that resource. */
function isStrayKey(cutting: Cutting, key: KeyOfLine, line: Line): boolean {
  const { section, entry, text } = cutting;
  if (!section || !entry || section.entryIndent === undefined) return false;
  if (sectionNames.has(key.text) && !scalarSectionNames.has(key.text)) return false;
  const next = nextContent(cutting, line.next);
  if (!next || next.indent === 0) return false;
  if (next.indent > section.entryIndent && !sectionNames.has(key.text)) return true;
  return (
    /^[ \t]+[^\s|>"'{[&!#]/.test(text.slice(key.after, line.end)) &&
    !!keyAt(text, next.start + next.indent, next.end)
  );
}

function nextContent(cutting: Cutting, from: number): Line | undefined {
  const { text } = cutting;
  for (let at = from; at < text.length;) {
    const line = lineAt(cutting, at);
    const rest = text.slice(line.start, line.end).trim();
    if (rest !== '' && !rest.startsWith('#')) return line;
    at = line.next;
  }
  return undefined;
}

function openSection(cutting: Cutting, key: KeyOfLine, line: Line): void {
  closeSection(cutting);
  const cut = cutSectionNames.has(key.text) && isEmptyRest(cutting.text, key.after, line.end);
  cutting.section = { key, line, entries: [], cut, entryIndent: undefined, end: line.next };
}

function openEntry(cutting: Cutting, key: KeyOfLine, line: Line): void {
  closeEntry(cutting);
  cutting.entry = { key, start: cutting.commentStart ?? line.start, bodyIndent: undefined, end: line.next };
}

function leaveWhole(cutting: Cutting, line: Line): void {
  if (!cutting.section) return;
  cutting.section.cut = false;
  cutting.section.end = line.next;
}

function extend(cutting: Cutting, line: Line): void {
  if (cutting.entry) cutting.entry.end = line.next;
  else if (cutting.section) cutting.section.end = line.next;
}

function closeEntry(cutting: Cutting): void {
  const { entry, section } = cutting;
  cutting.entry = undefined;
  if (!entry || !section) return;
  section.end = entry.end;
  if (entry.key.text === '' && entry.key.after === entry.key.end)
    cutting.strays.push({ start: entry.start, end: entry.end });
  else section.entries.push({ name: entry.key.text, nameAt: entry.key, start: entry.start, end: entry.end });
}

function closeSection(cutting: Cutting): void {
  closeEntry(cutting);
  const { section } = cutting;
  cutting.section = undefined;
  if (!section) return;
  const { key, line, end } = section;
  cutting.sections.push({
    name: key.text,
    nameAt: key,
    header: { start: line.start, end: line.next },
    start: line.start,
    end,
    entries: section.cut ? section.entries : undefined,
  });
}
/** Where the members of a logical id have names that are known, so that a logical id can be told from them. */
const memberSections: ReadonlySet<string> = new Set(['Resources', 'Parameters', 'Outputs']);

function isCloser(code: number): boolean {
  return code === 0x7d || code === 0x5d;
}

/** True for what begins a value that is no block mapping with plain keys. */
function isCollectionStart(code: number): boolean {
  return '-{[!&*|>?'.includes(String.fromCharCode(code));
}

/** What lies within a piece is left to that piece. */
function outside(strays: readonly Span[], sections: readonly CutSection[]): readonly Span[] {
  if (strays.length === 0) return strays;
  const pieces = sections.flatMap((section): readonly Span[] => section.entries ?? [section]);
  return strays.filter((stray) => !pieces.some((piece) => encloses(piece, stray)));
}
