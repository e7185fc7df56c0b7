import { type CancellationToken, CancellationTokenSource } from 'vscode-languageserver/node';
import { type Summary, SummaryGathering } from '../../service/summary.ts';
import { summaryMarkdown } from '../../service/summaryMarkdown.ts';
import { nameOf } from '../../service/workspace.ts';
import { offeredProgress } from '../progress.ts';
import { scan } from '../scan.ts';
import type { Session } from '../session.ts';
import { noteSummary } from '../summaryChanged.ts';

/** Without a `uri` the whole workspace is meant. */
export interface SummaryParams {
  readonly uri?: string;
}

/** `pillarlint/summary`: `null` for a document that is no template. */
export async function summary(
  session: Session,
  { uri }: SummaryParams,
  token: CancellationToken,
): Promise<Summary | null> {
  noteSummary(session);
  if (uri === undefined) return summaryOfWorkspace(session, token);
  const snapshots = session.snapshotsOf(uri);
  if (snapshots.length === 0) return null;
  const gathering = new SummaryGathering(session.texts);
  for (const snapshot of snapshots) gathering.add(snapshot);
  return toClient(gathering.finish({ name: nameOf(uri), uri }), session);
}

/** `pillarlint/markdown`: the same as a document. */
export async function markdown(
  session: Session,
  params: SummaryParams,
  token: CancellationToken,
): Promise<string | null> {
  const found = await summary(session, params, token);
  return found && summaryMarkdown(found, session.texts);
}

async function summaryOfWorkspace(session: Session, token: CancellationToken): Promise<Summary> {
  const source = new CancellationTokenSource();
  const listener = token.onCancellationRequested(() => source.cancel());
  const gathering = new SummaryGathering(session.texts);
  const seen = new Set<string>();
  const progress = await offeredProgress(session, source);
  for await (const uri of scan(session, [...session.documents.walk()], source.token, progress)) {
    for (const snapshot of session.units.of(uri)) {
      if (!seen.has(snapshot.unit)) gathering.add(snapshot);
      seen.add(snapshot.unit);
    }
  }
  listener.dispose();
  return toClient(gathering.finish({ name: session.texts.sentence('summary.workspace') }), session);
}

/** Open documents go by the client's names. */
function toClient(found: Summary, { documents }: Session): Summary {
  const named = <T extends { readonly uri: string }>(place: T): T => ({
    ...place,
    uri: documents.clientUri(place.uri),
  });
  return { ...found, findings: found.findings.map(named), unknowns: found.unknowns.map(named) };
}
