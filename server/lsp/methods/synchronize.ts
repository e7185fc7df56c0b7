import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
} from 'vscode-languageserver/node';
import type { Session } from '../session.ts';
import { outdateSummary } from '../summaryChanged.ts';
import { canonicalUri } from '../uri.ts';
import { publish, withdraw } from './publishDiagnostics.ts';

/** `textDocument/didOpen` */
export function didOpen(
  session: Session,
  { textDocument: { uri, version, text } }: DidOpenTextDocumentParams,
): void {
  session.documents.open(uri, version, text);
  session.reports.expire(canonicalUri(uri));
  void publish(session);
}

/** `textDocument/didChange`: the text is changed at once; it is read and judged when somebody asks, once for many changes. */
export function didChange(
  session: Session,
  { textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams,
): void {
  session.documents.change(uri, version, contentChanges);
  session.reports.expire(canonicalUri(uri));
  outdateSummary(session);
  void publish(session);
}

/** `textDocument/didClose`: what lies on disk counts again. */
export function didClose(session: Session, { textDocument: { uri } }: DidCloseTextDocumentParams): void {
  session.documents.close(uri);
  session.units.keepOpen();
  session.reports.expire(canonicalUri(uri));
  withdraw(session, uri);
  void publish(session);
}
