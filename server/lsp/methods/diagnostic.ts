import {
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver/node';
import { diagnosticsIn } from '../diagnosticsIn.ts';
import type { Session } from '../session.ts';
import { canonicalUri } from '../uri.ts';

/** `textDocument/diagnostic` */
export function diagnostic(
  session: Session,
  { textDocument: { uri }, previousResultId }: DocumentDiagnosticParams,
): DocumentDiagnosticReport {
  const { id, items } = session.reports.update(canonicalUri(uri), diagnosticsIn(session, uri));
  if (id === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
  return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: [...items] };
}
