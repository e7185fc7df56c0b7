import type { Location } from '../../model/location.ts';
import type { Resource } from '../../model/resource.ts';
import type { Span } from '../../text/span.ts';
import { isGenerated, logicalIdOf } from '../sam/source.ts';
import type { Node, Section, SectionEntry, TemplateSyntax } from '../syntax/node.ts';
import { surroundingsIn } from './collection.ts';
import { indentOf, isFirstOnLine } from './lines.ts';
import { entryPlace } from './place.ts';
import type { Draft, EntryPlace, Place, Surroundings } from './place.ts';
import { styleOf, textStyleOf } from './style.ts';
import type { TextStyle } from './style.ts';
import { colonEnd, moved, movedEntry } from './tree.ts';

/** A logical id in the text that is edited. */
export interface LocatedEntry {
  readonly draft: Draft;
  readonly section: Section;
  readonly entry: SectionEntry;
  readonly place: EntryPlace;
}

/**
 * Where a resource, parameter or output is declared, in a loop as well;
 * `undefined` when it is not read well enough to be edited.
 */
export function locateResource(
  syntax: TemplateSyntax,
  text: string,
  resource: Resource,
): LocatedEntry | undefined {
  const { piece, nameAt } = resource;
  const written = isGenerated(resource) ? logicalIdOf(resource) : undefined;
  for (const section of syntax.sections.values()) {
    for (const entry of section.entries) {
      if (entry.piece !== piece) continue;
      if (entry.key.start === nameAt.start || entry.key.text === written)
        return locateEntry(syntax, text, section, entry);
      if (!holdsSpan(entry.value, nameAt)) continue;
      const located = locateEntry(syntax, text, section, entry);
      const start = located && startIn(syntax, text, nameAt);
      if (located === undefined || start === undefined) return undefined;
      const place = placeOfKey(located.draft, located.place, start + nameAt.start);
      return place && { ...located, place };
    }
  }
  return undefined;
}

/** The entry whose key begins at an offset. */
function placeOfKey(draft: Draft, place: Place, offset: number): EntryPlace | undefined {
  if (place.holder === 'entry' && place.key.start === offset) return place;
  for (const inner of innerPlaces(draft, place)) {
    const found = placeOfKey(draft, inner, offset);
    if (found !== undefined) return found;
  }
  return undefined;
}

function innerPlaces(draft: Draft, { node, surroundings }: Place): readonly Place[] {
  if (node === undefined || node.kind === 'scalar') return [];
  const inner = surroundingsIn(draft, node, surroundings);
  if (node.kind === 'map') return node.entries.map((entry) => entryPlace(entry, inner));
  return node.items.map((item) => ({ holder: 'item', node: item, surroundings: inner }));
}

export function locateEntry(
  syntax: TemplateSyntax,
  text: string,
  section: Section,
  entry: SectionEntry,
): LocatedEntry | undefined {
  const start = startIn(syntax, text, { piece: entry.piece, ...entry.key });
  if (start === undefined || entry.broken) return undefined;
  const draft = draftOf(syntax, text, entry);
  const placed = movedEntry(entry, start);
  return {
    draft,
    section,
    entry,
    place: entryPlace(placed, surroundingsOf(draft, syntax, section, placed.key, placed.value)),
  };
}

/** Where a value at a location stands, wherever in the template that is. */
export function locateValue(
  syntax: TemplateSyntax,
  text: string,
  at: Location,
): { readonly draft: Draft; readonly place: Place } | undefined {
  const start = startIn(syntax, text, at);
  if (start === undefined) return undefined;
  const span = { start: start + at.start, end: start + at.end };
  for (const section of syntax.sections.values()) {
    for (const entry of section.entries) {
      if (entry.piece !== at.piece || !holdsSpan(entry.value, at)) continue;
      const located = locateEntry(syntax, text, section, entry);
      const place = located && placeWithin(located.draft, located.place, span);
      return place && { draft: located.draft, place };
    }
    if (section.value?.piece === at.piece && holdsSpan(section.value.node, at))
      return locateInSection(syntax, text, section, span);
  }
  return undefined;
}

