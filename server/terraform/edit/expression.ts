import type { Data } from '../../model/dialect.ts';
import type { Span } from '../../text/span.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import type { Call, Expression, ListExpression, Template } from '../syntax/node.ts';
import type { Draft } from './draft.ts';
import { isJson, isTemplate, asDataMap } from './data.ts';
import { editHeredoc } from './heredocJson.ts';
import { flatText, valueLines } from './layout.ts';
import { indentOf, isFirstOnLine, lineEnd } from './lines.ts';
import { editObject } from './object.ts';
import { type Patch, type Within, dataOf } from './patch.ts';
import { writtenOf } from './written.ts';

/** The edits that carry out a patch in an expression; `undefined` when it is not written as one that can hold the change. */
export function editExpression(
  draft: Draft,
  expression: Expression,
  patch: Patch,
): readonly TextEdit[] | undefined {
  if (patch.kind === 'remove') return undefined;
  if (patch.kind === 'put') return putExpression(draft, expression, patch.data);
  switch (expression.kind) {
    case 'object':
      return editObject(draft, expression, patch);
    case 'list':
      return editList(draft, expression, patch);
    case 'parenthesised':
      return editExpression(draft, expression.inner, patch);
    case 'call':
      return editCall(draft, expression, patch);
    case 'literal':
      return expression.data === null ? putExpression(draft, expression, dataOf(patch) ?? {}) : undefined;
    case 'template':
      return editHeredoc(draft, expression, patch);
    default:
      return undefined;
  }
}

/** A structure is written where `jsonencode` takes it, and where `merge` takes the map that counts most. */
function editCall(draft: Draft, call: Call, patch: Within): readonly TextEdit[] | undefined {
  const transparent = ['jsonencode', 'tomap', 'merge', 'toset', 'tolist'].includes(call.name.text);
  const last = call.arguments.at(-1);
  if (!transparent || call.expanded || last === undefined) return undefined;
  if (call.name.text === 'merge' && last.kind !== 'object') return undefined;
  return editExpression(draft, last, patch);
}

/** Puts data in the place of an expression, whatever stood there. */
export function putExpression(
  draft: Draft,
  expression: Expression,
  data: Data,
): readonly TextEdit[] | undefined {
  const { text, lineBreak } = draft;
  if (expression.kind === 'broken') return undefined;
  if (expression.kind === 'template' && holdsStructure(text, expression) && !isStructure(data))
    return undefined;
  const asJson = expression.kind === 'call' && expression.name.text === 'jsonencode';
  if (asJson && !isStructure(data)) return undefined;
  const written = writtenOf(likeBefore(data, expression), draft.naming);
  if (written === undefined) return undefined;
  const lines = valueLines(written, indentOf(text, expression.start));
  return [{ start: expression.start, end: endOf(text, expression), text: lines.join(lineBreak) }];
}

/** A heredoc's line break stays. */
function endOf(text: string, { end }: Span): number {
  return text.charAt(end - 1) === '\n' ? lineEnd(text, end - 1) : end;
}

/** A string that holds JSON: what is found inside of it stands, for the model, at the string as a whole. */
function holdsStructure(text: string, { content }: Template): boolean {
  return /^\s*[[{]/.test(text.slice(content.start, content.end));
}

function isStructure(data: Data): boolean {
  return typeof data === 'object' && (isJson(data) || isTemplate(data) || asDataMap(data) !== undefined);
}

/** A quoted number stays quoted when another number takes its place, and so does a boolean. */
function likeBefore(data: Data, expression: Expression): Data {
  if (expression.kind !== 'template' || typeof data === 'string') return data;
  const [only] = expression.parts;
  const before = expression.parts.length === 1 && only?.kind === 'text' ? only.text : '';
  if (typeof data === 'boolean' && /^(?:true|false)$/.test(before)) return String(data);
  return typeof data === 'number' && /^-?[0-9.]+$/.test(before) ? String(data) : data;
}

function editList(draft: Draft, list: ListExpression, patch: Within): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  const added: Data[] = [];
  for (const [step, child] of patch.children) {
    const index = Number(step);
    const item = list.items[index];
    if (typeof step !== 'number') return undefined;
    if (item !== undefined) {
      const own =
        child.kind === 'remove' ? removeItem(draft, list, index) : editExpression(draft, item, child);
      if (own === undefined) return undefined;
      edits.push(...own);
      continue;
    }
    const data = dataOf(child);
    if (data === undefined || index !== list.items.length + added.length) return undefined;
    added.push(data);
  }
  const appended = added.length > 0 ? appendItems(draft, list, added) : [];
  return appended && [...edits, ...appended];
}

function appendItems(
  { text, lineBreak, naming }: Draft,
  list: ListExpression,
  added: readonly Data[],
): readonly TextEdit[] | undefined {
  const last = list.items.at(-1);
  const own = last !== undefined && isFirstOnLine(text, last.start);
  const indent = indentOf(text, last?.start ?? list.start);
  const inLine = !own && last !== undefined && !text.slice(list.start, list.end).includes('\n');
  const written = added.map((data) => writtenOf(data, naming));
  const laidOut: string[] = [];
  for (const value of written) {
    if (value === undefined) return undefined;
    laidOut.push(inLine ? flatText(value) : valueLines(value, indent).join(lineBreak));
  }
  if (last === undefined) {
    if (text.slice(list.start + 1, list.end - 1).trim() !== '') return undefined;
    return [{ start: list.start, end: list.end, text: `[${laidOut.join(', ')}]` }];
  }
  if (!own) return [{ start: last.end, end: last.end, text: laidOut.map((item) => `, ${item}`).join('') }];
  const comma = commaBehind(text, last.end);
  const at = lineEnd(text, comma ?? last.end);
  const lines = laidOut.map((item) => lineBreak + indent + item);
  const edits = [{ start: at, end: at, text: lines.join(',') + (comma === undefined ? '' : ',') }];
  return comma === undefined ? [{ start: last.end, end: last.end, text: ',' }, ...edits] : edits;
}

/** The offset behind the comma that follows on the same line. */
export function commaBehind(text: string, offset: number): number | undefined {
  const match = /^[ \t]*,/.exec(text.slice(offset, offset + 200));
  return match ? offset + match[0].length : undefined;
}

function removeItem(
  { text }: Draft,
  { items }: ListExpression,
  index: number,
): readonly TextEdit[] | undefined {
  const item = items[index];
  if (item === undefined) return undefined;
  const next = items[index + 1];
  const previous = items[index - 1];
  const comma = commaBehind(text, item.end);
  if (isFirstOnLine(text, item.start) && (next === undefined || isFirstOnLine(text, next.start))) {
    const start = previous ? lineEnd(text, previous.end) : item.start;
    const end = lineEnd(text, comma ?? item.end);
    if (previous) return [{ start, end, text: '' }];
    return next ? [{ start, end: next.start, text: '' }] : [{ start, end: comma ?? item.end, text: '' }];
  }
  if (next) return [{ start: item.start, end: next.start, text: '' }];
  return [{ start: previous?.end ?? item.start, end: comma ?? item.end, text: '' }];
}
