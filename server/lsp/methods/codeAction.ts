import { type CodeAction, CodeActionKind, type CodeActionParams, type Diagnostic } from 'vscode-languageserver/node';
import { type Action, actionsAt, suppressionOf } from '../../service/codeActions.ts';
import { type FixScope, fixAll, fixableIn } from '../../service/fixAll.ts';
import type { Snapshot } from '../../service/snapshot.ts';
import { linesOf, spanOf } from '../convert.ts';
import { workspaceEditOf } from '../edits.ts';
import type { Session } from '../session.ts';
import { canonicalUri } from '../uri.ts';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.pillarlint`;

/** What an action carries whose edit is worked out once it is chosen. */
export interface ActionData {
  readonly uri: string;
  readonly scope: FixScope;
}

/** `textDocument/codeAction` */
export function codeAction(session: Session, { textDocument, range, context }: CodeActionParams): CodeAction[] {
  const uri = canonicalUri(textDocument.uri);
  const wants = (kind: string): boolean => context.only === undefined || context.only.some((only) => only === '' || kind === only || kind.startsWith(`${only}.`));
  return session.units.of(uri).flatMap((snapshot) => {
    const span = spanOf(range, linesOf(session, snapshot, uri));
    const fixes = wants(CodeActionKind.QuickFix) ? actionsAt(snapshot, uri, span, session.texts) : [];
    const source = context.only !== undefined && wants(fixAllKind) ? sourceAction(session, snapshot, textDocument.uri) : [];
    return [...fixes.map((action) => quickFix(session, snapshot, textDocument.uri, action, context.diagnostics)), ...source];
  });
}

function quickFix(session: Session, snapshot: Snapshot, uri: string, action: Action, shown: readonly Diagnostic[]): CodeAction {
  const rules = new Set(action.findings.map(({ rule }) => rule));
  const diagnostics = shown.filter(({ code }) => typeof code === 'string' && rules.has(code));
  const base: CodeAction = { title: action.title, kind: CodeActionKind.QuickFix, diagnostics, ...(action.preferred ? { isPreferred: true } : {}) };
  const { outcome } = action;
  if (outcome.kind === 'edits') return { ...base, edit: workspaceEditOf(outcome.edits, snapshot, session, action.caution) };
  if (outcome.kind === 'fix-all') return withFixAll(session, snapshot, base, { uri, scope: outcome.scope });
  const { rule, resource } = outcome.finding;
  if (session.client.commands.has('pillarlint.suppress')) {
    const argument = { uri, rule, resource: resource.id, range: shown.find(({ code }) => code === rule)?.range };
    return { ...base, command: { title: action.title, command: 'pillarlint.suppress', arguments: [argument] } };
  }
  const edits = suppressionOf(outcome.finding, snapshot, session.texts.sentence('action.reason')) ?? [];
  return { ...base, edit: workspaceEditOf(edits, snapshot, session) };
}

function sourceAction(session: Session, snapshot: Snapshot, uri: string): CodeAction[] {
  const scope: FixScope = { kind: 'document' };
  const count = fixableIn(snapshot, scope).length;
  if (count === 0) return [];
  const title = session.texts.sentence('action.fixAll', { count });
  return [withFixAll(session, snapshot, { title, kind: fixAllKind }, { uri, scope })];
}

function withFixAll(session: Session, snapshot: Snapshot, action: CodeAction, data: ActionData): CodeAction {
  if (session.client.resolvesActions) return { ...action, data };
  return { ...action, edit: workspaceEditOf(fixAll(snapshot, data.scope).edits, snapshot, session) };
}
