import type { AddChange, Data, DataMap } from '../../model/dialect.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import type { Section, TemplateSyntax } from '../syntax/node.ts';
import { blockEnd } from './block.ts';
import { blockEntryLines, flowEntryText } from './layout.ts';
import { columnOf, indentOf, isBlankLine, lineEnd, lineStart, nextLine, previousLineEnd } from './lines.ts';
import type { LocatedEntry } from './locate.ts';
import { startIn } from './locate.ts';
import type { Draft } from './place.ts';
import { colonEnd } from './tree.ts';
import { asDataMap, writtenOf } from './written.ts';
import { formIn } from './write.ts';

/** The edit that declares a resource behind another. */
export function addResource(
  syntax: TemplateSyntax,
  after: LocatedEntry,
  change: AddChange,
): readonly TextEdit[] | undefined {
  const { draft, place, section } = after;
  const { style, text } = draft;
  const { key, node, surroundings } = place;
  const written = writtenOf(declarationOf(change), style.form);
  const blank = areApart(syntax, text, section) ? style.lineBreak : '';
  if (surroundings === 'block') {
    const column = columnOf(text, key.start);
    const lines = blockEntryLines(change.name, written, column, style);
    const at = behindComments(
      draft,
      blockEnd(text, node?.end ?? colonEnd(text, key) ?? key.end, node),
      column,
    );
    return [{ start: at, end: at, text: blank + style.lineBreak + lines.join(style.lineBreak) }];
  }
  if (node === undefined) return undefined;
  const { indent } = surroundings;
  const form = formIn(surroundings);
  const separator = indent === undefined ? form.comma : `,${blank}${style.lineBreak}${indent}`;
  return [
    { start: node.end, end: node.end, text: separator + flowEntryText(change.name, written, form, style) },
  ];
}

/** What stands under the logical id; keys of the body that begin with `^` stand beside `Properties`. */
function declarationOf({ type, body }: AddChange): DataMap {
  const attributes: Record<string, Data> = {};
  const beside: Record<string, Data> = {};
  for (const [key, value] of Object.entries(asDataMap(body) ?? {})) {
    if (key.startsWith('^')) beside[key.slice(1)] = value;
    else attributes[key] = value;
  }
  const properties: DataMap = Object.keys(attributes).length > 0 ? { Properties: attributes } : {};
  return { Type: type, ...properties, ...beside };
}

/** Comments that are indented deeper than the logical id belong to the resource above. */
function behindComments({ text }: Draft, end: number, column: number): number {
  let at = end;
  for (;;) {
    const next = nextLine(text, at);
    if (next === undefined) return at;
    const indent = indentOf(text, next);
    if (indent.length <= column || text.charAt(next + indent.length) !== '#') return at;
    at = lineEnd(text, next);
  }
}

/** True when most members of the section have a blank line above them; of a lone one its neighbours in other sections decide. */
function areApart(syntax: TemplateSyntax, text: string, section: Section): boolean {
  const own = gapsIn(syntax, text, section);
  const gaps =
    own.length > 0 ? own : [...syntax.sections.values()].flatMap((other) => gapsIn(syntax, text, other));
  return gaps.filter((blank) => blank).length * 2 > gaps.length;
}

function gapsIn(syntax: TemplateSyntax, text: string, section: Section): readonly boolean[] {
  const gaps: boolean[] = [];
  for (const { piece, key } of section.entries.slice(1)) {
    const start = startIn(syntax, text, { piece, ...key });
    if (start !== undefined) gaps.push(hasBlankAbove(text, start + key.start));
  }
  return gaps;
}

/** Looks above the comments that stand directly over a key. */
function hasBlankAbove(text: string, offset: number): boolean {
  for (let at = previousLineEnd(text, offset); at > 0; at = previousLineEnd(text, at)) {
    if (isBlankLine(text, at)) return true;
    if (!text.slice(lineStart(text, at), at).trimStart().startsWith('#')) return false;
  }
  return false;
}
