import type {
  DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersParams,
} from 'vscode-languageserver/node';
import type { Session } from '../session.ts';
import { canonicalUri, uriOf } from '../uri.ts';
import { refresh } from './publishDiagnostics.ts';

/** `workspace/didChangeWatchedFiles` */
export function didChangeWatchedFiles(session: Session, { changes }: DidChangeWatchedFilesParams): void {
  const uris = changes.map(({ uri }) => canonicalUri(uri));
  for (const uri of uris) {
    session.disk.forget(uri);
    session.reports.expire(uri);
  }
  if (uris.some((uri) => !session.documents.of(uri))) refresh(session);
}

/** `workspace/didChangeWorkspaceFolders` */
export function didChangeWorkspaceFolders(
  session: Session,
  { event }: DidChangeWorkspaceFoldersParams,
): void {
  const gone = new Set(event.removed.map(({ uri }) => canonicalUri(uri)));
  const kept = session.disk.roots.map(uriOf).filter((uri) => !gone.has(uri));
  session.openFolders([...kept, ...event.added.map(({ uri }) => uri)]);
  refresh(session);
}
