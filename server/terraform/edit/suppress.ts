import type { DocumentEdit } from '../../model/dialect.ts';
import type { Location } from '../../model/location.ts';
import type { Resource } from '../../model/resource.ts';
import type { TerraformModule } from '../module.ts';
import type { Body, Expression } from '../syntax/node.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import { type Assignment, align } from './align.ts';
import { assignmentOf } from './bodyWork.ts';
import { inDocument, inOrder } from './documentEdits.ts';
import { suppressInJson } from './json.ts';
import { indentOf, lineBreakOf, lineStart } from './lines.ts';
import { documentOf, topBlockAt } from './parts.ts';
import { childrenOf } from './walk.ts';

/** Silences `rule` at a place by a comment over its line, or over the block where the finding is about all of it. */
export function suppressInModule(
  module: TerraformModule,
  _resource: Resource,
  at: Location,
  rule: string,
  reason: string,
  textOf: (uri: string) => string,
): readonly DocumentEdit[] | undefined {
  const directive = `pillarlint:ignore ${rule} ${reason.replace(/\s+/g, ' ').trim()}`;
  const document = documentOf(module, at.piece, textOf);
  if (document === undefined) return undefined;
  const { text } = at.piece;
  const top = topBlockAt(module, at);
  if (document.syntax.format === 'json') {
    const edits = top && suppressInJson(document, top, directive);
    return edits && inDocument(at.piece.uri, 0, edits);
  }
  const offset = lineStart(text, top ? commentable(text, top.block.body, at.start) : at.start);
  const comment = `${indentAfter(text, offset)}# ${directive}${lineBreakOf(document.text)}`;
  const assignments = top ? assignmentsOn(text, top.block.body, offset) : [];
  return inOrder(
    inDocument(at.piece.uri, document.start, [
      { start: offset, end: offset, text: comment },
      ...alignedApart(text, assignments, offset),
    ]),
  );
}

/** A comment ends the group of assignments whose equals signs are aligned: both halves are aligned anew. */
function alignedApart(text: string, all: readonly Assignment[], line: number): readonly TextEdit[] {
  const above = all[all.findIndex(({ start }) => lineStart(text, start) === line) - 1];
  return above ? align(text, all, new Map(), { behind: above, widths: [], splits: true }).edits : [];
}

/** The assignments among which one begins on a line: a body's attributes or an object's entries; empty when none does. */
function assignmentsOn(text: string, body: Body, line: number): readonly Assignment[] {
  const block = body.blocks.find((inner) => inner.start < line && line < inner.end);
  if (block) return assignmentsOn(text, block.body, line);
  const own = body.attributes.map(assignmentOf);
  if (own.some(({ start }) => lineStart(text, start) === line)) return own;
  const around = body.attributes.find((attribute) => attribute.start < line && line < attribute.end);
  return around ? entriesOn(text, around.value, line) : [];
}

function entriesOn(text: string, expression: Expression, line: number): readonly Assignment[] {
  if (expression.kind === 'object') {
    const own = expression.entries.map((entry): Assignment => ({ ...entry, end: entry.value.end }));
    if (own.some(({ start }) => lineStart(text, start) === line)) return own;
  }
  const inner = childrenOf(expression).find((child) => child.start < line && line < child.end);
  return inner ? entriesOn(text, inner, line) : [];
}

function indentAfter(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(offset))?.[0] ?? indentOf(text, offset);
}

/** An offset on the line above which a comment may stand: where the string begins that reaches over several lines. */
function commentable(text: string, body: Body, offset: number): number {
  const block = body.blocks.find((inner) => inner.start <= offset && offset < inner.end);
  if (block) return commentable(text, block.body, offset);
  const attribute = body.attributes.find((one) => one.start <= offset && offset < one.end);
  return attribute ? outsideStrings(text, attribute.value, offset) : offset;
}

function outsideStrings(text: string, expression: Expression, offset: number): number {
  if (offset < expression.start || offset >= expression.end) return offset;
  if (expression.kind === 'template') return expression.start;
  const inner = childrenOf(expression).find((child) => child.start <= offset && offset < child.end);
  return inner ? outsideStrings(text, inner, offset) : offset;
}
