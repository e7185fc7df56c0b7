import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  ProgressType,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { diagnosticsIn } from '../diagnosticsIn.ts';
import { progressUnder } from '../progress.ts';
import type { Report } from '../reports.ts';
import { scan } from '../scan.ts';
import type { Session } from '../session.ts';

type Item = WorkspaceDocumentDiagnosticReport;

const partialResult = new ProgressType<WorkspaceDiagnosticReport>();

/** `workspace/diagnostic`: what the client does not know yet, in parts where it takes them. */
export async function workspaceDiagnostic(
  session: Session,
  params: WorkspaceDiagnosticParams,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  const known = new Map(params.previousResultIds.map(({ uri, value }) => [uri, value]));
  const { partialResultToken } = params;
  const items: Item[] = [];
  for await (const item of newItems(session, known, params, token)) {
    if (partialResultToken === undefined) items.push(item);
    else void session.connection.sendProgress(partialResult, partialResultToken, { items: [item] });
  }
  return { items };
}

async function* newItems(
  session: Session,
  known: Map<string, string>,
  params: WorkspaceDiagnosticParams,
  token: CancellationToken,
): AsyncGenerator<Item> {
  for await (const uri of rescanned(session, params, token)) {
    const item = itemFor(session, uri, session.reports.last(uri), known);
    if (item) yield item;
  }
  for (const [uri, report] of session.reports.entries()) {
    const item = report.items.length > 0 ? itemFor(session, uri, report, known) : undefined;
    if (item) yield item;
  }
}

/** Judges what may have changed since the last time; a scan that is cancelled will be begun anew. */
async function* rescanned(
  session: Session,
  { workDoneToken }: WorkspaceDiagnosticParams,
  token: CancellationToken,
): AsyncGenerator<string> {
  const { reports, units } = session;
  let complete = false;
  try {
    for await (const uri of scan(session, staleIn(session), token, progressUnder(session, workDoneToken))) {
      const silent = isSilent(session, uri);
      if (!reports.last(uri) && (silent || units.of(uri).length === 0)) continue;
      reports.update(uri, silent ? [] : diagnosticsIn(session, uri));
      yield uri;
    }
    complete = true;
  } finally {
    if (!complete) reports.expireAll();
  }
}

/** When nothing but open documents is spoken of, only what was spoken of before needs to be taken back. */
function staleIn({ documents, reports, settings }: Session): readonly string[] {
  const stale = reports.takeStale();
  if (stale !== 'everything') return stale;
  if (settings.scope === 'workspace') return [...documents.walk()];
  return [...new Set([...documents.openUris(), ...[...reports.entries()].map(([uri]) => uri)])];
}

/** By a setting, documents that are not open are not spoken of. */
function isSilent({ settings, documents }: Session, uri: string): boolean {
  return settings.scope === 'openDocuments' && !documents.of(uri);
}

/** `undefined` when the client has this report, or when there never was anything to say. */
function itemFor(
  { documents }: Session,
  canonical: string,
  report: Report | undefined,
  known: Map<string, string>,
): Item | undefined {
  const uri = documents.clientUri(canonical);
  if (!report || known.get(uri) === report.id) return undefined;
  known.set(uri, report.id);
  const version = documents.of(canonical)?.version ?? null;
  return {
    kind: DocumentDiagnosticReportKind.Full,
    uri,
    version,
    resultId: report.id,
    items: [...report.items],
  };
}
