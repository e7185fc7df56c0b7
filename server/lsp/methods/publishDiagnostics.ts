import { DiagnosticRefreshRequest, PublishDiagnosticsNotification } from 'vscode-languageserver/node';
import { diagnosticsIn } from '../diagnosticsIn.ts';
import { log } from '../log.ts';
import type { OpenDocument } from '../openDocument.ts';
import type { Report } from '../reports.ts';
import type { Session } from '../session.ts';
import { outdateSummary } from '../summaryChanged.ts';

const published = new WeakMap<OpenDocument, { readonly version: number; readonly report: Report }>();
const waiting = new WeakSet<Session>();

/** Sends the findings of all open documents to a client that does not ask for them, once for all input that is already there. */
export async function publish(session: Session): Promise<void> {
  if (session.client.pulls || waiting.has(session)) return;
  waiting.add(session);
  await session.pipe.drained();
  waiting.delete(session);
  for (const uri of session.documents.openUris()) {
    const document = session.documents.of(uri);
    if (!document) continue;
    try {
      send(session, document, session.reports.update(uri, diagnosticsIn(session, uri)));
    } catch (error) {
      log(session, 'publishDiagnostics', error);
    }
  }
}

function send({ connection }: Session, document: OpenDocument, report: Report): void {
  const { uri, version } = document;
  const last = published.get(document);
  if (last?.version === version && last.report === report) return;
  published.set(document, { version, report });
  void connection.sendNotification(PublishDiagnosticsNotification.type, {
    uri,
    version,
    diagnostics: [...report.items],
  });
}

/** A closed document keeps no findings. */
export function withdraw(session: Session, uri: string): void {
  if (!session.client.pulls)
    void session.connection.sendNotification(PublishDiagnosticsNotification.type, { uri, diagnostics: [] });
}

/** Everything is to be looked at again: after a change of settings or of files. */
export function refresh(session: Session): void {
  const { client, connection } = session;
  if (client.pulls && client.refreshes)
    connection.sendRequest(DiagnosticRefreshRequest.type).catch(() => undefined);
  else void publish(session);
  outdateSummary(session);
}
