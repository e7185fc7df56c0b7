import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver/node';
import type { Location } from '../../model/location.ts';
import { type Action, actionsAt } from '../../service/codeActions.ts';
import { type FixScope, fixableIn } from '../../service/fixAll.ts';
import { type Snapshot, placeOf } from '../../service/snapshot.ts';
import { linesOf, rangeOf, spanOf } from '../convert.ts';
import { workspaceEditOf } from '../edits.ts';
import type { Session } from '../session.ts';
import { canonicalUri } from '../uri.ts';
import { type ActionData, codeActionResolve } from './codeActionResolve.ts';

const fixAllKind = `${CodeActionKind.SourceFixAll}.pillarlint`;

/** The client's own command that asks for a reason and then calls `pillarlint.suppressWithReason`. */
const suppressCommand = 'pillarlint.suppress';

/** `textDocument/codeAction` */
export function codeAction(
  session: Session,
  { textDocument, range, context }: CodeActionParams,
): CodeAction[] {
  const uri = canonicalUri(textDocument.uri);
  const wants = (kind: string): boolean =>
    context.only === undefined ||
    context.only.some((only) => only === '' || kind === only || kind.startsWith(`${only}.`));
  return session.units.of(uri).flatMap((snapshot) => {
    const span = spanOf(range, linesOf(session, snapshot, uri));
    const fixes = wants(CodeActionKind.QuickFix) ? actionsAt(snapshot, uri, span, session.texts) : [];
    const source =
      context.only !== undefined && wants(fixAllKind)
        ? sourceAction(session, snapshot, textDocument.uri)
        : [];
    return [
      ...fixes.map((action) => quickFix(session, snapshot, textDocument.uri, action, context.diagnostics)),
      ...source,
    ];
  });
}

function quickFix(
  session: Session,
  snapshot: Snapshot,
  uri: string,
  action: Action,
  shown: readonly Diagnostic[],
): CodeAction {
  const rules = new Set(action.findings.map(({ rule }) => rule));
  const diagnostics = shown.filter(({ code }) => typeof code === 'string' && rules.has(code));
  const base: CodeAction = {
    title: action.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    ...(action.preferred ? { isPreferred: true } : {}),
  };
  const { outcome } = action;
  if (outcome.kind === 'edits')
    return { ...base, edit: workspaceEditOf(outcome.edits, snapshot, session, action.caution) };
  if (outcome.kind === 'fix-all') return withData(session, base, { uri, scope: outcome.scope });
  const { rule, at, resource } = outcome.finding;
  const place = { uri, rule, resource: resource.id, range: rangeIn(snapshot, at, session) };
  if (!session.client.commands.has(suppressCommand)) return withData(session, base, place);
  return { ...base, command: { title: action.title, command: suppressCommand, arguments: [place] } };
}

function rangeIn(snapshot: Snapshot, at: Location, session: Session): Range | undefined {
  const span = placeOf(snapshot, at);
  return span && rangeOf(span, linesOf(session, snapshot, span.uri));
}

function sourceAction(session: Session, snapshot: Snapshot, uri: string): CodeAction[] {
  const scope: FixScope = { kind: 'document' };
  const count = fixableIn(snapshot, scope).length;
  if (count === 0) return [];
  const title = session.texts.sentence('action.fixAll', { count });
  return [withData(session, { title, kind: fixAllKind }, { uri, scope })];
}

/** An edit that takes time is worked out when the action is chosen, where the client can ask for it. */
function withData(session: Session, action: CodeAction, data: ActionData): CodeAction {
  const lazy = { ...action, data };
  return session.client.resolvesActions ? lazy : codeActionResolve(session, lazy);
}
