import type { Node } from 'jsonc-parser';
import { type TextEdit, applyEdits } from '../../text/textEdit.ts';
import { readerOf } from '../syntax/reader.ts';
import { parseContent } from '../syntax/template.ts';
import { editExpression } from './expression.ts';
import { editHeredoc } from './heredocJson.ts';
import { spanOf } from './jsonPlace.ts';
import type { Within } from './patch.ts';
import type { Naming } from './written.ts';

/** The edit inside of a JSON string that holds a structure: an expression such as `${jsonencode({…})}`, or JSON. */
export function editString(naming: Naming, node: Node, patch: Within): readonly TextEdit[] | undefined {
  const text = String(node.value);
  const parts = parseContent(readerOf(text), 0, text.length, 0);
  const [only] = parts;
  const draft = { text, lineBreak: '\n', naming };
  const content = { start: 0, end: text.length };
  const edits =
    parts.length === 1 && only?.kind === 'interpolation'
      ? editExpression(draft, only.value, patch)
      : editHeredoc(draft, { kind: 'template', style: 'heredoc', content, parts, ...content }, patch);
  return edits && [{ ...spanOf(node), text: JSON.stringify(applyEdits(text, edits)) }];
}