function locateInSection(
  syntax: TemplateSyntax,
  text: string,
  section: Section,
  span: Span,
): { readonly draft: Draft; readonly place: Place } | undefined {
  const { nameAt, value } = section;
  const nameStart = startIn(syntax, text, nameAt);
  const start = value && syntax.startOf(value.piece);
  if (nameStart === undefined || value === undefined || start === undefined) return undefined;
  const draft = draftOf(syntax, text, undefined);
  const node = moved(value.node, start);
  const key = { text: section.name, start: nameStart + nameAt.start, end: nameStart + nameAt.end };
  const surroundings = surroundingsOf(draft, syntax, undefined, key, node);
  const place = placeWithin(draft, { holder: 'entry', key, node, surroundings }, span);
  return place && { draft, place };
}

/** Where the piece starts, when the text still is what the model was read from. */
export function startIn(syntax: TemplateSyntax, text: string, { piece }: Location): number | undefined {
  const start = syntax.startOf(piece);
  return start !== undefined && text.startsWith(piece.text, start) ? start : undefined;
}

function holdsSpan(node: Node | undefined, span: Span): boolean {
  return node !== undefined && node.start <= span.start && span.end <= node.end;
}

function placeWithin(draft: Draft, place: Place, span: Span): Place | undefined {
  const { node } = place;
  if (node === undefined || !holdsSpan(node, span)) return undefined;
  for (const inner of innerPlaces(draft, place)) {
    const found = placeWithin(draft, inner, span);
    if (found !== undefined) return found;
  }
  return node.start === span.start && node.end === span.end ? place : undefined;
}

/** What the text shows as a whole is counted once for each template. */
const textStyles = new WeakMap<TemplateSyntax, { readonly text: string; readonly style: TextStyle }>();

function draftOf(syntax: TemplateSyntax, text: string, entry: SectionEntry | undefined): Draft {
  let known = textStyles.get(syntax);
  if (known?.text !== text) {
    known = { text, style: textStyleOf(text, syntax.format) };
    textStyles.set(syntax, known);
  }
  return { text, style: styleOf(text, known.style, nodesFrom(syntax, entry)) };
}

/** So many logical ids are looked at for how a template is indented. */
const enough = 60;

/** The nodes that show how the template is indented, the nearest first, as maps of one entry. */
function* nodesFrom(syntax: TemplateSyntax, first: SectionEntry | undefined): Generator<Node> {
  if (first !== undefined) yield* entryNode(syntax, first);
  for (const section of syntax.sections.values()) {
    for (const entry of section.entries.slice(0, enough)) yield* entryNode(syntax, entry);
  }
}

function* entryNode(syntax: TemplateSyntax, entry: SectionEntry): Generator<Node> {
  const start = syntax.startOf(entry.piece);
  if (start === undefined || entry.value === undefined) return;
  const moved = movedEntry(entry, start);
  yield {
    kind: 'map',
    style: 'block',
    start: moved.key.start,
    end: moved.value?.end ?? moved.key.end,
    entries: [moved],
  };
}

function surroundingsOf(
  draft: Draft,
  syntax: TemplateSyntax,
  section: Section | undefined,
  key: Span,
  value: Node | undefined,
): Surroundings {
  const { text, style } = draft;
  if (style.format === 'yaml' && !isFlowSection(syntax, text, section)) return 'block';
  const between = value === undefined ? '' : text.slice(key.end, value.start);
  return {
    quoted: style.format === 'json' || text.startsWith('"', key.start),
    colon: /^ ?: ?$/.test(between) ? between : ': ',
    indent: isFirstOnLine(text, key.start) ? indentOf(text, key.start) : undefined,
  };
}

/** True when the whole template, or the section, is one flow collection. */
export function isFlowSection(syntax: TemplateSyntax, text: string, section: Section | undefined): boolean {
  if (/^\ufeff?(?:\s|#.*[\r\n])*\{/.test(text.slice(0, 2000))) return true;
  const start = section && syntax.startOf(section.nameAt.piece);
  if (section === undefined || start === undefined) return false;
  const colon = colonEnd(text, { start: start + section.nameAt.start, end: start + section.nameAt.end });
  return colon !== undefined && /^(?:\s|#.*[\r\n])*\{/.test(text.slice(colon, colon + 2000));
}
