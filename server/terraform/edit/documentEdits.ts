import type { DocumentEdit } from '../../model/dialect.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import type { TopBlock } from '../syntax/node.ts';
import { insertProperties, jsonDraft, propertyOf, valueOf } from './jsonPlace.ts';
import type { JsonText } from './jsonText.ts';
import { lineBreakOf, lineEnd } from './lines.ts';
import type { BlockNaming } from './naming.ts';
import type { Document } from './parts.ts';

/** Edits of a piece, or of a whole document from its start, as edits of the document. */
export function inDocument(uri: string, start: number, edits: readonly TextEdit[]): readonly DocumentEdit[] {
  return edits.map((edit) => ({ uri, start: edit.start + start, end: edit.end + start, text: edit.text }));
}

/** Edits of each document in text order. Insertions at the same offset are joined, so that no client can put them in another order; `undefined` when edits overlap. */
export function inOrder(edits: readonly DocumentEdit[]): readonly DocumentEdit[] | undefined {
  const ordered = edits
    .filter((edit) => edit.start !== edit.end || edit.text !== '')
    .toSorted((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.start - b.start || a.end - b.end));
  const result: DocumentEdit[] = [];
  for (const edit of ordered) {
    const previous = result.at(-1);
    if (previous?.uri !== edit.uri || previous.end < edit.start) result.push(edit);
    else if (previous.end === edit.start)
      result[result.length - 1] = { ...previous, end: edit.end, text: previous.text + edit.text };
    else return undefined;
  }
  return result;
}

/** Data sources that the new text names and nobody declares yet come behind the block; `undefined` where that is not done. */
export function missingSources(
  document: Document,
  top: TopBlock | undefined,
  { missing }: BlockNaming,
): readonly DocumentEdit[] | undefined {
  if (missing.size === 0) return [];
  if (document.syntax.format === 'json') return sourcesInJson(document, [...missing]);
  if (top === undefined) return undefined;
  const lineBreak = lineBreakOf(document.text);
  const at = lineEnd(document.text, document.start + top.block.end);
  const text = [...missing].map((type) => `${lineBreak}${lineBreak}data "${type}" "current" {}`).join('');
  return [{ uri: top.piece.uri, start: at, end: at, text }];
}

function sourcesInJson(
  { syntax, text }: Document,
  types: readonly string[],
): readonly DocumentEdit[] | undefined {
  const draft = jsonDraft(text);
  if (draft?.root.type !== 'object') return undefined;
  const current: JsonText = { kind: 'map', entries: [['current', { kind: 'map', entries: [] }]] };
  const entries = types.map((type) => [type, current] as const);
  const declared = valueOf(propertyOf(draft.root, 'data'));
  if (declared === undefined) {
    const value: JsonText = { kind: 'map', entries };
    return inDocument(syntax.uri, 0, [insertProperties(draft, draft.root, [{ name: 'data', value }])]);
  }
  if (declared.type !== 'object' || types.some((type) => propertyOf(declared, type))) return undefined;
  const added = entries.map(([name, value]) => ({ name, value }));
  return inDocument(syntax.uri, 0, [insertProperties(draft, declared, added)]);
}
