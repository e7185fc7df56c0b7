import type { CodeAction, Range, WorkspaceEdit } from 'vscode-languageserver/node';
import { suppressionOf } from '../../service/codeActions.ts';
import { type FixScope, fixAll, fixScopeFrom } from '../../service/fixAll.ts';
import { workspaceEditOf } from '../edits.ts';
import { findingsAt } from '../findingsAt.ts';
import type { Session } from '../session.ts';

/** What an action carries whose edit is worked out once it is chosen: a scope to fix, or a finding to silence. */
export type ActionData =
  | { readonly uri: string; readonly scope: FixScope }
  | {
      readonly uri: string;
      readonly rule: string;
      readonly resource: string;
      readonly range: Range | undefined;
    };

/** `codeAction/resolve`: works out the edit for the text as it is now. */
export function codeActionResolve(session: Session, action: CodeAction): CodeAction {
  const data: unknown = action.data;
  if (typeof data !== 'object' || data === null || !('uri' in data) || typeof data.uri !== 'string')
    return action;
  const edit =
    'scope' in data ? fixAllEdit(session, data.uri, data.scope) : suppressEdit(session, data.uri, data);
  return edit ? { ...action, edit } : action;
}

function fixAllEdit(session: Session, uri: string, sent: unknown): WorkspaceEdit | undefined {
  const scope = fixScopeFrom(sent);
  const [snapshot] = session.snapshotsOf(uri);
  return scope && snapshot && workspaceEditOf(fixAll(snapshot, scope).edits, snapshot, session);
}

function suppressEdit(session: Session, uri: string, place: object): WorkspaceEdit | undefined {
  const [found] = findingsAt(session, uri, place);
  if (!found) return undefined;
  const { finding, snapshot } = found;
  const edits = suppressionOf(finding, snapshot, session.texts.sentence('action.reason'));
  return edits && workspaceEditOf(edits, snapshot, session);
}
