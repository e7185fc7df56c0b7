import { type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver/node';
import { hoverAt } from '../../service/hover.ts';
import { linesOf, rangeOf } from '../convert.ts';
import type { Session } from '../session.ts';
import { canonicalUri } from '../uri.ts';

/** `textDocument/hover` */
export function hover(session: Session, { textDocument, position }: HoverParams): Hover | null {
  const uri = canonicalUri(textDocument.uri);
  for (const snapshot of session.units.of(uri)) {
    const lines = linesOf(session, snapshot, uri);
    const found = hoverAt(snapshot, uri, lines.offsetAt(position), session.texts);
    if (found)
      return {
        contents: { kind: MarkupKind.Markdown, value: found.markdown },
        range: rangeOf(found.span, lines),
      };
  }
  return null;
}
