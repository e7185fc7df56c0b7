import type { Data, DocumentEdit, ReplaceChange } from '../../model/dialect.ts';
import type { Span } from '../../text/span.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import type { Body, Expression } from '../syntax/node.ts';
import { type Assignment, align } from './align.ts';
import { editBody, patchOf } from './body.ts';
import { assignmentOf } from './bodyWork.ts';
import { asBlocks, asDataMap } from './data.ts';
import type { Draft } from './draft.ts';
import { inDocument, missingSources } from './documentEdits.ts';
import { editExpression, putExpression } from './expression.ts';
import { replaceInJson } from './json.ts';
import { lineBreakOf } from './lines.ts';
import { type BlockNaming, namingIn } from './naming.ts';
import { documentOf, loopOf } from './parts.ts';
import type { Task } from './task.ts';
import { childrenOf } from './walk.ts';

/** Defaults and values of variables can name nothing. */
const constants: BlockNaming = { missing: new Set(), reference: () => undefined, pseudo: () => undefined };

/** The edits that put a value in the place of another, wherever in the module that stands. */
export function replaceAt(task: Task, { at, value }: ReplaceChange): readonly DocumentEdit[] | undefined {
  const document = documentOf(task.module, at.piece, task.textOf);
  if (document === undefined) return undefined;
  const { uri } = at.piece;
  const blocks = document.syntax.blocks.filter(({ piece }) => piece === at.piece);
  const top = blocks.find(({ block }) => block.start <= at.start && at.end <= block.end);
  const naming = top && top.block.type.text !== 'variable' ? namingIn(task, uri, loopOf(top)) : constants;
  if (document.syntax.format === 'json') {
    const edits = replaceInJson(
      document,
      { start: document.start + at.start, end: document.start + at.end },
      value,
      naming,
    );
    const sources = missingSources(document, top, naming);
    return edits && sources && [...inDocument(uri, 0, edits), ...sources];
  }
  const draft: Draft = { text: at.piece.text, lineBreak: lineBreakOf(document.text), naming };
  const attributes = document.syntax.attributes.filter(({ piece }) => piece === at.piece);
  const edits = top
    ? replaceInBlock(draft, top.block, at, value)
    : replaceInBody(
        draft,
        {
          attributes: attributes.map(({ attribute }) => attribute),
          blocks: [],
          start: 0,
          end: at.piece.text.length,
        },
        at,
        value,
      );
  const sources = missingSources(document, top, naming);
  return edits && sources && [...inDocument(uri, document.start, edits), ...sources];
}

function replaceInBlock(
  draft: Draft,
  block: Span & { readonly body: Body },
  at: Span,
  value: Data,
): readonly TextEdit[] | undefined {
  if (!isSpan(block, at) && !isSpan(block.body, at)) return replaceInBody(draft, block.body, at, value);
  const maps = asBlocks(value);
  const map = asDataMap(value) ?? (maps?.length === 1 ? maps[0] : undefined);
  const patch = map && patchOf(map);
  return patch?.kind === 'within' ? editBody(draft, block.body, patch) : undefined;
}

function replaceInBody(draft: Draft, body: Body, at: Span, value: Data): readonly TextEdit[] | undefined {
  const block = body.blocks.find((inner) => holds(inner, at));
  if (block) return replaceInBlock(draft, block, at, value);
  const attribute = body.attributes.find((one) => holds(one.value, at));
  if (attribute === undefined) return undefined;
  return replaceWithin(
    draft,
    attribute.value,
    at,
    value,
    assignmentOf(attribute),
    body.attributes.map(assignmentOf),
  );
}

/** Looks for the expression at a span, from the outside in; `holder` is the assignment around it, among its neighbours. */
function replaceWithin(
  draft: Draft,
  expression: Expression,
  at: Span,
  value: Data,
  holder: Assignment,
  neighbours: readonly Assignment[],
): readonly TextEdit[] | undefined {
  if (isSpan(expression, at)) {
    const map = asDataMap(value);
    const edits = map
      ? editExpression(draft, expression, patchOf(map))
      : putExpression(draft, expression, value);
    return edits && [...edits, ...alignedAround(draft, edits, holder, neighbours)];
  }
  if (expression.kind === 'object') {
    const entries: readonly Assignment[] = expression.entries;
    const entry = expression.entries.find((one) => holds(one.value, at));
    return entry && replaceWithin(draft, entry.value, at, value, entry, entries);
  }
  const inner = childrenOf(expression).find((child) => holds(child, at));
  return inner && replaceWithin(draft, inner, at, value, holder, neighbours);
}

/** A value that comes to take several lines leaves the group of its assignment. */
function alignedAround(
  { text }: Draft,
  edits: readonly TextEdit[],
  holder: Assignment,
  neighbours: readonly Assignment[],
): readonly TextEdit[] {
  const wasOneLine = !text.slice(holder.value.start, holder.value.end).includes('\n');
  if (!wasOneLine || !edits.some((edit) => edit.text.includes('\n'))) return [];
  return align(text, neighbours, new Map([[holder, 'apart']])).edits;
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function isSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
