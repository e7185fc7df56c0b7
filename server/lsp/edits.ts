import type { ChangeAnnotation, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { DocumentEdit } from '../model/dialect.ts';
import type { Snapshot } from '../service/snapshot.ts';
import { linesOf, rangeOf } from './convert.ts';
import type { Session } from './session.ts';

/** The edits as the client understands them best: for known versions, and to be confirmed where there is a caution. */
export function workspaceEditOf(
  edits: readonly DocumentEdit[],
  snapshot: Snapshot,
  session: Session,
  caution?: string,
): WorkspaceEdit {
  const { client, documents } = session;
  const annotation: ChangeAnnotation | undefined =
    caution !== undefined && client.confirmsEdits ? { label: caution, needsConfirmation: true } : undefined;
  const byDocument = [...new Set(edits.map(({ uri }) => uri))].map((uri) => {
    const lines = linesOf(session, snapshot, uri);
    const own = edits.filter((edit) => edit.uri === uri);
    return { uri, edits: own.map((edit): TextEdit => ({ range: rangeOf(edit, lines), newText: edit.text })) };
  });
  if (!client.versionedEdits) {
    return {
      changes: Object.fromEntries(byDocument.map(({ uri, edits: own }) => [documents.clientUri(uri), own])),
    };
  }
  return {
    documentChanges: byDocument.map(({ uri, edits: own }) => ({
      textDocument: { uri: documents.clientUri(uri), version: documents.of(uri)?.version ?? null },
      edits: annotation ? own.map((edit) => ({ ...edit, annotationId: 'caution' })) : own,
    })),
    ...(annotation ? { changeAnnotations: { caution: annotation } } : {}),
  };
}
